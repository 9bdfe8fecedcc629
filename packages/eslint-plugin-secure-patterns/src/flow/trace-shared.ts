import { T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { withStep, type Origin } from "./origin.ts";
import { trace } from "./trace.ts";
import { traceOnWindow } from "./window-members.ts";

/** `renderCard(card)`, which another script of the page defines. */
export function traceShared(
  file: FileFlow,
  use: TSESTree.Identifier | TSESTree.JSXIdentifier,
  path: AccessPath,
): readonly Origin[] {
  if (!isCalled(use) || use.name in globalThis) return [];
  const own = traceOnWindow(file, use.name, path);
  if (own.length > 0 || !file.modules) return own;
  return file.modules.sharedBetweenScripts(file, use.name).flatMap((node) => {
    const other = fileOf(node);
    return other ? trace(other, node, path).map((origin) => withStep(origin, use)) : [];
  });
}

function isCalled(use: Node): boolean {
  return use.parent?.type === T.CallExpression && use.parent.callee === use;
}
