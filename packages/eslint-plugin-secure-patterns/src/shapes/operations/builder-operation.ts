import {
  calleeName,
  isCall,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { catalog } from "../../catalog/index.ts";
import type { BuilderRow, OperationKind } from "../../catalog/operation-types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { columnsOf, setsOf } from "./columns.ts";
import type { Link } from "./call-chain.ts";
import { operation, type Operation } from "./operation.ts";
import { namedByClass, recordName } from "./record-name.ts";
import { receiverName, tableName } from "./receiver-name.ts";

export const builders: readonly BuilderRow[] = catalog.flatMap((framework) => framework.builders ?? []);

const OF_REPOSITORY = "createQueryBuilder";
const locking = builders.flatMap((row) => row.locks ?? []);

export function builderOperation(
  file: FileFlow,
  call: CallNode,
  links: readonly Link[],
  row: BuilderRow,
): Operation | undefined {
  if (links.length < 2) return undefined;
  const names = new Set(links.map(({ name }) => name));
  if (row.needs && !row.needs.some((name) => names.has(name))) return undefined;
  const verb = Object.keys(row.verbs).find((name) => names.has(name));
  const record = row.record === undefined ? undefined : recordOf(links, row.record);
  if (row.record !== undefined && !record) return undefined;
  const table =
    verb === undefined ? undefined : record ? recordName(file, record) : builderTable(file, links, row);
  if (verb === undefined || table === undefined) return undefined;
  const filters = links
    .filter(({ name }) => row.filters.includes(name))
    .flatMap((link) => [...filterArguments(link, row), ...entriesBehind(file, link)]);
  const columns = columnsOf(file, filters);
  for (const link of links) if (row.filters.includes(link.name)) addNamedColumn(link, columns.names);
  const sets = links
    .filter(({ name }) => row.sets.includes(name))
    .flatMap(({ name, call: { arguments: given } }) => given.slice(row.filters.includes(name) ? 1 : 0));
  return operation(file, call, {
    does: row.overwrites?.some((name) => names.has(name)) ? "upsert" : (row.verbs[verb] as OperationKind),
    row,
    table,
    record,
    filters,
    columns: columns.names,
    isOpen: false,
    sets: setsOf(file, sets),
    written: sets,
    locks: locking.some((name) => names.has(name)),
    throws: doesThrow(row, verb, names),
  });
}

/** `user` of `user.$query()` */
function recordOf(links: readonly Link[], method: string): Node | undefined {
  return links.find(({ name }) => name === method)?.object;
}

/** `patchAndFetchById(id, { resetToken: null })` asks for the first and writes the rest. */
function filterArguments({ name, call }: Link, { sets }: BuilderRow): readonly Node[] {
  return sets.includes(name) ? call.arguments.slice(0, 1) : call.arguments;
}

/** `executeTakeFirstOrThrow()` of a delete without `returning(…)` gets a count of 0 and is content with it. */
function doesThrow({ verbs, throws = [], returning }: BuilderRow, verb: string, names: Set<string>): boolean {
  const hasRows = verbs[verb] === "read" || !returning || returning.some((name) => names.has(name));
  return hasRows && throws.some((name) => names.has(name));
}

/** `Object.entries(match).forEach(([key, value]) => query.where(key, value))`: the columns are those of `match`. */
function entriesBehind(file: FileFlow, { call }: Link): Node[] {
  const [column] = call.arguments;
  const definition = column?.type === T.Identifier ? file.bindings.variableOf(column)?.defs[0] : undefined;
  const callback = definition?.type === "Parameter" ? (definition.node as Node) : undefined;
  const loop = callback?.parent;
  if (!isCall(loop) || loop.callee.type !== T.MemberExpression) return [];
  const list = unwrap(loop.callee.object);
  const isEntries = isCall(list) && /^(?:entries|keys|toPairs)$/.test(calleeName(list) ?? "");
  return isEntries ? list.arguments.slice(0, 1) : [];
}

/** `where("hash", "=", hash)`, `eq("token", token)`, `deleteById(id)` */
function addNamedColumn({ name, call }: Link, into: Set<string>): void {
  const [first] = call.arguments;
  const text = first && staticText(first);
  if (/ById$/.test(name)) into.add("id");
  else if (text !== undefined)
    for (const [word] of text.matchAll(/[a-z_]\w*(?=\s*(?:$|=|<|>|\bis\b|\bin\b))/gi)) into.add(word);
}

/** `createQueryBuilder("r")` gives but an alias, and `createQueryBuilder().delete().from(Reset)` names its table later. */
function builderTable(file: FileFlow, links: readonly Link[], row: BuilderRow): string | undefined {
  return (
    namedTable(file, links, row) ??
    (row.tables.includes(OF_REPOSITORY) ? tableOfRepository(file, links) : undefined) ??
    (row.tables.includes(".") ? tableInFront(links) : undefined)
  );
}

/** `collections.resets.where(…).get()` */
function tableInFront([root]: readonly Link[]): string | undefined {
  return root?.object?.type === T.MemberExpression ? memberName(root.object) : undefined;
}

/** `this.repo.createQueryBuilder("r")` of a `repo: Repository<Invite>` */
function tableOfRepository(file: FileFlow, links: readonly Link[]): string | undefined {
  const root = links.find(({ name }) => name === OF_REPOSITORY);
  if (!root) return undefined;
  const [first] = root.call.arguments;
  return first && staticText(first) === undefined
    ? tableName(first)
    : root.object && recordName(file, root.object);
}

function namedTable(file: FileFlow, links: readonly Link[], row: BuilderRow): string | undefined {
  for (const link of links) {
    if (link.name === OF_REPOSITORY || isOfClass(link)) continue;
    const isRoot = link === links[0] && row.tables.includes("()") && !row.verbs[link.name];
    const [first] = link.call.arguments;
    if (isRoot && link.name === "query" && link.object) return receiverName(link.object);
    if (isRoot && link.object?.type === T.MemberExpression && !first) continue;
    if ((isRoot && isTableRoot(link)) || row.tables.includes(link.name)) {
      // `const TABLE = "reset_tokens"`
      const table = first && (namedByClass(first) ?? tableName(constantBehind(file, first) ?? first));
      if (table !== undefined) return table;
    }
  }
  return undefined;
}

/** `Documents.from(client)` makes a client, of no table. */
function isOfClass({ name, object }: Link): boolean {
  return name === "from" && object?.type === T.Identifier && /^[A-Z]/.test(object.name);
}

/** `db("resets")`, `trx("resets")`, `this.knex("resets")` */
function isTableRoot({ name, call }: Link): boolean {
  return /knex|db|trx|tx|database|conn|transaction|qb|^k$|^t$/i.test(name) && call.arguments.length > 0;
}

function constantBehind(file: FileFlow, node: Node): Node | undefined {
  const plain = unwrap(node);
  const definition = plain.type === T.Identifier ? file.bindings.variableOf(plain)?.defs[0] : undefined;
  const declarator = definition?.node as Node | undefined;
  const init = declarator?.type === T.VariableDeclarator ? declarator.init : undefined;
  return init && staticText(init) !== undefined ? init : undefined;
}
