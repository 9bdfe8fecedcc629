import {
  calleeName,
  isCall,
  keyName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { catalog } from "../../catalog/index.ts";
import type { OperationRow, Spot } from "../../catalog/operation-types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { columnsOf, identifiersIn, setsOf, valueOf } from "./columns.ts";
import type { Link } from "./call-chain.ts";
import { operation, type Operation } from "./operation.ts";
import { refersTo } from "./reference.ts";
import { modelOfThis } from "./model-of-this.ts";
import { receiverName, tableName } from "./receiver-name.ts";
import { recordName } from "./record-name.ts";
import { keyText } from "./key-text.ts";
import { expressionColumns, expressionSets } from "./expression-text.ts";

const rows = indexRows();

export function rowOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  for (const link of links) {
    for (const row of rows.get(link.name) ?? []) {
      const found = matchRow(file, call, link, row);
      if (found) return found;
    }
  }
  return undefined;
}

function indexRows(): ReadonlyMap<string, readonly OperationRow[]> {
  const byName = new Map<string, OperationRow[]>();
  for (const row of catalog.flatMap((framework) => framework.operations ?? [])) {
    for (const name of row.methods) byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  for (const list of byName.values()) list.sort((a, b) => sureness(b) - sureness(a));
  return byName;
}

/** A row that asks for certain properties, the receiver's name or certain arguments is surer than one that asks for nothing. */
function sureness({ receiver, needs, literal }: OperationRow): number {
  if (needs?.some(({ at }) => at)) return 4;
  if (receiver !== undefined) return 3;
  return needs ? 2 : literal ? 1 : 0;
}

function matchRow(file: FileFlow, call: CallNode, link: Link, row: OperationRow): Operation | undefined {
  const { call: own, object } = link;
  const isCommand = own.type === T.NewExpression;
  if (isCommand !== (typeof row.table === "number" && /Command$/.test(link.name))) return undefined;
  if (row.reference ? object || !refersTo(file, own, row.reference) : !object && !isCommand) return undefined;
  if (row.most !== undefined && own.arguments.length > row.most) return undefined;
  const receiver =
    object?.type === T.ThisExpression ? modelOfThis(object) : object ? receiverName(object) : "";
  // `getRepository(User).save(user)` is a repository, of whatever it keeps
  const spoken = isCall(object) ? `${receiver} ${calleeName(object) ?? ""}`.trim() : receiver;
  if (
    row.receiver &&
    !new RegExp(row.receiver, "i").test(receiver) &&
    !new RegExp(row.receiver, "i").test(spoken)
  )
    return undefined;
  if (row.needs?.some((spot) => !spotOf(file, own, spot))) return undefined;
  // a record is a variable: `createHash("sha256").update(x)` is none
  if (row.table === "record" && !(object && RECORDS.has(object.type))) return undefined;
  const filter = row.filter && spotOf(file, own, row.filter);
  const sets = row.sets && spotOf(file, own, row.sets);
  if (row.literal && !(isObject(row.filter, filter) && isObject(row.sets, sets) && !isOptions(sets)))
    return undefined;
  const written = sets ? [sets, ...madeOf(file, sets, row)] : [];
  const record = row.record ? spotOf(file, own, row.record) : row.table === "record" ? object : undefined;
  if (row.record && !record) return undefined;
  const named = row.record ? record : object;
  const reference = row.reference && refersTo(file, own, row.reference);
  const table = reference?.table ?? tableOf(file, own, row, named ? recordName(file, named) : "", filter);
  if (table === undefined) return undefined;
  const columns = row.text
    ? { names: new Set(filter && expressionColumns(file, filter)), isOpen: false }
    : columnsOf(file, filter ? [filter] : []);
  if (/ById|ByPk/.test(link.name)) columns.names.add("id");
  for (const column of reference?.columns ?? []) columns.names.add(column);
  const isSaved =
    row.does === "update" &&
    [...columns.names].every((column) => /^_?(?:uu)?id$/i.test(column)) &&
    isSameRecord(file, filter, sets);
  return operation(file, call, {
    does: isSaved ? "save" : row.does,
    row,
    table,
    record,
    filters: isSaved ? [sets as Node] : filter ? [filter] : [],
    columns: columns.names,
    isOpen: columns.isOpen,
    sets: sets && row.text ? expressionSets(file, sets) : setsOf(file, written),
    written,
    throws: row.throws ?? false,
    locks: hasLock(own),
    answersBefore:
      (row.answersBefore ?? false) &&
      !/new\s*:\s*true|returnDocument\s*:\s*["']after/.test(textIn(file, own)),
    isKey: row.key ?? false,
  });
}

const RECORDS: ReadonlySet<string> = new Set([T.Identifier, T.MemberExpression, T.ThisExpression]);

/** `update(invite.id, invite)` saves the record that was read before. */
function isSameRecord(file: FileFlow, filter: Node | undefined, sets: Node | undefined): boolean {
  const saved = sets && unwrap(sets);
  if (saved?.type !== T.Identifier || !filter) return false;
  const variable = file.bindings.variableOf(saved);
  return (
    variable !== undefined &&
    variable !== null &&
    identifiersIn(file, filter).some(
      (part) =>
        part.parent?.type === T.MemberExpression &&
        part.parent.object === part &&
        file.bindings.variableOf(part) === variable,
    )
  );
}

/** `const user = await repo.preload({ id, ...changes }); repo.save(user)` */
function madeOf(file: FileFlow, sets: Node, { made }: OperationRow): Node[] {
  const value = made && valueOf(file, sets);
  const call = value?.type === T.AwaitExpression ? unwrap(value.argument) : value;
  return isCall(call) && made?.includes(calleeName(call) ?? "") ? call.arguments.slice(0, 1) : [];
}

function isObject(spot: Spot | undefined, found: Node | undefined): boolean {
  return spot === undefined || found?.type === T.ObjectExpression;
}

/** `user.update({ … }, { transaction })` of a record that changes itself. */
function isOptions(sets: Node | undefined): boolean {
  return (
    sets?.type === T.ObjectExpression &&
    sets.properties.length > 0 &&
    sets.properties.every((property) => property.type === T.Property && OPTIONS.test(keyName(property) ?? ""))
  );
}

const OPTIONS = /^(?:transaction|hooks|validate|silent|fields|logging|session|new|upsert|runValidators)$/;

function tableOf(
  file: FileFlow,
  call: CallNode,
  row: OperationRow,
  receiver: string,
  filter: Node | undefined,
): string | undefined {
  if (row.key) return filter && keyText(file, filter);
  if (row.table === "record") return receiver;
  if (typeof row.table !== "number") return receiver === "" ? undefined : receiver;
  const argument = call.arguments[row.table];
  if (!argument) return undefined;
  const named = argument.type === T.ObjectExpression ? propertyOf(argument, "TableName") : argument;
  return named && tableName(named);
}

/** `{ lock: { mode: "pessimistic_write" } }`, `{ lock: t.LOCK.UPDATE }`, `{ lock: true }` */
function hasLock(call: CallNode): boolean {
  return call.arguments.some((argument) => {
    const lock =
      argument.type === T.ObjectExpression
        ? (propertyOf(argument, "lock") ?? propertyOf(argument, "lockMode"))
        : undefined;
    return lock !== undefined && staticText(lock) !== "false";
  });
}

function spotOf(file: FileFlow, call: CallNode, { arg, at = [] }: Spot): Node | undefined {
  let current: Node | undefined = call.arguments[arg];
  for (const name of at) {
    const object: Node | undefined = current && (valueOf(file, current) ?? unwrap(current));
    current = object?.type === T.ObjectExpression ? propertyOf(object, name) : undefined;
  }
  return current;
}

function propertyOf(object: TSESTree.ObjectExpression, name: string): Node | undefined {
  for (const property of object.properties)
    if (property.type === T.Property && keyName(property) === name) return property.value;
  return undefined;
}

function textIn(file: FileFlow, node: Node): string {
  return file.unit.text.slice(node.range[0], node.range[1]);
}
