import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html)$/;
const mostPerPackage = 400;
const unread = /\.d\.[cm]?ts$|\.min\.js$|\.html\.js$/;
const mostBytes = 200_000;

/**
 * Source files under a folder, `node_modules` included, evenly spread over its packages so that a small number of files
 * shows many authors. The order is the same on every run.
 *
 * @param most how many files at most
 */
export function foreignFiles(folder: string, most: number): string[] {
  const folders = packageFolders(folder);
  const mostInOne = folders.length > 1 ? mostPerPackage : most;
  const groups = folders.map((each) => [...walk(each, mostInOne)]);
  const chosen: string[] = [];
  for (let round = 0; chosen.length < most; round++) {
    const next = groups.flatMap((files) => files[round] ?? []);
    if (next.length === 0) break;
    chosen.push(...next);
  }
  return chosen.slice(0, most);
}

/** The packages of a store or of `node_modules`; any other folder stands for itself. */
function packageFolders(folder: string): string[] {
  if (!/node_modules(\/\.pnpm)?\/?$/.test(folder)) return [folder];
  return entries(folder)
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => join(folder, name));
}

function* walk(folder: string, most: number): Generator<string> {
  const pending = [folder];
  let seen = 0;
  for (let current = pending.shift(); current !== undefined && seen < most; current = pending.shift()) {
    for (const entry of entries(current)) {
      const path = join(current, entry.name);
      // The links of a package store lead to packages that have folders of their own.
      if (entry.isDirectory()) pending.push(path);
      else if (
        entry.isFile() &&
        sources.test(path) &&
        !unread.test(path) &&
        statSync(path).size < mostBytes
      ) {
        seen++;
        yield path;
      }
    }
  }
}

function entries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
