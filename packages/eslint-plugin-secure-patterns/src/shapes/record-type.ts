import { keyName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import { verdictOf } from "./personal-name.ts";
import type { WholeVerdict } from "./whole-value.ts";

/** What people fill in to get an account or to get in, by the names of types: `LoginDto`, `CreateUserInput`. */
const FORM_TYPE =
  /^(?:login|log_?in|sign_?in|sign_?up|register|registration|credentials?|create_?(?:user|account|customer)|update_?(?:user|profile|password)|reset_?password|change_?password)(?:dto|input|request|payload|body|data|params|args|form|values|schema)?$/i;
const DEEPEST = 3;
const SINGLE: ReadonlySet<string> = new Set([
  T.TSStringKeyword,
  T.TSNumberKeyword,
  T.TSBooleanKeyword,
  T.TSBigIntKeyword,
  T.TSNullKeyword,
  T.TSUndefinedKeyword,
  T.TSLiteralType,
]);

/** What a variable's TypeScript type says is in it: `credentials: { email: string; password: string }`. */
export function recordOf(file: FileFlow, node: TSESTree.Identifier): WholeVerdict | undefined {
  const annotation = annotationOf(file, node);
  return annotation && verdictOfType(file, annotation, 0);
}

/**
 * Whether the type says that only single values are in it that are nobody's: `{ epoch: number; group: string }` in this file, a class in
 * any.
 */
export function holdsNothingPersonal(file: FileFlow, node: TSESTree.Identifier): boolean {
  const annotation = annotationOf(file, node);
  const members = annotation ? membersOf(file, annotation) : [];
  return members.length > 0 && members.every(isImpersonal);
}

function annotationOf(file: FileFlow, node: TSESTree.Identifier): TSESTree.TypeNode | undefined {
  const definition = file.bindings.variableOf(node)?.defs[0]?.name;
  return definition?.type === T.Identifier ? definition.typeAnnotation?.typeAnnotation : undefined;
}

function membersOf(file: FileFlow, type: TSESTree.TypeNode): readonly Node[] {
  if (type.type === T.TSTypeLiteral) return type.members;
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return [];
  const declared = file.bindings.variableOf(type.typeName)?.defs[0]?.node as Node | undefined;
  // what an interface extends is elsewhere
  if (declared?.type === T.TSInterfaceDeclaration)
    return declared.extends.length === 0 ? declared.body.body : [];
  const alias = declared?.type === T.TSTypeAliasDeclaration ? declared.typeAnnotation : undefined;
  if (alias) return alias.type === T.TSTypeLiteral ? alias.members : [];
  const classes = trace(file, type.typeName).map(({ root }) =>
    root.type === "class" ? root.node : undefined,
  );
  return classes.length === 1 ? fieldsOf(classes[0]) : [];
}

/** What a class inherits is elsewhere; what it does is not written down. */
function fieldsOf(of: TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined): readonly Node[] {
  return of?.superClass === null ? of.body.body.filter(({ type }) => type !== T.MethodDefinition) : [];
}

function isImpersonal(member: Node): boolean {
  const isField = member.type === T.TSPropertySignature || member.type === T.PropertyDefinition;
  if (!isField || !member.typeAnnotation) return false;
  const name = keyName(member);
  return name !== undefined && !verdictOf(name) && isSingle(member.typeAnnotation.typeAnnotation);
}

function isSingle(type: TSESTree.TypeNode): boolean {
  if (type.type === T.TSUnionType) return type.types.every(isSingle);
  if (type.type === T.TSArrayType) return isSingle(type.elementType);
  return SINGLE.has(type.type);
}

function verdictOfType(file: FileFlow, type: TSESTree.TypeNode, depth: number): WholeVerdict | undefined {
  if (type.type === T.TSTypeLiteral) return verdictOfMembers(type.members);
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier || depth > DEEPEST)
    return undefined;
  const declared = file.bindings.variableOf(type.typeName)?.defs[0]?.node as Node | undefined;
  switch (declared?.type) {
    case T.TSInterfaceDeclaration:
      return verdictOfMembers(declared.body.body);
    case T.ClassDeclaration:
      return verdictOfMembers(declared.body.body);
    case T.TSTypeAliasDeclaration:
      return verdictOfType(file, declared.typeAnnotation, depth + 1);
    default:
      return FORM_TYPE.test(type.typeName.name)
        ? { kind: "whole", what: `a whole ${type.typeName.name}`, confidence: "likely" }
        : undefined;
  }
}

/** The worst of the fields decides. */
function verdictOfMembers(members: readonly Node[]): WholeVerdict | undefined {
  let found: WholeVerdict | undefined;
  for (const member of members) {
    if (member.type !== T.TSPropertySignature && member.type !== T.PropertyDefinition) continue;
    const name = keyName(member);
    const isText = member.typeAnnotation?.typeAnnotation.type === T.TSStringKeyword;
    const verdict = name !== undefined && isText ? verdictOf(name) : undefined;
    if (verdict?.confidence !== "proven") continue;
    const isSecret = verdict.kind === "secret";
    if (found && !isSecret) continue;
    found = {
      kind: "whole",
      what: `a record with its \`${name}\``,
      confidence: isSecret ? "proven" : "likely",
    };
    if (isSecret) return found;
  }
  return found;
}
