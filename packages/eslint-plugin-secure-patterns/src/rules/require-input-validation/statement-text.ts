import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { childrenOf, type FileFlow } from "../../flow/file-flow.ts";
import type { Variable } from "../../flow/unit.ts";
import { statementPieces } from "./statement-pieces.ts";

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The expression that the statement of a call is put together in: on the spot, or where its variable is declared, if that
 * has this one value, is read here alone, and all that is put in means the same here as there.
 *
 * `const sql = "SELECT … WHERE id = " + id; db.query(sql)`
 */
export function statementText(
  sourceCode: SourceCode,
  file: FileFlow,
  call: CallNode,
  value: Node,
): Node | undefined {
  const plain = unwrap(value);
  if (plain.type !== T.Identifier) return value;
  const variable = file.bindings.variableOf(plain);
  const declarator = variable?.defs[0]?.node as Node | undefined;
  if (!variable || declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier)
    return undefined;
  const { init } = declarator;
  if (!init || !file.isConstant(variable) || readsOf(variable) !== 1) return undefined;
  const pieces = statementPieces(init) ?? [];
  return pieces.every((piece) => typeof piece === "string" || meansTheSame(sourceCode, file, piece, call))
    ? init
    : undefined;
}

function readsOf({ references }: Variable): number {
  return references.filter((reference) => reference.isRead()).length;
}

function meansTheSame(sourceCode: SourceCode, file: FileFlow, piece: Node, at: Node): boolean {
  const variable = piece.type === T.Identifier ? file.bindings.variableOf(piece) : undefined;
  if (variable) return !isWrittenAgain(variable) && visibleAt(sourceCode, variable.name, at) === variable;
  return childrenOf(piece, file.unit.visitorKeys).every((child) => meansTheSame(sourceCode, file, child, at));
}

function isWrittenAgain({ references, defs }: Variable): boolean {
  const writes = references.filter((reference) => reference.isWrite()).length;
  return writes > (defs[0]?.type === "Variable" ? 1 : 0);
}

function visibleAt(sourceCode: SourceCode, name: string, at: Node): Variable | undefined {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(at as TSESTree.Node);
  while (scope && !scope.set.has(name)) scope = scope.upper;
  return scope?.set.get(name);
}
