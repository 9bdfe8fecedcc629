import { staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import type { CallEffect, FileFlow } from "./file-flow.ts";
import { traceHeld, traceProvided } from "./held-values.ts";
import { distinct, originAt, withFacts, withKinds, withStep, type Origin } from "./origin.ts";
import { callsOfSetter, valueSent } from "./state-setters.ts";
import { traceArgument } from "./trace-argument.ts";
import { bindArguments } from "./trace-call.ts";
import { traceStore, writtenByDraft } from "./trace-store.ts";
import { traceParts } from "./trace-text.ts";
import { functionsOf, trace } from "./trace.ts";

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
    if (which === "reduced") return traceReduced(file, node, rest);
    if (which === "held") return node.arguments[0] ? traceHeld(file, node.arguments[0], rest) : [];
    if (which === "store") return traceStore(file, node, callee, rest);
    if (which === "provided") return traceProvided(file, node, rest);
    if (which === "drafted") return traceDrafted(file, node, rest);
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
  if (element === "1" && rest.length === 0 && node.type === T.CallExpression)
    return [originAt({ type: "result", call: node }, path, node)];
  if (element !== "0") return [];
  const setter = pairedWith(node);
  const sent = setter ? callsOfSetter(file, setter, node) : [];
  return [
    ...traceArgument(file, node, 0, rest),
    ...sent.flatMap((each) => (setter ? valueSent(each, setter, rest) : [])),
  ];
}

/** `const [state, dispatch] = useReducer(reducer, initial)`: what the reducer makes of what is sent. */
function traceReduced(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [element, ...rest] = path;
  if (element === "1" && rest.length === 0 && node.type === T.CallExpression)
    return [originAt({ type: "result", call: node }, path, node)];
  const [reducer] = node.arguments;
  if (element !== "0" || !reducer) return [];
  const dispatch = pairedWith(node);
  const sent = dispatch ? callsOfSetter(file, dispatch, node).filter(({ handedOn }) => !handedOn) : [];
  const made = functionsOf(file, reducer).flatMap((body) =>
    callbackOutput(file, reducer, rest).flatMap((origin) => {
      const { root } = origin;
      if (root.type !== "parameter" || root.of !== body) return [origin];
      // the state itself is what has been made before
      if (root.index !== ACTION.parameter) return [];
      return distinct(sent, ({ home, call }) => bindArguments(home, call, body, origin, ACTION));
    }),
  );
  return [...traceArgument(file, node, 1, rest), ...made];
}

/** `produce(state, (draft) => { draft.name = x; })` */
function traceDrafted(
  file: FileFlow,
  { arguments: [, draw] }: CallNode,
  path: AccessPath,
): readonly Origin[] {
  if (!draw) return [];
  const written = functionsOf(file, draw).flatMap((of) => writtenByDraft(file, of, path));
  return [...callbackOutput(file, draw, path), ...written];
}

/** A reducer's second parameter is the first argument of what sends it. */
const ACTION = { parameter: 1, shift: -1 };

function pairedWith(node: CallNode): TSESTree.DestructuringPattern | undefined {
  const declarator = node.parent;
  return declarator?.type === T.VariableDeclarator && declarator.id.type === T.ArrayPattern
    ? (declarator.id.elements[1] ?? undefined)
    : undefined;
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
