import type { CallNode, Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Passing } from "./arguments.ts";

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Where a function goes: called, handed to something, exported, or a member of a class. */
export type FunctionUse =
  | ({ readonly type: "call"; readonly call: CallNode } & Passing)
  /** `app.get("/", fn)`; `keys` for `route({ handler: fn })`; `wrapped` for `app.get("/", asyncHandler(fn))`. */
  | {
      readonly type: "argument";
      readonly call: CallNode;
      readonly index: number;
      readonly keys: readonly string[];
      readonly wrapped: boolean;
      /** How many of its parameters are bound: `app.get("/", show.bind(null, db))`. */
      readonly bound: number;
    }
  | { readonly type: "export"; readonly name: string; readonly keys: readonly string[] }
  | {
      readonly type: "method";
      readonly of: ClassNode;
      readonly member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition;
    }
  /** A member of what an exported function returns. */
  | { readonly type: "made"; readonly name: string; readonly keys: readonly string[] }
  /** `server.on = fn`, `window.onmessage = fn` */
  | { readonly type: "assigned"; readonly target: TSESTree.MemberExpression };

/** A function that is handed around more than this is followed no further. */
export const MOST_CARRIERS = 200;

/** An expression that stands for a function that is followed. */
export interface Carrier {
  readonly node: Node;
  readonly keys: readonly string[];
  readonly wrapped: boolean;
  /** The function waits for an error and an answer: who calls it is whom it was handed to. */
  readonly answered: boolean;
  /** How many arguments `bind` has filled in already. */
  readonly bound: number;
  /** The function is an element of a list or a map. */
  readonly listed?: boolean;
}
