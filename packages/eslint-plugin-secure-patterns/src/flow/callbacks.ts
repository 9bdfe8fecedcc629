import {
  calleeName,
  isFunction,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, extend, type AccessPath } from "./access-path.ts";
import { ELEMENT_CALLBACKS } from "./builtins.ts";
import type { FileFlow } from "./file-flow.ts";
import { distinct, withText, type Origin } from "./origin.ts";
import { observedValue } from "./observables.ts";
import { traceThrown } from "./trace-thrown.ts";
import { functionsOf, trace } from "./trace.ts";

/** `helper.each(list, fn)` */
const LIST_FIRST = /^(?:each|forEach|map|flatMap|filter|reject|find|some|every|sortBy|mapValues)$/;
const INDEX_NAME =
  /^(?:_+|i|j|k|n|x|ii|idx|ix|ind|index|indx|indice|count|counter|num|pos|key|keys|id)$|(?:Index|Idx|Key)$/i;

/**
 * What the language passes to a callback: elements to `map`, the settled value to `then`, the arguments of a function that
 * is called on the spot. Nothing where the callee is not one of these.
 */
export function callbackInput(
  file: FileFlow,
  of: FunctionNode,
  index: number,
  path: AccessPath,
): readonly Origin[] | undefined {
  const call = of.parent;
  const observed = index === 0 ? observedValue(file, of, path) : undefined;
  if (observed || call?.type !== T.CallExpression) return observed;
  if (unwrap(call.callee) === of) {
    const argument = call.arguments[index];
    return argument ? trace(file, argument, path) : [];
  }
  return givenToCallback(file, call, call.arguments.indexOf(of as never), index, path);
}

/** What a built-in method passes to the parameter number `index` of the function that is its argument number `position`. */
export function givenToCallback(
  file: FileFlow,
  call: CallNode,
  position: number,
  index: number,
  path: AccessPath,
): readonly Origin[] | undefined {
  const callee = unwrap(call.callee);
  if (call.type !== T.CallExpression) return undefined;
  if (position === 1 && index === 0 && isWatcher(file, callee)) return watched(file, call, path);
  if (callee.type !== T.MemberExpression) return undefined;
  const method = memberName(callee) ?? "";
  if (position === 0 && ELEMENT_CALLBACKS.get(method) === index) return elements(file, callee.object, path);
  const wrapped = position === 0 && index === 1 && method === "each" ? wrappedList(callee.object) : undefined;
  if (wrapped) return elements(file, wrapped, path);
  if (position === 0 && method === "sort") return elements(file, callee.object, path);
  if (position === 0 && index === 0 && /^reduce(?:Right)?$/.test(method))
    return accumulated(file, call, path);
  // `search.replace(/(\w+)=(\w*)/g, (whole, key, value) => { fields[key] = value; })` takes a text apart
  if (position === 1 && method === "replace" && call.parent.type === T.ExpressionStatement)
    return trace(file, callee.object).map((origin) => withText(origin, ""));
  if (position === 1 && index === 0 && method === "from")
    return elements(file, call.arguments[0] as Node, path);
  if (position === 1 && /^reduce(?:Right)?$/.test(method) && call.arguments[0])
    return index === 1
      ? elements(file, call.arguments[0], path)
      : index === 0 && call.arguments[2]
        ? trace(file, call.arguments[2], path)
        : undefined;
  if (position === 1 && LIST_FIRST.test(method) && index === valueOf(call.arguments[1]))
    return elements(file, call.arguments[0] as Node, path);
  if (position === 0 && index === 0 && method === "then") return trace(file, callee.object, path);
  if (position === 0 && index === 0 && method === "catch") return rejections(file, callee.object, path);
  return undefined;
}

function isWatcher(file: FileFlow, callee: Node): boolean {
  if (callee.type !== T.Identifier || !file.model.watchers.has(callee.name)) return false;
  const type = file.bindings.variableOf(callee)?.defs[0]?.type;
  return type === undefined || type === "ImportBinding";
}

/** `watch(() => route.query.tab, (tab) => …)`, `watch(tab, (value) => …)` */
function watched(file: FileFlow, call: CallNode, path: AccessPath): readonly Origin[] {
  const [what] = call.arguments;
  if (!what) return [];
  return isFunction(what)
    ? callbackOutput(file, what, path)
    : [...trace(file, what, ["value", ...path]), ...trace(file, what, path)];
}

/** `list` of `wrap(list).each((index, value) => …)`, but no text that selects elements of the page. */
function wrappedList(object: Node): Node | undefined {
  const call = unwrap(object);
  const [list, ...others] = call.type === T.CallExpression ? call.arguments : [];
  return others.length === 0 && (list?.type === T.Identifier || list?.type === T.MemberExpression)
    ? list
    : undefined;
}

/** `helper.each(list, function () { this.name })`: the element is `this` as well. */
export function elementAsThis(
  file: FileFlow,
  of: FunctionNode | undefined,
  path: AccessPath,
): readonly Origin[] {
  const call = of?.parent;
  if (of?.type !== T.FunctionExpression || call?.type !== T.CallExpression || path.length === 0) return [];
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || memberName(callee) !== "each") return [];
  const list = call.arguments[1] === of ? call.arguments[0] : wrappedList(callee.object);
  return list ? elements(file, list, path) : [];
}

/** Which parameter holds the element: some helpers hand over the index, or the key, first. */
function valueOf(callback: Node | undefined): number {
  const [first, second] = isFunction(callback) ? callback.params : [];
  return second && first?.type === T.Identifier && INDEX_NAME.test(first.name) ? 1 : 0;
}

/** The result of calling a callback that a built-in method was given. */
export function callbackOutput(file: FileFlow, callback: Node, path: AccessPath): readonly Origin[] {
  const values = functionsOf(file, callback).flatMap((body) => file.returnsOf(body));
  return distinct(values, (value) => trace(file, value, path));
}

/** `new Promise((resolve) => resolve(x))` settles as `x`. */
export function promisedValue(
  file: FileFlow,
  node: TSESTree.NewExpression,
  path: AccessPath,
): readonly Origin[] {
  const [executor] = node.arguments;
  return isFunction(executor) ? settledWith(file, executor, 0, path) : [];
}

/** What an executor hands to `resolve` (0) or `reject` (1). */
function settledWith(
  file: FileFlow,
  executor: FunctionNode,
  which: 0 | 1,
  path: AccessPath,
): readonly Origin[] {
  const settle = executor.params[which];
  const variable = settle && file.bindings.variableOf(settle);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as Node).parent;
    const isSettled = call?.type === T.CallExpression && call.callee === identifier;
    return isSettled && call.arguments[0] ? trace(file, call.arguments[0], path) : [];
  });
}

/** What a promise can be rejected with; nothing where no `throw` can be seen. */
function rejections(file: FileFlow, promise: Node, path: AccessPath): readonly Origin[] | undefined {
  const plain = unwrap(promise);
  const executor = plain.type === T.NewExpression ? plain.arguments[0] : undefined;
  const thrown = isFunction(executor) ? settledWith(file, executor, 1, path) : traceThrown(file, plain, path);
  return thrown.length > 0 ? thrown : undefined;
}

function elements(file: FileFlow, list: Node, path: AccessPath): readonly Origin[] {
  // `Object.entries(x).map(([key, value]) => …)` reads the value at "1": its element is the value itself
  return trace(file, list, extend([ELEMENT], path));
}

function accumulated(file: FileFlow, call: TSESTree.CallExpression, path: AccessPath): readonly Origin[] {
  const initial = call.arguments[1];
  return initial && calleeName(call) ? trace(file, initial, path) : [];
}
