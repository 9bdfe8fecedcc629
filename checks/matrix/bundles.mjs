// Browsers and edge workers load bundles: one per entry, so that one that fails says so alone.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { build as viteBuild } from "vite";

/** Writes `<name>.js` per entry, which exports `result`: "ok" or what went wrong. */
export async function bundleWithEsbuild({ folder }, subpaths, { target, conditions }) {
  const outdir = join(folder, target);
  await Promise.all(
    subpaths.map((subpath) =>
      build({
        stdin: {
          contents: entryOf(subpath, "./probes.mjs"),
          resolveDir: folder,
          sourcefile: `${nameOf(subpath)}.mjs`,
        },
        outfile: join(outdir, `${nameOf(subpath)}.js`),
        bundle: true,
        format: "esm",
        target: "es2022",
        platform: "browser",
        conditions,
        minify: true,
        external: ["@nestjs/common"],
        logLevel: "silent",
      }),
    ),
  );
  return outdir;
}

/** The same through Vite, as an application's build does it. */
export async function bundleWithVite({ folder }, subpaths) {
  const source = join(folder, "vite-source");
  mkdirSync(source, { recursive: true });
  for (const subpath of subpaths)
    writeFileSync(join(source, `${nameOf(subpath)}.js`), entryOf(subpath, "../probes.mjs"));
  const outDir = join(folder, "vite");
  await viteBuild({
    root: folder,
    configFile: false,
    logLevel: "silent",
    build: {
      outDir,
      target: "es2022",
      modulePreload: false,
      rollupOptions: {
        input: Object.fromEntries(subpaths.map((each) => [nameOf(each), join(source, `${nameOf(each)}.js`)])),
        output: { entryFileNames: "[name].js" },
        preserveEntrySignatures: "strict",
      },
    },
  });
  return outDir;
}

export function nameOf(subpath) {
  return subpath === "." ? "root" : subpath.slice(2);
}

function entryOf(subpath, probes) {
  const name = `secure-patterns${subpath.slice(1)}`;
  return `import * as entry from ${JSON.stringify(name)};
import { memory } from "secure-patterns/memory";
import { runProbes } from ${JSON.stringify(probes)};
export const result = async () =>
  (await runProbes(async () => entry, [${JSON.stringify(subpath)}], { memory: async () => ({ memory }) }))[${JSON.stringify(subpath)}];
`;
}
