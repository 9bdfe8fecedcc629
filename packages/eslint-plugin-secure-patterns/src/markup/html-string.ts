import type { TSESTree } from "@typescript-eslint/utils";
import { type MarkupAttribute, type MarkupElement, splitTemplateText } from "./element.ts";
import {
  hole,
  type HtmlAttributeToken,
  type HtmlToken,
  readBindingName,
  tokenizeHtml,
} from "./tokenize-html.ts";

/** The text that an expression spells, with each character's place in the source and the values in its holes. */
interface SpelledText {
  text: string;
  readonly starts: number[];
  readonly ends: number[];
  readonly holes: Map<number, TSESTree.Node>;
  /** The quotes of the literals: what is inserted must not end them. */
  readonly quotes: Set<string>;
}

/** The elements of HTML that a string, a template, or a chain of `+` spells, except those that end in another piece. */
export function* elementsOfString(node: TSESTree.Node): Generator<MarkupElement> {
  const spelled: SpelledText = { text: "", starts: [], ends: [], holes: new Map(), quotes: new Set() };
  spell(node, spelled);
  placeHoles(spelled);
  if (!/<[a-z]/i.test(spelled.text)) return;
  for (const token of tokenizeHtml(spelled.text)) yield { ...toElement(token, spelled), string: node };
}

function spell(node: TSESTree.Node, into: SpelledText): void {
  if (node.type === "Literal" && typeof node.value === "string") {
    into.quotes.add(node.raw[0] ?? "");
    spellEscaped(node.raw.slice(1, -1), node.range[0] + 1, into);
  } else if (node.type === "TemplateLiteral") {
    into.quotes.add("`");
    node.quasis.forEach((quasi, index) => {
      spellEscaped(quasi.value.raw, node.range[0] + quasiOffset(node, index), into);
      const value = node.expressions[index];
      if (value) spellHole(value, into);
    });
  } else if (node.type === "BinaryExpression" && node.operator === "+") {
    spell(node.left, into);
    spell(node.right, into);
  } else spellHole(node, into);
}

/** Where a quasi's text starts. Parsers disagree on its own range: with or without the marks around it. */
function quasiOffset({ quasis, range }: TSESTree.TemplateLiteral, index: number): number {
  const quasi = quasis[index];
  if (!quasi) return 0;
  const [start, end] = quasi.range;
  const withMarks = end - start > quasi.value.raw.length;
  return start - range[0] + (withMarks ? 1 : 0);
}

function spellHole(node: TSESTree.Node, into: SpelledText): void {
  into.holes.set(into.text.length, node);
  into.text += hole;
  into.starts.push(-1);
  into.ends.push(-1);
}

/** A hole reaches from the text before it to the text after it, so that insertions beside it stand in the strings. */
function placeHoles({ starts, ends, holes }: SpelledText): void {
  const indices = [...holes.keys()];
  for (const index of indices) starts[index] = ends[index - 1] ?? -1;
  for (const index of indices.reverse()) ends[index] = starts[index + 1] ?? -1;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  v: "\v",
  f: "\f",
};

function spellEscaped(raw: string, start: number, into: SpelledText): void {
  for (const { 0: piece, index } of raw.matchAll(
    /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|\r\n|[^])|[^]/gi,
  )) {
    const character = piece.length > 1 ? unescape(piece.slice(1)) : piece;
    for (let i = 0; i < character.length; i++) {
      into.starts.push(start + index);
      into.ends.push(start + index + piece.length);
    }
    into.text += character;
  }
}

function unescape(escape: string): string {
  if (/^[\r\n\u2028\u2029]/.test(escape)) return "";
  if (escape.length > 1) return String.fromCodePoint(parseInt(escape.replace(/[^\da-f]/gi, ""), 16) || 0);
  return simpleEscapes[escape] ?? escape;
}

function toElement(token: HtmlToken, spelled: SpelledText): MarkupElement {
  return {
    name: token.name,
    dialect: "string",
    range: sourceRange(token.start, token.end, spelled),
    attributes: token.attributes.map((attribute) => toAttribute(attribute, spelled)),
    escape: (text) => text.replace(/["'`]/g, (quote) => (spelled.quotes.has(quote) ? `\\${quote}` : quote)),
  };
}

function toAttribute(token: HtmlAttributeToken, spelled: SpelledText): MarkupAttribute {
  const range = sourceRange(token.start, token.end, spelled);
  if (token.name === "") return { kind: "spread", range, expression: undefined };
  const { name, isBinding } = readBindingName(token.name);
  const { value } = token;
  if (!value) return { kind: "named", name, range, parts: [] };
  const parts = partsOf(value.start, value.end, spelled);
  // `.href=${url}` is lit's binding: its hole is the value; other languages' bindings hold code.
  if (isBinding && parts.some((part) => typeof part === "string")) {
    return { kind: "named", name, range, parts: [null] };
  }
  const isPlain = parts.length === 1 && typeof parts[0] === "string";
  const slot = isPlain
    ? { range: sourceRange(value.start, value.end, spelled), quote: value.quote }
    : undefined;
  return { kind: "named", name, range, parts, slot };
}

function partsOf(
  start: number,
  end: number,
  { text, holes }: SpelledText,
): (string | TSESTree.Node | null)[] {
  const parts: (string | TSESTree.Node | null)[] = [];
  let at = start;
  for (let next = start; next < end; next++) {
    const value = holes.get(next);
    if (!value) continue;
    if (next > at) parts.push(...splitTemplateText(text.slice(at, next)));
    parts.push(value);
    at = next + 1;
  }
  return at < end || parts.length === 0 ? [...parts, ...splitTemplateText(text.slice(at, end))] : parts;
}

function sourceRange(start: number, end: number, { starts, ends }: SpelledText): [number, number] {
  const first = starts[start] ?? ends[start - 1] ?? 0;
  // The value of `rel=""` is empty, and its place is where the closing quote stands.
  return [first, end > start ? (ends[end - 1] ?? first) : first];
}
