/** A value that a template writes as it is. */
export interface RawValue {
  /** Where in what the template is handed the value sits; `"*"` for an element of a list. */
  readonly path: readonly string[];
  /** Written by `JSON.stringify`. */
  readonly json: boolean;
  readonly line: number;
  /** The HTML that stands before it, with what is escaped left out. */
  readonly before: string;
}

/** A template as far as it matters: what it writes as it is, and the templates that it is put together with. */
export interface View {
  readonly values: readonly RawValue[];
  readonly includes: readonly string[];
}

/** How the templates of an engine are written. */
export type ViewSyntax =
  /** `<%- name %>` */
  | "scriptlets"
  /** `{{{ name }}}` */
  | "mustaches"
  /** `{{ name | safe }}` */
  | "filters"
  /** `!= name` */
  | "indents";

/** More values than this of one template are not looked at. */
const MOST_VALUES = 60;

/** Collects what a reader of one syntax meets, from the start of the template to its end. */
export class ViewBuilder {
  readonly #text: string;
  readonly #values: RawValue[] = [];
  readonly #includes: string[] = [];
  #written = "";

  constructor(text: string) {
    this.#text = text;
  }

  write(html: string): void {
    this.#written += html;
  }

  /** Nothing of what was written before tells where the next value stands, but this. */
  restart(html: string): void {
    this.#written = html;
  }

  /** @param at where in the template the value stands */
  add(value: { path: readonly string[]; json: boolean } | undefined, at: number): void {
    if (!value || value.path.length === 0 || this.#values.length === MOST_VALUES) return;
    const line = this.#text.slice(0, at).split("\n").length;
    this.#values.push({ ...value, line, before: this.#written });
  }

  /** One of several values, nobody knows which. */
  addAny(values: readonly { path: readonly string[]; json: boolean }[], at: number): void {
    for (const value of values) this.add(value, at);
  }

  include(name: string): void {
    this.#includes.push(name);
  }

  build(): View {
    return { values: this.#values, includes: this.#includes };
  }
}
