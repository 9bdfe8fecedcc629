/** How the value of an attribute is read by browsers, and so how it must be written. */
export type AttributeKind = "plain" | "url" | "code-url" | "markup" | "refused";

/** HTML standard, "attributes that take URLs", and SVG's. */
const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "poster",
  "cite",
  "data",
  "background",
  "longdesc",
  "xlink:href",
  "manifest",
  "codebase",
  "classid",
  "profile",
  "usemap",
  "icon",
  "dynsrc",
  "lowsrc",
]);
/** Where a URL names code or decides what every other URL means: its origin must stand in the template. */
const CODE_URLS: ReadonlySet<string> = new Set([
  "script src",
  "script href",
  "script xlink:href",
  "base href",
  "object data",
  "object codebase",
  "embed src",
  "applet code",
  "applet archive",
  "applet codebase",
]);
const ANIMATED = /^(?:animate|animatetransform|animatemotion|set)$/;
const ANIMATED_ATTRIBUTES = /^(?:to|from|by|values|attributename)$/;

/** Scripts and styles in attributes, and attributes whose value is a small language of its own. */
export function getAttributeKind(tag: string, attribute: string): AttributeKind {
  if (attribute.startsWith("on") || attribute === "style" || attribute === "http-equiv") return "refused";
  if (ANIMATED.test(tag) && ANIMATED_ATTRIBUTES.test(attribute)) return "refused";
  if (tag === "script" && attribute === "type") return "refused";
  if (tag === "meta" && attribute === "content") return "plain";
  if (attribute === "srcdoc") return "markup";
  if (CODE_URLS.has(`${tag} ${attribute}`)) return "code-url";
  return URL_ATTRIBUTES.has(attribute) ? "url" : "plain";
}
