import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { HelperBinding, ImportRequest } from "./edit.ts";

interface HelperSource {
  readonly from: string;
  /** Further modules that export the very same function, so that an existing import is used. */
  readonly also: readonly string[];
}

/**
 * The runtime's helpers that fixes write without knowing more than their name, and the modules to import them from. A
 * test compares this with the runtime's exports. Adapters (`protect` of `secure-patterns/express`) are not here: several
 * modules export one of that name.
 */
export const helpers: Readonly<Record<string, HelperSource>> = {
  consumeToken: root("tokens"),
  createPiiHasher: root("pii-safe-logger"),
  csrf: root("csrf"),
  csrfFetch: root("csrf-fetch"),
  issueToken: root("tokens"),
  optionalImport: root("optional-import"),
  piiSafeLogger: root("pii-safe-logger"),
  randomCode: root("tokens"),
  randomToken: root("tokens"),
  rateLimit: root("rate-limit"),
  safeRedirect: root("safe-redirect"),
};

function root(subpath: string): HelperSource {
  return { from: "secure-patterns", also: [`secure-patterns/${subpath}`] };
}

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
