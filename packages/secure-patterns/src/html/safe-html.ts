/** Shared by copies of this package; a symbol cannot come out of JSON, so request data never passes for markup. */
const BRAND: unique symbol = Symbol.for("secure-patterns.safe-html");

/** Markup that was built safely. `String(safe)` gives its text. */
export interface SafeHtml {
  readonly [BRAND]: true;
  toString(): string;
  /** A response that is sent as JSON by mistake shows text, not an empty object. */
  toJSON(): string;
}

class Markup implements SafeHtml {
  readonly [BRAND] = true;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

export function isSafeHtml(value: unknown): value is SafeHtml {
  return typeof value === "object" && value !== null && (value as Partial<SafeHtml>)[BRAND] === true;
}

/**
 * Marks markup as safe, so that `html` takes it over unescaped: the output of a purifier, a constant. You vouch for it.
 *
 * @throws TypeError if `markup` is not a string
 */
export function trustedHtml(markup: string): SafeHtml {
  if (typeof markup !== "string") throw new TypeError("markup must be a string");
  return new Markup(markup);
}
