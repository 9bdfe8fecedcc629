import type { ViewLanguage } from "./types.ts";

/** What a template's file name tells of how to read it. */
export const viewLanguages: readonly ViewLanguage[] = [
  { endings: ["ejs", "eta"], syntax: "scriptlets" },
  { endings: ["hbs", "handlebars", "mustache", "hjs", "edge"], syntax: "mustaches" },
  { endings: ["njk", "nunjucks", "nunj", "twig", "swig"], syntax: "filters" },
  { endings: ["liquid"], syntax: "filters", unescaped: true },
  { endings: ["pug", "jade"], syntax: "indents" },
  { endings: ["html", "htm", "tpl"] },
];
