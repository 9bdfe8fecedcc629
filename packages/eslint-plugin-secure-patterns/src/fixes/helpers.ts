import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { HelperBinding, ImportRequest } from "./edit.ts";

/**
 * The runtime's helpers that fixes write, and the module that each is imported from. `also` lists further modules that
 * export the very same function, so that an existing import is used. A test compares this with the runtime's exports.
 */
export const helpers: Readonly<Record<string, { readonly from: string; readonly also?: readonly string[] }>> =
  {
    safeRedirect: { from: "secure-patterns", also: ["secure-patterns/safe-redirect"] },
  };

/** Whether a fix that lacks this import can be completed by `import-helpers`. */
export function isKnownHelper({ name, from }: ImportRequest): boolean {
  return Object.hasOwn(helpers, name) && helpers[name]?.from === from;
}

export function isRuntimeModule({ from }: Pick<ImportRequest, "from">): boolean {
  return from === "secure-patterns" || from.startsWith("secure-patterns/");
}

/** Every module from which this helper may come. */
export function modulesOf({ name, from }: ImportRequest): readonly string[] {
  return isKnownHelper({ name, from }) ? [from, ...(helpers[name]?.also ?? [])] : [from];
}

export interface UnresolvedHelper {
  readonly binding: HelperBinding;
  readonly node: TSESTree.Node;
}

const unresolved = new WeakMap<object, readonly UnresolvedHelper[]>();

/**
 * Helpers that the file calls and does not declare, one entry per local name. A name with a number, such as
 * `safeRedirect2`, is what fixes write where the plain name is taken.
 */
export function unresolvedHelpers(sourceCode: Readonly<TSESLint.SourceCode>): readonly UnresolvedHelper[] {
  const seen = unresolved.get(sourceCode);
  if (seen) return seen;
  const found = findUnresolved(sourceCode);
  unresolved.set(sourceCode, found);
  return found;
}

function findUnresolved({ scopeManager }: Readonly<TSESLint.SourceCode>): readonly UnresolvedHelper[] {
  const found = new Map<string, UnresolvedHelper>();
  for (const { identifier, resolved } of scopeManager?.globalScope?.through ?? []) {
    if (resolved || identifier.type !== "Identifier" || found.has(identifier.name)) continue;
    const name = identifier.name.replace(/\d+$/, "");
    const from = Object.hasOwn(helpers, name) ? helpers[name]?.from : undefined;
    if (from === undefined) continue;
    const binding = { name, from, local: identifier.name, present: false };
    found.set(identifier.name, { binding, node: identifier });
  }
  return [...found.values()];
}
