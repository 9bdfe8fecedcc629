import { memberName, ownerOfThis, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../../flow/file-flow.ts";
import { nodesOfType } from "../../flow/nodes.ts";

/** Every `user.x` of a record `user`, every `data.user.x` of a record `data.user`. */
export function* membersOf(file: FileFlow, record: Node): Generator<TSESTree.MemberExpression> {
  const path: string[] = [];
  let root = record;
  while (root.type === T.MemberExpression) {
    path.unshift(memberName(root) ?? "");
    root = unwrap(root.object);
  }
  for (const use of usesOf(file, root)) {
    const member = path.reduce((node: Node | undefined, name) => stepTo(node, name), use as Node | undefined);
    const last = member?.parent;
    if (last?.type === T.MemberExpression && last.object === member) yield last;
  }
}

function usesOf(file: FileFlow, root: Node): readonly Node[] {
  if (root.type === T.ThisExpression) {
    const of = ownerOfThis(root);
    return nodesOfType(file.unit, T.ThisExpression).filter((use) => ownerOfThis(use) === of);
  }
  const variable = root.type === T.Identifier ? file.bindings.variableOf(root) : undefined;
  return variable?.references.map(({ identifier }) => identifier as Node) ?? [];
}

function stepTo(node: Node | undefined, name: string): Node | undefined {
  const member = node?.parent;
  return member?.type === T.MemberExpression && member.object === node && memberName(member) === name
    ? member
    : undefined;
}

/** `user.password = hash` of a record `user`, wherever it stands. */
export function* assignedTo(file: FileFlow, record: Node): Generator<[string, Node]> {
  for (const member of membersOf(file, unwrap(record))) {
    const { parent } = member;
    const name = memberName(member);
    if (name !== undefined && parent.type === T.AssignmentExpression && parent.left === member)
      yield [name, parent.right];
  }
}

/** `user.verified` of `token.user.verified = true`: what is saved with a record because it belongs to it. */
export function* assignedBelow(file: FileFlow, record: Node): Generator<string> {
  for (const member of membersOf(file, unwrap(record))) {
    const below = member.parent;
    if (below.type !== T.MemberExpression || below.object !== member) continue;
    const { parent } = below;
    if (parent.type === T.AssignmentExpression && parent.left === below)
      yield `${memberName(member) ?? ""}.${memberName(below) ?? ""}`;
  }
}
