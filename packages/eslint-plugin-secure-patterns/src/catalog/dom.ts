import type { Framework } from "./types.ts";

/** Read as text to their end: there are no elements inside. */
const TEXT_ELEMENTS = ["style", "textarea", "title"];

/** Where a document turns text into elements. */
export const dom: Framework = {
  name: "dom",
  packages: [],
  types: {
    element: {
      from: [
        "browser/document.{getElementById,querySelector,createElement,createElementNS,getElementsByClassName,elementFromPoint}()",
        "browser/document.{querySelectorAll,getElementsByClassName,getElementsByTagName,getElementsByName}().*",
        "browser/document.{body,head,documentElement,activeElement,currentScript}",
        "element.{parentElement,parentNode,firstElementChild,lastElementChild,nextElementSibling,previousElementSibling}",
        "element.{querySelector,closest,appendChild,cloneNode}()",
        "element.{querySelectorAll,getElementsByClassName,getElementsByTagName}().*",
        "element.{children,elements,options,selectedOptions}.*",
        "browser/document.forms.*",
        "event.{target,currentTarget,srcElement}",
        // whose instances `this` is in a class that extends it
        "global#{HTMLElement,HTMLDivElement,HTMLSpanElement,HTMLAnchorElement,HTMLButtonElement}",
        "element.shadowRoot",
        "element.attachShadow()",
      ],
      annotated: [
        "global#{HTMLElement,Element,HTMLDivElement,HTMLSpanElement,HTMLIFrameElement,HTMLInputElement,HTMLTextAreaElement,HTMLSelectElement,HTMLFormElement,ShadowRoot}",
      ],
    },
    event: {
      from: ["event.originalEvent"],
      annotated: ["global#{Event,InputEvent,KeyboardEvent,MouseEvent,SubmitEvent,ClipboardEvent,DragEvent}"],
      named: ["e", "ev", "evt", "event"],
    },
  },
  sources: [
    {
      read: "element.{value,textContent,innerText,outerText,nodeValue,name,title,alt,placeholder}",
      kind: "stored",
      what: "the text of an element",
      text: true,
      nearby: true,
      for: ["html"],
    },
    {
      read: "element.dataset",
      kind: "stored",
      what: "a data attribute",
      for: ["html"],
      mixed: true,
      nearby: true,
    },
    {
      read: "element.{getAttribute,getAttributeNS}()",
      kind: "stored",
      what: "an attribute of the page",
      text: true,
      nearby: true,
      for: ["html"],
    },
    {
      read: "browser/{document,window}.getSelection()",
      kind: "stored",
      what: "what is selected on the page",
      text: true,
      // jQuery is as a rule asked for the nodes that it holds
      into: ["document", "markup"],
      for: ["html"],
    },
    {
      read: "event.{clipboardData,dataTransfer}.getData()",
      kind: "stored",
      what: "what was pasted or dropped",
      text: true,
      for: ["html"],
    },
    {
      read: "global#navigator.clipboard.readText()",
      kind: "stored",
      what: "what was copied",
      text: true,
      for: ["html"],
    },
  ],
  names: [
    { name: "^is_?(?:dom|html|jquery)?_?(?:element|node|object|jquery)$", is: "guard", clears: ["html"] },
  ],
  sinks: [
    { write: "element.{href,action,formAction,formaction}", kind: "redirect", what: "a link" },
    {
      write: "element.src",
      elements: ["iframe", "frame", "embed", "script"],
      kind: "redirect",
      what: "embedded content",
    },
    { write: "element.data", elements: ["object"], kind: "redirect", what: "embedded content" },
    {
      call: "element.setAttribute",
      arg: 1,
      if: { arg: 0, is: ["href", "xlink:href", "action", "formaction"] },
      kind: "redirect",
      what: "a link",
    },
    {
      call: "element.setAttributeNS",
      arg: 2,
      if: { arg: 1, is: ["href", "xlink:href"] },
      kind: "redirect",
      what: "a link",
    },
    {
      write: "element.{innerHTML,outerHTML}",
      exceptOn: TEXT_ELEMENTS,
      kind: "html",
      output: "document",
      what: "innerHTML",
    },
    {
      write: "*.{innerHTML,outerHTML}",
      exceptOn: TEXT_ELEMENTS,
      kind: "html",
      output: "document",
      what: "innerHTML",
    },
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
    {
      call: "global#WinJS.Utilities.{setInnerHTMLUnsafe,setOuterHTMLUnsafe}",
      arg: 1,
      kind: "html",
      output: "document",
      what: "setInnerHTMLUnsafe",
    },
    {
      call: "browser/document.execCommand",
      arg: 2,
      if: { arg: 0, is: ["inserthtml"] },
      kind: "html",
      output: "document",
      what: "insertHTML",
    },
    { call: "*.setHTMLUnsafe", arg: 0, kind: "html", output: "document", what: "setHTMLUnsafe" },
  ],
};

/** What a page's script mentions if any of its calls and writes can put markup into the page, jQuery's included. */
export const WRITES_MARKUP: RegExp =
  /\b(?:inner|outer|insertAdjacent)HTML\b|\bdocument\.write|\.(?:html|append|prepend|before|after|appendTo|prependTo|replaceWith)\s*\(|\bsrcdoc\b/;
