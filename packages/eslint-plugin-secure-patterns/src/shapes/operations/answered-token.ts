import { calleeName, isCall, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { mentionsAny } from "./events.ts";
import { nodesIn } from "./scope.ts";
import type { Story } from "./story.ts";

/**
 * `res.json({ token })` of a handler that sends nothing to anybody: whoever asked has the token already, and none is in the
 * mail that could be killed. What is named after a reset or a verification is sent, whatever else becomes of it.
 */
export function isAnsweredWith({ file, scope, setting, events }: Story, value: Node): boolean {
  const plain = unwrap(value);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  if (!variable || MAILED.test(setting.words)) return false;
  if (events.some(({ name }) => name !== undefined && names.sent.test(name))) return false;
  const held = new Set([variable]);
  for (const node of nodesIn(file, scope)) {
    const answer = answerOf(node);
    if (answer && mentionsAny(file, answer, held)) return true;
  }
  return false;
}

const MAILED = /reset|verif|confirm|invit|magic|forgot|activat|recover|mail|otp/i;

/** What `res.json(…)` is given, what `ctx.body` becomes. */
function answerOf(node: Node): Node | undefined {
  if (isCall(node) && node.callee.type === T.MemberExpression)
    return /^(?:json|send|end|redirect)$/.test(calleeName(node) ?? "") ? node.arguments.at(-1) : undefined;
  const isBody =
    node.type === T.AssignmentExpression &&
    node.left.type === T.MemberExpression &&
    memberName(node.left) === "body";
  return isBody ? node.right : undefined;
}
