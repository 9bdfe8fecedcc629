import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, isFunction, keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { looksAt } from "../../shapes/operations/looks-at.ts";
import { isClearing } from "../../shapes/operations/one-time.ts";
import type { Operation } from "../../shapes/operations/operation.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { writtenColumns } from "../../shapes/operations/written-columns.ts";
import { tokenAsked } from "./token-asked.ts";
import { markOf } from "./unused.ts";

/** What one write of a record that is saved back asks, and what it changes. */
export interface Asking {
  readonly column: string;
  /** With `{key}` for the column that tells records apart, and `{flag}` or `{time}` for what is not set. */
  readonly text: string;
  /** `usedAt: new Date()`; undefined where the column is emptied in the library's own way. */
  readonly set: string | undefined;
  /** The program calls the record's key `id`. */
  readonly hasId: boolean;
}

type Source = Readonly<TSESLint.SourceCode>;

/**
 * `resetToken: token` as the read asks for it; for a token that was compared, the record with that token still in it
 * (`id: user.id, otp: user.otp`); for a mark, the record without it (`id: coupon.id, used: false`).
 */
export function askingOf(source: Source, file: FileFlow, race: Race): Asking | undefined {
  const { read, write, clears } = race;
  const operation = write?.operation;
  // whoever lost a count may still be within the limit
  if (race.counter !== undefined) return undefined;
  const record = operation && recordOf(operation);
  const sets = operation ? writtenColumns(operation) : new Map<string, Node | string | undefined>();
  const hasId = record !== undefined && isKnownById(file, record, read.operation);
  const asked = tokenAsked(source, file, race);
  if (asked) {
    const { column, text } = asked;
    return { column, text, set: emptied(source, column, sets.get(column)), hasId };
  }
  const scope = file.ownerOf(read.at);
  if (!record || read.helper !== undefined || !isFunction(scope)) return undefined;
  for (const column of clears) {
    const value = sets.get(column);
    if (!looksAt({ file, scope }, [column]) && !isAskedFor(read.operation, column)) continue;
    const mark = markOf(source, column, value);
    const found = isClearing(value) ? `${record}.${column}` : mark && `{${mark.is}}`;
    if (found === undefined) continue;
    const set = mark ? `${column}: ${mark.text}` : emptied(source, column, value);
    return { column, text: `{key}: ${record}.{key}, ${column}: ${found}`, set, hasId };
  }
  return undefined;
}

/** The variable that holds the record which is saved or removed. */
export function recordOf({ record, filters: [saved] }: Operation): string | undefined {
  const node = record ?? saved;
  const plain = node && unwrap(node);
  return plain?.type === T.Identifier ? plain.name : undefined;
}

/** `coupon.id` is spoken of somewhere, or it was found by it. */
function isKnownById(file: FileFlow, record: string, read: Operation | undefined): boolean {
  if (file.unit.text.includes(`${record}.id`) || read?.columns.has("id")) return true;
  return (read?.filters ?? []).some(
    (filter) =>
      filter.type === T.ObjectExpression &&
      filter.properties.some((property) => property.type === T.Property && keyName(property) === "id"),
  );
}

function isAskedFor(operation: Operation | undefined, column: string): boolean {
  return operation?.columns.has(column) ?? false;
}

/** What the program itself puts there, where that is a value: `""`; `undefined` is none that a condition can be about. */
function emptied(source: Source, column: string, value: Node | string | undefined): string | undefined {
  if (value === undefined || typeof value === "string") return undefined;
  const plain = unwrap(value);
  const isValue = isCall(plain) || (plain.type === T.Literal && plain.value !== null);
  return isValue ? `${column}: ${source.getText(plain as TSESTree.Node)}` : undefined;
}
