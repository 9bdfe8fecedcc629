import {
  calleeName,
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { catalog } from "../../catalog/index.ts";
import type { BuilderRow, OperationKind, OperationRow, Spot } from "../../catalog/types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { columnsOf, setsOf, valueOf } from "./columns.ts";
import type { Operation } from "./operation.ts";
import { readStatement } from "./sql-statement.ts";

/** One call of a chain, from the left: `db`, `("resets")`, `.where(…)`, `.del()`. */
interface Link {
  readonly name: string;
  readonly call: CallNode;
  /** What stands in front of the method's name. */
  readonly object: Node | undefined;
}

const builders: readonly BuilderRow[] = catalog.flatMap((framework) => framework.builders ?? []);
const locking = builders.flatMap((row) => row.locks ?? []);
const rows = indexRows();
/** What may follow a call without being part of the chain. */
const SETTLING = /^(?:then|catch|finally)$/;

/** The operation that a call is, seen at the last call of its chain; undefined for anything else. */
export function operationAt(file: FileFlow, call: CallNode): Operation | undefined {
  if (isContinued(call)) return undefined;
  const links = linksOf(call);
  return (
    sqlOperation(file, call, links) ??
    builders.map((row) => builderOperation(file, call, links, row)).find(Boolean) ??
    rowOperation(file, call, links)
  );
}

/** A tagged template that is a statement of its own: `await sql\`DELETE …\``. */
export function taggedOperation(
  file: FileFlow,
  node: TSESTree.TaggedTemplateExpression,
): Operation | undefined {
  const parent = node.parent;
  if (isCall(parent) && parent.arguments.includes(node)) return undefined;
  return fromStatement(file, node, textOf(file, node.quasi), node.quasi.expressions);
}

function indexRows(): ReadonlyMap<string, readonly OperationRow[]> {
  const byName = new Map<string, OperationRow[]>();
  for (const row of catalog.flatMap((framework) => framework.operations ?? [])) {
    for (const name of row.methods) byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  // a row that asks for the receiver's name is surer than one that asks for nothing
  for (const list of byName.values())
    list.sort((a, b) => Number(b.receiver !== undefined) - Number(a.receiver !== undefined));
  return byName;
}

function isContinued(call: CallNode): boolean {
  const { parent } = call;
  return (
    parent.type === T.MemberExpression &&
    parent.object === call &&
    parent.parent.type === T.CallExpression &&
    parent.parent.callee === parent &&
    !SETTLING.test(memberName(parent) ?? "")
  );
}

function linksOf(call: CallNode): Link[] {
  const links: Link[] = [];
  let current: Node = call;
  while (isCall(current)) {
    const callee: Node = unwrap(current.callee);
    if (callee.type === T.MemberExpression) {
      links.unshift({ name: memberName(callee) ?? "", call: current, object: unwrap(callee.object) });
      current = unwrap(callee.object);
      // `db.query.users.findFirst` and `this.repo.find`: the chain of calls ends here
      while (current.type === T.MemberExpression && isCall(unwrap(current.object)))
        current = unwrap(current.object);
    } else {
      links.unshift({
        name: callee.type === T.Identifier ? callee.name : "",
        call: current,
        object: undefined,
      });
      break;
    }
  }
  return links;
}

function sqlOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  for (const link of links) {
    const [first, ...rest] = link.call.arguments;
    if (!first || first.type === T.SpreadElement) continue;
    const text = statementText(file, first);
    if (text === undefined) continue;
    const inner = unwrap(first);
    const holes =
      inner.type === T.TemplateLiteral
        ? inner.expressions
        : inner.type === T.TaggedTemplateExpression
          ? inner.quasi.expressions
          : [];
    const later = links.slice(links.indexOf(link) + 1).flatMap((next) => next.call.arguments);
    const found = fromStatement(file, call, text, [...holes, ...rest, ...later]);
    if (found) return found;
  }
  return undefined;
}

function statementText(file: FileFlow, node: Node): string | undefined {
  const plain = unwrap(node);
  const value = plain.type === T.Identifier ? (valueOf(file, plain) ?? plain) : plain;
  switch (value.type) {
    case T.Literal:
    case T.TemplateLiteral:
    case T.BinaryExpression:
      return textOf(file, value);
    case T.TaggedTemplateExpression:
      return textOf(file, value.quasi);
    case T.ObjectExpression:
      for (const property of value.properties)
        if (property.type === T.Property && /^(?:text|sql|query|statement)$/.test(keyName(property) ?? ""))
          return textOf(file, property.value);
      return undefined;
    default:
      return undefined;
  }
}

/** The text with the program's own names in place of holes: `FROM ${resets}` reads `FROM resets`. */
function textOf(file: FileFlow, node: Node): string | undefined {
  if (node.type === T.Literal) return typeof node.value === "string" ? node.value : undefined;
  if (node.type === T.BinaryExpression && node.operator === "+")
    return `${textOf(file, node.left) ?? " $1 "}${textOf(file, node.right) ?? " $1 "}`;
  if (node.type !== T.TemplateLiteral) return undefined;
  return node.quasis
    .map(({ value }, index) => {
      const hole = node.expressions[index];
      const isName = /\b(?:from|into|update|join|table)\s+["`]?$/i.test(value.raw);
      return value.raw + (hole ? (isName ? lastNameOf(hole) : " $1 ") : "");
    })
    .join("");
}

function lastNameOf(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  if (plain.type === T.MemberExpression) return memberName(plain) ?? "t";
  const [first] = isCall(plain) ? plain.arguments : [];
  return first ? (staticText(first) ?? lastNameOf(first)) : "t";
}

function fromStatement(
  file: FileFlow,
  node: Node,
  text: string | undefined,
  filters: readonly Node[],
): Operation | undefined {
  const found = text === undefined ? undefined : readStatement(text);
  return found && operation(file, node, { ...found, filters });
}

function builderOperation(
  file: FileFlow,
  call: CallNode,
  links: readonly Link[],
  row: BuilderRow,
): Operation | undefined {
  if (links.length < 2) return undefined;
  const names = new Set(links.map(({ name }) => name));
  if (row.needs && !row.needs.some((name) => names.has(name))) return undefined;
  const verb = Object.keys(row.verbs).find((name) => names.has(name));
  const table = verb === undefined ? undefined : builderTable(links, row);
  if (verb === undefined || table === undefined) return undefined;
  const filters = links
    .filter(({ name }) => row.filters.includes(name))
    .flatMap((link) => link.call.arguments);
  const columns = columnsOf(file, filters);
  for (const link of links) if (row.filters.includes(link.name)) addNamedColumn(link, columns.names);
  const sets = links.filter(({ name }) => row.sets.includes(name)).flatMap((link) => link.call.arguments);
  return operation(file, call, {
    does: row.verbs[verb] as OperationKind,
    table,
    filters,
    columns: columns.names,
    isOpen: false,
    sets: setsOf(file, sets),
    locks: locking.some((name) => names.has(name)),
    throws: (row.throws ?? []).some((name) => names.has(name)),
  });
}

/** `where("hash", "=", hash)`, `eq("token", token)`, `deleteById(id)` */
function addNamedColumn({ name, call }: Link, into: Set<string>): void {
  const [first] = call.arguments;
  const text = first && staticText(first);
  if (/ById$/.test(name)) into.add("id");
  else if (text !== undefined)
    for (const [word] of text.matchAll(/[a-z_]\w*(?=\s*(?:$|=|<|>|\bis\b|\bin\b))/gi)) into.add(word);
}

function builderTable(links: readonly Link[], row: BuilderRow): string | undefined {
  for (const link of links) {
    const isRoot = link === links[0] && row.tables.includes("()") && !row.verbs[link.name];
    const [first] = link.call.arguments;
    if (isRoot && link.name === "query" && link.object) return receiverName(link.object);
    if (isRoot && link.object?.type === T.MemberExpression && !first) continue;
    if ((isRoot && isTableRoot(link)) || row.tables.includes(link.name)) {
      const table = first && tableName(first);
      if (table !== undefined) return table;
      if (link.name === "createQueryBuilder" && link.object) return receiverName(link.object);
    }
  }
  return undefined;
}

/** `db("resets")`, `trx("resets")`, `this.knex("resets")` */
function isTableRoot({ name, call }: Link): boolean {
  return /knex|db|trx|tx|database|conn|transaction|qb|^k$|^t$/i.test(name) && call.arguments.length > 0;
}

function rowOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  for (const link of links) {
    for (const row of rows.get(link.name) ?? []) {
      const found = matchRow(file, call, link, row);
      if (found) return found;
    }
  }
  return undefined;
}

function matchRow(file: FileFlow, call: CallNode, link: Link, row: OperationRow): Operation | undefined {
  const { call: own, object } = link;
  const isCommand = own.type === T.NewExpression;
  if (isCommand !== (typeof row.table === "number" && /Command$/.test(link.name))) return undefined;
  if (!object && !isCommand) return undefined;
  if (row.most !== undefined && own.arguments.length > row.most) return undefined;
  const receiver = object ? receiverName(object) : "";
  if (row.receiver && !new RegExp(row.receiver, "i").test(receiver)) return undefined;
  if (row.needs?.some((spot) => !spotOf(file, own, spot))) return undefined;
  // a record is a variable: `createHash("sha256").update(x)` is none
  if (row.table === "record" && object?.type !== T.Identifier && object?.type !== T.MemberExpression)
    return undefined;
  const filter = row.filter && spotOf(file, own, row.filter);
  const sets = row.sets && spotOf(file, own, row.sets);
  const table = tableOf(file, own, row, receiver, filter);
  if (table === undefined) return undefined;
  const columns = columnsOf(file, filter ? [filter] : []);
  if (/ById|ByPk/.test(link.name)) columns.names.add("id");
  return operation(file, call, {
    does: row.does,
    table,
    record: row.table === "record" ? object : undefined,
    filters: filter ? [filter] : [],
    columns: columns.names,
    isOpen: columns.isOpen,
    sets: sets ? setsOf(file, [sets]) : new Map(),
    throws: row.throws ?? false,
    locks: hasLock(own),
    answersBefore:
      (row.answersBefore ?? false) &&
      !/new\s*:\s*true|returnDocument\s*:\s*["']after/.test(textIn(file, own)),
    isKey: row.key ?? false,
  });
}

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

/** The text of a key, its variable parts by their names: `reset:${token}`. */
function keyText(file: FileFlow, node: Node): string {
  const value = valueOf(file, node) ?? node;
  return file.unit.text.slice(value.range[0], value.range[1]);
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

function tableName(given: Node): string | undefined {
  const node = unwrap(given);
  const text = staticText(node);
  if (text !== undefined) return text.split(/[\s.]+as\s+|\s+/i)[0];
  if (node.type === T.Identifier) return node.name;
  return node.type === T.MemberExpression ? memberName(node) : undefined;
}

/** `prisma.passwordReset` → `passwordReset`; `getRepository(User)`, `db.collection("tokens")` → what they name. */
export function receiverName(object: Node): string {
  const node = unwrap(object);
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.MemberExpression) return memberName(node) ?? "";
  if (!isCall(node)) return "";
  const [first] = node.arguments;
  const named = first && tableName(first);
  if (named !== undefined && /repository|collection|model|table|from|entity/i.test(calleeName(node) ?? ""))
    return named;
  const callee = unwrap(node.callee);
  return callee.type === T.MemberExpression && isCall(unwrap(callee.object))
    ? receiverName(callee.object)
    : (calleeName(node) ?? "");
}

function textIn(file: FileFlow, node: Node): string {
  return file.unit.text.slice(node.range[0], node.range[1]);
}

export function operation(
  file: FileFlow,
  node: Node,
  given: Partial<Operation> & Pick<Operation, "does" | "table">,
): Operation {
  return {
    file,
    node,
    record: undefined,
    filters: [],
    columns: new Set(),
    isOpen: false,
    sets: new Map(),
    throws: false,
    locks: false,
    answersBefore: false,
    isKey: false,
    isGuess: false,
    ...given,
  };
}
