import { T, type Node } from "../ast/nodes.ts";
import { namesOfKeys, prefixOf, type Keys } from "./asked-values.ts";
import { isStatement } from "./condition-syntax.ts";
import type { Block } from "./control-flow.ts";
import type { FileFlow } from "./file-flow.ts";
import { mentionedKeys } from "./mentioned-values.ts";
import { neverReturns } from "./never-returns.ts";
import type { Variable } from "./unit.ts";

/** Which events of a long block are worth a look, by what they write and what they speak of. */
interface BlockIndex {
  readonly ends: readonly number[];
  readonly writes: ReadonlyMap<Variable, readonly number[]>;
  readonly mentions: ReadonlyMap<string, readonly number[]>;
  /** By the object that a mentioned value is read from. */
  readonly mentionsOfParts: ReadonlyMap<string, readonly number[]>;
}

/** Shorter blocks are looked through faster than they are indexed. */
const LONG = 48;

const indexes = new WeakMap<Block, BlockIndex>();

/**
 * The events of a block that can matter to a value, the last one first: those in front of number `before` that write the
 * variable, end the walk, or speak of one of the keys. The top level of a file with thousands of routes is one block, which every
 * handler looks back through.
 */
export function eventsThatMatter(
  file: FileFlow,
  block: Block,
  before: number,
  variable: Variable | undefined,
  keys: Keys,
): readonly number[] {
  if (block.events.length < LONG) return Array.from({ length: before }, (_, index) => before - 1 - index);
  let index = indexes.get(block);
  if (!index) indexes.set(block, (index = indexOf(file, block)));
  const found = new Set(index.ends);
  const add = (numbers: readonly number[] = []): void => {
    for (const number of numbers) found.add(number);
  };
  if (variable) add(index.writes.get(variable));
  for (const name of namesOfKeys(keys)) add(index.mentions.get(name));
  for (const key of keys) add(index.mentionsOfParts.get(key));
  return [...found].filter((number) => number < before).sort((a, b) => b - a);
}

function indexOf(file: FileFlow, { events }: Block): BlockIndex {
  const ends: number[] = [];
  const writes = new Map<Variable, number[]>();
  const mentions = new Map<string, number[]>();
  const mentionsOfParts = new Map<string, number[]>();
  for (const [number, event] of events.entries()) {
    for (const write of file.writesOf(event)) if (write.variable) put(writes, write.variable, number);
    if (event.type !== T.CallExpression) continue;
    if (neverReturns(file, event)) ends.push(number);
    if (!isStatement(event)) continue;
    for (const key of event.arguments.flatMap((argument: Node) => mentionedKeys(file, argument))) {
      put(mentions, key, number);
      const prefix = prefixOf(key);
      if (prefix !== undefined) put(mentionsOfParts, prefix, number);
    }
  }
  return { ends, writes, mentions, mentionsOfParts };
}

function put<Key>(map: Map<Key, number[]>, key: Key, number: number): void {
  const known = map.get(key);
  if (!known) map.set(key, [number]);
  else if (known.at(-1) !== number) known.push(number);
}
