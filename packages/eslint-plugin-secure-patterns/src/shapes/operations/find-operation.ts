import type { CallNode } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { linksOf, isContinued } from "./call-chain.ts";
import { heldLinks } from "./held-builder.ts";
import type { Operation } from "./operation.ts";
import { sqlOperation } from "./sql-operation.ts";
import { builderOperation, builders } from "./builder-operation.ts";
import { rowOperation } from "./row-operation.ts";

/** The operation that a call is, seen at the last call of its chain; undefined for anything else. */
export function operationAt(file: FileFlow, call: CallNode): Operation | undefined {
  if (isContinued(call)) return undefined;
  const links = linksOf(call);
  const whole = heldLinks(file, links);
  return (
    sqlOperation(file, call, links) ??
    builders.map((row) => builderOperation(file, call, whole, row)).find(Boolean) ??
    rowOperation(file, call, links)
  );
}
