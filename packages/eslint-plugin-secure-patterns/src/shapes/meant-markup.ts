import { literalText } from "../flow/trace-text.ts";
import type { Origin } from "../flow/origin.ts";

/** Names of options that take markup by design. */
const MARKUP_NAME = /html|markup|template|content|title/i;

/**
 * What may become markup of the options that a selector is chosen by. Where the default is markup, or the name says so, markup
 * is what everybody expects to hand in; `$(options.target)` surprises.
 */
export function withoutMeantMarkup(origins: readonly Origin[]): readonly Origin[] {
  const isMeant = origins.some((origin) => /^\s*</.test(literalText([origin]) ?? ""));
  return origins.filter(
    ({ root, path, before }) =>
      root.type !== "parameter" ||
      // `$.fn.isWithin = function (element) { return $(element)…`: a selector, or the element itself
      !(isMeant || MARKUP_NAME.test(path.at(-1) ?? "") || (path.length === 0 && before === "")),
  );
}
