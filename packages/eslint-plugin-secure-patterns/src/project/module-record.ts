/** The name under which a CommonJS module, or `export =`, hands out its whole value. */
export const WHOLE_MODULE = "export=";

/** When an import is carried out. */
export type ImportKind =
  /** `import … from`, `export … from`, `import x = require()`: when the module loads. */
  | "static"
  /** A `require()` that runs whenever the module loads. */
  | "require"
  /** A `require()` inside a function, a branch or a `try`: it may never run, or may fail without harm. */
  | "guarded-require"
  /** `import()`. */
  | "dynamic";

export interface ImportBinding {
  /** The name in the other module; `"default"`, `"*"` for its namespace, `WHOLE_MODULE` for a `require()`. */
  readonly imported: string;
  readonly local: string;
  readonly isType: boolean;
}

export interface ImportEntry {
  readonly specifier: string;
  readonly kind: ImportKind;
  /** Vanishes when the types are stripped: `import type`, or every binding is marked `type`. */
  readonly isType: boolean;
  readonly bindings: readonly ImportBinding[];
  /** Offset of the import in the file, in UTF-16 units. */
  readonly start: number;
}

export interface ExportEntry {
  /** `"default"`, a name, `"*"` for `export * from`, or `WHOLE_MODULE`. */
  readonly exported: string;
  /** The binding of this module that is exported, where it has a name. */
  readonly local: string | undefined;
  /** Set where the export passes on what another module exports. */
  readonly from: { readonly specifier: string; readonly imported: string } | undefined;
  readonly isType: boolean;
  /** What is exported is written as a function or class right there: no call made it. */
  readonly isFunction?: true;
  /** Offsets of the exported expression or declaration. */
  readonly start: number;
  readonly end: number;
}

/** What one file imports and exports. */
export interface ModuleRecord {
  readonly format: "esm" | "commonjs" | "script";
  readonly imports: readonly ImportEntry[];
  readonly exports: readonly ExportEntry[];
}
