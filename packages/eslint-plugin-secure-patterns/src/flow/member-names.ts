import { memberName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import { literalText } from "./trace-text.ts";
import { trace } from "./trace.ts";

/** More names than this are a table's, and which of them is read says little. */
const MOST_NAMES = 8;

/**
 * The names that a member may be read by: one, or those that the program gives a constant, as in
 * `for (const part of ["query", "body"]) use(req[part])`; `ELEMENT` where anything may be read.
 */
export function memberNames(file: FileFlow, node: TSESTree.MemberExpression): readonly string[] {
  const name = memberName(node);
  if (name !== undefined) return [name];
  if (!isConstant(file, node.property)) return [ELEMENT];
  const names = new Set(trace(file, node.property).map((origin) => literalText([origin]) ?? ELEMENT));
  return names.size === 0 || names.size > MOST_NAMES || names.has(ELEMENT) ? [ELEMENT] : [...names];
}

/** Counters and whatever is written more than once are no names; of what is imported, only that which is spelt as a constant. */
function isConstant(file: FileFlow, key: Node): boolean {
  if (key.type !== T.Identifier) return false;
  const [definition, ...others] = file.bindings.variableOf(key)?.defs ?? [];
  const node = definition?.node as Node | undefined;
  if (!node || others.length > 0) return false;
  if (node.type === T.ImportSpecifier) return /^[A-Z][A-Z\d_]+$/.test(key.name);
  return node.parent?.type === T.VariableDeclaration && node.parent.kind === "const";
}
