/** What methods do to records: rows of data layers, for the rules about one-time tokens. */

/** Where in a call's arguments something stands: `{ arg: 0, at: ["where"] }`. */
export interface Spot {
  readonly arg: number;
  readonly at?: readonly string[];
}

/** What an operation does to the records that its filter matches. */
export type OperationKind = "read" | "insert" | "update" | "upsert" | "delete" | "save";

/**
 * How a library's write is given one more condition. `{column}`, `{value}` and `{table}` are filled in, `{condition}` with
 * what stands there, and the names of `imports` with what the file calls them.
 */
export interface AskRow {
  /** One more property of the filter, one more call after the last condition, or around that condition. */
  readonly as: "property" | "call" | "around";
  readonly equals: string;
  readonly isNull: string;
  /** How a counter is asked for that has not reached `{limit}`, or that is still above it. */
  readonly below?: string;
  readonly above?: string;
  /** What stands for a `{limit}` that may be missing, and then is none. */
  readonly unlimited?: string;
  /** How a column is counted up `{by}` so much in the database. */
  readonly counts?: string;
  readonly imports?: { readonly from: string; readonly names: readonly string[] };
}

/**
 * The one write that ends a token if it still can be used, of a library whose saving does not ask. `{model}`, `{entity}` (the
 * read's first argument), `{asked}` (`resetToken: token`) and `{set}` (`resetToken: null`) are filled in.
 */
export interface ClaimRow {
  /** The methods by which the record is read. */
  readonly reads: readonly string[];
  /** What the read is given: the condition, the condition under `where`, or the entity first. */
  readonly given: "condition" | "where" | "entity";
  /** The record saves itself, or the receiver of the read saves it. */
  readonly saved: "itself" | "by receiver";
  readonly write: string;
  /** The one write that removes the record, for `record.destroy()`. */
  readonly remove?: string;
  /** The column that tells records apart: `id` where not given. */
  readonly key?: string;
  /** What `{set}` is where a column is emptied, with `{column}`; `{column}: null` where not given. */
  readonly empties?: string;
  /** How a condition says that a flag was not set, or a time not yet written: `false` and `null` where not given. */
  readonly unset?: { readonly flag?: string; readonly time?: string | undefined };
}

/** How a library refers to records: `doc(db, "invites", code)`, `query(collection(db, "invites"), where("code", "==", code))`. */
export interface ReferenceRow {
  /** Functions whose second argument names the table, or whose first one is such a reference. */
  readonly makers: readonly string[];
  /** Functions whose first argument names a column. */
  readonly filters: readonly string[];
}

/** A method that works on the records of a table, model, collection or key. */
export interface OperationRow {
  /** The method's names, on any receiver: what the arguments look like decides. */
  readonly methods: readonly string[];
  readonly does: OperationKind;
  /** Where the table's name stands: in front of the method, in an argument, or nowhere, for a method of the record itself. */
  readonly table?: "receiver" | "record" | number;
  readonly filter?: Spot;
  readonly sets?: Spot;
  /** Where the record itself stands, if not in front of the method: `batch.update(reference, { … })`. */
  readonly record?: Spot;
  /** A function of its own and no method, whose first argument refers to a record, or asks for records, in this way. */
  readonly reference?: ReferenceRow;
  /** These must be there, or the method is that of another library. */
  readonly needs?: readonly Spot[];
  /** Filter and sets must be written as objects where the method is called, or it is that of another library. */
  readonly literal?: true;
  /** The receiver's last name must match this regular expression, without case. */
  readonly receiver?: string;
  /** At most so many arguments. */
  readonly most?: number;
  /** Rejects where no record matched. */
  readonly throws?: true;
  /** Answers with the record as it was before: a check of that is a check of the write. */
  readonly answersBefore?: true;
  /** The filter is one key, as in Redis. */
  readonly key?: true;
  /** Methods that make the record that is written of what they are handed: `preload({ id, ...changes })`. */
  readonly made?: readonly string[];
  /** Counts up or down, and answers the new count. */
  readonly counts?: true;
  /** Answers nothing that tells whether there was something to end. */
  readonly mute?: true;
  /** Filter and sets are expressions in text: `"SET used = :yes"`. */
  readonly text?: true;
  /** How its filter is given one more condition; without this: a property, `null` for none. */
  readonly asks?: AskRow;
}

/** A library whose statements are chains of calls: `db("resets").where({ hash }).del()`. */
export interface BuilderRow {
  /** What the chain does, by the names of the methods that say so; the first that occurs in the chain decides. */
  readonly verbs: Readonly<Record<string, OperationKind>>;
  /** The method of a record by which a chain about that record alone starts: `user.$query().patch({ … })`. */
  readonly record?: string;
  /** Methods whose first argument names the table; `"()"` is the root of the chain, called: `db("resets")`; `"."` a member in front of it: `collections.resets`. */
  readonly tables: readonly string[];
  readonly filters: readonly string[];
  readonly sets: readonly string[];
  /** One of these must occur in the chain. */
  readonly needs?: readonly string[];
  /** Methods that lock the rows until the transaction ends. */
  readonly locks?: readonly string[];
  /** Methods that reject where no record matched … */
  readonly throws?: readonly string[];
  /** … a write only where one of these asks for the rows that it met: what else comes back is a count, of nothing too. */
  readonly returning?: readonly string[];
  /** Methods that make an insert overwrite the row that is there. */
  readonly overwrites?: readonly string[];
  /** The method without which a write does not tell how many rows it changed. */
  readonly tells?: string;
  /** Its writes answer nothing that tells whether there was something to end. */
  readonly mute?: true;
  /** How a chain is given one more condition. */
  readonly asks?: AskRow;
}
