import { isCall, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";

/**
 * `localStorage.setItem("draft", location.hash)` before `getItem("draft")`: what a browser keeps is its own user's, unless
 * the program is seen to put something there that others have written.
 */
export function isPutThereByOthers(analysis: Analysis, read: Node): boolean {
  if (!isCall(read)) return false;
  const key = keyOf(read.arguments[0]);
  const writes = fileOf(read)?.callsNamed("setItem") ?? [];
  return writes.some((write) => {
    const [name, value] = write.arguments;
    if (!value || storeOf(write) !== storeOf(read)) return false;
    if (key !== undefined && keyOf(name) !== undefined && keyOf(name) !== key) return false;
    return analysis
      .originsOf(value)
      .some((origin) => analysis.classify(origin).sources.some(({ row }) => !row.nearby && !row.kept));
  });
}

/** `localStorage`, `window.localStorage` */
function storeOf({ callee }: CallNode): string | undefined {
  const store = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  if (store?.type === T.MemberExpression) return memberName(store);
  return store?.type === T.Identifier ? store.name : undefined;
}

function keyOf(name: Node | undefined): string | undefined {
  return name && staticText(name);
}
