import { T, unwrap, type CallNode, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { bodyFacts, reachedFunctions } from "./body-facts.ts";

/** What shows who somebody is, or where that is kept. */
const PROOF =
  /auth|jwt|token|session|cookie|passport|bearer|api_?key|secret|signature|headers?$|signed|role|permission|locals|identity|password|verify(?!_?user$)/i;
const SENT = /^(?:body|query|params)\./;

/** `verifyUser` that looks for the user whom the request names, and asks for no proof: a name is no check. */
export function believesAnybody(
  layer: Node,
  functionsCalled: (call: CallNode) => readonly FunctionNode[],
): boolean {
  const file = fileOf(layer);
  const functions = file ? functionsOf(file, layer) : [];
  return functions.length > 0 && functions.every((each) => looksUpOnly(each, functionsCalled));
}

function looksUpOnly(
  start: FunctionNode,
  functionsCalled: (call: CallNode) => readonly FunctionNode[],
): boolean {
  const reached = reachedFunctions([start], functionsCalled, 1).map(bodyFacts);
  const readsSent = reached.some(
    ({ members, names, taken }) =>
      [...members].some((name) => SENT.test(name)) ||
      (taken.size > 0 && ["body", "query", "params"].some((name) => names.has(name))),
  );
  const showsProof = reached.some(
    ({ names, members }) =>
      [...names].some((name) => PROOF.test(name) && name !== ownName(start)) ||
      [...members].some((name) => /^(?:req|request|ctx|context)\.user$/i.test(name)),
  );
  return (
    readsSent && !showsProof && !bodyFacts(start).calls.some((call) => handsOn(call, start, functionsCalled))
  );
}

/** `return check(req, res, next)`: out of sight, it may ask for anything. */
function handsOn(
  call: CallNode,
  { params }: FunctionNode,
  functionsCalled: (call: CallNode) => readonly FunctionNode[],
): boolean {
  const [request] = params;
  return (
    request?.type === T.Identifier &&
    functionsCalled(call).length === 0 &&
    call.arguments.some((argument) => {
      const plain = unwrap(argument);
      return plain.type === T.Identifier && plain.name === request.name;
    })
  );
}

function ownName({ id }: FunctionNode): string {
  return id?.name ?? "";
}
