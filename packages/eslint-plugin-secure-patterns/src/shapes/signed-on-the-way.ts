import { calleeName, isCall, isFunction, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import { signatures } from "../catalog/signatures.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { keep } from "../flow/whole-answers.ts";
import { withinBody } from "./within-body.ts";

/**
 * Whether a value comes out of a function that lets only pass what this program has signed: `verifyState(state).returnTo`. A
 * function that reads the request itself, or writes the answer, may have verified something else than what it uses.
 */
export function isSignedOnTheWay({ node, steps }: Origin, use: Node): boolean {
  const start = ownerOf(node);
  const end = ownerOf(use);
  for (let step = steps; step; step = step.next) {
    const owner = ownerOf(step.node);
    if (owner && owner !== start && owner !== end && verifies(owner).does) return true;
  }
  return false;
}

function ownerOf(node: Node): FunctionNode | undefined {
  const owner = fileOf(node)?.ownerOf(node);
  return isFunction(owner) ? owner : undefined;
}

const memo = new WeakMap<FunctionNode, { readonly does: boolean }>();

function verifies(of: FunctionNode): { readonly does: boolean } {
  return keep(memo, of, { does: false }, () => ({ does: findCheck(of) }));
}

/** `if (signature !== createHmac("sha256", key).update(text).digest("hex")) throw …` */
function findCheck(of: FunctionNode): boolean {
  const home = fileOf(of);
  if (!home) return false;
  let isCompared = false;
  let isSigned = false;
  for (const node of withinBody(home, of.body)) {
    if (isCall(node)) {
      const name = calleeName(node) ?? "";
      isSigned ||= signatures.signs.test(name);
      isCompared ||= signatures.compares.test(name) && leaves(node);
    }
    if (node.type === T.BinaryExpression && /^[!=]==?$/.test(node.operator))
      isCompared ||= leaves(node) && [node.left, node.right].some((side) => isSignature(home, side));
  }
  return isSigned && isCompared;
}

/** `createHmac(…).update(…).digest("hex")`, also under a name. */
function isSignature(file: FileFlow, given: Node): boolean {
  let node = unwrap(given);
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (value?.path.length === 0) node = unwrap(value.node);
  while (isCall(node)) {
    if (signatures.signs.test(calleeName(node) ?? "")) return true;
    const callee: Node = unwrap(node.callee);
    if (callee.type !== T.MemberExpression) return false;
    node = unwrap(callee.object);
  }
  return false;
}

/** It stands in the test of an `if` that ends the function. */
function leaves(test: Node): boolean {
  let node = test;
  while (node.parent && /^(?:UnaryExpression|LogicalExpression)$/.test(node.parent.type)) node = node.parent;
  const { parent } = node;
  if (parent?.type !== T.IfStatement || parent.test !== node) return false;
  const { consequent } = parent;
  const last = consequent.type === T.BlockStatement ? consequent.body.at(-1) : consequent;
  return last?.type === T.ThrowStatement || last?.type === T.ReturnStatement;
}
