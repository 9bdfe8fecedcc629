import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("page.jsx");
const [typescript] = await languagesOf("page.ts");

function isReported(
  code: string,
  language: unknown = javascript,
  filename = "page.jsx",
  confidence = "likely",
): boolean {
  const rules = { "no-unsafe-html": { confidence } };
  return lint({ code, filename, language: language as never, rules }).length > 0;
}

describe("plugins of jQuery", () => {
  it.each([
    ["an option beside its default", "$(options.target)", true],
    ["the collection that the plugin is called on", "this.html(options.label)", true],
    ["what it was handed, as it is", "$(options)", false],
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

describe("files of somebody else", () => {
  const plugin = "$.fn.menu = function (options) { $(options.target); };";
  const header = (text: string) => `/*! ${text} */\n${plugin}`;
  it.each([
    [
      "a library with its version and licence",
      header("Menu v1.4.2 | (c) 2015 A | MIT license"),
      "menu.js",
      false,
    ],
    ["a plugin by its name", plugin, "jquery.menu.js", false],
    ["a copy of a framework", plugin, "bootstrap-menu.js", false],
    ["what a library is built of", plugin, "menu-src.js", false],
    ["a folder of libraries", plugin, "public/js/vendor/menu.js", false],
    ["libraries among what is not ours", plugin, "pages/vendors/libraries/menu.js", false],
    [
      "a file of our own under a licence",
      header("Licensed under the Apache License, Version 2.0"),
      "menu.js",
      true,
    ],
    ["a file of our own", header("Copyright 2024 A"), "menu.js", true],
    ["a shop's seller", plugin, "src/vendor/menu.js", true],
  ])("%s", (_, code, filename, expected) => {
    expect(isReported(code, javascript, filename)).toBe(expected);
  });
});

describe("what a server answers", () => {
  const load = (use: string) => `$.getJSON("/me", (me) => { $("#out").html(${use}); });`;
  it.each([
    ["a text that somebody entered", load('"<b>" + me.title + "</b>"'), true],
    ["what was counted", load("me.total"), false],
    ["a piece of a page", '$.get("/menu", (html) => { $("#menu").html(html); });', false],
    ["a parameter that counts", "export function show(out, total) { out.innerHTML = total; }", false],
    ["a parameter that tells", "export function show(out, comment) { out.innerHTML = comment; }", true],
    [
      "each of a list, with its index first",
      '$.getJSON("/all", (all) => { $.each(all, function (index, each) { $("#out").append("<li>" + each.title); }); });',
      true,
    ],
    [
      "the index of each",
      '$.getJSON("/all", (all) => { $.each(all, function (index, each) { $("#out").append("<li>" + index); }); });',
      false,
    ],
    [
      "each of a list, by itself",
      '$.getJSON("/all", (all) => { _.each(all, (each) => { $("#out").append("<li>" + each.title); }); });',
      true,
    ],
    [
      "each of a wrapped list",
      '$.getJSON("/all", (all) => { $(all).each((at, each) => { $("#out").append("<li>" + each.title); }); });',
      true,
    ],
    [
      "each of a list as this",
      '$.getJSON("/all", (all) => { $.each(all, function () { $("#out").append("<li>" + this.title); }); });',
      true,
    ],
    [
      "what counts as this",
      '$.getJSON("/all", (all) => { $.each(all, function () { $("#out").append("<li>" + this.count); }); });',
      false,
    ],
    [
      "a state that is set where an answer arrives",
      'function Post() { const [post, setPost] = useState(""); fetch("/a").then((a) => a.json()).then(setPost); return <p dangerouslySetInnerHTML={{ __html: post.body }} />; } import { useState } from "react";',
      true,
    ],
    ["a sheet", 'const s = document.createElement("style"); s.innerHTML = window.name;', false],
    ["an element", 'const s = document.createElement("div"); s.innerHTML = window.name;', true],
  ])("%s", (_, code, expected) => {
    expect(isReported(code)).toBe(expected);
  });
});

describe("what is sure of stored texts", () => {
  it.each([
    ["what somebody calls himself", 'out.innerHTML = "<b>" + me.firstName + "</b>";', true],
    [
      "what somebody said",
      "out.innerHTML = me.comments.map((comment) => `<li>${comment.text}</li>`).join();",
      true,
    ],
    [
      "a text of a record",
      "out.innerHTML = me.orders.map((order) => `<li>${order.title}</li>`).join();",
      true,
    ],
    [
      "a text of a file beside the program",
      'load("towns.geojson"); out.innerHTML = me.towns.map((town) => `<li>${town.title}</li>`).join();',
      false,
    ],
    ["a text of some kind", 'out.innerHTML = "<b>" + me.title + "</b>";', false],
    ["a message of a record", "out.innerHTML = me.list.map((each) => each.message).join();", false],
  ])("%s", (_, use, expected) => {
    const code = `async function show(out) { const me = await (await fetch("/me")).json(); ${use} }`;
    expect(isReported(code, javascript, "page.jsx", "proven")).toBe(expected);
    expect(isReported(code)).toBe(true);
  });
});
