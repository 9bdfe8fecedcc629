import { toText } from "../to-text.ts";
import { isDomPurify, purifyWithDom, type DomPurify } from "./purify-with-dom.ts";
import { type PurifyOptions, readPurifyRules } from "./purify-rules.ts";
import { isSanitizeHtml, purifyWithSanitizeHtml, type SanitizeHtml } from "./purify-with-sanitize-html.ts";

/** Markup in, markup without anything that acts out. */
export type HtmlPurifier = (markup: unknown) => string;

/**
 * Makes a purifier of the library that you pass in, with strict rules: formatted text, links to http, https and mailto, no images unless asked for, no
 * styles, classes, ids, forms, frames, SVG or scripts. Links that open a new window get `rel="noopener noreferrer"`.
 *
 * @param library - `sanitize-html` on servers, `DOMPurify` in browsers
 * @returns `null` and `undefined` give an empty string; other values are taken as text
 * @throws TypeError if the library is neither, if DOMPurify has no DOM to work with, or naming the option that is wrong
 */
export function createHtmlPurifier(
  library: SanitizeHtml | DomPurify,
  options: PurifyOptions = {},
): HtmlPurifier {
  const rules = readPurifyRules(options);
  const purify = isDomPurify(library)
    ? purifyWithDom(library, rules)
    : isSanitizeHtml(library)
      ? purifyWithSanitizeHtml(library, rules)
      : undefined;
  if (purify === undefined) throw new TypeError("library must be sanitize-html or DOMPurify");
  return (markup) => purify(toText(markup));
}
