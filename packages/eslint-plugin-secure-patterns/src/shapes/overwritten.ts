import { keyName, T } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Logged } from "./logged.ts";

/** `{ ...payload, accountNumber: "***" }`: what is written afterwards is all that is left of a field. */
export function withoutOverwritten(
  items: readonly Logged[],
  depth: number | undefined,
  later: readonly TSESTree.ObjectLiteralElement[],
): readonly Logged[] {
  const names = later.flatMap((each) => (each.type === T.Property ? (keyName(each) ?? []) : []));
  if (names.length === 0 || depth === undefined) return items;
  return items.filter((item) => !names.includes(item.keys?.[depth] ?? ""));
}
