import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Edit } from "../../fixes/edit.ts";
import type { ModuleStyle } from "../../fixes/module-style.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Node = TSESTree.Node;

/** A function with a block for a body. */
export type Owner = Node & { readonly body: TSESTree.BlockStatement; readonly async: boolean };

/**
 * The functions in whose bodies, and not in whose parameters, the uses of a module stand: the nearest ones, without
 * those inside others.
 * @returns `undefined` where a use stands in none.
 */
export function findOwners(
  uses: readonly Node[],
  isOwner: (owner: Owner) => boolean,
): readonly Owner[] | undefined {
  const owners = new Set<Owner>();
  for (const use of uses) {
    const owner = findOwner(use, isOwner);
    if (!owner) return undefined;
    owners.add(owner);
  }
  return [...owners].filter((owner) => !isInsideAny(owner, owners));
}

/** Puts statements at the start of a function, after its directives. */
export function insertFirst(
  { text }: Source,
  { body }: Owner,
  lines: readonly string[],
  { newline }: ModuleStyle,
): Edit {
  const first = body.body.find((statement) => !("directive" in statement && statement.directive));
  const offset = first?.range[0] ?? body.range[0] + 1;
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, offset))?.[1];
  const gap = indent === undefined ? " " : newline + indent;
  return { range: [offset, offset], text: lines.join(gap) + gap };
}

/** Removes a statement with the line break before it: the place after it is where a new import may go. */
export function removeStatement({ text }: Source, { range: [start, end] }: Node): Edit {
  const lead = /\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0] ?? "";
  return { range: [start - lead.length, end], text: "" };
}

function findOwner(use: Node, isOwner: (owner: Owner) => boolean): Owner | undefined {
  for (let child = use, { parent } = use; parent; child = parent, parent = parent.parent) {
    if (hasBlock(parent) && parent.body === child && isOwner(parent)) return parent;
  }
  return undefined;
}

function hasBlock(node: Node): node is Owner {
  return "async" in node && "body" in node && node.body?.type === "BlockStatement";
}

/** What an outer function has loaded, its inner ones see. */
function isInsideAny(node: Node, owners: ReadonlySet<Node>): boolean {
  for (let { parent } = node; parent; parent = parent.parent) if (owners.has(parent)) return true;
  return false;
}
