import type { Node } from "../ast/nodes.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import { nextNodes } from "./place-tree.ts";

/** What typed linting offers, as far as it is used here; absent without `parserOptions.projectService`. */
export interface TypeServices {
  readonly program: { getTypeChecker(): Checker } | null;
  readonly esTreeNodeToTSNodeMap: { get(node: Node): unknown };
}

interface Checker {
  getTypeAtLocation(node: unknown): Type;
  getBaseTypes?(type: Type): readonly Type[];
}

interface Type {
  readonly symbol?: Symbol | undefined;
  readonly aliasSymbol?: Symbol | undefined;
  /** Parts of a union or an intersection. */
  readonly types?: readonly Type[];
  isClassOrInterface?(): boolean;
  readonly target?: Type;
}

interface Symbol {
  readonly name: string;
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[];
}

/** Interfaces that extend one another further than this are not ours. */
const DEEPEST = 5;
const PACKAGE = /.*\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)\//;

/** Tells the catalogue's types of a node by the type checker. */
export type TypeAid = (node: Node) => readonly string[];

export function createTypeAid(services: TypeServices | undefined, index: CatalogIndex): TypeAid | undefined {
  const checker = services?.program?.getTypeChecker();
  if (!services || !checker) return undefined;
  return (node) => {
    const typed = services.esTreeNodeToTSNodeMap.get(node);
    return typed === undefined
      ? []
      : [...new Set(typesOf(checker, checker.getTypeAtLocation(typed), index, 0))];
  };
}

function typesOf(checker: Checker, type: Type, index: CatalogIndex, depth: number): string[] {
  if (depth > DEEPEST) return [];
  const own = [type.aliasSymbol, type.symbol].flatMap((symbol) =>
    symbol ? annotatedTypes(symbol, index) : [],
  );
  if (own.length > 0) return own;
  const parts = type.types ?? baseTypes(checker, type);
  return parts.flatMap((part) => typesOf(checker, part, index, depth + 1));
}

function baseTypes(checker: Checker, type: Type): readonly Type[] {
  const generic = type.target ?? type;
  return generic.isClassOrInterface?.() ? (checker.getBaseTypes?.(generic) ?? []) : [];
}

function annotatedTypes({ name, declarations }: Symbol, index: CatalogIndex): readonly string[] {
  const file = declarations?.[0]?.getSourceFile().fileName.replaceAll("\\", "/") ?? "";
  if (/\/typescript\/lib\/lib\.[\w.]+\.d\.ts$/.test(file))
    return index.annotated.get(`global:${name}`)?.types ?? [];
  const module = PACKAGE.exec(file)?.[1]?.replace(/^(\w[^_]*)__/, "@$1/");
  if (module === undefined) return [];
  const roots = [...index.annotated].filter(
    ([key]) => key === `module:${module}` || key.startsWith(`module:${module}/`),
  );
  return roots.flatMap(([, root]) => nextNodes(root, name)).flatMap((node) => node.types);
}
