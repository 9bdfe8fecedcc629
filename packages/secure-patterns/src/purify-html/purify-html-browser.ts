import DOMPurify from "dompurify";
import { createHtmlPurifier, type HtmlPurifier } from "./create-html-purifier.ts";

export { createHtmlPurifier, type HtmlPurifier };

let purify: HtmlPurifier | undefined;

/**
 * Purifies markup that people wrote: formatting and links stay, what acts goes. In browsers, with DOMPurify (install `dompurify` beside this
 * package).
 *
 * @param markup - `null` and `undefined` give an empty string; other values are taken as text
 * @throws TypeError where there is no DOM
 * @see createHtmlPurifier for images and more tags
 */
export const purifyHtml: HtmlPurifier = (markup) => {
  // At the first call: a page that is rendered on a server loads this module too.
  purify ??= createHtmlPurifier(DOMPurify);
  return purify(markup);
};
