import type { Node } from "../ast/nodes.ts";

/**
 * The control flow of one function (or of the top level), made for walking backwards: blocks know their predecessors,
 * edges know the condition that was met on them.
 */
export interface Block {
  /** Writes and calls, in the order of evaluation. */
  readonly events: Node[];
  readonly from: Edge[];
  /** Where both branches of a condition meet again, and none of them left: one can go on before the condition. */
  around?: { readonly block: Block; readonly branches: readonly Block[] };
}

export interface Edge {
  readonly block: Block;
  readonly condition: Condition | undefined;
}

export type Condition =
  | { readonly test: Node; readonly holds: boolean }
  /** One of the cases was met, or none (`default`). */
  | { readonly discriminant: Node; readonly cases: readonly Node[]; readonly holds: boolean };

/** Just before the event with this number. */
export interface Position {
  readonly block: Block;
  readonly index: number;
}

export interface ControlFlow {
  readonly entry: Block;
  /** Where the function ends without throwing: one position per `return`, and the end of its body. */
  readonly exits: readonly { readonly position: Position; readonly value: Node | undefined }[];
  positionOf(node: Node): Position | undefined;
}
