import type { Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
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
  /** Names that stand outside of the program, in a template, and mean what the program declares at its top. */
  readonly outside?: readonly OutsideName[];
  /** What `this.name` means in the functions of a component that is written as an object. */
  memberOf?(name: string): OutsidePlace | undefined;
}

export interface OutsideName {
  readonly identifier: Node;
  /** The template gives it a value of its own: what is read at a path of this expression. */
  readonly from?: Node;
  readonly path?: AccessPath;
  /** It may stand in a box that templates take it out of: what is meant is `value` of what is found there, where there is one. */
  readonly boxed?: true;
  /** What is meant is what a store holds that is found there. */
  readonly held?: true;
  /** The member of a component that it is: functions of the file may assign to it. */
  readonly member?: string;
}

export type OutsidePlace = Pick<Required<OutsideName>, "from" | "path"> & Pick<OutsideName, "boxed">;

export type Variable = TSESLint.Scope.Variable;
