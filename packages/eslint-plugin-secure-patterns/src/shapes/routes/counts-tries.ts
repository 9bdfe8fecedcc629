import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, T, unwrap, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";

const TRIES = /^(?:attempts?|tries|try_?count|retr(?:y|ies)(?:_?count)?|i|n)$/i;

/** `attempt < maxAttempts` in a loop that tries again, or in a function that calls itself: it limits nobody who asks. */
export function countsTries({ left, right }: TSESTree.BinaryExpression): boolean {
  return [left, right].some((side) => {
    const plain = unwrap(side);
    return plain.type === T.Identifier && TRIES.test(plain.name) && isCountedAround(plain);
  });
}

function isCountedAround(counter: TSESTree.Identifier): boolean {
  for (let node = counter.parent as Node | undefined; node; node = node.parent as Node | undefined) {
    if (isLoop(node) && isCountedIn(node, counter.name)) return true;
    if (isFunction(node)) return startsAtNumber(node, counter.name);
  }
  return false;
}

function isLoop({ type }: Node): boolean {
  return type === T.ForStatement || type === T.WhileStatement || type === T.DoWhileStatement;
}

/** `attempt++`, `attempt += 1` */
function isCountedIn(loop: Node, name: string): boolean {
  const text = fileOf(loop)?.unit.text.slice(...loop.range) ?? "";
  return new RegExp(`(?<![\\w$.])${name}\\s*(?:\\+\\+|--|[-+]=)|(?:\\+\\+|--)\\s*${name}\\b`).test(text);
}

/** `async function load(url, attempt = 1)` */
function startsAtNumber({ params }: FunctionNode, name: string): boolean {
  return params.some(
    (each) =>
      each.type === T.AssignmentPattern &&
      each.left.type === T.Identifier &&
      each.left.name === name &&
      each.right.type === T.Literal &&
      typeof each.right.value === "number",
  );
}
