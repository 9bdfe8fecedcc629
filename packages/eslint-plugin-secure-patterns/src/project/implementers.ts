import { readText } from "./disk-file.ts";
import { importersOf } from "./importers.ts";

/** So many texts are looked into for one type. */
const MOST_TEXTS = 200;

/** The files in which a class implements, or extends, what `file` exports as `name`. */
export function filesImplementing(file: string, name: string): readonly string[] {
  const { uses } = importersOf(file, name);
  const names = new Map(uses.map((use) => [use.file, use.local ?? name]));
  return [file, ...Array.from(names.keys()).slice(0, MOST_TEXTS)].filter((each) => {
    const text = readText(each);
    return text !== undefined && isImplementedIn(text, names.get(each) ?? name);
  });
}

function isImplementedIn(text: string, name: string): boolean {
  for (const [, types = ""] of text.matchAll(/\b(?:implements|extends)\s+([^{]{1,300})/g)) {
    if (types.split(/[^\w$]+/).includes(name)) return true;
  }
  return false;
}
