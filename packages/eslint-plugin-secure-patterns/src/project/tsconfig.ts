import { generatedAliases } from "../catalog/generated-aliases.ts";
import { currentEpoch } from "./freshness.ts";
import { getHost, type Host } from "./host.ts";
import { parseJsonWithComments } from "./json-with-comments.ts";

/** What of a `tsconfig.json` says where sources lie. Directories are absolute. */
export interface CompilerPaths {
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
  /** Alias patterns with their absolute targets: `@/*` → `/app/src/*`. */
  readonly paths: readonly Alias[];
}

type Alias = readonly [pattern: string, targets: readonly string[]];

const NONE: CompilerPaths = { outDir: undefined, rootDir: undefined, paths: [] };
const NAMES = ["tsconfig.json", "jsconfig.json"];
const MAX_EXTENDS = 8;

const cache = new Map<string, { epoch: number; paths: CompilerPaths | undefined }>();

/** The compiler's paths in force in `directory`: those of the nearest configuration file. Never throws. */
export function findCompilerPaths(directory: string): CompilerPaths {
  return findConfigured(directory)?.paths ?? NONE;
}

/** The directory of the configuration file that is in force in `directory`. */
export function findCompilerDirectory(directory: string): string | undefined {
  return findConfigured(directory)?.directory;
}

function findConfigured(directory: string): { directory: string; paths: CompilerPaths } | undefined {
  const host = getHost();
  if (!host) return undefined;
  for (let current = directory; ; current = host.path.dirname(current)) {
    const paths = readDirectory(host, current);
    if (paths) return { directory: current, paths };
    if (host.path.dirname(current) === current) return undefined;
  }
}

function readDirectory(host: Host, directory: string): CompilerPaths | undefined {
  const known = cache.get(directory);
  if (known?.epoch === currentEpoch()) return known.paths;
  const file = NAMES.map((name) => host.path.join(directory, name)).find((name) => host.fs.existsSync(name));
  const paths = file === undefined ? undefined : readConfig(host, file, MAX_EXTENDS);
  cache.set(directory, { epoch: currentEpoch(), paths });
  return paths;
}

function readConfig(host: Host, file: string, depth: number): CompilerPaths {
  const config = readObject(host, file);
  if (!config) return generatedPaths(host, file);
  if (depth === 0) return NONE;
  const base = baseConfigs(host, file, config["extends"]).reduce(
    (merged, parent) => merge(readConfig(host, parent, depth - 1), merged),
    NONE,
  );
  return merge(ownPaths(host, host.path.dirname(file), config["compilerOptions"]), base);
}

function generatedPaths(host: Host, file: string): CompilerPaths {
  const directory = host.path.dirname(file);
  const aliases = generatedAliases[host.path.basename(directory)];
  if (!aliases) return NONE;
  const base = host.path.dirname(directory);
  const paths = Object.entries(aliases).map(([pattern, targets]): Alias => [
    pattern,
    targets.map((target) => host.path.join(base, target)),
  ]);
  return { ...NONE, paths };
}

function readObject(host: Host, file: string): Record<string, unknown> | undefined {
  try {
    return asObject(parseJsonWithComments(host.fs.readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Bases that come from packages set strictness, not paths; they are left out where they are not installed. */
function baseConfigs(host: Host, file: string, value: unknown): string[] {
  const names = (Array.isArray(value) ? value : [value]).filter((name) => typeof name === "string");
  return names.flatMap((name) => {
    if (!/^\.|^[\\/]/.test(name)) return [];
    const path = host.path.resolve(host.path.dirname(file), name);
    return [path, `${path}.json`].filter((candidate) => candidate.endsWith(".json")).slice(0, 1);
  });
}

function merge(own: CompilerPaths, base: CompilerPaths): CompilerPaths {
  return {
    outDir: own.outDir ?? base.outDir,
    rootDir: own.rootDir ?? base.rootDir,
    paths: [...own.paths, ...base.paths],
  };
}

function ownPaths(host: Host, directory: string, value: unknown): CompilerPaths {
  const options = asObject(value) ?? {};
  const baseUrl = directoryOf(host, directory, options["baseUrl"]) ?? directory;
  return {
    outDir: directoryOf(host, directory, options["outDir"]),
    rootDir: directoryOf(host, directory, options["rootDir"]),
    paths: [
      ...Object.entries(asObject(options["paths"]) ?? {}).map(([pattern, targets]): Alias => [
        pattern,
        (Array.isArray(targets) ? targets : [])
          .filter((target) => typeof target === "string")
          .map((target) => host.path.resolve(baseUrl, target)),
      ]),
      // `import { login } from "controllers/auth"` below `baseUrl`
      ...(typeof options["baseUrl"] === "string" ? [["*", [host.path.join(baseUrl, "*")]] as Alias] : []),
    ],
  };
}

function directoryOf(host: Host, base: string, value: unknown): string | undefined {
  return typeof value === "string" ? host.path.resolve(base, value.replace("${configDir}", base)) : undefined;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
