import type { TSESTree } from "@typescript-eslint/types";
import {
  isCall,
  isFunction,
  keyName,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { procedureContexts } from "../../catalog/routes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { Unit } from "../../flow/unit.ts";
import type { Analysis } from "../analysis.ts";

/** What a procedure learns of its request: one that knows its address, or no more than its headers. */
export type ProcedureContext = "socket" | "headers";

const DEEPEST = 3;

/** What `initTRPC.context<…>().create()` says of the context, by the function that makes it; nothing where that is not seen. */
export function procedureContext(analysis: Analysis, made: Node): ProcedureContext | undefined {
  const type = contextType(made);
  const unit = fileOf(made)?.unit;
  return type && unit ? ofType(analysis, type, unit, 0) : undefined;
}

/** `Context` of `initTRPC.context<Context>().create()` */
function contextType(made: Node): TSESTree.TypeNode | undefined {
  let node = unwrap(made);
  while (node.type === T.CallExpression && node.callee.type === T.MemberExpression) {
    if (memberName(node.callee) === "context") return node.typeArguments?.params[0];
    node = unwrap(node.callee.object);
  }
  return undefined;
}

function ofType(
  analysis: Analysis,
  type: TSESTree.TypeNode,
  unit: Unit,
  depth: number,
): ProcedureContext | undefined {
  if (depth > DEEPEST) return undefined;
  if (type.type === T.TSTypeQuery && type.exprName.type === T.Identifier) {
    const made = declared(analysis, unit, type.exprName.name);
    return made && isFunction(made) ? ofFunction(made) : undefined;
  }
  if (type.type === T.TSTypeLiteral) return ofKeys(keysOf(type.members));
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
  // `Awaited<ReturnType<typeof createContext>>`
  const [inner] = type.typeArguments?.params ?? [];
  if (inner) return ofType(analysis, inner, unit, depth + 1);
  const alias = declared(analysis, unit, type.typeName.name);
  if (alias?.type === T.TSInterfaceDeclaration) return ofKeys(keysOf(alias.body.body));
  const home = alias && fileOf(alias)?.unit;
  return alias?.type === T.TSTypeAliasDeclaration && home
    ? ofType(analysis, alias.typeAnnotation, home, depth + 1)
    : undefined;
}

/** `createContext` by its name: a function of this file, or of the one it is imported from; a type as well. */
function declared(analysis: Analysis, unit: Unit, name: string): Node | undefined {
  const own = declarationIn(unit, name);
  if (own) return own;
  for (const statement of unit.ast.body) {
    if (statement.type !== T.ImportDeclaration) continue;
    const found = statement.specifiers.find(({ local }) => local.name === name);
    if (found?.type !== T.ImportSpecifier) continue;
    const imported = found.imported.type === T.Identifier ? found.imported.name : found.imported.value;
    const target = analysis.project?.resolve(statement.source.value, unit.filename);
    const other = target?.kind === "file" ? analysis.project?.getUnit(target.file) : undefined;
    return other && analysis.fileOf(other) ? declarationIn(other, imported) : undefined;
  }
  return undefined;
}

function declarationIn(unit: Unit, name: string): Node | undefined {
  for (const statement of unit.ast.body) {
    const declaration = statement.type === T.ExportNamedDeclaration ? statement.declaration : statement;
    if (declaration?.type === T.VariableDeclaration) {
      const found = declaration.declarations.find(({ id }) => id.type === T.Identifier && id.name === name);
      if (found?.init) return unwrap(found.init);
    } else if (
      (isFunction(declaration) ||
        declaration?.type === T.TSTypeAliasDeclaration ||
        declaration?.type === T.TSInterfaceDeclaration) &&
      (declaration.id as TSESTree.Identifier | null)?.name === name
    )
      return declaration;
  }
  return undefined;
}

function ofFunction(made: FunctionNode): ProcedureContext | undefined {
  const keys = returnedKeys(made, 0);
  return keys && ofKeys(keys, givenTo(made));
}

function ofKeys(keys: ReadonlySet<string>, given?: ProcedureContext): ProcedureContext | undefined {
  if (keys.has("req") || keys.has("request")) return given ?? "headers";
  return keys.has("headers") ? "headers" : undefined;
}

/** `(opts: CreateNextContextOptions) => …` */
function givenTo({ params: [first] }: FunctionNode): ProcedureContext | undefined {
  return procedureContexts[typeName(typeOf(first))]?.knows;
}

/** `CreateNextContextOptions`, also of `trpcNext.CreateNextContextOptions` */
function typeName(type: TSESTree.TypeNode | undefined): string {
  const name = type?.type === T.TSTypeReference ? type.typeName : undefined;
  const last = name?.type === T.TSQualifiedName ? name.right : name;
  return last?.type === T.Identifier ? last.name : "";
}

/** The keys of what a function answers, also of what it is given and passes on. */
function returnedKeys(made: FunctionNode, depth: number): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  for (const value of fileOf(made)?.returnsOf(made) ?? [])
    for (const key of keysOfValue(unwrap(value), made, depth)) keys.add(key);
  return keys;
}

function keysOfValue(value: Node, made: FunctionNode, depth: number): readonly string[] {
  const plain = value.type === T.AwaitExpression ? unwrap(value.argument) : value;
  if (plain.type === T.ObjectExpression)
    return plain.properties.flatMap((property) =>
      property.type === T.Property
        ? (keyName(property) ?? [])
        : keysOfValue(unwrap(property.argument), made, depth),
    );
  const [first] = made.params;
  if (plain.type === T.Identifier)
    return first?.type === T.Identifier && first.name === plain.name ? [...keysOfParameter(made)] : [];
  if (!isCall(plain) || plain.callee.type !== T.Identifier || depth > DEEPEST) return [];
  const unit = fileOf(plain)?.unit;
  const inner = unit && declarationIn(unit, plain.callee.name);
  if (!isFunction(inner)) return [];
  const [given] = plain.arguments;
  const handed = given && passesParameterOn(inner) ? keysOfValue(unwrap(given), made, depth + 1) : [];
  return [...(returnedKeys(inner, depth + 1) ?? []), ...handed];
}

/** `const inner = (opts) => ({ ...opts, db })` */
function passesParameterOn(made: FunctionNode): boolean {
  const [first] = made.params;
  const isFirst = (node: Node): boolean =>
    node.type === T.Identifier && first?.type === T.Identifier && node.name === first.name;
  return (fileOf(made)?.returnsOf(made) ?? [])
    .map(unwrap)
    .some(
      (value) =>
        isFirst(value) ||
        (value.type === T.ObjectExpression &&
          value.properties.some((each) => each.type === T.SpreadElement && isFirst(unwrap(each.argument)))),
    );
}

function keysOfParameter({ params: [first] }: FunctionNode): ReadonlySet<string> {
  const type = typeOf(first);
  if (type?.type === T.TSTypeLiteral) return keysOf(type.members);
  return new Set(procedureContexts[typeName(type)] ? ["req"] : []);
}

function typeOf(parameter: Node | undefined): TSESTree.TypeNode | undefined {
  return parameter?.type === T.Identifier || parameter?.type === T.ObjectPattern
    ? parameter.typeAnnotation?.typeAnnotation
    : undefined;
}

function keysOf(members: readonly TSESTree.TypeElement[]): ReadonlySet<string> {
  return new Set(
    members.flatMap((member) =>
      member.type === T.TSPropertySignature && !member.optional ? (keyName(member) ?? []) : [],
    ),
  );
}
