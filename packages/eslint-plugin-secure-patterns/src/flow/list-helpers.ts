import { isFunction, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { ELEMENT, extend, type AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import type { FileFlow } from "./file-flow.ts";
import { withFacts, type Origin } from "./origin.ts";
import { factsOfKept } from "./predicates.ts";
import { functionsOf, trace } from "./trace.ts";

/** Functions that are handed the list first and what to do with it second, by what their answer holds. */
const HELPERS: ReadonlyMap<string, "outputs" | "list" | "kept" | "element" | "folded"> = new Map([
  ["map", "outputs"],
  ["flatMap", "outputs"],
  ["filter", "kept"],
  ["reject", "list"],
  ["sortBy", "list"],
  ["orderBy", "list"],
  ["uniqBy", "list"],
  ["each", "list"],
  ["forEach", "list"],
  ["find", "element"],
  ["findLast", "element"],
  ["reduce", "folded"],
  ["reduceRight", "folded"],
]);

/** `helper.map(list, fn)`, `helper.map(list, "name")`; nothing where `list.map(fn)` is a method of the list itself. */
export function traceListHelper(
  file: FileFlow,
  method: string,
  { arguments: [list, use, initial] }: CallNode,
  path: AccessPath,
): readonly Origin[] | undefined {
  const gives = HELPERS.get(method);
  if (gives === undefined || !list || !use || isFunction(list)) return undefined;
  const [, ...rest] = path;
  const named = gives === "outputs" ? staticText(use) : undefined;
  if (named !== undefined) return trace(file, list, extend([ELEMENT, named], rest));
  if (!isFunction(use) && functionsOf(file, use).length === 0) return undefined;
  switch (gives) {
    case "outputs":
      return callbackOutput(file, use, method === "map" ? rest : path);
    case "element":
      return trace(file, list, extend([ELEMENT], path));
    case "folded":
      return [...callbackOutput(file, use, path), ...(initial ? trace(file, initial, path) : [])];
    case "list":
      return trace(file, list, path);
    case "kept": {
      const fact = path.length > 0 ? factsOfKept(file, use, path.slice(1)) : undefined;
      return trace(file, list, path).map((origin) => (fact ? withFacts(origin, [fact]) : origin));
    }
  }
}

/** `chain(list).map(fn).value()`, `_(list).map(fn).value()`: what the chain was made of has no such method. */
export function isEndOfChain(node: CallNode): boolean {
  let call: Node = node;
  while (call.type === T.CallExpression) {
    const callee: Node = unwrap(call.callee);
    if (callee.type === T.Identifier) return callee.name === "_" || callee.name === "chain";
    if (callee.type !== T.MemberExpression) return false;
    if (memberName(callee) === "chain") return true;
    call = unwrap(callee.object);
  }
  return false;
}
