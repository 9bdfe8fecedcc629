import { describe, expect, it } from "vitest";
import { readView } from "./read-view.ts";
import type { ViewSyntax } from "./view.ts";

function pathsIn(text: string, syntax?: ViewSyntax, escapes = true): string[] {
  return readView(text, syntax, escapes).values.map(
    ({ path, json }) => (json ? "json " : "") + path.join("."),
  );
}

describe("what a template writes as it is", () => {
  it.each<[string, ViewSyntax | undefined, string, string[]]>([
    ["EJS", "scriptlets", "<p><%- user.name %></p><%= safe %><%# <%- no %>", ["user.name"]],
    ["a fallback and a cut", "scriptlets", "<%- (title || '').substring(0, 8) %>", ["title"]],
    ["all that is handed over", "scriptlets", "<%- locals.title %><%~ it.text %>", ["title", "text"]],
    ["line breaks", "scriptlets", "<%- text.replace(/\\r?\\n/g, '<br>') %>", ["text"]],
    [
      "what a helper makes",
      "scriptlets",
      "<%- escapeHtml(text) %><%- a + b %><%- text.replace(/</g, '') %>",
      [],
    ],
    [
      "one of two",
      "scriptlets",
      "<%- typeof(back) !== 'undefined' ? back : '/' %><%- user ? user.name : guest.name %><%- a && a.b %><%- c || d %>",
      ["back", "user.name", "guest.name", "a.b", "c", "d"],
    ],
    [
      "many that may stand for each other, of which one is made",
      "scriptlets",
      `<%- ${"a || ".repeat(36)}b! %>`,
      [],
    ],
    [
      "what is only asked for",
      "scriptlets",
      "<%- user ? 'yes' : 'no' %><%- isAdmin && '<b>' %><%- n > 1 ? 's' : '' %><%- user ? escapeHtml(user.name) : '' %><%- user?.name %>",
      ["user.name"],
    ],
    ["JSON", "scriptlets", "<script>x = <%- JSON.stringify(user) %></script>", ["json user"]],
    [
      "JSON without marks",
      "scriptlets",
      "<script>x = <%- JSON.stringify(user).replace(/</g, '') %></script>",
      [],
    ],
    [
      "elements of lists",
      "scriptlets",
      "<% for (const item of list.items) { %><%- item.name %><% } %><% rows.forEach((row) => { %><%- row.a %><% }) %><%- rows[i].b %>",
      ["list.items.*.name", "rows.*.a", "rows.*.b"],
    ],
    ["a name of its own", "scriptlets", "<% const u = data.user; %><%- u.name %>", ["data.user.name"]],
    ["Handlebars", "mustaches", "{{{a.b}}} {{& c}} {{d}} {{{helper e}}}", ["a.b", "c"]],
    [
      "blocks",
      "mustaches",
      "{{#each items}}{{{name}}}{{{../title}}}{{{this.a}}}{{/each}}{{#with user}}{{{name}}}{{/with}}{{#each rows as |row|}}{{{row.x}}}{{/each}}{{#if a}}{{{b}}}{{/if}}",
      ["items.*.name", "title", "items.*.a", "user.name", "rows.*.x", "b"],
    ],
    [
      "Nunjucks",
      "filters",
      "{{ a | safe }}{{ b }}{{ c | upper | raw }}{{ d | escape | safe }}{% for x in xs %}{{ x.n|safe }}{% endfor %}",
      ["a", "c", "xs.*.n"],
    ],
    ["escaping switched off", "filters", "{% autoescape false %}{{ a }}{% endautoescape %}{{ b }}", ["a"]],
    [
      "Pug",
      "indents",
      "div\n  p!= user.bio\n  p= name\n  | !{note}\n  each item in items\n    li!= item.text\n  a(href!=link) x\n  //- p!= no",
      ["user.bio", "note", "items.*.text", "link"],
    ],
    [
      "texts with holes",
      "indents",
      "title!= `${title} - Shop`\n  p!= `${escape(a)} of 2 $`\n  p!= `${b.c}${d || ''}`\n  p= `${no}`",
      ["title", "b.c", "d"],
    ],
    ["HTML of any engine", undefined, "<p><%- a %></p>", ["a"]],
    ["HTML of another", undefined, "{% if a %}{{ a | safe }}{% endif %}", ["a"]],
  ])("%s", (_, syntax, text, expected) => {
    expect(pathsIn(text, syntax)).toEqual(expected);
  });

  it("knows where engines escape nothing by themselves", () => {
    expect(pathsIn("{{ a }}{{ b | escape }}", "filters", false)).toEqual(["a"]);
  });

  it("names what is put in its place", () => {
    expect(readView("<%- include('partials/head', { a }) %>", "scriptlets", true).includes).toEqual([
      "partials/head",
    ]);
    expect(readView("{{> head}}", "mustaches", true).includes).toEqual(["head"]);
    expect(readView("{% include 'head.njk' %}", "filters", true).includes).toEqual(["head.njk"]);
    expect(readView("{% extends 'page.njk' %}", "filters", true).includes).toEqual(["page.njk"]);
    expect(readView("extends layout\n\nblock main", "indents", true).includes).toEqual(["layout"]);
    expect(readView("include partials/head", "indents", true).includes).toEqual(["partials/head"]);
  });
});
