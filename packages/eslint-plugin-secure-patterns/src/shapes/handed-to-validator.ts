import {
  calleeName,
  isCall,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { ELEMENT, type AccessPath } from "../flow/access-path.ts";
import { patternBindings } from "../flow/bindings.ts";
import { childrenOf, fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";

const FIELD_CHECK = /^(?:assert|(?:check|sanitize)(?:Body|Query|Params?)?)$/;

/**
 * Whether the function that is handed a value calls a validator with it, in a way that nobody could follow: what its name
 * promises leaves a doubt.
 *
 * `validateInputs([input, Schema]);`
 */
export function isHandedToValidator(analysis: Analysis, { root, path }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const file = fileOf(root.of);
  const parameter = root.of.params[root.index];
  if (!file || !parameter) return false;
  const paths = new Map<string, AccessPath>();
  for (const { identifier, path: at } of patternBindings(parameter))
    if (identifier.type === T.Identifier) paths.set(identifier.name, at);
  return [...callsIn(file, root.of)].some(
    (call) =>
      (namesOf(analysis.index, calleeName(call), "guard").length > 0 &&
        call.arguments.some((argument) => holds(file, argument, paths, path))) ||
      isFieldCheck(call, path, parameter),
  );
}

/** `req.assert("email", "…").isEmail()` of a request that can be asked for a check of its fields. */
function isFieldCheck({ callee, arguments: [field] }: CallNode, path: AccessPath, request: Node): boolean {
  if (callee.type !== T.MemberExpression || request.type !== T.Identifier || !field) return false;
  return (
    FIELD_CHECK.test(memberName(callee) ?? "") &&
    callee.object.type === T.Identifier &&
    callee.object.name === request.name &&
    staticText(field) === path.at(-1)
  );
}

function* callsIn(file: FileFlow, of: FunctionNode): Generator<CallNode> {
  const pending: Node[] = [of.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isCall(node)) yield node;
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
}

/** Whether the value at `asked`, or an object that it lies in, stands in an expression: another field proves nothing of it. */
function holds(
  file: FileFlow,
  node: Node,
  paths: ReadonlyMap<string, AccessPath>,
  asked: AccessPath,
): boolean {
  const read: string[] = [];
  let start = unwrap(node);
  while (start.type === T.MemberExpression) {
    read.unshift(memberName(start) ?? ELEMENT);
    start = unwrap(start.object);
  }
  if (start.type === T.Identifier) {
    const at = paths.get(start.name);
    return at !== undefined && [...at, ...read].every((name, index) => name === asked[index]);
  }
  return childrenOf(node, file.unit.visitorKeys).some((child) => holds(file, child, paths, asked));
}
