import type { Framework } from "./types.ts";

/** Where a document turns text into elements. */
export const dom: Framework = {
  name: "dom",
  packages: [],
  types: {
    element: {
      from: [
        "browser/document.{getElementById,querySelector,createElement,getElementsByClassName,elementFromPoint}()",
        "browser/document.{querySelectorAll,getElementsByClassName,getElementsByTagName,getElementsByName}().*",
        "browser/document.{body,head,documentElement,activeElement,currentScript}",
        "element.{parentElement,parentNode,firstElementChild,lastElementChild,nextElementSibling,previousElementSibling}",
        "element.{querySelector,closest,appendChild,cloneNode}()",
      ],
      annotated: ["global#{HTMLElement,Element,HTMLDivElement,HTMLSpanElement,HTMLIFrameElement,ShadowRoot}"],
    },
  },
  sinks: [
    { write: "element.{href,action}", kind: "redirect", what: "a link" },
    {
      call: "element.setAttribute",
      arg: 1,
      if: { arg: 0, is: ["href", "action"] },
      kind: "redirect",
      what: "a link",
    },
    { write: "element.{innerHTML,outerHTML}", kind: "html", output: "document", what: "innerHTML" },
    { write: "*.{innerHTML,outerHTML}", kind: "html", output: "document", what: "innerHTML" },
    { write: "*.srcdoc", kind: "html", output: "document", what: "srcdoc" },
    { call: "*.insertAdjacentHTML", arg: 1, kind: "html", output: "document", what: "insertAdjacentHTML" },
    {
      call: "browser/document.{write,writeln}",
      arg: "all",
      kind: "html",
      output: "document",
      what: "document.write",
    },
    {
      call: "*.createContextualFragment",
      arg: 0,
      kind: "html",
      output: "document",
      what: "createContextualFragment",
    },
    { call: "*.setHTMLUnsafe", arg: 0, kind: "html", output: "document", what: "setHTMLUnsafe" },
  ],
};
