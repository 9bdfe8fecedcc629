import type { Framework } from "./types.ts";

const TAG_FIRST = { arg: 0, matches: "^\\s*<" };

export const jquery: Framework = {
  name: "jquery",
  packages: [],
  types: {
    jquery: {
      from: [
        "global#{$,jQuery,cash,Zepto}",
        "{jquery,cash-dom}#",
        "jquery#{$,jQuery}",
        "global#angular.element",
      ],
      named: ["$", "jQuery"],
    },
    collection: { from: ["jquery()"], named: ["$element"], fluent: true },
    "dom/element": { from: ["collection.get()", "collection.*"] },
    answer: {},
    // a plugin hands what it is given to `$()`, which takes a text that starts with a tag for markup
    options: {},
  },
  handlers: [
    { assigned: "jquery.fn.*", params: ["options", "options"], self: "collection" },
    { call: "jquery.fn.extend", members: true, params: ["options", "options"], self: "collection" },
    { call: "jquery.{get,post,getJSON}", params: ["answer"] },
    { call: "jquery.{ajax,get,post}", key: "success", params: ["answer"] },
    { call: "jquery.{ajax,get,post,getJSON}().{done,then,success}", params: ["answer"] },
  ],
  sinks: [
    { call: "jquery.jGrowl", arg: 0, kind: "html", output: "document", what: "jGrowl" },
    { call: "jquery.globalEval", arg: 0, kind: "html", output: "document", what: "globalEval" },
    // behind a tag stand its attributes, behind a selector the element in which to search
    {
      call: "jquery",
      arg: 1,
      at: ["html"],
      if: TAG_FIRST,
      kind: "html",
      output: "document",
      what: "jQuery's html",
    },
    { call: "jquery", arg: 1, at: ["href"], if: TAG_FIRST, kind: "redirect", what: "a link" },
    { call: "collection.{attr,prop}", arg: 0, at: ["href"], kind: "redirect", what: "a link" },
    {
      call: "collection.{attr,prop}",
      arg: 1,
      if: { arg: 0, is: ["href", "action"] },
      kind: "redirect",
      what: "a link",
    },
    {
      call: "collection.{attr,prop}",
      arg: 1,
      if: { arg: 0, is: ["src"] },
      elements: ["iframe", "frame", "embed", "script"],
      kind: "redirect",
      what: "embedded content",
    },
    { call: "collection.html", arg: 0, kind: "html", output: "document", what: "jQuery's html" },
    {
      call: "collection.{append,prepend,after,before,wrap,wrapAll,wrapInner,replaceWith}",
      arg: 0,
      kind: "html",
      output: "document",
      takesNodes: true,
      what: "jQuery's html",
    },
    // what a function answers, for each element
    {
      call: "collection.{html,append,prepend,after,before,replaceWith}",
      arg: 0,
      at: ["()"],
      kind: "html",
      output: "document",
      what: "jQuery's html",
    },
    {
      call: "collection.{appendTo,prependTo,insertAfter,insertBefore,replaceAll,add}",
      arg: 0,
      kind: "html",
      output: "selector",
      what: "jQuery's appendTo",
    },
    { call: "jquery", arg: 0, kind: "html", output: "selector", what: "jQuery's $()" },
    { call: "jquery.parseHTML", arg: 0, kind: "html", output: "document", what: "$.parseHTML" },
  ],
  sources: [
    {
      read: "collection.val()",
      kind: "stored",
      what: "a form field",
      text: true,
      nearby: true,
      for: ["html"],
      given: 0,
    },
    {
      read: "collection.text()",
      kind: "stored",
      what: "the text of an element",
      text: true,
      nearby: true,
      for: ["html"],
      given: 0,
    },
    {
      read: "collection.{attr,prop,data}()",
      kind: "stored",
      what: "an attribute of the page",
      text: true,
      nearby: true,
      for: ["html"],
      given: 1,
    },
    {
      read: "options",
      kind: "stored",
      what: "an option of the plugin",
      for: ["html"],
      into: ["selector"],
      likely: true,
    },
    {
      read: "answer",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
      mixed: "parts",
      fragment: true,
    },
  ],
};
