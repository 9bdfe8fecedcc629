import type { TSESTree } from "@typescript-eslint/types";
import { T, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";

/** What a variable was given where it is declared, in its file or in the one that exports it. */
export function initialValue(analysis: Analysis, node: TSESTree.Identifier): Node | undefined {
  const definition = fileOf(node)?.bindings.variableOf(node)?.defs[0];
  const declared = definition?.node as Node | undefined;
  if (declared?.type === T.VariableDeclarator)
    return declared.id.type === T.Identifier ? (declared.init ?? undefined) : undefined;
  if (definition?.type !== "ImportBinding") return undefined;
  const imported = importedName(declared);
  const { parent } = declared ?? {};
  if (imported === undefined || parent?.type !== T.ImportDeclaration) return undefined;
  const { source } = parent;
  const found = analysis.project?.resolveExport(source.value, [imported], fileOf(node)?.unit.filename);
  if (!found || found.rest.length > 0 || !analysis.fileOf(found.unit)) return undefined;
  const target = found.node as Node;
  return target.type === T.VariableDeclarator ? (target.init ?? undefined) : target;
}

function importedName(specifier: Node | undefined): string | undefined {
  if (specifier?.type === T.ImportDefaultSpecifier) return "default";
  if (specifier?.type !== T.ImportSpecifier) return undefined;
  const { imported } = specifier;
  return imported.type === T.Identifier ? imported.name : imported.value;
}
