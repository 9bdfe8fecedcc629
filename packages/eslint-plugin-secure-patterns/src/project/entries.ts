import { getHost, type Host } from "./host.ts";
import { toSourceFile } from "./output-to-source.ts";
import type { PackageFacts } from "./package-facts.ts";
import { findExportTargets } from "./resolver.ts";

/** The source files at which a package is entered. Absolute paths; built outputs are mapped to their sources. */
export interface PackageEntries {
  /** What `import "the-package"`, or starting the application, loads. */
  readonly main: readonly string[];
  /** Command-line programs. */
  readonly bin: readonly string[];
  /** Entries of their own, such as `the-package/stripe`, by their key in `exports`. */
  readonly subpaths: ReadonlyMap<string, readonly string[]>;
}

/** Where a package that names no entry is entered by convention, the likeliest first. */
const CONVENTIONAL = ["index", "src/index", "src/main", "src/server", "src/app", "main", "server", "app"];
/** `node dist/server.js`, `tsx watch src/index.ts`. */
const START_SCRIPT =
  /\b(?:node|nodemon|tsx|ts-node|ts-node-dev|bun(?: run)?)\b[^&|;]*?\s((?:\.\/)?[\w./-]+\.[mc]?[jt]s)\b/;

/** Finds the source files at which a package is entered. */
export function findEntries(facts: PackageFacts): PackageEntries {
  const host = getHost();
  if (!host) return { main: [], bin: [], subpaths: new Map() };
  return {
    main: findMain(host, facts),
    bin: toSources(host, facts, facts.bin),
    subpaths: findSubpaths(host, facts),
  };
}

function findMain(host: Host, facts: PackageFacts): string[] {
  const exported = findExportTargets(facts.exports, ".");
  const named =
    exported.length > 0 ? exported : [facts.main, facts.module].filter((target) => target !== undefined);
  const started = facts.startScripts.flatMap((script) => START_SCRIPT.exec(script)?.[1] ?? []);
  // What a library starts for its own development is no way into it.
  const sources = toSources(host, facts, named.length > 0 ? named : started);
  // `exports` without "." closes the package's root; without any entry, the conventional file is it.
  if (sources.length > 0 || (facts.exports !== undefined && named.length === 0)) return sources;
  return toSources(host, facts, CONVENTIONAL).slice(0, 1);
}

function findSubpaths(host: Host, facts: PackageFacts): Map<string, string[]> {
  const subpaths = new Map<string, string[]>();
  if (typeof facts.exports !== "object" || facts.exports === null) return subpaths;
  for (const key of Object.keys(facts.exports)) {
    if (!key.startsWith("./") || key.includes("*")) continue;
    const sources = toSources(host, facts, findExportTargets(facts.exports, key));
    if (sources.length > 0) subpaths.set(key, sources);
  }
  return subpaths;
}

function toSources(host: Host, facts: PackageFacts, targets: readonly string[]): string[] {
  const sources = targets.map((target) => toSourceFile(host.path.join(facts.root, target), facts));
  return [...new Set(sources.filter((source) => source !== undefined))];
}
