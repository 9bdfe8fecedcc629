import { keyName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf } from "../flow/file-flow.ts";

const DEEPEST = 6;

/**
 * Whether a type says that what is read from it is a number, a boolean or one of some constants; a type that cannot be seen
 * may say so too.
 */
export function isScalarType(
  annotation: TSESTree.TypeNode | undefined,
  path: readonly string[],
  depth = 0,
): boolean {
  if (!annotation || depth > DEEPEST) return false;
  const inner = (type: TSESTree.TypeNode | undefined, rest = path): boolean =>
    isScalarType(type, rest, depth + 1);
  switch (annotation.type) {
    case T.TSNumberKeyword:
    case T.TSBooleanKeyword:
    case T.TSBigIntKeyword:
    case T.TSLiteralType:
    case T.TSTypeOperator:
    case T.TSTypeQuery:
    case T.TSIndexedAccessType:
      return true;
    case T.TSUnionType:
      return annotation.types.filter((type) => !isNothing(type)).every((type) => inner(type));
    case T.TSArrayType:
      return inner(annotation.elementType, path.slice(1));
    case T.TSTypeLiteral:
      return inner(memberType(annotation.members, path[0]), path.slice(1));
    case T.TSTypeReference:
      return isScalarReference(annotation, path, depth);
    default:
      return false;
  }
}

function isScalarReference(
  reference: TSESTree.TSTypeReference,
  path: readonly string[],
  depth: number,
): boolean {
  const { typeName, typeArguments } = reference;
  if (typeName.type !== T.Identifier) return true;
  if (/^(?:Promise|Array|ReadonlyArray|Readonly|Partial|Required|Set)$/.test(typeName.name))
    return isScalarType(typeArguments?.params[0], path, depth + 1);
  if (/^(?:Record|Map|Object)$/.test(typeName.name))
    return isScalarType(typeArguments?.params[1], path.slice(1), depth + 1);
  const declared = fileOf(reference)?.bindings.variableOf(typeName)?.defs[0]?.node as Node | undefined;
  switch (declared?.type) {
    case T.TSInterfaceDeclaration:
      return isScalarType(memberType(declared.body.body, path[0]), path.slice(1), depth + 1);
    case T.TSTypeAliasDeclaration:
      return isScalarType(declared.typeAnnotation, path, depth + 1);
    default:
      return true;
  }
}

function memberType(
  members: readonly TSESTree.TypeElement[],
  name: string | undefined,
): TSESTree.TypeNode | undefined {
  const member = members.find((each) => each.type === T.TSPropertySignature && keyName(each) === name);
  return member?.type === T.TSPropertySignature ? member.typeAnnotation?.typeAnnotation : undefined;
}

function isNothing(type: TSESTree.TypeNode): boolean {
  return type.type === T.TSNullKeyword || type.type === T.TSUndefinedKeyword;
}
