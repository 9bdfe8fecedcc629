import type { SinkRow } from "./sink-types.ts";
import type { Framework } from "./types.ts";

/** Engines write texts other than HTML too, and some templates hold only what the program knows. */
const likely = { kind: "unescaped", constant: true, likely: true } as const satisfies Partial<SinkRow>;
const engine = { ...likely, anyText: true } as const satisfies Partial<SinkRow>;
const off = (arg: number, option: string): NonNullable<SinkRow["if"]> => ({
  arg,
  at: [option],
  is: ["false"],
});

/** Settings that switch escaping off for all values at once. */
export const unescaped: Framework = {
  name: "unescaped",
  packages: [],
  types: {
    nunjucks: { from: ["nunjucks#", "global#nunjucks"] },
    squirrelly: { from: ["squirrelly#", "global#Sqrl"] },
    mustache: { from: ["mustache#", "global#Mustache"] },
    eta: { from: ["eta#"] },
    ejs: { from: ["ejs#", "global#ejs"] },
    swig: { from: ["{swig,swig-templates}#", "global#swig"] },
    sceProvider: { named: ["$sceProvider"] },
  },
  sinks: [
    {
      ...engine,
      call: "templates/handlebars.{compile,precompile}",
      arg: 1,
      if: { arg: 1, at: ["noEscape"], is: ["true"] },
      what: "noEscape",
    },
    { ...engine, call: "nunjucks.configure", arg: 0, if: off(0, "autoescape"), what: "autoescape: false" },
    {
      ...engine,
      call: "nunjucks.{configure,new Environment}",
      arg: 1,
      if: off(1, "autoescape"),
      what: "autoescape: false",
    },
    {
      ...engine,
      call: "swig.{setDefaults,new Swig}",
      arg: 0,
      if: off(0, "autoescape"),
      what: "autoescape: false",
    },
    {
      ...engine,
      call: "eta.{configure,new Eta}",
      arg: 0,
      if: off(0, "autoEscape"),
      what: "autoEscape: false",
    },
    {
      ...engine,
      call: "squirrelly.autoEscaping",
      arg: 0,
      if: { arg: 0, is: ["false"] },
      what: "autoEscaping",
    },
    {
      ...engine,
      write: "squirrelly.defaultConfig.autoEscape",
      if: { arg: 0, is: ["false"] },
      what: "autoEscape",
    },
    { ...engine, write: "mustache.escape", if: { arg: 0, identity: true }, what: "an escape function" },
    {
      ...engine,
      call: "mustache.render",
      arg: 3,
      if: { arg: 3, at: ["escape"], identity: true },
      what: "an escape function",
    },
    {
      ...engine,
      call: "ejs.{render,renderFile}",
      arg: 2,
      if: { arg: 2, at: ["escape"], identity: true },
      what: "an escape function",
    },
    {
      ...engine,
      call: "ejs.compile",
      arg: 1,
      if: { arg: 1, at: ["escape"], identity: true },
      what: "an escape function",
    },
    { ...likely, write: "*.escapeMarkup", if: { arg: 0, is: ["false"] }, what: "escapeMarkup" },
    {
      ...likely,
      call: "jquery/collection.select2",
      arg: 0,
      if: { arg: 0, at: ["escapeMarkup"], identity: true },
      what: "escapeMarkup",
    },
    {
      ...likely,
      call: "serialize-javascript#",
      arg: 1,
      if: { arg: 1, at: ["unsafe"], is: ["true"] },
      what: "unsafe",
    },
    { ...likely, call: "sanitize-html#", arg: 1, if: off(1, "allowedTags"), what: "allowedTags: false" },
    {
      ...likely,
      attribute: "escapeHtml",
      elements: ["ReactMarkdown", "Markdown"],
      if: { arg: 0, is: ["false"] },
      what: "escapeHtml",
    },
    {
      ...likely,
      attribute: "allowDangerousHtml",
      elements: ["ReactMarkdown", "Markdown"],
      if: { arg: 0, is: ["true"] },
      what: "allowDangerousHtml",
    },
    {
      ...likely,
      attribute: "rehypePlugins",
      elements: ["ReactMarkdown", "Markdown"],
      if: { arg: 0, holds: "rehype-raw", without: "rehype-sanitize" },
      what: "rehype-raw",
    },
    {
      kind: "unescaped",
      constant: true,
      call: "sceProvider.enabled",
      arg: 0,
      if: { arg: 0, is: ["false"] },
      what: "$sceProvider.enabled",
    },
  ],
};

/** Prompts, source code and shell scripts are templates too, and nobody escapes those: what a file says that writes pages or mails. */
export const saysPages: RegExp =
  /html|mail|express|koa|fastify|hapi|\b(?:reply|res|ctx|views?|pages?)\b|\.(?:hbs|handlebars|njk|ejs|mustache|swig)\b|<\/[a-z]/i;
