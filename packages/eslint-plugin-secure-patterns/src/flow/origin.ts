import type { CallNode, FunctionNode, Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { extend, pathKey, type AccessPath } from "./access-path.ts";
import type { Fact } from "./facts.ts";

/** Where a value comes from, as far as it can be followed. */
export type Root =
  | { readonly type: "import"; readonly module: string }
  | { readonly type: "global"; readonly name: string }
  | { readonly type: "parameter"; readonly of: FunctionNode; readonly index: number }
  /** `boundBy` is the `f.bind(self, a)` that gave its first parameters a value. */
  | { readonly type: "function"; readonly node: FunctionNode; readonly boundBy?: CallNode }
  | { readonly type: "class"; readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression }
  | { readonly type: "this"; readonly of: TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined }
  | { readonly type: "annotated"; readonly annotation: TSESTree.TypeNode; readonly name: string | undefined }
  | { readonly type: "literal"; readonly text: string | undefined }
  | { readonly type: "result"; readonly call: TSESTree.TaggedTemplateExpression | TSESTree.CallExpression }
  | { readonly type: "unknown" };

/** Kinds of danger that a value has been made safe for, one bit each; the catalogue's model assigns the bits. */
export type Kinds = number;

export interface Step {
  readonly node: Node;
  readonly next: Step | undefined;
}

export interface Origin {
  readonly root: Root;
  /** What was read from the root. */
  readonly path: AccessPath;
  /** The expression at which the walk ended. */
  readonly node: Node;
  /** Where inside the traced value this origin sits: `["where", "email"]` of `{ where: { email: x } }`. */
  readonly within: AccessPath;
  /** The text that stands before the value in the string built of it; `HOLE` for what is not known. */
  readonly before: string;
  /** Built into a string on the way: it cannot be an object any more. */
  readonly text: boolean;
  readonly cleared: Kinds;
  /** What was checked and rewritten on the way, the last first. */
  readonly facts: readonly Fact[];
  /** The places in between, from the use back to the root. */
  readonly steps: Step | undefined;
}

/** Stands for a part of a string that is not known. */
export const HOLE = "\uFFFC";
/** Follows a hole that has the name of a site's address. */
export const BASE_MARK = "\u2060";
const LONGEST_TEXT = 2_000;
/** An expression with more origins than this keeps the first ones; as many constants stand beside them. */
const MOST_ORIGINS = 32;
/** Things that are looked through for something else, once there are enough constants. */
const MOST_MORE = 64;

export function originAt(root: Root, path: AccessPath, node: Node): Origin {
  return { root, path, node, within: [], before: "", text: false, cleared: 0, facts: [], steps: undefined };
}

/** `outer` ends where `inner` starts: what a function does to its parameter, applied to the argument. */
export function compose(outer: Origin, inner: Origin, via?: Node): Origin {
  return {
    root: inner.root,
    path: inner.path,
    node: inner.node,
    within: isSpelled(outer) ? outer.within : extend(outer.within, inner.within),
    before: join(outer.before, inner.before),
    text: outer.text || inner.text,
    cleared: outer.cleared | inner.cleared,
    facts: joinFacts(outer.facts, inner.facts),
    steps: append(outer.steps, via ? { node: via, next: inner.steps } : inner.steps),
  };
}

/** `JSON.stringify(model)` is a text of all that a model holds. */
function isSpelled({ text, facts }: Origin): boolean {
  return text && facts.some(({ is }) => is === "json");
}

export function withText(origin: Origin, before: string): Origin {
  return { ...origin, before: join(before, origin.before), text: true };
}

export function withStep(origin: Origin, node: Node): Origin {
  return { ...origin, steps: { node, next: origin.steps } };
}

export function withFacts(origin: Origin, facts: readonly Fact[]): Origin {
  return facts.length === 0 ? origin : { ...origin, facts: joinFacts(facts, origin.facts) };
}

export function withKinds(origin: Origin, kinds: Kinds): Origin {
  return kinds === 0 ? origin : { ...origin, cleared: origin.cleared | kinds };
}

export function unique(origins: readonly Origin[]): readonly Origin[] {
  return origins.length < 2 ? origins : distinct([origins], (list) => list);
}

/** The first different origins that some things have; of what would be left out none is worked out. */
export function distinct<Item>(
  items: Iterable<Item>,
  originsOf: (item: Item) => readonly Origin[],
): readonly Origin[] {
  // by node itself: places are the same in many files, and numbers for nodes would be kept as long as the trees
  const seen = new Map<Node, Set<string>>();
  const kept: Origin[] = [];
  let constants = 0;
  let more = 0;
  for (const item of items) {
    if (constants >= MOST_ORIGINS && ++more > MOST_MORE) break;
    for (const origin of originsOf(item)) {
      const isConstant = origin.root.type === "literal";
      // tables of texts must not crowd out the one text that somebody chooses
      if (isConstant && constants >= MOST_ORIGINS) continue;
      // mostly there is only one, which has nothing to be compared with
      if (kept.length === 1) isNew(seen, kept[0] as Origin);
      if (kept.length > 0 && !isNew(seen, origin)) continue;
      kept.push(origin);
      if (isConstant) constants++;
      else if (kept.length - constants === MOST_ORIGINS) return kept;
    }
  }
  return kept;
}

function isNew(seen: Map<Node, Set<string>>, origin: Origin): boolean {
  const key = originKey(origin);
  const keys = seen.get(origin.node);
  if (keys?.has(key)) return false;
  if (keys) keys.add(key);
  else seen.set(origin.node, new Set([key]));
  return true;
}

/** What tells apart two origins at one node. */
function originKey({ path, within, before, text, cleared, facts }: Origin): string {
  const checked = facts.length === 0 ? "" : facts.map(factKey).join();
  return [pathKey(path), pathKey(within), before, text, cleared, checked].join("\u0002");
}

/** A value that was looked at more often than this went round in circles: nobody can say what arrives, so nothing is said. */
const MOST_FACTS = 48;
const TOO_MANY: readonly Fact[] = [{ is: "never" }];
/** What comes after is another text. */
const REWRITES = /^(?:replaced|json|parsed|decoded)$/;

/**
 * What was checked later, in front of what was checked before. A check says nothing new a second time, unless the text was
 * rewritten in between: loops and recursions would repeat it without end.
 */
function joinFacts(later: readonly Fact[], earlier: readonly Fact[]): readonly Fact[] {
  if (later.length === 0) return earlier;
  if (earlier.length === 0 && later.length === 1) return later;
  const joined: Fact[] = [];
  let known = new Set<string>();
  for (const fact of [...later, ...earlier].reverse()) {
    const key = factKey(fact);
    if (known.has(key)) continue;
    if (REWRITES.test(fact.is)) known = new Set();
    known.add(key);
    joined.push(fact);
  }
  return joined.length > MOST_FACTS ? TOO_MANY : joined.reverse();
}

const factKeys = new WeakMap<Fact, string>();

/** Two ways on which other things were checked are two origins. */
function factKey(fact: Fact): string {
  let key = factKeys.get(fact);
  if (key === undefined) factKeys.set(fact, (key = spellFact(fact)));
  return key;
}

function spellFact(fact: Fact): string {
  if (fact.is === "all" || fact.is === "any") return `${fact.is}(${fact.of.map(factKey).join()})`;
  return Object.values(fact)
    .map((value: unknown) => (isPlaced(value) ? value.range.join("-") : String(value)))
    .join(":");
}

function isPlaced(value: unknown): value is { readonly range: readonly [number, number] } {
  return typeof value === "object" && value !== null && "range" in value;
}

function join(before: string, after: string): string {
  if (before === "") return after;
  return before.length >= LONGEST_TEXT ? before : (before + after).slice(0, LONGEST_TEXT);
}

/** Of a longer way its middle is left out: nobody reads that many steps, and copying them takes longer than finding them. */
const MOST_STEPS = 24;

function append(first: Step | undefined, rest: Step | undefined, count = 0): Step | undefined {
  if (!first || (rest && count === MOST_STEPS)) return rest;
  if (!rest) return first;
  return { node: first.node, next: append(first.next, rest, count + 1) };
}
