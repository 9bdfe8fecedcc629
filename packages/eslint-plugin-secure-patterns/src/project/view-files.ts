import type { Dirent } from "node:fs";
import { readText, stampOf } from "./disk-file.ts";
import { isDistrustedSince } from "./freshness.ts";
import { getHost, type Host } from "./host.ts";
import type { PackageFacts } from "./package-facts.ts";

/** A template: its path, and its text. */
export interface ViewFile {
  readonly path: string;
  readonly text: string;
}

interface Listing {
  readonly at: number;
  /** By the last part of their paths, without an ending. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** A listing is believed for so long, in milliseconds: templates come and go less often than they are asked for. */
const BELIEVED_MS = 5_000;
const MOST_ENTRIES = 30_000;
const SKIPPED = /^\.|^(?:node_modules|bower_components|coverage)$/;

const listings = new Map<string, Listing>();

/**
 * The template that `res.render(name)` of a file fills in: of several that end in that name the one that lies nearest.
 *
 * @param endings that templates have: `"ejs"`
 */
export function findView(
  facts: PackageFacts,
  from: string,
  name: string,
  endings: ReadonlySet<string>,
): ViewFile | undefined {
  const asked = name.replace(/\\/g, "/").replace(/^(?:\.{0,2}\/)+/, "");
  const [, stem = asked, ending] = /^(.*)\.(\w+)$/.exec(asked) ?? [];
  const isFile = ending !== undefined && endings.has(ending);
  const base = isFile ? stem : asked;
  const all = listingOf(facts, endings).get(base.split("/").at(-1) ?? "") ?? [];
  const fitting = all.filter((file) => {
    const path = file.replaceAll("\\", "/");
    return isFile ? path.endsWith(`/${asked}`) : path.replace(/\.\w+$/, "").endsWith(`/${base}`);
  });
  const isBetter = (a: string, b: string): boolean => closeness(a, from, base) > closeness(b, from, base);
  const path = fitting.reduce<string | undefined>(
    (best, file) => (best === undefined || isBetter(file, best) ? file : best),
    undefined,
  );
  const text = path === undefined || stampOf(path) === "" ? undefined : readText(path);
  return path === undefined || text === undefined ? undefined : { path, text };
}

/** A folder for templates first, then what shares the longest part of the path. */
function closeness(file: string, from: string, base: string): number {
  const folder = file
    .replaceAll("\\", "/")
    .replace(/\.\w+$/, "")
    .slice(0, -base.length - 1);
  let shared = 0;
  while (shared < file.length && file[shared] === from[shared]) shared++;
  return shared + (/(?:^|\/)(?:views?|templates?|pages)$/.test(folder) ? 1_000 : 0);
}

function listingOf(facts: PackageFacts, endings: ReadonlySet<string>): Listing["byName"] {
  const known = listings.get(facts.root);
  const now = performance.now();
  if (known && now - known.at < BELIEVED_MS && !isDistrustedSince(known.at)) return known.byName;
  const host = getHost();
  const byName = host ? list(host, facts.root, endings) : new Map<string, string[]>();
  listings.set(facts.root, { at: now, byName });
  return byName;
}

function list(host: Host, root: string, endings: ReadonlySet<string>): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const pending = [root];
  let entries = 0;
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    for (const entry of read(host, directory)) {
      if (++entries > MOST_ENTRIES) return byName;
      const path = host.path.join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.test(entry.name)) pending.push(path);
        continue;
      }
      const [, name = "", ending = ""] = /^(.+?)\.(\w+)$/.exec(entry.name) ?? [];
      if (endings.has(ending)) byName.set(name, [...(byName.get(name) ?? []), path]);
    }
  }
  return byName;
}

function read(host: Host, directory: string): Dirent[] {
  try {
    return host.fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
