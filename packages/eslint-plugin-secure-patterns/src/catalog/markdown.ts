import type { Framework } from "./types.ts";

/** Renderers that hand HTML in the text through; those that escape it by default are barriers. */
export const markdown: Framework = {
  name: "markdown",
  packages: [],
  types: {
    showdown: { from: ["showdown#new Converter"] },
    markdownIt: { from: ["markdown-it#()", "markdown-it#new"], fluent: true },
    ansi: { from: ["ansi-to-html#new"] },
    handlebars: { from: ["handlebars#", "global#Handlebars"] },
  },
  sinks: [
    {
      call: "{handlebars#,global#Handlebars.}new SafeString",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "SafeString",
    },
  ],
  barriers: [
    { call: "{marked,snarkdown,markdown-table,micromark}#", clears: [], text: true },
    { call: "micromark#micromark", clears: [], text: true },
    { call: "marked#{marked,parse,parseInline}", clears: [], text: true },
    { call: "marked#marked.{parse,parseInline}", clears: [], text: true },
    { call: "showdown.makeHtml", clears: [], text: true },
    { call: "handlebars.escapeExpression", clears: ["html"], text: true },
    {
      call: "markdownIt.{render,renderInline}",
      madeWith: { arg: 0, at: ["html"], is: ["true"] },
      clears: [],
      text: true,
    },
    { call: "markdownIt.{render,renderInline}", clears: ["html"], text: true },
    // escapes what is between the colours only when told to
    {
      call: "ansi.toHtml",
      madeWith: { arg: 0, at: ["escapeXML"], is: ["true"] },
      clears: ["html"],
      text: true,
    },
    { call: "ansi.toHtml", clears: [], text: true },
    { call: "anser#ansiToHtml", clears: [], text: true },
  ],
};
