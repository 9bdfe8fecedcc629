import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { keyName, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { endsHere } from "../../shapes/operations/ends-here.ts";
import { variablesOf } from "../../shapes/operations/outcome.ts";
import type { Race } from "../../shapes/operations/race.ts";
import type { Unused } from "./unused.ts";

/** Columns that say how far a token has come. */
const STATE = /^(?:\w+_)?(?:status|state)$|Status$|State$/;

/**
 * `status: "pending"`, which the read asks for or the function insists on (`if (invite.status !== "pending") throw …`), where
 * the write puts another state in its place: only one of two writes can find it as it was.
 */
export function stateOf(
  source: Readonly<TSESLint.SourceCode>,
  file: FileFlow,
  { read, write }: Race,
): Unused | undefined {
  if (read.helper !== undefined || write?.helper !== undefined) return undefined;
  for (const [column, value] of write?.operation?.sets ?? []) {
    if (!STATE.test(column) || value === undefined || typeof value === "string") continue;
    const before =
      askedFor(read.operation?.filters ?? [], column) ?? insistedOn(file, read.at, write?.at, column);
    if (!before || !isConstant(value)) continue;
    const text = source.getText(before as TSESTree.Node);
    if (text !== source.getText(value as TSESTree.Node)) return { column, value: text };
  }
  return undefined;
}

function askedFor(filters: readonly Node[], column: string): Node | undefined {
  for (const filter of filters)
    for (const property of filter.type === T.ObjectExpression ? filter.properties : [])
      if (property.type === T.Property && keyName(property) === column && isConstant(property.value))
        return property.value;
  return undefined;
}

/** `"pending"` of `if (found.status !== "pending") return …` between the read and the write. */
function insistedOn(file: FileFlow, read: Node, write: Node | undefined, column: string): Node | undefined {
  for (const { references } of variablesOf(file, read))
    for (const { identifier } of references) {
      const member = (identifier as Node).parent;
      if (member?.type !== T.MemberExpression || member.object !== (identifier as Node)) continue;
      if (memberName(member) !== column || member.range[0] > (write?.range[0] ?? 0)) continue;
      const { parent } = member;
      const isOther =
        parent.type === T.BinaryExpression && /^!==?$/.test(parent.operator) && parent.left === member;
      if (isOther && isConstant(parent.right) && refuses(parent)) return parent.right;
    }
  return undefined;
}

/** The test of an `if` that ends there, also among others: `!found || found.status !== "pending"`. */
function refuses(test: Node): boolean {
  let node = test;
  while (node.parent?.type === T.LogicalExpression && node.parent.operator === "||") node = node.parent;
  const branch = node.parent?.type === T.IfStatement && node.parent.test === node ? node.parent : undefined;
  return branch !== undefined && endsHere(branch.consequent);
}

/** `"pending"`, `InvitationStatus.PENDING` */
function isConstant(given: Node): boolean {
  const node = unwrap(given);
  if (staticText(node) !== undefined) return true;
  const root = node.type === T.MemberExpression ? unwrap(node.object) : undefined;
  return root?.type === T.Identifier && /^[A-Z]/.test(root.name);
}
