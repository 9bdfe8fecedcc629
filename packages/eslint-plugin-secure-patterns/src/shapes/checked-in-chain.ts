import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import { nodesOfType } from "../flow/nodes.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";
import type { SinkUse } from "./sink-uses.ts";

const PART_OF_REQUEST = /^(?:body|query|params)$/;
const MOST_LINKS = 12;

/**
 * Whether a request is read in a chain that goes on only if a check of that part of it has passed:
 *
 * `schema.validateAsync(req.body).then((data) => { … req.body … })`. Fields that the schema does not know stay in it, unless what it
 * answered was put in its place: `req.body = data`.
 */
export function isCheckedInChain(analysis: Analysis, { steps, path }: Origin, use: SinkUse): boolean {
  const part = path.find((name) => PART_OF_REQUEST.test(name));
  if (part === undefined) return false;
  const nodes = [use.value];
  for (let step = steps; step; step = step.next) nodes.push(step.node);
  for (const node of nodes) {
    const check = checkAround(analysis, node, part);
    if (check) return use.row.kind !== "mass-assignment" || isReplaced(node, check, part);
  }
  return false;
}

/** The check at the head of the chain that a callback around the node is part of. */
function checkAround(analysis: Analysis, from: Node, part: string): CallNode | undefined {
  for (let node: Node | undefined = from; node; node = node.parent) {
    const call: Node | undefined = isFunction(node) ? node.parent : undefined;
    if (!call || !isCall(call) || calleeName(call) !== "then" || call.arguments[0] !== node) continue;
    const head = headOf(call);
    const isCheck = head && namesOf(analysis.index, calleeName(head), "check").length > 0;
    if (isCheck && head.arguments.some((argument) => isPart(argument, part))) return head;
  }
  return undefined;
}

/** `a(x)` of `a(x).then(b).then(c)` */
function headOf(last: CallNode): CallNode | undefined {
  let call = last;
  for (let length = 0; length < MOST_LINKS; length++) {
    const callee = unwrap(call.callee);
    const object = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
    if (!object || !isCall(object)) return call === last ? undefined : call;
    call = object;
    if (!/^(?:then|catch|finally)$/.test(calleeName(call) ?? "")) return call;
  }
  return undefined;
}

/** `req.body` */
function isPart(given: Node, part: string): boolean {
  const node = unwrap(given);
  return (
    node.type === T.MemberExpression && memberName(node) === part && unwrap(node.object).type === T.Identifier
  );
}

/** `req.body = data`, before the node, in the chain of the check. */
function isReplaced(node: Node, check: CallNode, part: string): boolean {
  const file = fileOf(node);
  if (!file) return false;
  return nodesOfType(file.unit, T.AssignmentExpression).some(
    ({ left, right, range }) =>
      range[0] > check.range[1] &&
      range[1] < node.range[0] &&
      isPart(left, part) &&
      right.type === T.Identifier &&
      file.bindings.variableOf(right)?.defs[0]?.type === "Parameter",
  );
}
