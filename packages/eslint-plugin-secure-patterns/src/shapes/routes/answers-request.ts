import { calleeName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";

const SENDS = /^send_?(?:status|file|json|response|success|error|result|data)?$/i;
const ANSWER = /^(?:res|resp|response|reply|rep)$/;

/** `res.status(200).send("Done")`, `sendSuccess(res, data)`: what is sent goes to who asked, and to nobody else. */
export function answersRequest(call: CallNode): boolean {
  if (!SENDS.test(calleeName(call) ?? "")) return false;
  return [startOf(call.callee), call.arguments[0]].some(
    (each) => each?.type === T.Identifier && ANSWER.test(each.name),
  );
}

/** `res` of `res.status(200).send` */
function startOf(callee: Node): Node {
  let node = unwrap(callee);
  while (node.type === T.MemberExpression || node.type === T.CallExpression)
    node = unwrap(node.type === T.MemberExpression ? node.object : node.callee);
  return node;
}
