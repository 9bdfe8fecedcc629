import type { Dirent } from "node:fs";

import { setStamp } from "./disk-file.ts";
import { getHost, type Host } from "./host.ts";
import { readPackage, type PackageFacts } from "./package-facts.ts";
import { findCompilerPaths } from "./tsconfig.ts";

export interface SourceListing {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Not every file is listed: nothing follows from a file's absence. */
  readonly isPartial: boolean;
}

/** A package with more files than this is listed in part. */
const MAX_FILES = 20_000;
const SOURCE = /\.(?:[mc]?[jt]sx?|vue|svelte|astro)$/;
const NOT_SOURCE = /\.d\.[mc]?ts$|[.-]min\.[mc]?js$|\.bundle\.js$/;
const SKIPPED = new Set(["node_modules", "bower_components", "jspm_packages", "coverage"]);
/** Folders of build output, when they lie directly in the package: deeper ones (`src/build`) hold sources. */
const OUTPUTS = new Set(["dist", "build", "out", "output"]);

/** The source files of one package: not those of packages nested in it, of its dependencies, or of its builds. */
export function listSourceFiles(facts: PackageFacts): SourceListing {
  const host = getHost();
  if (!host) return { files: [], isPartial: true };
  const files: string[] = [];
  const { outDir } = findCompilerPaths(facts.root);
  const pending = [facts.root];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    for (const entry of readDirectory(host, directory)) {
      const path = host.path.join(directory, entry.name);
      if (entry.isFile()) addFile(host, path, files);
      else if (entry.isDirectory() && path !== outDir && isSourceDirectory(facts, directory, entry.name))
        pending.push(path);
      if (files.length >= MAX_FILES) return { files, isPartial: true };
    }
  }
  return { files, isPartial: false };
}

function readDirectory(host: Host, directory: string): Dirent[] {
  try {
    return host.fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isSourceDirectory(facts: PackageFacts, parent: string, name: string): boolean {
  if (name.startsWith(".") || SKIPPED.has(name)) return false;
  if (parent === facts.root && OUTPUTS.has(name)) return false;
  return readPackage(getHost()?.path.join(parent, name) ?? "") === undefined;
}

function addFile(host: Host, file: string, files: string[]): void {
  if (!SOURCE.test(file) || NOT_SOURCE.test(file)) return;
  const stat = host.fs.statSync(file, { throwIfNoEntry: false });
  if (stat && setStamp(file, stat) !== "") files.push(file);
}
