import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
  isCall,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { SignatureRow } from "../../catalog/route-types.ts";
import { signatures } from "../../catalog/signatures.ts";
import { isStatement } from "../../flow/condition-syntax.ts";
import { isCutOff, type Gate } from "../../flow/dominance.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { signedBy } from "./signature.ts";
import { isSaidIn } from "../said-in-file.ts";

/** Asked of what was checked: its text, raw or in parts, or the whole request. */
export type Covers = (checked: readonly Node[]) => boolean;

/** How many helpers deep a check is looked for. */
const DEEPEST = 2;

/** Lets control go on only where a signature was right. */
export function signatureGate(covers: Covers, depth = 0): Gate {
  const gate: Gate = {
    returns: (call) => isCall(call) && throwsUnlessSigned(covers, call, depth),
    meets: (condition) => "test" in condition && proves(covers, condition.test, condition.holds, depth),
  };
  return gate;
}

/** `stripe.webhooks.constructEvent(body, signature, secret)`, `assertSigned(request)` */
function throwsUnlessSigned(covers: Covers, call: CallNode, depth: number): boolean {
  const rows = verifiersAt(call);
  if (rows.some((row) => row.throws)) return covers(call.arguments);
  const name = calleeName(call) ?? "";
  if (rows.length > 0 || !signatures.helpers.test(name)) return false;
  const bodies = bodiesOf(call);
  if (bodies.length > 0)
    return depth < DEEPEST && bodies.every((body) => leavesSigned(covers, body, "returns", depth + 1));
  return (
    call.type === T.CallExpression &&
    isStatement(call) &&
    signatures.named.test(name) &&
    covers(call.arguments)
  );
}

/** Whether a condition that is met says that a signature was right. */
function proves(covers: Covers, test: Node, holds: boolean, depth: number): boolean {
  const node = unwrap(test);
  switch (node.type) {
    case T.UnaryExpression:
      return node.operator === "!" && proves(covers, node.argument, !holds, depth);
    case T.LogicalExpression: {
      const sides = [node.left, node.right];
      const proven = (side: Node): boolean => proves(covers, side, holds, depth);
      if (node.operator === "??") return proven(node.left);
      return (node.operator === "&&") === holds ? sides.some(proven) : sides.every(proven);
    }
    case T.BinaryExpression: {
      if (!/^[!=]==?$/.test(node.operator)) return false;
      const isEqual = node.operator.startsWith("=") === holds;
      const asked = booleanOf(node.right);
      if (asked !== undefined) return proves(covers, node.left, isEqual === asked, depth);
      return isEqual && comparesSignature(covers, node);
    }
    case T.CallExpression:
      return holds && saysSigned(covers, node, depth);
    case T.Identifier:
      return holds && isAnswer(covers, node, depth);
    default:
      return false;
  }
}

/** `isValid === true` */
function booleanOf(node: Node): boolean | undefined {
  return node.type === T.Literal && typeof node.value === "boolean" ? node.value : undefined;
}

/** `signature === expected` */
function comparesSignature(covers: Covers, { left, right }: TSESTree.BinaryExpression): boolean {
  return [left, right].some((side) => {
    const signed = signedBy(side);
    return signed !== undefined && covers(signed);
  });
}

/** A call that answers whether a signature is right. */
function saysSigned(covers: Covers, call: TSESTree.CallExpression, depth: number): boolean {
  const name = calleeName(call) ?? "";
  if (signatures.compares.test(name) || name === "equals") {
    const sides = [
      ...call.arguments,
      ...(call.callee.type === T.MemberExpression ? [call.callee.object] : []),
    ];
    return sides.some((side) => {
      const signed = signedBy(side);
      return signed !== undefined && covers(signed);
    });
  }
  const [row] = verifiersAt(call);
  if (row) return covers(checkedBy(call, row));
  if (!signatures.helpers.test(name)) return false;
  const bodies = bodiesOf(call);
  if (bodies.length > 0)
    return depth < DEEPEST && bodies.every((body) => leavesSigned(covers, body, "true", depth + 1));
  return signatures.named.test(name) && covers(call.arguments);
}

/** `const isValid = timingSafeEqual(…)`, `let isValid = false; try { isValid = … }` */
function isAnswer(covers: Covers, node: TSESTree.Identifier, depth: number): boolean {
  const variable = fileOf(node)?.bindings.variableOf(node);
  if (!variable || variable.defs[0]?.type !== "Variable") return false;
  const values = variable.references.flatMap((reference) =>
    reference.isWrite() ? [reference.writeExpr as Node | null] : [],
  );
  const given = values.filter((value) => value && !isNo(value));
  return (
    given.length > 0 &&
    given.every((value) => value && unwrap(value).type !== T.Identifier && proves(covers, value, true, depth))
  );
}

/** Whether a function returns, or says yes, only where a signature was right. */
export function leavesSigned(
  covers: Covers,
  body: FunctionNode,
  outcome: "returns" | "true",
  depth = 0,
): boolean {
  const file = fileOf(body);
  if (!file || !isSaidIn(file.unit, signatures.mentioned)) return false;
  const { entry, exits } = file.controlFlow(body);
  const gate = signatureGate(covers, depth);
  const counting = exits.filter(({ value }) => outcome === "returns" || (value && !isNo(value)));
  return (
    counting.length > 0 &&
    counting.every(
      ({ position, value }) =>
        isCutOff(file, position, entry, gate) ||
        (outcome === "true" && value !== undefined && proves(covers, value, true, depth)),
    )
  );
}

/** `false`, `null`, `{ valid: false }` is what nobody goes on with. */
function isNo(value: Node): boolean {
  const node = unwrap(value);
  if (node.type === T.Literal) return !node.value;
  return node.type === T.Identifier && node.name === "undefined";
}

function bodiesOf(call: CallNode): readonly FunctionNode[] {
  const file = fileOf(call);
  return file ? functionsOf(file, call.callee) : [];
}

function checkedBy({ callee, arguments: args }: CallNode, { madeBy }: SignatureRow): readonly Node[] {
  const plain = unwrap(callee);
  return madeBy && plain.type === T.MemberExpression ? (signedBy(plain.object, madeBy) ?? []) : args;
}

function verifiersAt(call: CallNode): readonly SignatureRow[] {
  const name = calleeName(call) ?? "";
  return signatures.verifiers.filter((row) => row.call.test(name) && fits(call, row));
}

function fits({ callee }: CallNode, { packages, madeBy, of }: SignatureRow): boolean {
  const plain = unwrap(callee);
  const object = plain.type === T.MemberExpression ? unwrap(plain.object) : undefined;
  if (of) return object?.type === T.MemberExpression && of.test(memberName(object) ?? "");
  const file = fileOf(callee);
  if (madeBy) return object !== undefined && signedBy(object, madeBy) !== undefined;
  if (!packages || !file) return packages === undefined;
  return trace(file, plain).some(({ root }) => root.type === "import" && packages.includes(root.module));
}
