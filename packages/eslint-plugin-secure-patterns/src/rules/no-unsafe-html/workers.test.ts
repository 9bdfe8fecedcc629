import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.jsx");
const HTML = '{ headers: { "Content-Type": "text/html" } }';

function isReported(code: string, filename = "src/index.js"): boolean {
  return lint({ code, filename, language: javascript as never, rules: { "no-unsafe-html": {} } }).length > 0;
}

describe("pages that a worker answers with", () => {
  it.each([
    [
      "a module's own fetch",
      `export default { async fetch(request) { return new Response(new URL(request.url).searchParams.get("q"), ${HTML}); } };`,
      true,
    ],
    [
      "a plain text",
      'export default { async fetch(request) { return new Response(new URL(request.url).searchParams.get("q")); } };',
      false,
    ],
    [
      "a listener for requests",
      `addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
       const answer = (request) => new Response(new URL(request.url).searchParams.get("q"), ${HTML});`,
      true,
    ],
    [
      "a listener for something else",
      `addEventListener("load", (event) => answer(event.request));
       const answer = (one) => new Response(new URL(one.url).searchParams.get("q"), ${HTML});`,
      false,
    ],
    [
      "the path of a parsed address, in which no mark is left",
      `export default { async fetch(request) { const url = new URL(request.url); return new Response('<a href="' + url.pathname + url.search + '">again</a>', ${HTML}); } };`,
      false,
    ],
    [
      "the same decoded",
      `export default { async fetch(request) { const url = new URL(request.url); return new Response("<p>" + decodeURIComponent(url.pathname), ${HTML}); } };`,
      true,
    ],
    [
      "the same in a quote that addresses may hold",
      `export default { async fetch(request) { const url = new URL(request.url); return new Response("<a href='" + url.pathname + "'>again</a>", ${HTML}); } };`,
      true,
    ],
  ])("%s", (_, code, expected) => {
    expect(isReported(code)).toBe(expected);
  });

  it("knows functions of pages by the folder that they lie in", () => {
    const code = `export function onRequest({ params }) { return new Response("<p>" + params.id, ${HTML}); }`;
    expect(isReported(code, "functions/posts/[id].js")).toBe(true);
    expect(isReported(code, "src/posts.js")).toBe(false);
  });

  it("takes a page that is handed on as it is for no markup of the program", () => {
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    const reports = (body: string): number =>
      lint({
        code: `export default { async fetch() { const page = await fetch("https://pages.example/home"); const text = await page.text(); return new Response(${body}, ${HTML}); } };`,
        filename: "src/index.js",
        language: javascript as never,
        rules,
      }).length;
    expect(reports("text")).toBe(0);
    expect(reports("`<main>${text}</main>`")).toBe(1);
  });
});
