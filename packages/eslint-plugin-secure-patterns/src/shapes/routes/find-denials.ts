import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
  enclosingFunction,
  isCall,
  keyName,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { denials } from "../../catalog/denials.ts";
import type { Unit } from "../../flow/unit.ts";
import { nodesOf } from "../../flow/nodes.ts";

/** An answer that refuses somebody. */
export interface Denial {
  /** The status. */
  readonly node: Node;
  /** The call or assignment that answers. */
  readonly answer: Node;
  readonly owner: FunctionNode;
  readonly status: string;
}

const constants = new RegExp(denials.constants, "i");
const first = new RegExp(denials.statusFirst);
const second = new RegExp(denials.statusSecond);
const options = new RegExp(denials.statusInOptions);
const numbers: readonly number[] = denials.numbers;

/** `res.status(403)`, `ctx.status = 401`, `c.json(x, 429)`, `Response.json(x, { status: 403 })`, `return { statusCode: 403 }`. */
export function findDenials(unit: Unit): Denial[] {
  const found: Denial[] = [];
  for (const node of nodesOf(unit)) {
    const status = statusOf(node);
    const answer = status && answerAround(node);
    const owner = answer && enclosingFunction(answer);
    if (status && answer && owner) found.push({ node, answer, owner, status });
  }
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function statusOf(node: Node): string | undefined {
  if (node.type === T.Literal && typeof node.value === "number")
    return numbers.includes(node.value) ? String(node.value) : undefined;
  const name = node.type === T.MemberExpression ? memberName(node) : undefined;
  return name !== undefined && constants.test(name) ? name : undefined;
}

/** The answer that a status belongs to, by where it stands. */
function answerAround(node: Node): Node | undefined {
  const { parent } = node;
  if (parent?.type === T.ConditionalExpression && parent.test !== node) return answerAround(parent);
  if (isCall(parent)) return isStatusOf(parent, node) ? parent : undefined;
  if (parent?.type === T.AssignmentExpression)
    return parent.right === node && isStatusMember(parent.left) ? parent : undefined;
  if (parent?.type !== T.Property || parent.value !== node) return undefined;
  const name = keyName(parent) ?? "";
  return /^status(?:Code)?$/.test(name) ? answerOfOptions(parent.parent, name) : undefined;
}

function isStatusOf(call: CallNode, node: Node): boolean {
  const name = calleeName(call) ?? "";
  const index = call.arguments.indexOf(node as never);
  if (call.callee.type !== T.MemberExpression) return index === 1 && name === "setResponseStatus";
  return (
    (index === 0 && first.test(name)) || (index === 1 && (second.test(name) || name === "setResponseStatus"))
  );
}

function isStatusMember(target: Node): boolean {
  return target.type === T.MemberExpression && /^status(?:Code)?$/.test(memberName(target) ?? "");
}

function answerOfOptions(object: TSESTree.Node, name: string): Node | undefined {
  const { parent } = object;
  if (parent?.type === T.ReturnStatement) return name === "statusCode" ? parent : undefined;
  if (!isCall(parent) || parent.arguments.indexOf(object as never) < 1 || parent.parent.type === T.Decorator)
    return undefined;
  const callee = unwrap(parent.callee);
  const names = [
    calleeName(parent),
    callee.type === T.MemberExpression ? calleeRoot(callee.object) : undefined,
  ];
  return names.some((name) => name !== undefined && options.test(name)) ? parent : undefined;
}

function calleeRoot(object: Node): string | undefined {
  return object.type === T.Identifier ? object.name : undefined;
}
