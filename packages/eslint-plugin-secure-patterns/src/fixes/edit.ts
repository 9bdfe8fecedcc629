/** Replaces `range` (offsets in the source text, end exclusive) by `text`; an empty range inserts. */
export interface Edit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** A value to import: `from` is a module specifier, such as `"secure-patterns"` or the project's own `"../redirect.js"`. */
export interface ImportRequest {
  readonly name: string;
  readonly from: string;
}

/** An import request together with the name that the edits use for it. */
export interface HelperBinding extends ImportRequest {
  /** What the edits write: the name itself, an existing alias, or `namespace.name`. */
  readonly local: string;
  /** Whether the file already imports it. */
  readonly present: boolean;
}

/** What a fix does to a file: local edits, and the imports that they rely on. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly imports: readonly HelperBinding[];
}

/** Carries out edits that do not overlap; edits at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range[0] - b.edit.range[0] || a.index - b.index);
  let result = "";
  let at = 0;
  for (const { edit } of ordered) {
    result += text.slice(at, edit.range[0]) + edit.text;
    at = edit.range[1];
  }
  return result + text.slice(at);
}
