/** Where in an HTML document a value stands, told from the text before it. */
export type HtmlContext =
  | { readonly in: "text" | "style" | "comment" | "tag" }
  /** `quote` is the string of the script that the value stands in. */
  | { readonly in: "script"; readonly quote: string }
  /** `tag` is the element, `name` the attribute, `start` what stands before the value inside of it. */
  | {
      readonly in: "attribute";
      readonly tag: string;
      readonly quote: '"' | "'" | "";
      readonly name: string;
      readonly start: string;
    };

const RAW_TEXT = /<(script|style)\b[^>]*>(?![\s\S]*<\/\1)/i;

/**
 * A small reading of the tokenizer of the HTML standard (13.2.5): enough states to tell text, tags, attributes, scripts and
 * comments apart.
 */
export function htmlContext(before: string): HtmlContext {
  const comment = before.lastIndexOf("<!--");
  if (comment >= 0 && before.indexOf("-->", comment) < 0) return { in: "comment" };
  const raw = RAW_TEXT.exec(before);
  if (raw?.[1]?.toLowerCase() === "style") return { in: "style" };
  if (raw) return { in: "script", quote: /["'`]$/.exec(before)?.[0] ?? "" };
  const tag = openTag(before);
  return tag === undefined ? { in: "text" } : tagContext(tag);
}

/** The text of the tag that is still open at the end, from its name on. */
function openTag(before: string): string | undefined {
  let start = -1;
  let quote = "";
  for (let index = 0; index < before.length; index++) {
    const char = before[index] as string;
    if (start < 0) {
      if (char === "<" && /[a-z/!]/i.test(before[index + 1] ?? " ")) start = index + 1;
    } else if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === ">") start = -1;
    else if ((char === '"' || char === "'") && /=\s*$/.test(before.slice(start, index))) quote = char;
  }
  return start < 0 ? undefined : before.slice(start);
}

const OPEN_VALUE = /([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))$/;

function tagContext(tag: string): HtmlContext {
  const closed = tag.replace(/=\s*(?:"[^"]*"|'[^']*')/g, "= ");
  const match = OPEN_VALUE.exec(closed);
  if (!match) return { in: "tag" };
  const [, attribute = "", double, single, bare = ""] = match;
  const name = attribute.toLowerCase();
  const element = (/^[^\s/>]*/.exec(tag)?.[0] ?? "").toLowerCase();
  if (double !== undefined) return { in: "attribute", tag: element, quote: '"', name, start: double };
  if (single !== undefined) return { in: "attribute", tag: element, quote: "'", name, start: single };
  return /\s$/.test(closed) ? { in: "tag" } : { in: "attribute", tag: element, quote: "", name, start: bare };
}
