import { expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [html] = await languagesOf("page.html");

function linesOf(code: string, filename = "page.html"): number[] {
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  return lint({ code, filename, language: html as never, rules }).map(({ line }) => line);
}

it.each([
  ["the address", '<p id="p"></p>\n<script>\np.innerHTML = location.hash.slice(1);\n</script>', [3]],
  ["as text", "<script>p.textContent = location.hash;</script>", []],
  [
    "escaped by a script before",
    "<script>const escapeHtml = (s) => s.replace(/[<>&\"']/g, '');</script><script>p.innerHTML = escapeHtml(location.hash);</script>",
    [],
  ],
  [
    "a function of a script before",
    "<script>const ask = () => location.hash;</script>\n<script>\np.innerHTML = ask();</script>",
    [3],
  ],
  [
    "a script that cannot be read",
    "<script>p.innerHTML = (</script>\n<script>p.innerHTML = window.name;</script>",
    [2],
  ],
  ["what a server fills in", '<script>p.innerHTML = "<b>{{ title }}</b>";</script>', []],
  ["a template", '<script type="text/template">p.innerHTML = location.hash;</script>', []],
])("reads a page's scripts: %s", (_, code, expected) => {
  expect(linesOf(code)).toEqual(expected);
});
