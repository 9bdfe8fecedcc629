import type * as FileSystem from "node:fs";
import type * as Path from "node:path";

/** What the machine offers. A browser (the playground) offers nothing, and the project is then unknown. */
export interface Host {
  readonly fs: typeof FileSystem;
  readonly path: typeof Path;
  readonly require: NodeJS.Require;
}

let cached: Host | null | undefined;

/**
 * The Node built-ins, or `undefined` where there are none. They are asked for at run time: a static
 * `import "node:fs"` would keep the plugin out of a browser bundle.
 */
export function getHost(): Host | undefined {
  cached ??= loadHost();
  return cached ?? undefined;
}

function loadHost(): Host | null {
  try {
    const { getBuiltinModule } = process;
    const { createRequire } = getBuiltinModule("node:module");
    return {
      fs: getBuiltinModule("node:fs"),
      path: getBuiltinModule("node:path"),
      require: createRequire(import.meta.url),
    };
  } catch {
    return null;
  }
}
