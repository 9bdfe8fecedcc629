import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("page.jsx");
const [typescript] = await languagesOf("page.ts");

function isReported(code: string, language: unknown = javascript, filename = "page.jsx"): boolean {
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  return lint({ code, filename, language: language as never, rules }).length > 0;
}

describe("plugins of jQuery", () => {
  it.each([
    ["an option beside its default", "$(options.target)", true],
    ["the collection that the plugin is called on", "this.html(options.label)", true],
    ["an option as text", "this.text(options.label)", false],
    ["markup of the program", 'this.html("<hr>")', false],
  ])("%s", (_, use, expected) => {
    const merged = 'options = $.extend({ target: ".menu" }, options);';
    expect(isReported(`$.fn.menu = function (options) { ${merged} ${use}; };`)).toBe(expected);
    expect(isReported(`$.fn.extend({ menu(options) { ${merged} ${use}; } });`)).toBe(expected);
  });

  it("says nothing of another object's options", () => {
    expect(isReported("export const menu = { open(options) { $(options.target); } };")).toBe(false);
  });
});

describe("directives of AngularJS", () => {
  it.each([
    ["an attribute", "(scope, element, attrs) => { element.html(attrs.title); }", true],
    ["an attribute as text", "(scope, element, attrs) => { element.text(attrs.title); }", false],
    ["the address", "(scope, elem) => { elem.append(location.hash.slice(1)); }", true],
    ["no element at all", "(scope, list) => { list.append(location.hash.slice(1)); }", false],
  ])("%s", (_, link, expected) => {
    expect(isReported(`angular.module("a").directive("card", () => ({ link: ${link} }));`)).toBe(expected);
  });
});

describe("globals that a declaration announces", () => {
  it.each([
    ["of any type", "declare var $: any; $('#out').html(window.name);", true],
    ["as text", "declare var $: any; $('#out').text(window.name);", false],
    ["of another name", "declare var page: any; page('#out').html(window.name);", false],
  ])("%s", (_, code, expected) => {
    expect(isReported(code, typescript, "page.ts")).toBe(expected);
  });
});

describe("replacing by a pattern that is made of a text", () => {
  it.each([
    ["all of them", 'new RegExp("<|>", "g")', false],
    ["the first one", 'new RegExp("<|>")', true],
  ])("%s", (_, pattern, expected) => {
    const code = `const text = decodeURIComponent(location.search); out.innerHTML = text.replace(${pattern}, "");`;
    expect(isReported(code)).toBe(expected);
  });
});

describe("renderers that are told to let markup through", () => {
  it.each([
    ["told so", "{ html: true }", true],
    ["by default", "", false],
    ["told not to", "{ html: false }", false],
  ])("%s", (_, options, expected) => {
    const code = (made: string) =>
      `import MarkdownIt from "markdown-it"; const md = ${made}; out.innerHTML = md.render(window.name);`;
    expect(isReported(code(`new MarkdownIt(${options})`))).toBe(expected);
    expect(isReported(code(`MarkdownIt(${options}).use(anchors)`))).toBe(expected);
  });
});
