const known = new Map<string, boolean>();

/**
 * Whether the package `secure-patterns` resolves from this file, as it will at run time: from node_modules of its folder
 * or of one above, or under Plug'n'Play. Kept for the process: installing it takes a new run.
 */
export function hasRuntime(filename: string): boolean {
  const folder = filename.replace(/[^/\\]*$/, "");
  const seen = known.get(folder);
  if (seen !== undefined) return seen;
  const found = resolves(filename, folder);
  known.set(folder, found);
  return found;
}

/** Asks the platform for its modules instead of importing them, so that the plugin also loads in a browser. */
function resolves(filename: string, folder: string): boolean {
  const builtin = globalThis.process?.getBuiltinModule;
  if (!builtin) return false;
  if (process.versions["pnp"]) return resolvesByPlugAndPlay(builtin("node:module"), filename);
  const { existsSync } = builtin("node:fs");
  // Not by `require.resolve`, which also looks into NODE_PATH of whoever runs the linter.
  return foldersUp(folder).some((up) => existsSync(`${up}node_modules/secure-patterns/package.json`));
}

/** `/a/b/` → `/a/b/`, `/a/`, `/` */
function foldersUp(folder: string): readonly string[] {
  return [...folder.matchAll(/[/\\]/g)].map(({ index }) => folder.slice(0, index + 1)).reverse();
}

function resolvesByPlugAndPlay({ createRequire }: typeof import("node:module"), filename: string): boolean {
  try {
    createRequire(filename).resolve("secure-patterns/package.json");
    return true;
  } catch {
    return false;
  }
}
