import {
  isCall,
  isFunction,
  keyName,
  memberName,
  T,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { extend, RESULT, type AccessPath } from "./access-path.ts";
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
    if (made.arguments.length === 0 && made === node.callee)
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

function stateOf(home: FileFlow, made: CallNode, path: AccessPath): readonly Origin[] {
  const makers = made.arguments.flatMap((argument) => makersIn(home, argument));
  const sent = mentionsOf(home, made).flatMap((mention) => {
    const file = fileOf(mention);
    const { parent } = mention;
    const isSetter = parent?.type === T.MemberExpression && memberName(parent) === "setState";
    const call = isSetter ? parent.parent : undefined;
    return file && call?.type === T.CallExpression ? sentBy(file, call, path) : [];
  });
  const described = made.arguments.flatMap((argument) =>
    argument.type === T.ObjectExpression ? stateDescribed(home, argument, path) : [],
  );
  return [
    ...described,
    ...makers.flatMap((maker) => [
      ...home
        .returnsOf(maker)
        .flatMap((value) => [...trace(home, value, path), ...traceUnboxed(home, value, path)]),
      ...callsOfFirst(home, maker).flatMap((call) => sentBy(home, call, path)),
    ]),
    ...sent,
  ];
}

/** Getters may read each other, in a circle too. */
const DEEPEST_GETTER = 3;

/** A store takes what it is made of out of its boxes: `store.page` is `page.value` of `() => ({ page: ref("") })`. */
function traceUnboxed(home: FileFlow, value: Node, [name, ...rest]: AccessPath): readonly Origin[] {
  return name === undefined || rest[0] === "value" ? [] : trace(home, value, [name, "value", ...rest]);
}

/** `{ state: () => ({ page: "" }), getters: { shown: (state) => … }, actions: { load() { this.page = …; } } }` */
function stateDescribed(
  file: FileFlow,
  options: TSESTree.ObjectExpression,
  path: AccessPath,
  depth = 0,
): readonly Origin[] {
  const [name, ...boxed] = path;
  if (name === undefined || depth > DEEPEST_GETTER) return [];
  // what was taken apart is in boxes again: `storeToRefs(store).page.value`
  const rest = boxed[0] === "value" ? boxed.slice(1) : boxed;
  const members = options.properties.flatMap((property) => {
    if (property.type !== T.Property) return [];
    switch (keyName(property)) {
      case "state":
        return callbackOutput(file, property.value, [name, ...rest]);
      case "actions":
        return trace(file, property.value, [name, ...rest]);
      case "getters":
        return trace(file, property.value, [name, RESULT, ...rest]).flatMap((origin) =>
          origin.root.type === "parameter" && origin.root.index === 0
            ? stateDescribed(file, options, origin.path, depth + 1).map((inner) => compose(origin, inner))
            : [origin],
        );
      default:
        return [];
    }
  });
  const written = file.writesNamed(name).filter(({ operator, left }) => {
    const isOwn = left.type === T.MemberExpression && left.object.type === T.ThisExpression;
    return isOwn && operator === "=" && left.range[0] > options.range[0] && left.range[1] < options.range[1];
  });
  return [
    ...members,
    ...written.flatMap(({ right }) => trace(file, right, rest).map((origin) => withStep(origin, right))),
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
