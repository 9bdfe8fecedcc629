import type { CallNode } from "../../ast/nodes.ts";
import type { BuilderRow } from "../../catalog/operation-types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { linksOf, isContinued, type Link } from "./call-chain.ts";
import { heldLinks } from "./held-builder.ts";
import type { Operation } from "./operation.ts";
import { sqlOperation } from "./sql-operation.ts";
import { builderOperation, builders } from "./builder-operation.ts";
import { rowOperation } from "./row-operation.ts";

/**
 * Libraries have methods in common; the one that knows most of a chain's knows it best:
 * `supabase.from("otps").update({ used: true }).eq("id", id)` is no Drizzle's, though that has `from` and `update`, too.
 */
function chainOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  let best: { readonly found: Operation; readonly known: number } | undefined;
  for (const row of builders) {
    const found = builderOperation(file, call, links, row);
    const known = found ? links.filter(({ name }) => isKnown(row, name)).length : 0;
    if (found && known > (best?.known ?? -1)) best = { found, known };
  }
  return best?.found;
}

function isKnown({ verbs, tables, filters, sets }: BuilderRow, name: string): boolean {
  return name in verbs || tables.includes(name) || filters.includes(name) || sets.includes(name);
}

/** The operation that a call is, seen at the last call of its chain; undefined for anything else. */
export function operationAt(file: FileFlow, call: CallNode): Operation | undefined {
  if (isContinued(call)) return undefined;
  const links = linksOf(call);
  const whole = heldLinks(file, links);
  return (
    sqlOperation(file, call, links) ?? chainOperation(file, call, whole) ?? rowOperation(file, call, links)
  );
}
