import { escapeMarkup } from "../../escape-markup.ts";

/** Markup that was put together by `markup`: the only thing that is not escaped again. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | undefined | Markup | readonly Markup[];

/**
 * A template whose values are escaped for content and quoted attributes, unless they are markup themselves. Characters that cannot
 * be seen or that turn the direction of text are shown as such, so that a record cannot look like another.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + render(parts[index])).join(""));
}

function render(part: Part): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("");
  return escapeMarkup(visible(String(part)));
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu;

function visible(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}
