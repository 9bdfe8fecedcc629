import type { Framework } from "./types.ts";

export const jquery: Framework = {
  name: "jquery",
  packages: [],
  types: {
    jquery: { from: ["global#{$,jQuery}", "jquery#", "jquery#{$,jQuery}"] },
    collection: { from: ["jquery()"], named: [], fluent: true },
  },
  sinks: [
    {
      call: "collection.{attr,prop}",
      arg: 1,
      if: { arg: 0, is: ["href", "action"] },
      kind: "redirect",
      what: "a link",
    },
    {
      call: "collection.{html,append,prepend,after,before,wrap,wrapAll,wrapInner,replaceWith,appendTo,prependTo,insertAfter,insertBefore,replaceAll,add}",
      arg: 0,
      kind: "html",
      output: "document",
      what: "jQuery's html",
    },
    { call: "jquery", arg: 0, kind: "html", output: "selector", what: "jQuery's $()" },
    { call: "jquery.parseHTML", arg: 0, kind: "html", output: "document", what: "$.parseHTML" },
  ],
  sources: [{ read: "collection.val()", kind: "stored", what: "a form field", text: true }],
};
