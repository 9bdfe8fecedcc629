import type { Framework } from "./types.ts";

const UNIFIED = "unified.{process,processSync}";

/** Renderers that hand HTML in the text through; those that escape it by default are barriers. */
export const markdown: Framework = {
  name: "markdown",
  packages: [],
  types: {
    showdown: { from: ["showdown#new Converter"] },
    markdownIt: { from: ["markdown-it#()", "markdown-it#new"], fluent: true },
    unified: {
      from: ["unified#()", "unified#unified()", "{remark,rehype}#()", "{remark,rehype}#{remark,rehype}()"],
      fluent: true,
    },
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
    // what a chain of plugins does with HTML, one of them says: the first of these rows that fits
    { call: UNIFIED, madeWith: { arg: 0, from: "rehype-sanitize" }, clears: ["html"], text: true },
    { call: UNIFIED, madeWith: { arg: 0, from: "rehype-raw" }, clears: [], text: true },
    { call: UNIFIED, madeWith: { arg: 1, at: ["allowDangerousHtml"], is: ["true"] }, clears: [], text: true },
    { call: UNIFIED, madeWith: { arg: 1, at: ["sanitize"], is: ["false"] }, clears: [], text: true },
    { call: UNIFIED, madeWith: { arg: 0, from: "remark-rehype" }, clears: ["html"], text: true },
    { call: UNIFIED, madeWith: { arg: 0, from: "remark-html" }, clears: ["html"], text: true },
    { call: UNIFIED, clears: [], text: true },
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
