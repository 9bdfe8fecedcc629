import type { NapiResolveOptions, ResolveResult, ResolverFactory } from "oxc-resolver";

import { currentEpoch } from "./freshness.ts";
import { getHost, type Host } from "./host.ts";
import { getNativeResolver } from "./native.ts";
import { toSourceFile } from "./output-to-source.ts";
import { findPackage, getPackageName, type PackageFacts } from "./package-facts.ts";
import { findCompilerDirectory, findCompilerPaths } from "./tsconfig.ts";
import { findWorkspace } from "./workspace.ts";

/** Where an import leads. */
export type Resolution =
  /** A source file of this package or of another package of the workspace. */
  | { readonly kind: "file"; readonly file: string }
  /** An installed package, or one that is not there; `file` is its entry where it is installed. */
  | { readonly kind: "package"; readonly name: string; readonly file: string | undefined }
  | { readonly kind: "builtin" }
  | { readonly kind: "unknown" };

const SOURCE_EXTENSIONS = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
  ".json",
  ".vue",
  ".svelte",
];
const OPTIONS: NapiResolveOptions = {
  extensions: SOURCE_EXTENSIONS,
  extensionAlias: {
    ".js": [".ts", ".tsx", ".js", ".jsx"],
    ".jsx": [".tsx", ".jsx"],
    ".mjs": [".mts", ".mjs"],
    ".cjs": [".cts", ".cjs"],
  },
  conditionNames: ["source", "import", "require", "node", "module", "default"],
  mainFields: ["source", "module", "main"],
  builtinModules: true,
};
const UNKNOWN: Resolution = { kind: "unknown" };
const MAX_CACHED = 200_000;

let factory: ResolverFactory | undefined;
const cache = new Map<string, Resolution>();
let cacheEpoch = -1;

/**
 * Resolves an import specifier as a bundler or Node would: tsconfig `paths`, package `exports` and `imports`,
 * `.js` written for `.ts`, workspace packages (installed or not), built outputs back to their sources.
 * @param fromFile absolute path of the importing file.
 */
export function resolveImport(fromFile: string, specifier: string): Resolution {
  const host = getHost();
  if (!host) return UNKNOWN;
  if (cache.size > MAX_CACHED) cache.clear();
  const key = `${baseOf(host.path.dirname(fromFile), specifier)}\0${specifier}`;
  const known = cache.get(key);
  if (known) return known;
  const resolution = resolveUncached(host, fromFile, specifier.replace(/\?.*$/, ""));
  cache.set(key, resolution);
  return resolution;
}

/** Relative paths mean something in a directory; packages and aliases in all that have one package.json and one tsconfig. */
function baseOf(directory: string, specifier: string): string {
  if (/^\.|^[\\/]/.test(specifier)) return directory;
  return `${findPackage(directory)?.root ?? directory}\0${findCompilerDirectory(directory) ?? ""}`;
}

/** Forgets all resolutions: called when files appeared or went. */
export function forgetResolutions(): void {
  if (cacheEpoch === currentEpoch()) return;
  cacheEpoch = currentEpoch();
  cache.clear();
  factory?.clearCache();
}

function resolveUncached(host: Host, fromFile: string, specifier: string): Resolution {
  if (specifier === "" || /^(?:node|bun|cloudflare):/.test(specifier)) return { kind: "builtin" };
  if (/^[a-z][a-z+.-]*:/i.test(specifier) && !host.path.isAbsolute(specifier)) return UNKNOWN;
  const result = resolveNatively(host, fromFile, specifier);
  if (result?.builtin) return { kind: "builtin" };
  if (result?.path !== undefined) return classify(host, specifier, result.path);
  return resolveOtherwise(host, fromFile, specifier);
}

function resolveNatively(host: Host, fromFile: string, specifier: string): ResolveResult | undefined {
  const native = getNativeResolver();
  if (!native) return undefined;
  factory ??= new native.ResolverFactory(OPTIONS);
  const result = factory.resolveFileSync(fromFile, specifier);
  if (result.path !== undefined || result.builtin) return result;
  // A tsconfig that extends a package which is not installed fails every import below it: try without.
  return factory.sync(host.path.dirname(fromFile), specifier);
}

function classify(host: Host, specifier: string, path: string): Resolution {
  if (/[\\/]node_modules[\\/]/.test(path)) {
    return { kind: "package", name: getPackageName(specifier) ?? specifier, file: path };
  }
  const facts = findPackage(host.path.dirname(path));
  return { kind: "file", file: (facts && toSourceFile(path, facts)) ?? path };
}

/** Where the resolver finds nothing: outputs that are not built, packages that are not linked, aliases it could not read. */
function resolveOtherwise(host: Host, fromFile: string, specifier: string): Resolution {
  const directory = host.path.dirname(fromFile);
  const facts = findPackage(directory);
  if (/^\.|^[\\/]/.test(specifier)) return sourceAt(host.path.resolve(directory, specifier), facts);
  const aliased = resolveAlias(directory, specifier, facts) ?? resolveUsualAlias(host, specifier, facts);
  if (aliased) return aliased;
  const name = getPackageName(specifier);
  if (name === undefined) return UNKNOWN;
  const member = facts && (facts.name === name ? facts : findWorkspace(facts)?.packages.get(name));
  return member ? resolveMember(host, member, specifier, name) : { kind: "package", name, file: undefined };
}

function sourceAt(path: string, facts: PackageFacts | undefined): Resolution {
  const file = facts && toSourceFile(path, facts);
  return file === undefined ? UNKNOWN : { kind: "file", file };
}

function resolveAlias(
  directory: string,
  specifier: string,
  facts: PackageFacts | undefined,
): Resolution | undefined {
  for (const [pattern, targets] of findCompilerPaths(directory).paths) {
    const tail = matchAlias(pattern, specifier);
    if (tail === undefined) continue;
    for (const target of targets) {
      const resolution = sourceAt(
        target.replace("*", () => tail),
        facts,
      );
      if (resolution.kind === "file") return resolution;
    }
  }
  return undefined;
}

/** Folders that bundlers' templates call `@` and `~`: no package can have such a name, and their configuration is a program. */
const USUAL_ALIAS = /^[@~]\/(.+)$/;
/** `@utils/url`, `~components/card`: a folder of that name, where no package of that name was asked for. */
const NAMED_ALIAS = /^[@~]([\w-]+(?:\/.+)?)$/;
const USUAL_FOLDERS = ["src", ".", "app"];

function resolveUsualAlias(
  host: Host,
  specifier: string,
  facts: PackageFacts | undefined,
): Resolution | undefined {
  const tail = USUAL_ALIAS.exec(specifier)?.[1] ?? NAMED_ALIAS.exec(specifier)?.[1];
  if (tail === undefined || !facts || isDeclared(facts, specifier)) return undefined;
  return USUAL_FOLDERS.map((folder) => sourceAt(host.path.join(facts.root, folder, tail), facts)).find(
    ({ kind }) => kind === "file",
  );
}

function isDeclared(facts: PackageFacts, specifier: string): boolean {
  const name = getPackageName(specifier);
  return name !== undefined && facts.ranges.has(name);
}

/** `@/*` and `@/lib/url` → `lib/url`. */
function matchAlias(pattern: string, specifier: string): string | undefined {
  const [prefix = "", suffix] = pattern.split("*");
  if (suffix === undefined) return specifier === pattern ? "" : undefined;
  const matches = specifier.startsWith(prefix) && specifier.endsWith(suffix);
  return matches ? specifier.slice(prefix.length, specifier.length - suffix.length) : undefined;
}

/** A package of the workspace by its own `exports` (a package may import itself), else by its path. */
function resolveMember(host: Host, member: PackageFacts, specifier: string, name: string): Resolution {
  const self = factory?.sync(member.root, specifier);
  if (self?.path !== undefined && !/[\\/]node_modules[\\/]/.test(self.path))
    return classify(host, specifier, self.path);
  const subpath = `.${specifier.slice(name.length)}`;
  const target =
    findExportTargets(member.exports, subpath)[0] ??
    (subpath === "." ? (member.module ?? member.main) : undefined);
  const direct = sourceAt(host.path.join(member.root, target ?? subpath), member);
  if (direct.kind === "file") return direct;
  const conventional = sourceAt(
    host.path.join(member.root, "src", subpath === "." ? "index" : subpath),
    member,
  );
  return conventional.kind === "file" ? conventional : { kind: "package", name, file: undefined };
}

/**
 * The files that `exports` names for a subpath (`"."`, `"./stripe"`), in the order of their conditions.
 * Declarations are left out; `*` patterns are filled in.
 */
export function findExportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === "string" || Array.isArray(exports))
    return subpath === "." ? collectTargets(exports) : [];
  if (typeof exports !== "object" || exports === null) return [];
  const entries = Object.entries(exports);
  if (!entries.some(([key]) => key.startsWith("."))) return subpath === "." ? collectTargets(exports) : [];
  for (const [key, value] of entries) {
    const tail = matchAlias(key, subpath);
    if (tail !== undefined) return collectTargets(value).map((target) => target.replaceAll("*", tail));
  }
  return [];
}

function collectTargets(value: unknown): string[] {
  if (typeof value === "string") return /\.d\.[mc]?ts$/.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(collectTargets);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([condition, target]) =>
    condition === "types" ? [] : collectTargets(target),
  );
}
