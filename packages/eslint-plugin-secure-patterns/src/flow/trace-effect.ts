import { isFunction, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import { callbackOutput, givenToCallback } from "./callbacks.ts";
import type { CallEffect, FileFlow } from "./file-flow.ts";
import { withFacts, withKinds, withStep, type Origin } from "./origin.ts";
import { traceArgument } from "./trace-argument.ts";
import { traceParts } from "./trace-text.ts";
import { trace } from "./trace.ts";

export function traceEffect(
  file: FileFlow,
  node: CallNode,
  callee: Node,
  effect: CallEffect,
  path: AccessPath,
): readonly Origin[] {
  const at = effect.at ?? [];
  if (at.some((segment, index) => path[index] !== undefined && path[index] !== segment)) return [];
  const rest = path.slice(at.length);
  const values = effect.passes.flatMap((which) => {
    if (which === "receiver")
      return callee.type === T.MemberExpression ? trace(file, callee.object, rest) : [];
    if (which === "state") return traceState(file, node, rest);
    if (which === "member") return traceNamedMember(file, node, rest);
    if (which === "callback") return node.arguments[0] ? callbackOutput(file, node.arguments[0], rest) : [];
    if (which === "all" && effect.join !== undefined) return traceJoined(file, node, effect.join, rest);
    if (which === "all") return node.arguments.flatMap((value) => trace(file, value, rest));
    return traceArgument(file, node, which, rest);
  });
  const fact = values.length > 0 ? effect.factOf?.(rest) : undefined;
  const facts = fact ? [fact] : [];
  return values.map((origin) => {
    const kept = withStep(withFacts(withKinds(origin, effect.clears), facts), node);
    // a text has no members: it holds what the object did
    return effect.text ? { ...kept, text: true, within: [] } : kept;
  });
}

/** `const [value, setValue] = useState(initial)`: the value is whatever was set. */
function traceState(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [element, ...rest] = path;
  const declarator = node.parent;
  if (element !== "0" || declarator?.type !== T.VariableDeclarator) return [];
  const setter = declarator.id.type === T.ArrayPattern ? declarator.id.elements[1] : undefined;
  const variable = setter && file.bindings.variableOf(setter);
  const values = (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as Node).parent;
    if (call?.type !== T.CallExpression) return [];
    // `load().then(setValue)`
    if (call.callee !== identifier)
      return givenToCallback(file, call, call.arguments.indexOf(identifier as never), 0, rest) ?? [];
    const [value] = call.arguments;
    if (!value) return [];
    return isFunction(value) ? callbackOutput(file, value, rest) : trace(file, value, rest);
  });
  return [...traceArgument(file, node, 0, rest), ...values];
}

/** `get(req, "query.next", "/")`, `get(req, ["query", "next"])` */
function traceNamedMember(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [of, where] = node.arguments;
  const segments = where && segmentsOf(unwrap(where));
  return of && segments
    ? [...trace(file, of, [...segments, ...path]), ...traceArgument(file, node, 2, path)]
    : [];
}

function segmentsOf(where: Node): AccessPath | undefined {
  if (where.type !== T.ArrayExpression) return staticText(where)?.match(/[^.[\]]+/g) ?? undefined;
  const segments = where.elements.map((element) => element && staticText(element));
  return segments.every((segment) => typeof segment === "string") ? segments : undefined;
}

function traceJoined(file: FileFlow, node: CallNode, by: string, path: AccessPath): readonly Origin[] {
  const parts = node.arguments.flatMap((argument, index) => (index === 0 ? [argument] : [by, argument]));
  return traceParts(file, node, parts, path);
}
