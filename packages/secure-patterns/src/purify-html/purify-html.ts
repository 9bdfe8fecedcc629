import sanitizeHtml from "sanitize-html";
import { createHtmlPurifier, type HtmlPurifier } from "./create-html-purifier.ts";
import type { SanitizeHtml } from "./purify-with-sanitize-html.ts";

export { createHtmlPurifier, type HtmlPurifier };

/**
 * Purifies markup that people wrote: formatting and links stay, what acts goes. On servers, with `sanitize-html` (install it beside this
 * package). Bundlers for browsers take the form of this module that uses DOMPurify.
 *
 * @param markup - `null` and `undefined` give an empty string; other values are taken as text
 * @see createHtmlPurifier for images and more tags
 */
export const purifyHtml: HtmlPurifier = /* @__PURE__ */ createHtmlPurifier(
  sanitizeHtml as unknown as SanitizeHtml,
);
