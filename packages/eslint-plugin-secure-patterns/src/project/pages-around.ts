import { MAX_FILE_SIZE, readText } from "./disk-file.ts";
import { isDistrustedSince } from "./freshness.ts";
import { getHost } from "./host.ts";

/** Texts are believed for so long, in milliseconds. */
const BELIEVED_MS = 5_000;
const MOST_FILES = 1_500;
const PAGE =
  /\.(?:html?|ejs|eta|hbs|handlebars|mustache|njk|nunjucks|jinja2?|j2|twig|liquid|pug|jade|erb|haml|php|tpl)$/i;
const SKIPPED =
  /^\.|^(?:node_modules|bower_components|coverage|dist|build|out|tests?|migrations)$|[.-]min\.js$/;

const SCRIPT = /\.js$/i;

interface Reading {
  readonly at: number;
  readonly found: boolean;
}

const readings = new Map<string, Reading>();

/**
 * Whether a page below `root` has text of that kind: a layout is what other pages are put into.
 *
 * @param withScripts looks at scripts, too: where nothing says which belong to a package
 */
export function isSaidInPages(
  root: string,
  key: string,
  withScripts: boolean,
  says: (text: string) => boolean,
): boolean {
  const name = `${key}\0${root}`;
  const known = readings.get(name);
  const now = performance.now();
  if (known && now - known.at < BELIEVED_MS && !isDistrustedSince(known.at)) return known.found;
  const found = findPages(root, withScripts).some((file) => says(readText(file) ?? ""));
  readings.set(name, { at: now, found });
  return found;
}

function findPages(root: string, withScripts: boolean): string[] {
  const host = getHost();
  const files: string[] = [];
  const pending = host ? [root] : [];
  for (let directory = pending.pop(); host && directory !== undefined; directory = pending.pop()) {
    for (const entry of list(directory)) {
      if (SKIPPED.test(entry.name)) continue;
      const path = host.path.join(directory, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else if ((PAGE.test(entry.name) || (withScripts && SCRIPT.test(entry.name))) && isShort(path))
        files.push(path);
      if (files.length >= MOST_FILES) return files;
    }
  }
  return files;
}

function list(directory: string) {
  try {
    return getHost()?.fs.readdirSync(directory, { withFileTypes: true }) ?? [];
  } catch {
    return [];
  }
}

function isShort(file: string): boolean {
  return (getHost()?.fs.statSync(file, { throwIfNoEntry: false })?.size ?? MAX_FILE_SIZE) < MAX_FILE_SIZE;
}
