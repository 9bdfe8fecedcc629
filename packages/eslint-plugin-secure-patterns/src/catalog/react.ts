import type { Framework } from "./types.ts";

export const react: Framework = {
  name: "react",
  packages: ["react", "preact"],
  barriers: [
    { call: "{react,preact/hooks}#{useMemo,useDeferredValue}", clears: [], passes: ["callback", 0] },
    { call: "{react,preact/hooks}#useState", clears: [], passes: ["state"] },
    { call: "{react,preact/compat}#{memo,forwardRef}", clears: [] },
    { call: "{react,preact/hooks}#useRef", clears: [], at: ["current"] },
  ],
  sinks: [
    { attribute: "href", elements: ["a", "area", "Link"], kind: "redirect", what: "a link", client: true },
    { attribute: "src", elements: ["iframe", "script", "embed"], kind: "redirect", what: "embedded content" },
    { attribute: "action", elements: ["form"], kind: "redirect", what: "a form" },
    { attribute: "formAction", elements: ["button", "input"], kind: "redirect", what: "a form" },
    { attribute: "url", elements: ["WebView"], kind: "redirect", what: "a WebView" },
    { attribute: "source", elements: ["WebView"], at: ["uri"], kind: "redirect", what: "a WebView" },
    {
      attribute: "dangerouslySetInnerHTML",
      spread: true,
      at: ["__html"],
      kind: "html",
      output: "markup",
      what: "dangerouslySetInnerHTML",
    },
    {
      call: "{react#,preact#,global#React.}createElement",
      arg: 1,
      at: ["dangerouslySetInnerHTML", "__html"],
      kind: "html",
      output: "markup",
      what: "dangerouslySetInnerHTML",
    },
    {
      call: "{react#,preact#,global#React.}createFactory()",
      arg: 0,
      at: ["dangerouslySetInnerHTML", "__html"],
      kind: "html",
      output: "markup",
      what: "dangerouslySetInnerHTML",
    },
    { attribute: "html", elements: ["WebView"], kind: "html", output: "markup", what: "a WebView" },
    {
      attribute: "source",
      elements: ["WebView"],
      at: ["html"],
      kind: "html",
      output: "markup",
      what: "a WebView",
    },
  ],
};
