import { currentEpoch } from "./freshness.ts";
import { getHost, type Host } from "./host.ts";
import { findPackage, readPackage, type PackageFacts } from "./package-facts.ts";

/** The packages of a monorepo that install one another by name. */
export interface Workspace {
  /** Absolute directory. */
  readonly root: string;
  readonly packages: ReadonlyMap<string, PackageFacts>;
}

/** `apps/web/packages/ui` is as deep as workspaces go in practice; deeper folders are not searched. */
const MAX_DEPTH = 4;
const MAX_DIRECTORIES = 5_000;
const SKIPPED = new Set(["node_modules", "bower_components", "coverage"]);

const cache = new Map<string, { epoch: number; workspace: Workspace | undefined }>();

/** The workspace that `facts` belongs to, `undefined` for a package on its own. */
export function findWorkspace(facts: PackageFacts): Workspace | undefined {
  const known = cache.get(facts.root);
  if (known?.epoch === currentEpoch()) return known.workspace;
  const host = getHost();
  const workspace = host && loadWorkspace(host, facts);
  cache.set(facts.root, { epoch: currentEpoch(), workspace });
  return workspace;
}

function loadWorkspace(host: Host, facts: PackageFacts): Workspace | undefined {
  for (let owner: PackageFacts | undefined = facts; owner; owner = findOuterPackage(host, owner)) {
    const globs = workspaceGlobs(host, owner);
    if (!globs) continue;
    const key = `workspace:${owner.root}`;
    const known = cache.get(key);
    if (known?.epoch === currentEpoch()) return known.workspace;
    const workspace = { root: owner.root, packages: listPackages(host, owner.root, globs) };
    cache.set(key, { epoch: currentEpoch(), workspace });
    return workspace;
  }
  return undefined;
}

function findOuterPackage(host: Host, facts: PackageFacts): PackageFacts | undefined {
  const parent = host.path.dirname(facts.root);
  return parent === facts.root ? undefined : findPackage(parent);
}

function workspaceGlobs(host: Host, facts: PackageFacts): readonly string[] | undefined {
  if (facts.workspaces) return facts.workspaces;
  return (
    readText(host, facts.root, "pnpm-workspace.yaml", pnpmGlobs) ??
    readText(host, facts.root, "lerna.json", lernaGlobs)
  );
}

function readText<T>(host: Host, root: string, name: string, read: (text: string) => T): T | undefined {
  try {
    return read(host.fs.readFileSync(host.path.join(root, name), "utf8"));
  } catch {
    return undefined;
  }
}

/** Only the `packages:` list of pnpm-workspace.yaml matters: `  - "apps/*"`, one per line. */
function pnpmGlobs(yaml: string): string[] {
  const list = /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(yaml)?.[1] ?? "";
  return Array.from(
    list.matchAll(/^[ \t]*-[ \t]*(["']?)(.*?)\1[ \t]*(?:#.*)?$/gm),
    (match) => match[2] ?? "",
  );
}

function lernaGlobs(json: string): string[] {
  const packages = (JSON.parse(json) as { packages?: unknown }).packages;
  return Array.isArray(packages) ? packages.filter((glob) => typeof glob === "string") : ["packages/*"];
}

function listPackages(host: Host, root: string, globs: readonly string[]): Map<string, PackageFacts> {
  const included = globs.filter((glob) => !glob.startsWith("!")).map(parseGlob);
  const excluded = globs.filter((glob) => glob.startsWith("!")).map((glob) => parseGlob(glob.slice(1)));
  const packages = new Map<string, PackageFacts>();
  for (const relative of listDirectories(
    host,
    root,
    included.map(({ mayHold }) => mayHold),
  )) {
    if (
      !included.some(({ pattern }) => pattern.test(relative)) ||
      excluded.some(({ pattern }) => pattern.test(relative))
    )
      continue;
    const facts = readPackage(host.path.join(root, relative));
    if (facts?.name !== undefined) packages.set(facts.name, facts);
  }
  return packages;
}

/** Relative directories with forward slashes, the shallow ones first; what lies outside of all globs is not looked into. */
function listDirectories(host: Host, root: string, globs: readonly Glob["mayHold"][]): string[] {
  const found: string[] = [];
  let level = [""];
  for (let depth = 0; depth < MAX_DEPTH && found.length < MAX_DIRECTORIES; depth++) {
    const searched = level.filter(
      (relative) => relative === "" || globs.some((mayHold) => mayHold(relative)),
    );
    level = searched.flatMap((relative) => subdirectories(host, root, relative));
    found.push(...level);
  }
  return found.slice(0, MAX_DIRECTORIES);
}

function subdirectories(host: Host, root: string, relative: string): string[] {
  try {
    return host.fs
      .readdirSync(host.path.join(root, relative), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name))
      .map((entry) => (relative === "" ? entry.name : `${relative}/${entry.name}`));
  } catch {
    return [];
  }
}

interface Glob {
  readonly pattern: RegExp;
  /** Whether something below a directory can match. */
  readonly mayHold: (relative: string) => boolean;
}

/** `packages/*` and `packages/**`, the two wildcards that workspaces use. */
function parseGlob(glob: string): Glob {
  const path = glob.replace(/^\.\//, "").replace(/\/+$/, "");
  const segments = path.split("/");
  const matchers = segments.map((segment) => toPattern(segment));
  const firstDeep = segments.findIndex((segment) => segment.includes("**"));
  return {
    pattern: toPattern(path),
    mayHold(relative) {
      const parts = relative.split("/");
      const fixed = firstDeep < 0 ? matchers.slice(0, -1) : matchers.slice(0, firstDeep);
      if (firstDeep < 0 && parts.length > fixed.length) return false;
      return parts.every((part, index) => fixed[index]?.test(part) ?? true);
    },
  };
}

function toPattern(path: string): RegExp {
  const source = path
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/?|\*/g, (star) => (star === "*" ? "[^/]*" : ".*"));
  return new RegExp(`^${source}$`);
}
