import type { TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";

/**
 * One parsed file, whoever parsed it: the linted file by the linter's parser, a neighbour by the project's. Nodes have
 * `parent` and `range`.
 */
export interface Unit {
  readonly filename: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: TSESLint.Scope.ScopeManager;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
}

export type Variable = TSESLint.Scope.Variable;
