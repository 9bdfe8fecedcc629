import { currentEpoch } from "./freshness.ts";
import { getHost, type Host } from "./host.ts";

/** How a package declares another one; the strongest declaration wins. */
export type DependencyKind = "required" | "peer" | "optional" | "optional-peer" | "development" | "none";

/** The facts of one `package.json` that rules ask for. Fields of a wrong type count as absent. */
export interface PackageFacts {
  /** Absolute directory. */
  readonly root: string;
  readonly name: string | undefined;
  readonly type: "module" | "commonjs";
  readonly isPrivate: boolean;
  /** It has words to be found by in a registry: what is marked private here is published from its build. */
  readonly isListed: boolean;
  /** The file exists but is not readable JSON: nothing follows from what it does not say. */
  readonly isBroken: boolean;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  readonly optionalDependencies: ReadonlySet<string>;
  readonly peerDependencies: ReadonlySet<string>;
  readonly optionalPeers: ReadonlySet<string>;
  /** Which versions of its dependencies the package asks for, as written. */
  readonly ranges: ReadonlyMap<string, string>;
  readonly main: string | undefined;
  readonly module: string | undefined;
  readonly exports: unknown;
  readonly bin: readonly string[];
  /** The commands of the scripts `start`, `serve` and `dev`. */
  readonly startScripts: readonly string[];
  /** The files that the other scripts run, as written: `db/seed.js` of `"seed": "node db/seed.js"`. */
  readonly toolScripts: readonly string[];
  /** Workspace globs as written, `undefined` where the package is no workspace root. */
  readonly workspaces: readonly string[] | undefined;
}

interface CachedFacts {
  epoch: number;
  stamp: string;
  facts: PackageFacts | undefined;
}

const MAX_CACHED = 20_000;

/** A `package.json` with none of these only marks the module type of a folder of build output. */
const IDENTIFYING = [
  "name",
  "private",
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "exports",
  "workspaces",
];

const cache = new Map<string, CachedFacts>();

/**
 * The facts of the package that holds `directory`: those of the nearest `package.json` that says more
 * than a module type. Never throws.
 */
export function findPackage(directory: string): PackageFacts | undefined {
  const host = getHost();
  if (!host) return undefined;
  for (let current = directory; ; current = host.path.dirname(current)) {
    const facts = readPackage(current);
    if (facts) return facts;
    if (host.path.dirname(current) === current) return undefined;
  }
}

/** The facts of `directory/package.json`, re-read when it changed since the last epoch. */
export function readPackage(directory: string): PackageFacts | undefined {
  const host = getHost();
  if (!host) return undefined;
  const known = cache.get(directory);
  if (known?.epoch === currentEpoch()) return known.facts;
  const stamp = stampOf(host, host.path.join(directory, "package.json"));
  if (known?.stamp === stamp) known.epoch = currentEpoch();
  else
    remember(directory, {
      epoch: currentEpoch(),
      stamp,
      facts: stamp ? parseFacts(host, directory) : undefined,
    });
  return cache.get(directory)?.facts;
}

/** How `facts` declares the package `name`. */
export function getDependencyKind(facts: PackageFacts, name: string): DependencyKind {
  // npm installs a package that is in both lists as an optional one.
  if (facts.optionalDependencies.has(name)) return "optional";
  if (facts.dependencies.has(name)) return "required";
  if (facts.optionalPeers.has(name)) return "optional-peer";
  if (facts.peerDependencies.has(name)) return "peer";
  return facts.devDependencies.has(name) ? "development" : "none";
}

/** The major version that `facts` asks of a dependency: `5` of `"^5.1.0"`; `undefined` for ranges that say none. */
export function getMajor(facts: PackageFacts, name: string): number | undefined {
  const major = /^\s*(?:[~^=v]|>=)?\s*(\d+)(?:\.|$)/.exec(facts.ranges.get(name) ?? "")?.[1];
  return major === undefined ? undefined : Number(major);
}

/** Whether a specifier is of a package that comes from the registry; those of the workspace have no version of their own. */
export function isOfRegistry(facts: PackageFacts, specifier: string): boolean {
  const name = getPackageName(specifier);
  const range = name === undefined ? undefined : facts.ranges.get(name);
  return range !== undefined && /^(?:[~^=v<>]|npm:|catalog:)*\s*(?:\d|$)/.test(range);
}

/** `@scope/name/sub` and `name/sub` → the package's name; `undefined` for paths, `#imports` and URLs. */
export function getPackageName(specifier: string): string | undefined {
  return /^(?:@[\w.~-]+\/)?\w[\w.~-]*(?=\/|$)/.exec(specifier)?.[0];
}

function remember(directory: string, entry: CachedFacts): void {
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(directory, entry);
}

function stampOf(host: Host, file: string): string {
  const stat = host.fs.statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeMs}:${stat.size}` : "";
}

function parseFacts(host: Host, root: string): PackageFacts | undefined {
  const json = readJson(host, host.path.join(root, "package.json"));
  if (!json) return toFacts(root, {}, true);
  return IDENTIFYING.some((field) => field in json) ? toFacts(root, json, false) : undefined;
}

function readJson(host: Host, file: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(host.fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function toFacts(root: string, json: Record<string, unknown>, isBroken: boolean): PackageFacts {
  return {
    root,
    name: text(json["name"]),
    type: json["type"] === "module" ? "module" : "commonjs",
    isPrivate: json["private"] === true,
    isListed: Array.isArray(json["keywords"]) && json["keywords"].length > 0,
    isBroken,
    dependencies: keys(json["dependencies"]),
    devDependencies: keys(json["devDependencies"]),
    optionalDependencies: keys(json["optionalDependencies"]),
    peerDependencies: keys(json["peerDependencies"]),
    optionalPeers: optionalPeers(json["peerDependenciesMeta"]),
    ranges: ranges(json["devDependencies"], json["peerDependencies"], json["dependencies"]),
    main: text(json["main"]),
    module: text(json["module"]),
    exports: json["exports"],
    bin: binaries(json["bin"]),
    startScripts: startScripts(json["scripts"]),
    toolScripts: toolScripts(json["scripts"]),
    workspaces: workspaceGlobs(json["workspaces"]),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function keys(value: unknown): ReadonlySet<string> {
  return new Set(isRecord(value) ? Object.keys(value) : []);
}

/** The last list counts: it says what runs. */
function ranges(...lists: readonly unknown[]): ReadonlyMap<string, string> {
  const entries = lists.flatMap((list) => (isRecord(list) ? Object.entries(list) : []));
  return new Map(entries.flatMap(([name, range]) => (typeof range === "string" ? [[name, range]] : [])));
}

function optionalPeers(meta: unknown): ReadonlySet<string> {
  if (!isRecord(meta)) return new Set();
  return new Set(Object.keys(meta).filter((name) => isRecord(meta[name]) && meta[name]["optional"] === true));
}

function binaries(bin: unknown): string[] {
  const targets = isRecord(bin) ? Object.values(bin) : [bin];
  return targets.filter((target) => text(target) !== undefined) as string[];
}

/** Names of scripts that keep a server running. */
const RUNS_SERVER =
  /^(?:pre|post)?(?:start|serve|server|dev|develop|development|prod|production|preview|watch|debug|worker|backend|client|app|api|web|heroku-postbuild|docker)(?:[:.-]|$)/;
const RUNS_FILE =
  /\b(?:node|tsx|ts-node(?:-esm|-dev)?|vite-node|babel-node|esno|jiti|bun(?:\s+run)?|deno\s+run)\s+(?:-{1,2}[\w-]+(?:=\S+)?\s+|-r\s+\S+\s+)*(\.{0,2}[\w@/-][\w@./-]*)/g;

function toolScripts(scripts: unknown): string[] {
  if (!isRecord(scripts)) return [];
  return Object.entries(scripts).flatMap(([name, command]) =>
    typeof command === "string" && !RUNS_SERVER.test(name)
      ? Array.from(command.matchAll(RUNS_FILE), ([, file = ""]) => file)
      : [],
  );
}

function startScripts(scripts: unknown): string[] {
  if (!isRecord(scripts)) return [];
  return ["start", "start:prod", "serve", "dev"].flatMap((name) => text(scripts[name]) ?? []);
}

/** npm and Yarn: an array, or `{ packages: [] }`. */
function workspaceGlobs(value: unknown): readonly string[] | undefined {
  const globs = isRecord(value) ? value["packages"] : value;
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === "string") : undefined;
}
