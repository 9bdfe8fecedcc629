import { getHost, type Host } from "./host.ts";
import type { PackageFacts } from "./package-facts.ts";
import { findCompilerPaths } from "./tsconfig.ts";

/** Folders that builds write to, and folders that they read from, by convention. */
const OUTPUTS = ["dist", "lib", "build", "out", "output", "cjs", "esm", "es"];
const SOURCES = ["src", "source", "lib", "."];
const FORMATS = /^(?:cjs|esm|es|node|commonjs|module|types|umd|server|browser)\//;
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"];
const BUILT_EXTENSION = /(?:\.d)?\.[mc]?[jt]sx?$|\.min\.js$/;

/**
 * The source file that `target` (absolute; a built file, which need not exist, or a source) was built from.
 * `dist/index.js` → `src/index.ts`, by the compiler's `outDir` and `rootDir`, else by convention.
 * @returns the file itself where it is a source, `undefined` where no source is found.
 */
export function toSourceFile(target: string, facts: PackageFacts): string | undefined {
  const host = getHost();
  if (!host) return undefined;
  const relative = host.path.relative(facts.root, target).replaceAll("\\", "/");
  const isOutput = isOutputPath(host, relative, facts);
  if (!isOutput) return isSource(host, target) ? target : withSourceExtension(host, target);
  for (const candidate of sourceCandidates(host, target, relative, facts)) {
    const source = withSourceExtension(host, candidate);
    if (source !== undefined) return source;
  }
  return isSource(host, target) ? target : undefined;
}

/** Whether a path relative to the package lies in a folder that its build writes to. */
function isOutputPath(host: Host, relative: string, facts: PackageFacts): boolean {
  const { outDir } = findCompilerPaths(facts.root);
  if (
    outDir !== undefined &&
    outDir !== facts.root &&
    isInside(host, outDir, host.path.join(facts.root, relative))
  )
    return true;
  return OUTPUTS.includes(relative.split("/")[0] ?? "");
}

function* sourceCandidates(
  host: Host,
  target: string,
  relative: string,
  facts: PackageFacts,
): Generator<string> {
  const { outDir, rootDir } = findCompilerPaths(facts.root);
  if (outDir !== undefined && isInside(host, outDir, target)) {
    yield host.path.join(rootDir ?? host.path.join(facts.root, "src"), host.path.relative(outDir, target));
  }
  const inside = relative.slice(relative.indexOf("/") + 1);
  for (const tail of new Set([inside, inside.replace(FORMATS, ""), inside.replace(/^(?:src|lib)\//, "")])) {
    for (const folder of SOURCES) yield host.path.join(facts.root, folder, tail);
  }
}

/** `src/index.js` → `src/index.ts`; `src/index` → `src/index.ts`, `src/index/index.ts`. */
function withSourceExtension(host: Host, path: string): string | undefined {
  const stem = path.replace(BUILT_EXTENSION, "");
  for (const base of [stem, host.path.join(stem, "index")]) {
    const extension = EXTENSIONS.find((candidate) => isSource(host, base + candidate));
    if (extension !== undefined) return base + extension;
  }
  return undefined;
}

function isSource(host: Host, path: string): boolean {
  if (/\.d\.[mc]?ts$/.test(path)) return false;
  // `data.json/index.ts`: a stat below a file throws whatever it is told
  return /\.[a-z]+$/.test(path) && host.fs.existsSync(path) && host.fs.statSync(path).isFile();
}

function isInside(host: Host, directory: string, path: string): boolean {
  const relative = host.path.relative(directory, path);
  return relative !== "" && !relative.startsWith("..") && !host.path.isAbsolute(relative);
}
