import { INSTANCE, RESULT } from "../flow/access-path.ts";
import type { Place } from "../catalog/types.ts";

/** A parsed place: the root (`module:express`, `global:location`, `type:request`) and the path from it. */
export interface ParsedPlace {
  readonly root: string;
  readonly path: readonly string[];
}

const BRACES = /\{([^{}]*)\}/;

/** All roots and paths that a place of the catalogue names; its form is described beside `Place`. */
export function parsePlace(place: Place, framework: string): ParsedPlace[] {
  return expand(place).map((plain) => parsePlain(plain, framework));
}

function expand(place: string): string[] {
  const match = BRACES.exec(place);
  if (!match) return [place];
  const [whole, alternatives = ""] = match;
  return alternatives.split(",").flatMap((alternative) => expand(place.replace(whole, () => alternative)));
}

function parsePlain(place: string, framework: string): ParsedPlace {
  // the last one: `#imports#useRoute` is an import of the module `#imports`
  const hash = place.lastIndexOf("#");
  if (hash < 0) {
    const [type = "", ...path] = segments(place);
    return { root: `type:${type.includes("/") ? type : `${framework}/${type}`}`, path };
  }
  const module = place.slice(0, hash);
  const path = segments(place.slice(hash + 1));
  if (module !== "global")
    return { root: `module:${module}`, path: path[0] === "default" ? path.slice(1) : path };
  const [name = "", ...rest] = path;
  return { root: `global:${name}`, path: rest };
}

/** `"new Pool"` → `["Pool", "new"]`, `"a.b()"` → `["a", "b", "()"]` */
function segments(text: string): string[] {
  const isNew = text === "new" || text.startsWith("new ");
  const path = (isNew ? text.slice(4) : text).split(".").flatMap((part) => {
    const [, made = "", name = "", calls = ""] = /^(new )?(.*?)((?:\(\))*)$/.exec(part) ?? [];
    const steps = [...(made === "" ? [] : [INSTANCE]), ...Array<string>(calls.length / 2).fill(RESULT)];
    return [...(name === "" ? [] : [name]), ...steps];
  });
  return isNew ? [...path, INSTANCE] : path;
}
