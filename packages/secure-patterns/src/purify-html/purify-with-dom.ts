import { addBlankRel, isBlank } from "./blank-target.ts";
import type { PurifyRules } from "./purify-rules.ts";

/** The parts of the DOM and of DOMPurify that are used. */
interface ElementLike {
  readonly localName: string;
  readonly attributes: ArrayLike<{ readonly name: string }>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}
interface FragmentLike {
  readonly ownerDocument: {
    createElement(name: "div"): { append(node: unknown): void; readonly innerHTML: string };
  };
  querySelectorAll(selector: "*"): Iterable<ElementLike>;
}
export interface DomPurify {
  readonly isSupported: boolean;
  sanitize(markup: string, options: Record<string, unknown>): unknown;
}

/** http, https, mailto, and references without a scheme or a host of their own. */
const SAFE_URI = /^(?:https?:\/\/|mailto:|(?![/\\]{2})[^:]*(?:[/?#]|$))/i;

const SAFE_IMAGE = /^(?:https?:\/\/|(?![/\\]{2})[^:]*(?:[/?#]|$))/i;

export function isDomPurify(library: unknown): library is DomPurify {
  const isObject = typeof library === "function" || (typeof library === "object" && library !== null);
  return isObject && "isSupported" in library;
}

export function purifyWithDom(library: DomPurify, rules: PurifyRules): (markup: string) => string {
  if (!library.isSupported || typeof library.sanitize !== "function") {
    throw new TypeError(
      "DOMPurify has no DOM here and would not purify: pass it in browsers, and sanitize-html on servers",
    );
  }
  const options = {
    ALLOWED_TAGS: [...rules.keys(), "#text"],
    ALLOWED_ATTR: [...new Set([...rules.values()].flatMap((attributes) => [...attributes]))],
    ALLOWED_URI_REGEXP: SAFE_URI,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    SANITIZE_NAMED_PROPS: true,
    // The fragment belongs to a document in which nothing loads or runs.
    RETURN_DOM_FRAGMENT: true,
  };
  return (markup) => serialize(library.sanitize(markup, options) as FragmentLike | null, rules);
}

/** What DOMPurify cannot be told without a hook, which would change it for everyone: attributes by tag, and targets. */
function serialize(fragment: FragmentLike | null, rules: PurifyRules): string {
  // Where nothing at all is left.
  if (fragment === null) return "";
  for (const element of fragment.querySelectorAll("*")) {
    const allowed = rules.get(element.localName);
    for (const { name } of Array.from(element.attributes))
      if (!allowed?.has(name)) element.removeAttribute(name);
    // DOMPurify lets `data:` pass for images.
    if (element.localName === "img" && !SAFE_IMAGE.test((element.getAttribute("src") ?? "").trim()))
      element.removeAttribute("src");
    if (isBlank(element.getAttribute("target"))) {
      element.setAttribute("target", "_blank");
      element.setAttribute("rel", addBlankRel(element.getAttribute("rel")));
    } else element.removeAttribute("target");
  }
  const holder = fragment.ownerDocument.createElement("div");
  holder.append(fragment);
  return holder.innerHTML;
}
