import { readFilters } from "./read-filters.ts";
import { readIndents } from "./read-indents.ts";
import { readMustaches } from "./read-mustaches.ts";
import { readScriptlets } from "./read-scriptlets.ts";
import type { View, ViewSyntax } from "./view.ts";

/** What a template writes without escaping it. */
export function readView(text: string, syntax: ViewSyntax | undefined, escapes: boolean): View {
  switch (syntax ?? guessSyntax(text)) {
    case "scriptlets":
      return readScriptlets(text);
    case "mustaches":
      return readMustaches(text);
    case "filters":
      return readFilters(text, escapes);
    default:
      return readIndents(text);
  }
}

/** Any engine may be told to take `.html` files. */
function guessSyntax(text: string): ViewSyntax {
  if (/<%/.test(text)) return "scriptlets";
  return /\{%|\|\s*(?:safe|raw)\b/.test(text) ? "filters" : "mustaches";
}
