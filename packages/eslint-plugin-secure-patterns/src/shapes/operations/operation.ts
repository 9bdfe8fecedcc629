import type { CallNode, Node } from "../../ast/nodes.ts";
import type { BuilderRow, OperationKind, OperationRow } from "../../catalog/operation-types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";

/** One thing that a program does to the records of a table, model, collection or key. */
export interface Operation {
  readonly does: OperationKind;
  /** The row of the catalogue that knows it; none for statements and guesses. */
  readonly row: OperationRow | BuilderRow | undefined;
  readonly file: FileFlow;
  /** The whole chain of calls: `db("resets").where({ hash }).del()`. */
  readonly node: CallNode | Node;
  /** As the program writes it: `passwordReset`, `password_reset_tokens`; the key's text for key-value stores. */
  readonly table: string;
  /** The record itself, for methods such as `user.save()`. */
  readonly record: Node | undefined;
  /** The expressions that say which records. */
  readonly filters: readonly Node[];
  readonly columns: ReadonlySet<string>;
  /** The condition has parts that cannot be read. */
  readonly isOpen: boolean;
  readonly sets: ReadonlyMap<string, Node | string | undefined>;
  /** The expressions that say what is written. */
  readonly written: readonly Node[];
  readonly throws: boolean;
  readonly locks: boolean;
  readonly answersBefore: boolean;
  readonly isKey: boolean;
  /** What it writes was handed to the helper that it stands in. */
  readonly isHanded: boolean;
  /** Believed by a helper's name only. */
  readonly isGuess: boolean;
}

/** An operation of which only some things are known. */
export function operation(
  file: FileFlow,
  node: Node,
  given: Partial<Operation> & Pick<Operation, "does" | "table">,
): Operation {
  return {
    file,
    node,
    row: undefined,
    record: undefined,
    filters: [],
    columns: new Set(),
    isOpen: false,
    sets: new Map(),
    written: [],
    throws: false,
    locks: false,
    answersBefore: false,
    isKey: false,
    isHanded: false,
    isGuess: false,
    ...given,
  };
}
