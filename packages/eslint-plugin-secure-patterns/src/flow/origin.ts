import type { FunctionNode, Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { extend, pathKey, type AccessPath } from "./access-path.ts";
import type { Fact } from "./facts.ts";

/** Where a value comes from, as far as it can be followed. */
export type Root =
  | { readonly type: "import"; readonly module: string }
  | { readonly type: "global"; readonly name: string }
  | { readonly type: "parameter"; readonly of: FunctionNode; readonly index: number }
  | { readonly type: "function"; readonly node: FunctionNode }
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
/** An expression with more origins than this keeps the first ones. */
export const MOST_ORIGINS = 32;

export function originAt(root: Root, path: AccessPath, node: Node): Origin {
  return { root, path, node, within: [], before: "", text: false, cleared: 0, facts: [], steps: undefined };
}

/** `outer` ends where `inner` starts: what a function does to its parameter, applied to the argument. */
export function compose(outer: Origin, inner: Origin, via?: Node): Origin {
  return {
    root: inner.root,
    path: inner.path,
    node: inner.node,
    within: extend(outer.within, inner.within),
    before: join(outer.before, inner.before),
    text: outer.text || inner.text,
    cleared: outer.cleared | inner.cleared,
    facts: outer.facts.length === 0 ? inner.facts : [...outer.facts, ...inner.facts],
    steps: append(outer.steps, via ? { node: via, next: inner.steps } : inner.steps),
  };
}

export function withText(origin: Origin, before: string): Origin {
  return { ...origin, before: join(before, origin.before), text: true };
}

export function withStep(origin: Origin, node: Node): Origin {
  return { ...origin, steps: { node, next: origin.steps } };
}

export function withFacts(origin: Origin, facts: readonly Fact[]): Origin {
  return facts.length === 0 ? origin : { ...origin, facts: [...facts, ...origin.facts] };
}

export function withKinds(origin: Origin, kinds: Kinds): Origin {
  return kinds === 0 ? origin : { ...origin, cleared: origin.cleared | kinds };
}

export function unique(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<string>();
  const kept: Origin[] = [];
  for (const origin of origins) {
    const key = originKey(origin);
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(origin);
    if (kept.length === MOST_ORIGINS) break;
  }
  return kept;
}

function originKey(origin: Origin): string {
  const { node, path, within, before, text, cleared, facts } = origin;
  return [idOf(node), pathKey(path), pathKey(within), before, text, cleared, facts.map(factKey).join()].join(
    "\u0002",
  );
}

const ids = new WeakMap<Node, number>();
let lastId = 0;

/** Places alone do not tell nodes apart: every file has a first line. */
function idOf(node: Node): number {
  let id = ids.get(node);
  if (id === undefined) ids.set(node, (id = ++lastId));
  return id;
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

function append(first: Step | undefined, rest: Step | undefined): Step | undefined {
  if (!first) return rest;
  if (!rest) return first;
  return { node: first.node, next: append(first.next, rest) };
}
