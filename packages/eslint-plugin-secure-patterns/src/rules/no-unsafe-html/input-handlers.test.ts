import { expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("page.jsx");

it.each([
  ["what is entered", "<textarea onChange={(e) => setText(e.target.value)} />", false],
  ["what is entered, in a function of its own", "<textarea onInput={take} />", false],
  ["what an editor hands over", "<Editor onEditorChange={(html) => setText(html)} />", false],
  [
    "the text of another element",
    "<b onClick={() => setText(document.querySelector('#a').textContent)} />",
    true,
  ],
  ["the text of an element that is clicked", "<b onClick={(e) => setText(e.target.title)} />", true],
  ["what a component answers with", "<Loader onLoad={(html) => setText(html)} />", true],
  [
    "what was entered and what arrived",
    "<Editor onChange={(html) => setText(html)} onLoad={(html) => setText(html)} />",
    true,
  ],
])("a preview shows %s", (_, element, expected) => {
  const code = `import { useState } from "react";
export function Page() {
  const [text, setText] = useState("");
  ${element.includes("take") ? "const take = (e) => setText(e.currentTarget.value);" : ""}
  return <main>${element}<p dangerouslySetInnerHTML={{ __html: text }} /></main>;
}`;
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  expect(lint({ code, filename: "page.jsx", language: javascript as never, rules }).length > 0).toBe(
    expected,
  );
});
