import { isCall, isFunction, memberName, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { extend, type AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { mentionsOf } from "./held-values.ts";
import { compose, originAt, withStep, type Origin } from "./origin.ts";
import { functionsOf, trace } from "./trace.ts";

/**
 * `useStore((state) => state.page)` where `const useStore = create((set) => ({ page: "", setPage: (page) => set({ page }) }))`: what
 * the function that makes the state answers, and what is sent to the setter that it is handed.
 */
export function traceStore(
  file: FileFlow,
  node: CallNode,
  callee: Node,
  path: AccessPath,
): readonly Origin[] {
  return trace(file, callee).flatMap(({ root, node: made, path: called }) => {
    const home = isCall(made) ? fileOf(made) : undefined;
    if (!isCall(made) || !home) return [];
    // `create()(makeState)` makes the store only now
    if (made.arguments.length === 0 && made === unwrappedCallee(node))
      return [originAt(root, extend(called, path), node)];
    const picked = node.arguments[0];
    if (!picked) return stateOf(home, made, path);
    return functionsOf(file, picked).flatMap((body) =>
      callbackOutput(file, picked, path).flatMap((origin) =>
        origin.root.type === "parameter" && origin.root.of === body
          ? stateOf(home, made, origin.path).map((inner) => compose(origin, inner, node))
          : [withStep(origin, node)],
      ),
    );
  });
}

function unwrappedCallee(node: CallNode): Node {
  return node.callee;
}

function stateOf(home: FileFlow, made: CallNode, path: AccessPath): readonly Origin[] {
  const makers = made.arguments.flatMap((argument) => makersIn(home, argument));
  const sent = mentionsOf(home, made).flatMap((mention) => {
    const file = fileOf(mention);
    const { parent } = mention;
    const isSetter = parent?.type === T.MemberExpression && memberName(parent) === "setState";
    const call = isSetter ? parent.parent : undefined;
    return file && call?.type === T.CallExpression ? sentBy(file, call, path) : [];
  });
  return [
    ...makers.flatMap((maker) => [
      ...home.returnsOf(maker).flatMap((value) => trace(home, value, path)),
      ...callsOfFirst(home, maker).flatMap((call) => sentBy(home, call, path)),
    ]),
    ...sent,
  ];
}

/** The function itself, or the one that layers around it are handed: `create(devtools(persist((set) => …)))`. */
function makersIn(file: FileFlow, argument: Node): readonly FunctionNode[] {
  if (isFunction(argument)) return [argument];
  if (isCall(argument)) return argument.arguments.flatMap((inner) => makersIn(file, inner));
  return argument.type === T.Identifier ? functionsOf(file, argument) : [];
}

function callsOfFirst(file: FileFlow, maker: FunctionNode): readonly TSESTree.CallExpression[] {
  const [set] = maker.params;
  const variable = set && file.bindings.variableOf(set);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as Node).parent;
    return call?.type === T.CallExpression && call.callee === identifier ? [call] : [];
  });
}

/** `set({ page })`, `set((state) => ({ page }))`, `set((state) => { state.page = page; })` */
function sentBy(file: FileFlow, call: TSESTree.CallExpression, path: AccessPath): readonly Origin[] {
  const [value] = call.arguments;
  if (!value) return [];
  const origins = isFunction(value)
    ? [...callbackOutput(file, value, path), ...writtenByDraft(file, value, path)]
    : trace(file, value, path);
  return origins.map((origin) => withStep(origin, call));
}

/** `(draft) => { draft.page = page; }` */
export function writtenByDraft(file: FileFlow, of: FunctionNode, path: AccessPath): readonly Origin[] {
  const [draft] = of.params;
  const [name, ...rest] = path;
  if (draft?.type !== T.Identifier || name === undefined) return [];
  const variable = file.bindings.variableOf(draft);
  return file.writesNamed(name).flatMap(({ left, right, operator }) => {
    const object = left.type === T.MemberExpression ? left.object : undefined;
    const isDraft = object?.type === T.Identifier && file.bindings.variableOf(object) === variable;
    return isDraft && operator === "=" ? trace(file, right, rest) : [];
  });
}
