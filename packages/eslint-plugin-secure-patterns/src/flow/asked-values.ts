import { T, type Node } from "../ast/nodes.ts";
import type { Part } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";

/** The keys of the values that are asked about; see `Subjects`. */
export type Keys = ReadonlySet<string>;

const URL_PARTS: readonly Part[] = ["host", "hostname", "origin", "protocol", "pathname", "href", "username"];

export function subjectPart(file: FileFlow, node: Node, keys: Keys): Part | undefined {
  const subject = file.subjects.of(node);
  if (subject && keys.has(subject.key)) return subject.part;
  const written = file.subjects.written(node);
  if (written !== undefined && keys.has(written)) return "self";
  for (const key of [subject?.key, written]) {
    const dot = key?.lastIndexOf(".") ?? -1;
    if (!key || dot <= 0) continue;
    const name = key.slice(dot + 1) as Part;
    const owner = key.slice(0, dot);
    // the host of an address, where its whole text is asked about
    if (URL_PARTS.includes(name) && (keys.has(owner) || keys.has(`${owner}.href`))) return name;
    if (name === ("length" as Part) && keys.has(owner)) return "length";
  }
  return undefined;
}

const prefixes = new WeakMap<Keys, Keys>();

/** The keys of the objects that the subjects are read from: a check of `req.body` speaks of `req.body.email`. */
function holders(keys: Keys): Keys {
  let known = prefixes.get(keys);
  if (!known) {
    const found = [...keys].flatMap((key) =>
      [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index)).filter((prefix) => prefix !== ""),
    );
    prefixes.set(keys, (known = new Set(found)));
  }
  return known;
}

/** `check(req.body)`, `check({ email, password })` say something of the e-mail address. */
export function holdsSubject(file: FileFlow, node: Node, keys: Keys): boolean {
  if (node.type === T.ObjectExpression) {
    return node.properties.some((property) => {
      const value = property.type === T.Property ? property.value : property.argument;
      return subjectPart(file, value, keys) === "self" || holdsSubject(file, value, keys);
    });
  }
  const around = holders(keys);
  if (around.size === 0) return false;
  const subject = file.subjects.of(node);
  const written = file.subjects.written(node);
  return (
    (subject?.part === "self" && around.has(subject.key)) || (written !== undefined && around.has(written))
  );
}

export function hasKey(keys: Keys, key: string): boolean {
  if (keys.has(key) || holders(keys).has(key)) return true;
  const prefix = prefixOf(key);
  return prefix !== undefined && keys.has(prefix);
}

/** The key of the object that a value is read from, one step up. */
export function prefixOf(key: string): string | undefined {
  const dot = key.lastIndexOf(".");
  return dot > 0 ? key.slice(0, dot) : undefined;
}

/** All keys that speak of the values themselves or of what they are read from; see `hasKey`. */
export function namesOfKeys(keys: Keys): Iterable<string> {
  return [...keys, ...holders(keys)];
}
