/** What names inside of a template stand for: `item` of `for (const item of items)`. */
export type Names = Map<string, readonly string[]>;

const LONGEST = 200;
const CHAIN = /^[a-z_$][\w$]*(?:\s*\??\.\s*[a-z_$][\w$]*|\s*(?:\?\.)?\[[^\][]+\])*$/i;
const SEGMENT = /\[\s*([^\][]+?)\s*\]|[\w$]+/g;
const JSON_TEXT = /^JSON\.stringify\(([^(),]+)(?:,[^()]*)?\)$/;
const CONVERSION = /^(?:(?:new\s+)?String|decodeURIComponent|decodeURI|unescape)\(([^()]+)\)$/;
/** Methods that leave the marks in a text as they are. */
const SAME_MARKS =
  /\.(?:substring|substr|slice|trim|trimEnd|trimStart|toString|toUpperCase|toLowerCase|join|reverse)\([^()]*\)$/;
const LINE_BREAKS =
  /\.replace(?:All)?\(\s*(?:\/[\\rn?()|:+]+\/[gim]*|["']\\n["'])\s*,\s*["'][^"']*["']\s*\)$/;
/** What a template calls all that it is handed. */
const WHOLE = /^(?:locals|it)$/;

/** The path that an expression of a template reads; undefined for all that is more than that. */
export function valuePath(
  expression: string,
  names: Names,
): { path: readonly string[]; json: boolean } | undefined {
  const plain = strip(expression);
  if (plain.length > LONGEST) return undefined;
  const json = JSON_TEXT.exec(plain);
  const path = chainOf(json?.[1] ?? plain, names);
  return path && { path, json: json !== null };
}

function strip(expression: string): string {
  let text = expression.trim().replace(/;$/, "").trim();
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\s*(?:\|\||\?\?)\s*(?:"[^"]*"|'[^']*'|``)$/, "").trim();
    text = text.replace(SAME_MARKS, "").replace(LINE_BREAKS, "");
    text = CONVERSION.exec(text)?.[1]?.trim() ?? text;
    if (/^\([^()]*\)$/.test(text)) text = text.slice(1, -1).trim();
  }
  return text;
}

export function chainOf(text: string, names: Names): readonly string[] | undefined {
  const plain = text.trim();
  if (!CHAIN.test(plain)) return undefined;
  const segments = [...plain.matchAll(SEGMENT)].map(([whole, inside]) =>
    inside === undefined ? whole : keyOf(inside),
  );
  const [first = "", ...rest] = segments;
  const known = names.get(first);
  if (known) return [...known, ...rest];
  return WHOLE.test(first) ? rest : segments;
}

function keyOf(inside: string): string {
  return /^(["'])(.*)\1$/.exec(inside)?.[2] ?? (/^\d+$/.test(inside) ? inside : "*");
}
