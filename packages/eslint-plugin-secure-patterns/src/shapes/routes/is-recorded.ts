import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { records } from "../../catalog/denials.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import { bodyFacts, reachedFunctions } from "./body-facts.ts";
import type { Denial } from "./find-denials.ts";
import { functionsCalled } from "./protection-kinds.ts";

const receivers = new RegExp(records.receivers, "i");
const methods = new RegExp(records.methods, "i");
const functions = new RegExp(records.functions, "i");
/** How many calls deep a helper is looked into. */
const DEEPEST = 2;

/** Whether something on the way to an answer, or right after it, puts it on record: a log, a report, a helper that does so. */
export function isRecorded({ answer, owner }: Denial): boolean {
  if (callsIn(answer).some(recordsIt)) return true;
  let isInnermost = true;
  for (let child: Node = answer, { parent } = answer; parent; child = parent, parent = parent.parent) {
    if (parent.type === T.BlockStatement || parent.type === T.Program || parent.type === T.SwitchCase) {
      const body: readonly Node[] = parent.type === T.SwitchCase ? parent.consequent : parent.body;
      const at = body.indexOf(child);
      const beside = body.filter((_, index) => index < at || (isInnermost && index > at));
      if (beside.some((each) => !isBranch(each) && callsIn(each).some(recordsIt))) return true;
      isInnermost = false;
    }
    if (parent.type === T.IfStatement && child !== parent.test) {
      if (callsIn(parent.test).some(recordsIt)) return true;
      isInnermost = false;
    }
    if (parent.type === T.SequenceExpression && callsIn(parent).some(recordsIt)) return true;
    const caught = parent.type === T.TryStatement && child === parent.block ? parent.handler : null;
    if (caught && answer.type === T.ThrowStatement && callsIn(caught.body).some(recordsIt)) return true;
    if (parent.type === T.TryStatement && parent.finalizer && callsIn(parent.finalizer).some(recordsIt))
      return true;
    if (parent === owner) return false;
  }
  return false;
}

/** What runs only sometimes proves nothing for what stands beside it. */
function isBranch(node: Node): boolean {
  return /^(?:IfStatement|SwitchStatement|For|While|TryStatement|FunctionDeclaration|ReturnStatement|ThrowStatement)/.test(
    node.type,
  );
}

function callsIn(node: Node): readonly CallNode[] {
  return bodyFacts(node).calls;
}

/** `logger.warn(…)`, `audit(req)`, `wall.report(req, "login")`, `deny(res)` whose code does one of these. */
function recordsIt(call: CallNode): boolean {
  if (isRecord(call)) return true;
  const helpers = functionsCalled(call).filter((each) => isFunction(each));
  return (
    helpers.length > 0 &&
    reachedFunctions(helpers, functionsCalled, DEEPEST - 1).some((each) =>
      bodyFacts(each).calls.some(isRecord),
    )
  );
}

function isRecord(call: CallNode): boolean {
  const name = calleeName(call) ?? "";
  const callee = unwrap(call.callee);
  if (callee.type === T.Identifier)
    return functions.test(name) || (methods.test(name) && isMadeToLog(callee));
  if (callee.type !== T.MemberExpression) return false;
  return functions.test(name) || (methods.test(name) && receivers.test(receiverName(callee.object) ?? ""));
}

/** `const error = debug("app:error")`, `base.extend("account")` of one: functions that packages make to write things down. */
function isMadeToLog(callee: Node): boolean {
  const file = fileOf(callee);
  return (
    file !== undefined &&
    trace(file, callee).some(
      ({ root }) => root.type === "import" && records.makers.some((name) => name === root.module),
    )
  );
}

/** `log` of `req.log`, `logger` of `this.logger`, of `getLogger().child()`. */
function receiverName(object: Node): string | undefined {
  const node = unwrap(object);
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.MemberExpression) return memberName(node);
  if (!isCall(node)) return undefined;
  const inner = unwrap(node.callee);
  return inner.type === T.MemberExpression ? receiverName(inner.object) : calleeName(node);
}
