import type { MarkupAttribute, MarkupElement, TextSlot } from "./element.ts";

/** An edit as the fixes take it; markup stands beside them and imports nothing from there. */
export interface AttributeEdit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/**
 * Writes a new attribute: before the first spread, so that what is spread still decides, else behind `neighbour`.
 *
 * @param text the value, without quotes in it
 */
export function insertAttribute(
  element: MarkupElement,
  neighbour: MarkupAttribute | undefined,
  name: string,
  text: string,
): AttributeEdit | undefined {
  const attribute = `${name}=${quoted(element, text)}`;
  const spread = element.attributes.find(({ kind }) => kind === "spread");
  if (spread) return insertAt(spread.range[0], isGlued(element, spread) ? ` ${attribute}` : `${attribute} `);
  return neighbour && insertAt(neighbour.range[1], ` ${attribute}`);
}

/** Replaces a text value; one that is written without quotes gets them. */
export function replaceText(element: MarkupElement, { range, quote }: TextSlot, text: string): AttributeEdit {
  return { range, text: quote ? text : quoted(element, text) };
}

export function replaceAttribute(
  element: MarkupElement,
  { range }: MarkupAttribute,
  name: string,
  text: string,
): AttributeEdit {
  return { range, text: `${name}=${quoted(element, text)}` };
}

/** `'<a target="_blank"' + attributes`: the space before them is in the value. */
function isGlued({ attributes, name, range }: MarkupElement, spread: MarkupAttribute): boolean {
  const before = attributes[attributes.indexOf(spread) - 1];
  return spread.range[0] === (before ? before.range[1] : range[0] + 1 + name.length);
}

/** In the quotes that need no escape where the element stands in a string. */
function quoted({ escape }: MarkupElement, text: string): string {
  const quote = ['"', "'"].find((each) => escape(each) === each) ?? escape('"');
  return quote + text + quote;
}

function insertAt(offset: number, text: string): AttributeEdit {
  return { range: [offset, offset], text };
}
