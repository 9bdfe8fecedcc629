import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../ast/nodes.ts";
import { factsWhen } from "./conditions.ts";
import type { Keys } from "./asked-values.ts";
import { allOf, anyOf, type Fact } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { settersOf } from "./stored-conditions.ts";

const MOST_REASONS = 24;
const ADDERS: ReadonlySet<string> = new Set(["push", "unshift"]);
const TAKERS: ReadonlySet<string> = new Set(["pop", "shift", "splice"]);

/**
 * Where reasons against something are put into a list or an object that was empty, or a flag is set: `errors.push("…")`,
 * `errors.email = "…"`, `isWrong = true`. If nothing came of it, none of these places was reached.
 */
export function reasonsIn(file: FileFlow, node: Node): readonly Node[] {
  const flags = settersOf(file, node);
  if (flags.length > 0) return startsAsFalse(file, node) ? flags.map((flag) => flag.parent as Node) : [];
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (!variable || !value || value.path.length > 0 || !isEmpty(unwrap(value.node))) return [];
  const places: Node[] = [];
  for (const { identifier } of variable.references) {
    const member = (identifier as Node).parent;
    if (member?.type !== T.MemberExpression || member.object !== (identifier as Node)) continue;
    const { parent } = member;
    const method = isCall(parent) && parent.callee === member ? (memberName(member) ?? "") : "";
    if (TAKERS.has(method)) return [];
    const isAssigned = parent.type === T.AssignmentExpression && parent.left === member;
    if (isAssigned && memberName(member) === "length") return [];
    if (isAssigned || ADDERS.has(method)) places.push(parent);
  }
  return places.length > MOST_REASONS ? [] : places;
}

/** `let isWrong = false;`, which nothing sets back. */
function startsAsFalse(file: FileFlow, flag: Node): boolean {
  const variable = file.bindings.variableOf(flag);
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  const [first, ...others] = writes.map(({ writeExpr }) => writeExpr && staticText(writeExpr as Node));
  return first === "false" && others.every((text) => text === "true");
}

function isEmpty(node: Node): boolean {
  if (node.type === T.ArrayExpression) return node.elements.length === 0;
  return node.type === T.ObjectExpression && node.properties.length === 0;
}

/** `errors` of `errors.length` and `Object.keys(errors).length`. */
export function countedIn(node: Node): Node | undefined {
  const plain = unwrap(node);
  if (plain.type !== T.MemberExpression || memberName(plain) !== "length") return undefined;
  const counted = unwrap(plain.object);
  if (counted.type !== T.CallExpression || calleeName(counted) !== "keys") return counted;
  const [first] = counted.arguments;
  return first ? unwrap(first) : counted;
}

/** Flags may ask for each other: `if (!a && …) b = true` behind `if (b && …) …; else a = true`. */
const asking = new Set<Node>();

/** What is known at a place where no reason had been put down before. */
export function factsWithoutReasons(file: FileFlow, counted: Node, keys: Keys): Fact | undefined {
  if (asking.has(counted)) return undefined;
  asking.add(counted);
  try {
    return factsOfPlaces(file, counted, keys);
  } finally {
    asking.delete(counted);
  }
}

function factsOfPlaces(file: FileFlow, counted: Node, keys: Keys): Fact | undefined {
  const places = reasonsIn(file, counted);
  const before = places.filter(
    (place) => place.range[1] <= counted.range[0] && file.ownerOf(place) === file.ownerOf(counted),
  );
  return allOf(before.map((place) => factsWhereNotReached(file, place, places, keys)));
}

function factsWhereNotReached(
  file: FileFlow,
  place: Node,
  others: readonly Node[],
  keys: Keys,
): Fact | undefined {
  const facts: (Fact | undefined)[] = [];
  let inner: Node = place;
  for (let around = place.parent; around && !isFunction(around); around = around.parent) {
    if (around.type === T.IfStatement) {
      // `if (a) errors.push("a"); else if (b) errors.push("b")`: without the first reason `a` is not so
      const isElse = around.alternate === inner;
      const isOnlyWay = isElse && others.some((other) => isAlwaysIn(other, around.consequent));
      if (!isOnlyWay) facts.push(factsWhen(file, around.test, isElse, keys));
    } else if (around.type === T.LogicalExpression && around.right === inner)
      facts.push(factsWhen(file, around.left, around.operator !== "&&", keys));
    else if (around.type !== T.BlockStatement && around.type !== T.ExpressionStatement) {
      if (around.type === T.Program) break;
      return undefined;
    }
    inner = around;
  }
  return facts.length > 0 ? anyOf(facts) : undefined;
}

/** Whether a place is reached whenever a branch is taken. */
function isAlwaysIn(place: Node, branch: Node): boolean {
  let node = place;
  while (node !== branch && node.parent && /^(?:ExpressionStatement|BlockStatement)$/.test(node.parent.type))
    node = node.parent;
  return node === branch;
}

/** The conditions around the places where reasons are put down. */
export function reasonTests(file: FileFlow, node: Node): readonly Node[] {
  const tests: Node[] = [];
  for (const place of reasonsIn(file, node)) {
    for (let around = place.parent; around && !isFunction(around); around = around.parent) {
      if (around.type === T.IfStatement) tests.push(around.test);
      if (around.type === T.LogicalExpression) tests.push(around.left);
    }
  }
  return tests;
}
