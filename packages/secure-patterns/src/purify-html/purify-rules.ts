/** What formatted text needs, and nothing that runs, loads code, submits, or covers the page. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "title", "target", "rel"],
  abbr: ["title"],
  b: [],
  blockquote: ["cite"],
  br: [],
  caption: [],
  code: [],
  dd: [],
  del: ["cite"],
  div: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  ins: ["cite"],
  kbd: [],
  li: ["value"],
  mark: [],
  ol: ["start", "reversed"],
  p: [],
  pre: [],
  q: ["cite"],
  s: [],
  samp: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  sup: [],
  table: [],
  tbody: [],
  td: ["colspan", "rowspan"],
  tfoot: [],
  th: ["colspan", "rowspan", "scope"],
  thead: [],
  tr: [],
  u: [],
  ul: [],
  var: [],
};
const IMAGE = ["src", "alt", "title", "width", "height"];
/** Elements that run or load something, submit, change how the rest is read, or take over the page. */
const REFUSED_TAGS =
  /^(?:script|style|iframe|frame|frameset|object|embed|applet|portal|fencedframe|svg|math|base|meta|link|html|head|body|title|form|input|button|select|option|textarea|template|slot|noscript|noembed|noframes|plaintext|xmp|dialog)$/;
const REFUSED_ATTRIBUTES =
  /^(?:on.*|style|srcdoc|formaction|action|xmlns.*|xlink.*|is|slot|autofocus|background|ping|http-equiv|srcset|imagesrcset|data|code|codebase|classid|poster|src|href)$/;
const NAME = /^[a-z][a-z0-9-]*$/;

export interface PurifyOptions {
  /** Keep `<img>` with an http(s) address. Each one tells its server who reads the page, and when. Default `false`. */
  readonly images?: boolean;
  /** Attributes, by tag, to keep beside the defaults: `{ code: ["class"], details: ["open"], summary: [] }`. */
  readonly allow?: Readonly<Record<string, readonly string[]>>;
}

/** Allowed attributes by tag. */
export type PurifyRules = ReadonlyMap<string, ReadonlySet<string>>;

export function readPurifyRules(options: PurifyOptions): PurifyRules {
  const { images = false, allow = {} } = options as { images?: unknown; allow?: unknown };
  if (typeof images !== "boolean") throw new TypeError("options.images must be true or false");
  if (typeof allow !== "object" || allow === null)
    throw new TypeError('options.allow must be an object such as { code: ["class"] }');
  const rules = new Map(Object.entries(TAGS).map(([tag, attributes]) => [tag, new Set(attributes)]));
  if (images) rules.set("img", new Set(IMAGE));
  for (const [tag, attributes] of Object.entries(allow)) addRule(rules, tag, attributes);
  return rules;
}

function addRule(rules: Map<string, Set<string>>, tag: string, attributes: unknown): void {
  // A dash makes it the application's own element, with code behind it.
  if (!NAME.test(tag) || tag.includes("-") || REFUSED_TAGS.test(tag)) {
    throw new TypeError(
      `options.allow must not hold <${tag}>: it is not a lower-case tag of text, or content in it could act`,
    );
  }
  if (!Array.isArray(attributes) || !attributes.every((one) => typeof one === "string" && NAME.test(one))) {
    throw new TypeError(`options.allow.${tag} must be an array of lower-case attribute names`);
  }
  const refused = (attributes as string[]).find((one) => REFUSED_ATTRIBUTES.test(one));
  if (refused !== undefined)
    throw new TypeError(`options.allow.${tag} must not hold ${refused}: its value could act`);
  rules.set(tag, new Set([...(rules.get(tag) ?? []), ...(attributes as string[])]));
}
