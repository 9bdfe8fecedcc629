import { createRequire } from "node:module";
import { expect } from "vitest";

/** The functions that a module of the runtime exports, by its specifier; read from the sources, so that no build is needed. */
async function exportsOf(specifier: string): Promise<Record<string, unknown>> {
  const { default: config } = (await import("../../../secure-patterns/tsdown.config.ts")) as {
    default: unknown;
  };
  const { entry } = config as { entry: Record<string, string> };
  const source = entry[specifier.replace(/^secure-patterns\/?/, "") || "index"];
  if (source === undefined) throw new Error(`The runtime has no module "${specifier}"`);
  const { resolve } = createRequire(import.meta.url);
  return (await import(resolve(`../../../secure-patterns/${source}`))) as Record<string, unknown>;
}

/** A fix may write nothing that the runtime does not have. */
export async function expectExport(specifier: string, name: string): Promise<void> {
  expect((await exportsOf(specifier))[name], `${name} of ${specifier}`).toBeTypeOf("function");
}

const statements =
  /import\s+(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\s*["'](secure-patterns[^"']*)["']|\{([^}]*)\}\s*=\s*require\(["'](secure-patterns[^"']*)["']\)/g;

/** Checks the imports that an output has beyond its input. */
export async function expectRuntimeImports(output: string, input: string): Promise<void> {
  const before = new Set(importsOf(input));
  for (const found of importsOf(output)) {
    const [specifier = "", name = ""] = found.split("#");
    if (!before.has(found)) await expectExport(specifier, name);
  }
}

/** `secure-patterns#safeRedirect` */
function importsOf(code: string): string[] {
  return [...code.matchAll(statements)].flatMap(([, esm, from, cjs, required]) =>
    (esm ?? cjs ?? "")
      .split(",")
      .map((name) => name.trim().split(/\s+as\s+|\s*:\s*/)[0] ?? "")
      .filter((name) => name && !name.startsWith("type ") && !name.startsWith("..."))
      .map((name) => `${from ?? required}#${name}`),
  );
}
