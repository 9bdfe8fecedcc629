import { addBlankRel, isBlank } from "./blank-target.ts";
import type { PurifyRules } from "./purify-rules.ts";

type Attributes = Record<string, string>;

/** The part of `sanitize-html` that is used. */
export interface SanitizeHtml {
  (markup: string, options: Record<string, unknown>): string;
  readonly defaults: unknown;
}

/** Deeper nesting is text of an attacker, and costs parsers time. */
const DEEPEST = 100;

export function isSanitizeHtml(library: unknown): library is SanitizeHtml {
  return typeof library === "function" && typeof (library as Partial<SanitizeHtml>).defaults === "object";
}

export function purifyWithSanitizeHtml(
  library: SanitizeHtml,
  rules: PurifyRules,
): (markup: string) => string {
  const options = {
    allowedTags: [...rules.keys()],
    allowedAttributes: Object.fromEntries([...rules].map(([tag, attributes]) => [tag, [...attributes]])),
    allowedClasses: {},
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["http", "https"] },
    allowedSchemesAppliedToAttributes: ["href", "src", "cite"],
    allowProtocolRelative: false,
    allowVulnerableTags: false,
    disallowedTagsMode: "discard",
    enforceHtmlBoundary: false,
    nestingLimit: DEEPEST,
    transformTags: {
      a: (tagName: string, attribs: Attributes) => ({ tagName, attribs: tameTarget(attribs) }),
    },
  };
  return (markup) => library(markup, options);
}

function tameTarget({ target, rel, ...attributes }: Attributes): Attributes {
  if (isBlank(target)) return { ...attributes, target: "_blank", rel: addBlankRel(rel) };
  return rel === undefined ? attributes : { ...attributes, rel };
}
