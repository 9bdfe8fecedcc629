/** A tag of HTML text; offsets are positions in that text, ends exclusive. */
export interface HtmlToken {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly HtmlAttributeToken[];
}

export interface HtmlAttributeToken {
  /** Empty where code writes the name, or whole attributes. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value?: { readonly start: number; readonly end: number; readonly quote: string };
}

/** Stands in the text for a value that code puts there. */
export const hole = "\uFFFC";

const rawText: ReadonlySet<string> = new Set(["script", "style", "textarea", "title"]);

/** Opening tags that end within the text, by the rules of the HTML tokenizer for tags and attributes. */
export function* tokenizeHtml(text: string): Generator<HtmlToken> {
  const tagStart = /<(?:!--|([a-z][^\s/>\uFFFC]*))/gi;
  for (let match = tagStart.exec(text); match; match = tagStart.exec(text)) {
    const name = match[1];
    let next: number;
    if (name === undefined) {
      next = text.indexOf("-->", match.index);
      if (next < 0) return;
    } else {
      const start = match.index + 1 + name.length;
      const { attributes, end } = readAttributes(text, start);
      if (end < 0) return;
      yield { name, start: match.index, end, attributes };
      next = rawText.has(name.toLowerCase()) ? endOfRawText(text, name, end) : end;
    }
    tagStart.lastIndex = next;
  }
}

/** Reads the marks of a template language's binding off a name: `:href`, `v-bind:href`, `[href]`, `[attr.href]`, `.href`, `?href`. */
export function readBindingName(written: string): { readonly name: string; readonly isBinding: boolean } {
  const match = /^(?:v-bind:|:|\?|\.|\[(?:attr\.)?|bind-)([\w:-]+)\]?(?:\.\w+)*$/.exec(written);
  return match?.[1] ? { name: match[1], isBinding: true } : { name: written, isBinding: false };
}

function readAttributes(text: string, from: number): { attributes: HtmlAttributeToken[]; end: number } {
  const attributes: HtmlAttributeToken[] = [];
  const gap = /[\s/]*/y;
  const name = /=?[^\s=>/]*/y;
  let at = from;
  for (;;) {
    at += matchAt(gap, text, at).length;
    if (at >= text.length) return { attributes, end: -1 };
    if (text[at] === ">") return { attributes, end: at + 1 };
    const written = matchAt(name, text, at);
    const start = at;
    at += written.length;
    const value = readValue(text, at);
    if (value === null) return { attributes, end: -1 };
    at = value ? value.end + value.quote.length : at;
    attributes.push({
      name: written.includes(hole) ? "" : written,
      start,
      end: at,
      ...(value ? { value } : {}),
    });
  }
}

/** `undefined` for an attribute without a value, `null` where the text ends inside the value. */
function readValue(text: string, from: number): HtmlAttributeToken["value"] | null {
  const equals = matchAt(/\s*=\s*/y, text, from);
  if (!equals) return undefined;
  const at = from + equals.length;
  const quote = text[at] === '"' || text[at] === "'" ? text[at] : "";
  if (!quote) return { start: at, end: at + matchAt(/[^\s>]*/y, text, at).length, quote };
  const end = text.indexOf(quote, at + 1);
  return end < 0 ? null : { start: at + 1, end, quote };
}

function endOfRawText(text: string, name: string, from: number): number {
  const close = text.toLowerCase().indexOf(`</${name.toLowerCase()}`, from);
  return close < 0 ? text.length : close;
}

function matchAt(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? "";
}
