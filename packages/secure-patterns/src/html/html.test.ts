import { readFileSync } from "node:fs";
import escape from "escape-html";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { escapeHtml, html, type SafeHtml, trustedHtml } from "./index.ts";

const payloads = JSON.parse(
  readFileSync(new URL("./test-data/xss-payloads.json", import.meta.url), "utf8"),
) as readonly string[];

/** Under this name the formatter leaves the templates as they are. */
const h = html;

/** Elements and attribute names of a fragment, as browsers parse it. */
function shape(markup: string): string {
  const describeNode = (node: Tree.ChildNode): string => {
    if ("tagName" in node) {
      const names = node.attrs.map((attribute) => attribute.name).join(" ");
      return `<${node.tagName} ${names}>${node.childNodes.map(describeNode).join("")}</>`;
    }
    return node.nodeName === "#comment" ? "<!>" : "";
  };
  return parseFragment(markup).childNodes.map(describeNode).join("");
}

function attribute(markup: string | SafeHtml, name: string): string | undefined {
  const element = parseFragment(String(markup)).childNodes[0] as Tree.Element;
  return element.attrs.find((one) => one.name === name)?.value;
}

function textOf(markup: string | SafeHtml): string {
  const element = parseFragment(String(markup)).childNodes[0] as Tree.Element;
  return element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
}

describe("escapeHtml", () => {
  test.each(payloads)("%j as escape-html", (payload) => expect(escapeHtml(payload)).toBe(escape(payload)));

  test("any text as escape-html", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => void expect(escapeHtml(text)).toBe(escape(text))),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."a<>&\"'é") }),
        (text) => void expect(escapeHtml(text)).toBe(escape(text)),
      ),
    );
  });

  test("any value", () => {
    expect([null, undefined, 0, 1n, true, ["<", ">"], { toString: () => "<b>" }].map(escapeHtml)).toEqual([
      "",
      "",
      "0",
      "1",
      "true",
      "&lt;,&gt;",
      "&lt;b&gt;",
    ]);
    expect(escapeHtml(Object.create(null))).toBe("[object Object]");
    expect(escapeHtml(Symbol("<"))).toBe("Symbol(&lt;)");
    expect(escapeHtml(h`<b>x</b>`)).toBe("<b>x</b>");
    fc.assert(fc.property(fc.anything(), (value) => void expect(escapeHtml(value)).not.toMatch(/[<>"']/)));
  });

  test("what only looks like safe markup is escaped", () => {
    const forged = JSON.parse('{"Symbol(secure-patterns.safe-html)":true,"text":"<b>"}') as unknown;
    expect(escapeHtml(forged)).toBe("[object Object]");
  });
});

const PLACES: readonly [string, (value: unknown) => SafeHtml][] = [
  ["text", (value) => h`<p>a ${value} b</p>`],
  ["text beside markup", (value) => h`${value}<br />`],
  ["textarea", (value) => h`<textarea name="t">${value}</textarea>`],
  ["title", (value) => h`<title>${value}</title>`],
  ["double-quoted attribute", (value) => h`<p title="a ${value} b">x</p>`],
  ["single-quoted attribute", (value) => h`<p title='a ${value} b'>x</p>`],
  ["whole attribute", (value) => h`<p title=${value} lang="en">x</p>`],
  ["whole attribute with spaces", (value) => h`<p title = ${value}>x</p>`],
  ["two attributes", (value) => h`<p title="${value}" lang="${value}">x</p>`],
  ["srcdoc", (value) => h`<iframe srcdoc="${value}"></iframe>`],
  ["href", (value) => h`<a href="${value}">x</a>`],
  ["whole href", (value) => h`<a href=${value}>x</a>`],
  ["path", (value) => h`<a href="/users/${value}/edit">x</a>`],
  ["query", (value) => h`<a href="/search?q=${value}&amp;page=2">x</a>`],
  ["script", (value) => h`<script>const data = ${value};</script>`],
  ["module", (value) => h`<script type="module">run(${value}, /a"b/)</script>`],
  ["JSON script", (value) => h`<script type="application/json">{"a":"b","v":${value}}</script>`],
  ["script src behind an origin", (value) => h`<script src="https://cdn.example.com/${value}.js"></script>`],
];

describe.each(PLACES)("html: %s", (_name, build) => {
  const harmless = shape(String(build("x")));

  test.each(payloads)("%j adds no element and no attribute", (payload) => {
    expect(shape(String(build(payload)))).toBe(harmless);
    expect(shape(String(build([payload, payload])))).toBe(harmless);
  });

  test("neither does any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."<>/\"'`=& \n\t-!?#:{}$\\;ascript\u2028\ud800") }),
        (text) => void expect(shape(String(build(text)))).toBe(harmless),
      ),
    );
  });
});

describe("html: URLs", () => {
  test.each(payloads)("%j is followed nowhere that runs code", (payload) => {
    for (const markup of [
      h`<a href="${payload}">x</a>`,
      h`<a href=${payload}>x</a>`,
      h`<a href=" ${payload}">x</a>`,
    ]) {
      const url = new URL(attribute(markup, "href") ?? "", "https://app.example/");
      expect(url.protocol).toMatch(/^(?:https?|mailto|about):$/);
    }
  });

  test.each(payloads)("%j behind a literal beginning stays on its host and path", (payload) => {
    const href = (markup: SafeHtml): URL => new URL(attribute(markup, "href") ?? "", "https://app.example/");
    expect(href(h`<a href="/${payload}">x</a>`).host).toBe("app.example");
    expect(href(h`<a href="https://app.example${payload}">x</a>`).host).toBe("app.example");
    expect(href(h`<a href="https://app.example/${payload}">x</a>`).host).toBe("app.example");
    const query = href(h`<a href="/s?a=1&amp;q=${payload}&amp;b=2#f">x</a>`);
    expect([...query.searchParams.keys()]).toEqual(["a", "q", "b"]);
    expect(query.searchParams.get("q")).toBe(Buffer.from(payload).toString());
  });

  test("what is harmless stays as it is", () => {
    for (const url of [
      "/a/b?c=d&e=f#g",
      "https://x.example/?q=1",
      "mailto:a@b.example",
      "tel:+41",
      "a/b:c",
      "#top",
      "?page=2",
      "",
    ]) {
      expect(attribute(h`<a href="${url}">x</a>`, "href")).toBe(url);
    }
    const picture = "data:image/png;base64,iVBORw0KGgo=";
    expect(attribute(h`<img src="${picture}">`, "src")).toBe(picture);
    const query = new URLSearchParams({ q: "a b&c" });
    expect(attribute(h`<a href="${"/base"}/x/${"a/b"}?${query}">x</a>`, "href")).toBe(
      "/base/x/a/b?q=a+b%26c",
    );
    expect(attribute(h`<a href="mailto:${"ann+tag@example.com"}">x</a>`, "href")).toBe(
      "mailto:ann+tag@example.com",
    );
    expect(attribute(h`<a href="https://${"shop"}.example.com/">x</a>`, "href")).toBe(
      "https://shop.example.com/",
    );
  });

  test("a scheme put together from pieces is blocked", () => {
    const [java, script] = ["java", "script:alert(1)"];
    const href = attribute(h`<a href="${java}${script}">x</a>`, "href") ?? "";
    expect(new URL(href, "https://app.example/").protocol).toBe("https:");
    expect(attribute(h`<a href="${"javascript"}:alert(1)">x</a>`, "href")).toContain("about:invalid");
    expect(attribute(h`<a href="${""}${"javascript:alert(1)"}">x</a>`, "href")).toContain("about:invalid");
  });
});

describe("html: values", () => {
  test("nested markup, arrays, nothing", () => {
    const items = ["<a>", "b"].map((item) => h`<li>${item}</li>`);
    expect(String(h`<ul>${items}</ul>${null}${undefined}${false}${0}${true}`)).toBe(
      "<ul><li>&lt;a&gt;</li><li>b</li></ul>0true",
    );
    expect(attribute(h`<p title="${h`<b>`}">x</p>`, "title")).toBe("<b>");
    expect(String(h`${trustedHtml("<hr>")}`)).toBe("<hr>");
  });

  test("attributes that are there or not", () => {
    const button = (disabled: unknown): string =>
      String(h`<button disabled=${disabled} class=${["a", false, "b"]}>x</button>`);
    expect(button(true)).toBe('<button disabled="" class="a b">x</button>');
    expect(button(false)).toBe('<button  class="a b">x</button>');
    expect(button(null)).toBe(button(false));
  });

  test("scripts get data", () => {
    for (const value of [...payloads, { a: [1, "</script>", null] }, "\u2028"]) {
      const text = textOf(h`<script>data = ${value}</script>`);
      expect(new Function(`let ${text}; return data;`)()).toEqual(value);
      expect(JSON.parse(textOf(h`<script type="application/ld+json">${value}</script>`))).toEqual(value);
    }
    expect(String(h`<script>f(${undefined}, ${1} / 2, "/*", ${2})</script>`)).toBe(
      '<script>f(undefined, 1 / 2, "/*", 2)</script>',
    );
  });

  test("the text of a result", () => {
    expect(JSON.stringify({ page: h`<p></p>` })).toBe('{"page":"<p></p>"}');
    expect(`${h`<p></p>`}`).toBe("<p></p>");
  });
});

const REFUSED: readonly [string, () => unknown][] = [
  ["an event handler", () => h`<p onclick="${1}">x</p>`],
  ["an event handler in upper case", () => h`<p ONCLICK=${1}>x</p>`],
  ["a style attribute", () => h`<p style="color: ${1}">x</p>`],
  ["a style element", () => h`<style>a { color: ${1} }</style>`],
  ["a comment", () => h`<!-- ${1} -->`],
  ["a declaration", () => h`<!doctype ${1}>`],
  ["a tag's name", () => h`<${1}>`],
  ["an end tag's name", () => h`<p></${1}>`],
  ["the end of a tag's name", () => h`<h${1}>x</h1>`],
  ["an attribute's name", () => h`<p ${1}="x">x</p>`],
  ["attributes", () => h`<p ${1}>x</p>`],
  ["a part of an unquoted value", () => h`<p class=a${1}>x</p>`],
  ["the beginning of an unquoted value", () => h`<p class=${1}a>x</p>`],
  ["two unquoted values", () => h`<p class=${1}${2}>x</p>`],
  ["a string of a script", () => h`<script>const a = "${1}";</script>`],
  ["a single-quoted string", () => h`<script>const a = '${1}';</script>`],
  ["a template of a script", () => h`<script>const a = \`${1}\`;</script>`],
  ["inside a string", () => h`<script>const a = "b ${1} c";</script>`],
  [
    "a string behind a regular expression with a quote",
    () => h`<script>const r = /"/, a = "b ${1}";</script>`,
  ],
  ["behind a slash that could be either", () => h`<script>if (x) /"/.test(y); const a = " ${1} ";</script>`],
  ["a template's expression", () => h`<script>\`\${\`${1}\`}\`</script>`],
  ["a line comment", () => h`<script>// ${1}</script>`],
  ["a block comment", () => h`<script>/* ${1} */</script>`],
  ["a script of an unknown type", () => h`<script type="text/template">${1}</script>`],
  ["a script's type", () => h`<script type="${1}"></script>`],
  ["a script with a comment opening", () => h`<script><!-- ${1}</script>`],
  ["an iframe's content", () => h`<iframe>${1}</iframe>`],
  ["noscript", () => h`<noscript>${1}</noscript>`],
  ["a script's address", () => h`<script src="${"/x"}"></script>`],
  ["a script's host", () => h`<script src="https://${"x"}/a.js"></script>`],
  ["a base address", () => h`<base href="${"/x"}">`],
  ["a javascript URL", () => h`<a href="javascript:f(${1})">x</a>`],
  ["a data URL", () => h`<a href="data:text/html,${1}">x</a>`],
  ["a refresh", () => h`<meta http-equiv="refresh" content="0; url=${"/x"}">`],
  ["an animated attribute", () => h`<svg><set attributeName="href" to="${1}"></set></svg>`],
  ["an open tag at the end", () => h`<p class="${1}"`],
  ["an open script at the end", () => h`<script>${1}`],
  ["an open value at the end", () => h`<p class="${1}`],
  ["a call as a function", () => html(["<p>"] as never)],
  ["an invalid escape", () => h`\u`],
];

test.each(REFUSED)("html refuses %s", (_name, build) => {
  expect(build).toThrow(TypeError);
  expect(build).toThrow(/html/);
});
