const known = new Map<string, boolean>();

/**
 * Whether the package `secure-patterns` resolves from this file, by the same steps as at run time (node_modules of the
 * folder and above, Plug'n'Play, the package's own name). Kept for the process: installing it takes a new run.
 */
export function hasRuntime(filename: string): boolean {
  const folder = filename.replace(/[^/\\]*$/, "");
  const seen = known.get(folder);
  if (seen !== undefined) return seen;
  const found = resolves(filename);
  known.set(folder, found);
  return found;
}

/** Asks the platform for `node:module` instead of importing it, so that the plugin also loads in a browser. */
function resolves(filename: string): boolean {
  const module = globalThis.process?.getBuiltinModule?.("node:module");
  if (!module) return false;
  try {
    module.createRequire(filename).resolve("secure-patterns/package.json");
    return true;
  } catch {
    return false;
  }
}
