import { calleeName, T, type Node } from "../ast/nodes.ts";

const WRAPPER = /log|audit|trace|debug|warn|report|track|record(?!s)|print|telemetry/i;

/** Whether a call is found here where it stands, and not where its function hands the value to the logger. */
export function isWrapperCall(call: Node): boolean {
  return call.type === T.CallExpression && WRAPPER.test(calleeName(call) ?? "");
}
