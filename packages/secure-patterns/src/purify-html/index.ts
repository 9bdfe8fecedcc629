export { createHtmlPurifier, type HtmlPurifier } from "./create-html-purifier.ts";
export type { PurifyOptions } from "./purify-rules.ts";
export type { DomPurify } from "./purify-with-dom.ts";
export type { SanitizeHtml } from "./purify-with-sanitize-html.ts";
