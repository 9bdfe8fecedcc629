import type { HandlerRow, Place } from "../catalog/types.ts";
import { CHUNK, ELEMENT, INSTANCE, KEY, RESULT } from "../flow/access-path.ts";
import { parsePlace } from "./place.ts";

/** One way to come by a value of the catalogue, as far as words tell: all of this must be there. */
export interface Way {
  /** Names, modules and texts of the file. */
  readonly words: readonly string[];
  /** The catalogue's type that the value is read from. */
  readonly of?: string | undefined;
  /** The file is one in which exports are handlers. */
  readonly handler?: HandlerRow;
  readonly packages?: readonly string[];
}

const WORDLESS = new Set([ELEMENT, RESULT, INSTANCE, CHUNK, KEY]);

/** The words that reading a place takes; `"*"`, calls and positions in a list have none. */
export function waysTo(place: Place, framework: string): Way[] {
  return parsePlace(place, framework).map(({ root, path }) => {
    const kind = root.slice(0, root.indexOf(":"));
    const name = root.slice(kind.length + 1);
    const words = path.filter((segment) => !WORDLESS.has(segment) && !/^\d+$/.test(segment));
    if (kind === "type") return { words, of: name };
    // what a framework imports by itself has no import that could be seen
    return { words: kind === "module" && name.startsWith("#") ? words : [name, ...words] };
  });
}
