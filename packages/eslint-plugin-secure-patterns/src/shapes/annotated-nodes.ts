import { T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf } from "../flow/file-flow.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import { nextNodes, type PlaceNode } from "./place-tree.ts";

/** The places of the catalogue that a TypeScript type stands for: imported, aliased, extended, global. */
export function annotatedNodes(
  index: CatalogIndex,
  annotation: TSESTree.TypeNode,
  depth = 0,
): readonly PlaceNode[] {
  const types =
    annotation.type === T.TSUnionType || annotation.type === T.TSIntersectionType
      ? annotation.types
      : [annotation];
  return types.flatMap((type) =>
    type.type === T.TSTypeReference ? referencedNodes(index, type, type.typeName, depth) : [],
  );
}

function referencedNodes(
  index: CatalogIndex,
  node: Node,
  name: TSESTree.EntityName,
  depth: number,
): readonly PlaceNode[] {
  const file = fileOf(node);
  if (!file || depth > 4) return [];
  const [first, ...rest] = entityPath(name);
  const variable = first && file.bindings.variableOf(first);
  if (!variable) {
    const root = index.annotated.get(`global:${first && "name" in first ? first.name : ""}`);
    return root ? [root] : [];
  }
  const names = rest.map((node) => (node.type === T.Identifier ? node.name : ""));
  return variable.defs.flatMap((definition) => {
    const declared = definition.node as Node;
    switch (declared.type) {
      case T.ImportSpecifier:
      case T.ImportDefaultSpecifier:
      case T.ImportNamespaceSpecifier:
        return importedNodes(index, declared, names);
      case T.TSInterfaceDeclaration:
        return declared.extends.flatMap(({ expression }) =>
          expression.type === T.Identifier || expression.type === T.MemberExpression
            ? referencedNodes(index, declared, expression as unknown as TSESTree.EntityName, depth + 1)
            : [],
        );
      case T.TSTypeAliasDeclaration:
        return annotatedNodes(index, declared.typeAnnotation, depth + 1);
      case T.ClassDeclaration:
        return declared.superClass?.type === T.Identifier
          ? referencedNodes(index, declared, declared.superClass, depth + 1)
          : [];
      default:
        return [];
    }
  });
}

function importedNodes(
  index: CatalogIndex,
  specifier: TSESTree.ImportClause,
  names: readonly string[],
): readonly PlaceNode[] {
  const declaration = specifier.parent as TSESTree.ImportDeclaration;
  const imported =
    specifier.type === T.ImportSpecifier
      ? [specifier.imported.type === T.Identifier ? specifier.imported.name : specifier.imported.value]
      : [];
  const root = index.annotated.get(`module:${declaration.source.value.replace(/^node:/, "")}`);
  const path = [...imported, ...names].filter((name) => name !== "default");
  return path.reduce<PlaceNode[]>(
    (nodes, name) => nodes.flatMap((node) => nextNodes(node, name)),
    root ? [root] : [],
  );
}

/** The type that a parameter is declared to have. */
export function annotationOf(parameter: Node): TSESTree.TypeNode | undefined {
  switch (parameter.type) {
    case T.AssignmentPattern:
      return annotationOf(parameter.left);
    case T.TSParameterProperty:
      return annotationOf(parameter.parameter);
    case T.Identifier:
    case T.ObjectPattern:
      return parameter.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}

function entityPath(name: Node): Node[] {
  if (name.type === T.TSQualifiedName) return [...entityPath(name.left), name.right];
  if (name.type === T.MemberExpression) return [...entityPath(name.object), name.property];
  return [name];
}
