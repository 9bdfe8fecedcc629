import { T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import { eventsThatMatter } from "./block-events.ts";
import { factsOfCall, factsOfCondition } from "./conditions.ts";
import type { Keys } from "./asked-values.ts";
import { mentions } from "./mentioned-values.ts";
import type { Block, Position } from "./control-flow.ts";
import type { Fact } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { neverReturns } from "./never-returns.ts";
import type { Variable } from "./unit.ts";
import { spendWork } from "./work.ts";
import { isRead, type Write } from "./writes.ts";

/** One way in which a use can get its value, and what was checked in between. */
export interface Arrival {
  /** The write that the value comes from; undefined for the start of the function. */
  readonly write: Write | undefined;
  /** What remains to be read from the written value … */
  readonly rest: AccessPath;
  /** … or where inside the asked value the written one sits. */
  readonly within: AccessPath;
  readonly facts: readonly Fact[];
}

interface State {
  readonly block: Block;
  readonly index: number;
  readonly facts: readonly Fact[];
}

/** A block is entered again only with fewer facts known, and at most this often. */
const MOST_VISITS = 6;
/** One question may look at this many blocks: beyond it (minified bundles) the answer is "unknown". */
const MOST_BLOCKS = 3_000;

/**
 * Walks backwards from a use to the writes that can reach it. Writes stop the walk on their path; conditions met on the
 * way that speak of the value are gathered, so that a check counts exactly where every path runs through it.
 *
 * @param keys the value's subjects: conditions that look at one of them count
 */
export function arrivals(
  file: FileFlow,
  start: Position,
  entry: Block,
  variable: Variable | undefined,
  path: AccessPath,
  keys: ReadonlySet<string>,
): readonly Arrival[] {
  const found: Arrival[] = [];
  const visits = new Map<Block, (readonly Fact[])[]>();
  const pending: State[] = [{ block: start.block, index: start.index, facts: [] }];
  let blocks = 0;
  for (let state = pending.pop(); state; state = pending.pop()) {
    if (++blocks > MOST_BLOCKS || !spendWork()) return [];
    const scanned = scan(file, state, variable, path, keys, found);
    if (!scanned) continue;
    if (state.block === entry) found.push({ write: undefined, rest: path, within: [], facts: scanned });
    const before = skip(file, state.block, variable);
    if (before) {
      if (isNews(visits, before, scanned))
        pending.push({ block: before, index: before.events.length, facts: scanned });
      continue;
    }
    for (const edge of state.block.from) {
      const fact =
        edge.condition &&
        mentions(file, edge.condition, keys) &&
        factsOfCondition(file, edge.condition, keys);
      const facts = fact ? [...scanned, fact] : scanned;
      if (isNews(visits, edge.block, facts))
        pending.push({ block: edge.block, index: edge.block.events.length, facts });
    }
  }
  return found;
}

/** Where two branches meet that do nothing to the variable, nothing is known that was not known before them. */
function skip(file: FileFlow, { around }: Block, variable: Variable | undefined): Block | undefined {
  if (!around) return undefined;
  const matters = (event: Node): boolean =>
    file.writesOf(event).some((write) => write.variable === variable) ||
    (event.type === T.CallExpression && neverReturns(file, event));
  return around.branches.some(({ events }) => events.some(matters)) ? undefined : around.block;
}

/** Looks at a block's events from the last to the first; returns the facts at its start, or nothing if the walk ends. */
function scan(
  file: FileFlow,
  state: State,
  variable: Variable | undefined,
  path: AccessPath,
  keys: ReadonlySet<string>,
  found: Arrival[],
): readonly Fact[] | undefined {
  let { facts } = state;
  for (const index of eventsThatMatter(file, state.block, state.index, variable, keys)) {
    const event = state.block.events[index] as Node;
    if (event.type === T.CallExpression && neverReturns(file, event)) return undefined;
    for (const write of file.writesOf(event)) {
      if (write.variable !== variable) continue;
      const arrival = meet(write, path, facts);
      if (!arrival) continue;
      found.push(arrival);
      if (write.replaces && arrival.within.length === 0) return undefined;
    }
    const fact = event.type === T.CallExpression ? factsOfCall(file, event, keys) : undefined;
    if (fact) facts = [...facts, fact];
  }
  return facts;
}

function meet(write: Write, path: AccessPath, facts: readonly Fact[]): Arrival | undefined {
  if (!isRead(write, path)) return undefined;
  const common = Math.min(write.path.length, path.length);
  return { write, rest: path.slice(common), within: write.path.slice(common), facts };
}

/** Without news there is nothing to learn from entering the block again. */
function isNews(visits: Map<Block, (readonly Fact[])[]>, block: Block, facts: readonly Fact[]): boolean {
  const known = visits.get(block);
  if (!known) {
    visits.set(block, [facts]);
    return true;
  }
  if (known.length >= MOST_VISITS || known.some((earlier) => earlier.every((fact) => facts.includes(fact))))
    return false;
  known.push(facts);
  return true;
}

/** Facts that hold on every path to where a closure is made. */
export function common(found: readonly Arrival[]): readonly Fact[] {
  const [first, ...others] = found;
  return first?.facts.filter((fact) => others.every((other) => other.facts.includes(fact))) ?? [];
}

/** What is known of the subjects wherever control is at `node`, checked anywhere inside of the function `within`. */
export function factsInside(file: FileFlow, node: Node, within: FunctionNode, keys: Keys): readonly Fact[] {
  const facts: Fact[] = [];
  let from = node;
  for (;;) {
    const owner = file.ownerOf(from);
    const flow = file.controlFlow(owner);
    const position = flow.positionOf(from);
    if (position) facts.push(...common(arrivals(file, position, flow.entry, undefined, [], keys)));
    if (owner === within || owner.type === T.Program) return facts;
    from = owner;
  }
}

/**
 * The facts that hold about a parameter wherever control is at `position`, on every path from the function's start.
 * `undefined` in the list stands for a path on which nothing is known.
 */
export function factsAt(
  file: FileFlow,
  owner: FunctionNode,
  position: Position,
  variable: Variable,
  keys: ReadonlySet<string>,
): readonly (readonly Fact[] | undefined)[] {
  const { entry } = file.controlFlow(owner);
  return arrivals(file, position, entry, variable, [], keys).map((arrival) =>
    arrival.write ? undefined : arrival.facts,
  );
}
