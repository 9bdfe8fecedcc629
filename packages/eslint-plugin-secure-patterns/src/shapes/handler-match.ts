import { isCall, staticText, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { HandlerRow } from "../catalog/types.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import type { FunctionUse } from "../flow/function-use.ts";
import { trace } from "../flow/trace.ts";
import { annotationOf } from "./annotated-nodes.ts";
import { typeName } from "./catalog-index.ts";
import type { Entry } from "./place-tree.ts";
import { parsePlace } from "./place.ts";

export function typeAt({ row, framework }: Entry<HandlerRow>, index: number): string[] {
  const type = row.params[index];
  return type ? [typeName(type, framework)] : [];
}

export function isExported(row: HandlerRow, use: FunctionUse & { type: "export" }, file: FileFlow): boolean {
  if (row.itself && use.keys.length > 0) return false;
  const names = row.exported ?? [];
  const isNamed =
    names.includes(use.name) || names.includes("*") || (row.key !== undefined && use.keys.includes(row.key));
  return isNamed && isFileOf(row, file.unit.filename);
}

export function isFileOf(row: HandlerRow, filename: string): boolean {
  return row.file === undefined || new RegExp(row.file).test(filename.replaceAll("\\", "/"));
}

/** `@Param("id", ParseIntPipe)`, `@Param("id", new ParseIntPipe())` */
export function isHanded(file: FileFlow, decorator: TSESTree.CallExpression, places: string): boolean {
  const wanted = parsePlace(places, "").map(({ root, path }) => `${root}.${path.join(".")}`);
  return decorator.arguments.some((argument) =>
    trace(file, isCall(argument) ? argument.callee : argument).some(
      ({ root, path }) =>
        root.type === "import" && wanted.includes(`module:${root.module}.${path.join(".")}`),
    ),
  );
}

export function startsWithDirective(block: Node, text: string): boolean {
  if (block.type !== T.Program && block.type !== T.BlockStatement) return false;
  return block.body.some(
    (statement) => statement.type === T.ExpressionStatement && statement.directive === text,
  );
}

/** The type that a variable or a field is declared to have. */
export function declaredType(holder: Node, value: Node): TSESTree.TypeNode | undefined {
  if (holder.type === T.VariableDeclarator && holder.init === value) return annotationOf(holder.id);
  if (holder.type === T.PropertyDefinition && holder.value === value)
    return holder.typeAnnotation?.typeAnnotation;
  return undefined;
}

export function decoratorsOf(node: Node): readonly TSESTree.Decorator[] {
  // Only TypeScript's parser always gives a list; espree and oxc leave it out where there is none.
  const own =
    ("decorators" in node ? (node.decorators as TSESTree.Decorator[] | null | undefined) : null) ?? [];
  return node.type === T.AssignmentPattern ? [...own, ...decoratorsOf(node.left)] : own;
}

export function matchesCall(row: HandlerRow, use: FunctionUse & { type: "argument" }): boolean {
  const isKeyed = row.members ? use.keys.length === 1 : row.key !== undefined && use.keys.includes(row.key);
  if (row.key !== undefined || row.members ? !isKeyed : use.keys.length > 0) return false;
  if (row.position !== undefined && row.position !== use.index) return false;
  if (!row.if || "place" in row.if) return true;
  const other = use.call.arguments[row.if.arg];
  const text = other && staticText(other);
  if (text === undefined) return false;
  return "is" in row.if ? row.if.is.includes(text) : !row.if.not.includes(text);
}

/** `app.use((error, req, res, next) => …)`: what its length tells of a function goes before what holds for any. */
export function ofItsLength(
  entries: readonly Entry<HandlerRow>[],
  { params }: FunctionNode,
): readonly Entry<HandlerRow>[] {
  const told = entries.filter(({ row }) => row.takes === params.length);
  return told.length > 0 ? told : entries.filter(({ row }) => row.takes === undefined);
}

export function parameterName(parameter: Node | undefined): string | undefined {
  switch (parameter?.type) {
    case T.Identifier:
      return parameter.name;
    case T.AssignmentPattern:
      return parameterName(parameter.left);
    case T.TSParameterProperty:
      return parameterName(parameter.parameter);
    default:
      return undefined;
  }
}
