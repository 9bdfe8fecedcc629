import type {
  DynamicImport,
  EcmaScriptModule,
  StaticExport,
  StaticExportEntry,
  StaticImport,
} from "oxc-parser";

import { type ExportEntry, type ImportBinding, type ImportEntry } from "./module-record.ts";

/** Imports and exports as the native parser lists them, without a tree. */
export function recordFromNative(
  syntax: EcmaScriptModule,
  text: string,
): { imports: ImportEntry[]; exports: ExportEntry[] } {
  const entries = syntax.staticExports.flatMap((statement) => statement.entries);
  return {
    imports: [
      ...syntax.staticImports.map(toImport),
      ...syntax.staticExports.flatMap((statement) => toReExportImports(statement, text)),
      ...syntax.dynamicImports.flatMap((dynamic) => toDynamicImport(dynamic, text)),
    ],
    exports: entries.map((entry) => toExport(entry, text)),
  };
}

function toImport(statement: StaticImport): ImportEntry {
  const bindings = statement.entries.map((entry): ImportBinding => ({
    imported:
      entry.importName.kind === "Name" ? (entry.importName.name ?? "*") : importedName(entry.importName.kind),
    local: entry.localName.value,
    isType: entry.isType,
  }));
  const isType = bindings.length > 0 && bindings.every((binding) => binding.isType);
  return {
    specifier: statement.moduleRequest.value,
    kind: "static",
    isType,
    bindings,
    start: statement.start,
  };
}

function importedName(kind: string): string {
  return kind === "Default" ? "default" : "*";
}

/**
 * `export … from "x"` loads `x` as an import does, but binds nothing here. Of `import { a } from "x"; export { a }` the
 * parser says the same, but gives the place of the import.
 */
function toReExportImports({ start, entries }: StaticExport, text: string): ImportEntry[] {
  const [first] = entries;
  if (!first?.moduleRequest || !text.startsWith("export", start)) return [];
  const isType = entries.every((entry) => entry.isType);
  return [{ specifier: first.moduleRequest.value, kind: "static", isType, bindings: [], start }];
}

function toDynamicImport({ start, moduleRequest }: DynamicImport, text: string): ImportEntry[] {
  const specifier = /^(["'`])([^"'`$\\]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
  return specifier === undefined ? [] : [{ specifier, kind: "dynamic", isType: false, bindings: [], start }];
}

function toExport(entry: StaticExportEntry, text: string): ExportEntry {
  return {
    exported: exportedName(entry),
    local: entry.localName.kind === "None" ? undefined : (entry.localName.name ?? undefined),
    from: entry.moduleRequest
      ? { specifier: entry.moduleRequest.value, imported: entry.importName.name ?? "*" }
      : undefined,
    isType: entry.isType,
    ...(isFunction(entry, text) && { isFunction: true }),
    start: entry.start,
    end: entry.end,
  };
}

/** `async function`, `class`, `(a) =>`, `<T>(a: T) =>`, `a =>` */
const FUNCTION = /(?:async\b\s*)?(?:function\b|class\b|\(|<|[\w$]+\s*=>)/y;
const INITIALISER = /\s*=\s*/y;

/** Told by how the declaration, or its value, begins; a call in parentheses is not worth a tree. */
function isFunction({ start, localName, moduleRequest }: StaticExportEntry, text: string): boolean {
  if (moduleRequest) return false;
  FUNCTION.lastIndex = start;
  if (FUNCTION.test(text)) return true;
  if (localName.end == null) return false;
  INITIALISER.lastIndex = localName.end;
  if (!INITIALISER.test(text)) return false;
  FUNCTION.lastIndex = INITIALISER.lastIndex;
  return FUNCTION.test(text);
}

/** `export = x` does not appear in the native list; the pass over the tree finds it. */
function exportedName({ exportName }: StaticExportEntry): string {
  if (exportName.kind === "Default") return "default";
  return exportName.name ?? "*";
}
