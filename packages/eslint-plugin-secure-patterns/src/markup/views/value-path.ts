/** What names inside of a template stand for: `item` of `for (const item of items)`. */
export type Names = Map<string, readonly string[]>;

export interface ValuePath {
  readonly path: readonly string[];
  readonly json: boolean;
}

const LONGEST = 200;
/** `typeof title !== 'undefined' ? title : ''`; what stands behind the `?` of `user?.name` is no alternative. */
const CONDITIONAL = /^([^?]+)\s\?\s([^?:]+?)\s*:\s*([^?:]+)$/;
/** `user && user.name` */
const GUARDED = /^([^&|?]+?)\s*&&\s*([^&|?]+)$/;
/** What `||` may stand between: names, members and texts. */
const PLAIN = /^[\w$.?[\]'"\s]+$/;
const CHAIN = /^[a-z_$][\w$]*(?:\s*\??\.\s*[a-z_$][\w$]*|\s*(?:\?\.)?\[[^\][]+\])*$/i;
const SEGMENT = /\[\s*([^\][]+?)\s*\]|[\w$]+/g;
const JSON_TEXT = /^JSON\.stringify\(([^(),]+)(?:,[^()]*)?\)$/;
const CONVERSION = /^(?:(?:new\s+)?String|decodeURIComponent|decodeURI|unescape)\(([^()]+)\)$/;
/** Methods that leave the marks in a text as they are. */
const SAME_MARKS =
  /\.(?:substring|substr|slice|trim|trimEnd|trimStart|toString|toUpperCase|toLowerCase|join|reverse)\([^()]*\)$/;
const LINE_BREAKS =
  /\.replace(?:All)?\(\s*(?:\/[\\rn?()|:+]+\/[gim]*|["']\\n["'])\s*,\s*["'][^"']*["']\s*\)$/;
/** A text with holes and nothing around it: `` `${title} - Shop` ``. */
const TEXT = /^`(?:[^`$\\]|\$(?!\{)|\$\{[^{}`]+\})*`$/;
const HOLE = /\$\{([^{}`]+)\}/g;
/** What a template calls all that it is handed. */
const WHOLE = /^(?:locals|it)$/;

/** The path that an expression of a template reads; undefined for all that is more than that. */
export function valuePath(expression: string, names: Names): ValuePath | undefined {
  return valuePaths(expression, names)[0];
}

/** The paths that an expression of a template reads: one of each of its alternatives, `user ? user.name : guest`. */
export function valuePaths(expression: string, names: Names): readonly ValuePath[] {
  if (expression.length > LONGEST) return [];
  return alternativesOf(strip(expression)).flatMap((alternative) => {
    const plain = strip(alternative);
    if (TEXT.test(plain))
      return [...plain.matchAll(HOLE)].flatMap(([, hole = ""]) => valuePaths(hole, names));
    const json = JSON_TEXT.exec(plain);
    const path = chainOf(json?.[1] ?? plain, names);
    return path ? [{ path, json: json !== null }] : [];
  });
}

/**
 * `a` and `b` of `a || b`, of `x ? a : b`, and `a` of `x && a`: what a condition asks is not written. Text and brackets may hold such
 * marks too: what has them is left whole.
 */
function alternativesOf(expression: string): readonly string[] {
  const [, condition, whenTrue, whenFalse] = CONDITIONAL.exec(expression) ?? [];
  if (condition !== undefined) return [whenTrue, whenFalse].flatMap((each = "") => alternativesOf(each));
  const [, asked, guarded] = GUARDED.exec(expression) ?? [];
  if (asked !== undefined) return [guarded ?? ""];
  const either = expression.split("||").map((each) => each.trim());
  return either.every((each) => PLAIN.test(each)) ? either : [expression];
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
