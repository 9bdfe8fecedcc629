import { isFunction, T, type Node } from "../ast/nodes.ts";
import { type Keys, hasKey, namesOfKeys } from "./asked-values.ts";
import { reasonTests } from "./collected-reasons.ts";
import type { Condition } from "./control-flow.ts";
import { childrenOf, type FileFlow } from "./file-flow.ts";
import { flagTests, storedCondition, testsOf, destructured } from "./stored-conditions.ts";
import { nodesOf } from "./nodes.ts";

/** Whether a condition speaks of one of the subjects at all: a cheap test before the real one. */
export function mentions(file: FileFlow, condition: Condition, keys: Keys): boolean {
  const nodes = "test" in condition ? [condition.test] : [condition.discriminant, ...condition.cases];
  return nodes.some((node) => speaksOf(file, node, keys));
}

export function speaksOf(file: FileFlow, node: Node, keys: Keys): boolean {
  return mentionedKeys(file, node).some((key) => hasKey(keys, key));
}

/** A condition that is stored, in a condition that is stored, and so on: as often as this. */
const DEEPEST = 3;

/** The keys of everything that an expression looks at, stored conditions included. */
export function mentionedKeys(file: FileFlow, node: Node, depth = 0): readonly string[] {
  const known = file.mentioned.get(node);
  if (known) return known;
  const found = new Set<string>();
  const stored = new Set<Node>();
  lookAt(file, node, found, depth < DEEPEST ? stored : undefined);
  for (const test of stored) for (const key of mentionedKeys(file, test, depth + 1)) found.add(key);
  const keys = [...found];
  file.mentioned.set(node, keys);
  return keys;
}

/** Adds the keys that an expression itself looks at, and the conditions that it has by a name. */
function lookAt(file: FileFlow, node: Node, found: Set<string>, stored: Set<Node> | undefined): void {
  const pending: Node[] = [node];
  for (let current = pending.pop(); current; current = pending.pop()) {
    for (const key of [file.subjects.of(current)?.key, file.subjects.written(current)])
      if (key) found.add(key);
    if (stored) {
      const test = storedCondition(file, current) ?? destructured(file, current);
      for (const each of test ? [test, ...reasonTests(file, current)] : flagTests(file, current))
        stored.add(each);
    }
    // what a callback does is no condition, but `LIST.some((item) => item === x)` is
    if (!isFunction(current) || current.body.type !== T.BlockStatement) {
      pending.push(...childrenOf(current, file.unit.visitorKeys));
    }
  }
}

const everMentioned = new WeakMap<FileFlow, ReadonlySet<string>>();

/** Whether any condition of the file speaks of the values, or of what they are read from: most are never checked, and need no walk. */
export function isEverMentioned(file: FileFlow, keys: Keys): boolean {
  let all = everMentioned.get(file);
  if (!all) everMentioned.set(file, (all = collectMentioned(file)));
  for (const key of namesOfKeys(keys)) if (all.has(key)) return true;
  return false;
}

/** Looks at each expression once, however many conditions have it by its name. */
function collectMentioned(file: FileFlow): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<Node>();
  let level = new Set(nodesOf(file.unit).flatMap(testsOf));
  for (let depth = 0; level.size > 0; depth++) {
    const stored = new Set<Node>();
    for (const test of level) lookAt(file, test, found, depth < DEEPEST ? stored : undefined);
    for (const test of level) seen.add(test);
    level = new Set([...stored].filter((test) => !seen.has(test)));
  }
  const all = new Set(found);
  for (const key of found) {
    const dot = key.lastIndexOf(".");
    if (dot > 0) all.add(key.slice(0, dot));
  }
  return all;
}
