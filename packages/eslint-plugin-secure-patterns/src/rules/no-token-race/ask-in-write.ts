import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, memberName, T, type CallNode, type Node } from "../../ast/nodes.ts";
import { ASK_BY_ID } from "../../catalog/mongoose.ts";
import type { AskRow, BuilderRow } from "../../catalog/operation-types.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { HelperBinding } from "../../fixes/edit.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { linksOf } from "../../shapes/operations/call-chain.ts";
import type { Operation } from "../../shapes/operations/operation.ts";
import { fill } from "./fill.ts";
import { statementAt } from "./statement-at.ts";
import type { Unused } from "./unused.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** A change of the write's own text, by places of the file. */
export interface Insertion {
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface AskedWrite {
  readonly insertions: readonly Insertion[];
  readonly imports: readonly HelperBinding[];
}

const PROPERTY: AskRow = { as: "property", equals: "{column}: {value}", isNull: "{column}: null" };

/** The write with one more condition: that the token is unused. */
export function askInWrite(
  source: Source,
  file: FileFlow,
  operation: Operation,
  unused: Unused,
): AskedWrite | undefined {
  const { row, node } = operation;
  const isLimit = unused.limit !== undefined;
  if (!row) return unused.limit?.isOptional ? undefined : askInStatement(file, node, unused);
  // without its words for a limit, or for one that may be missing
  if (isLimit && !limitIn(row.asks, unused)) return undefined;
  if ("text" in row && row.text) return undefined;
  if ("verbs" in row) return row.asks && askInChain(source, row, row.asks, node, unused);
  const [filter] = operation.filters;
  if (filter && isCall(node)) {
    const byId = askById(source, row.asks, node, filter, unused);
    if (byId) return byId;
  }
  if (filter?.type !== T.ObjectExpression) return undefined;
  const last = filter.properties.at(-1);
  const isThere = filter.properties.some(
    (property) => property.type === T.Property && keyName(property) === unused.column,
  );
  if (!last || isThere) return undefined;
  const said = say(source, row.asks ?? PROPERTY, node, unused, {});
  const text = unused.value === unused.column && !isLimit ? unused.column : said.text;
  return {
    insertions: [{ range: [last.range[1], last.range[1]], text: `, ${text}` }],
    imports: said.imports,
  };
}

/** `findByIdAndUpdate(id, …)` cannot ask for more; `findOneAndUpdate({ _id: id, used: false }, …)` can. */
function askById(
  source: Source,
  asks: AskRow | undefined,
  { callee }: CallNode,
  filter: Node,
  unused: Unused,
): AskedWrite | undefined {
  const { column, value } = unused;
  const wider = callee.type === T.MemberExpression ? ASK_BY_ID.get(memberName(callee) ?? "") : undefined;
  if (callee.type !== T.MemberExpression || wider === undefined) return undefined;
  const id = source.getText(filter as TSESTree.Node);
  // old documents have no such field
  const said = `${column}: ${value === "false" ? "{ $ne: true }" : (value ?? "null")}`;
  const limit = limitIn(asks, unused);
  return {
    insertions: [
      { range: callee.property.range, text: wider },
      { range: filter.range, text: `{ _id: ${id}, ${limit ? fill(limit, { column }) : said} }` },
    ],
    imports: [],
  };
}

/** `.where("used_at", "is", null)`, `and(condition, isNull(resets.usedAt))` */
function askInChain(
  source: Source,
  row: BuilderRow,
  asks: AskRow,
  node: Node,
  unused: Unused,
): AskedWrite | undefined {
  const links = isCall(node) ? linksOf(node) : [];
  const last = links.findLast(({ name }) => row.filters.includes(name));
  const named = links.find(({ name }) => row.tables.includes(name))?.call.arguments[0];
  const [condition] = last?.call.arguments ?? [];
  if (!last || !condition) return undefined;
  const table = named ? source.getText(named) : "";
  const { text, imports } = say(source, asks, node, unused, { table, condition: source.getText(condition) });
  const range = asks.as === "around" ? condition.range : ([last.call.range[1], last.call.range[1]] as const);
  return { insertions: [{ range, text }], imports };
}

function say(
  source: Source,
  asks: AskRow,
  at: Node,
  unused: Unused,
  values: Readonly<Record<string, string>>,
): { text: string; imports: HelperBinding[] } {
  const { equals, isNull, imports: needed } = asks;
  const { column, value } = unused;
  const template = limitIn(asks, unused) ?? (value === undefined ? isNull : equals);
  const imports = (needed?.names ?? []).flatMap((name) => {
    const isSaid = template.includes(`{${name}}`);
    const binding = isSaid
      ? bindHelper(source, { name, from: needed?.from ?? "" }, at as TSESTree.Node)
      : undefined;
    return binding ? [binding] : [];
  });
  const locals = Object.fromEntries(imports.map(({ name, local }) => [name, local]));
  return {
    text: fill(template, { ...values, ...locals, column, ...(value !== undefined && { value }) }),
    imports,
  };
}

/** The library's words for a limit, with what the program compares the counter to. */
function limitIn(asks: AskRow | undefined, { limit, value = "" }: Unused): string | undefined {
  const template = limit && asks?.[limit.is];
  const missing = limit?.isOptional ? asks?.unlimited : "{limit}";
  if (template === undefined || missing === undefined) return undefined;
  return fill(template, { limit: fill(missing, { limit: value }) });
}

/** `uses: coupon.uses + 1` as `uses: { increment: 1 }` */
export function countInWrite(
  { row }: Operation,
  { node, by }: { readonly node: Node; readonly by: string },
): Insertion | undefined {
  const counts = row?.asks?.counts;
  return counts === undefined ? undefined : { range: node.range, text: fill(counts, { by }) };
}

/** `… AND used_at IS NULL`, `… AND reset_hash = $3` with one more value. */
function askInStatement(
  file: FileFlow,
  node: Node,
  { column, value, limit }: Unused,
): AskedWrite | undefined {
  const statement = statementAt(file, node);
  const where = statement && /\bwhere\b/i.exec(statement.text);
  if (!statement || !where) return undefined;
  const rest = statement.text.slice(where.index);
  const end = /\s*(?:;|\breturning\b|\border\s+by\b|\blimit\b|$)(?![\s\S]*\bwhere\b)/i.exec(rest);
  const offset = where.index + (end?.index ?? rest.length);
  if (/\bor\b/i.test(rest.slice(0, end?.index))) return undefined;
  const at = statement.start + offset;
  const and = where[0] === "where" ? " and " : " AND ";
  const equals = limit ? (limit.is === "below" ? "<" : ">") : "=";
  if (value === undefined || /^(?:false|\d+)$/.test(value)) {
    const test = value === undefined ? (and === " and " ? "is null" : "IS NULL") : `${equals} ${value}`;
    return { insertions: [{ range: [at, at], text: `${and}${column} ${test}` }], imports: [] };
  }
  if (statement.isTemplate)
    return { insertions: [{ range: [at, at], text: `${and}${column} ${equals} \${${value}}` }], imports: [] };
  const place = nextPlace(statement.text, offset);
  if (place === undefined || !statement.append) return undefined;
  const { at: end2, before } = statement.append;
  return {
    insertions: [
      { range: [at, at], text: `${and}${column} ${equals} ${place}` },
      { range: [end2, end2], text: `${before}${value}` },
    ],
    imports: [],
  };
}

/** What stands for one more value at the end of the list. */
function nextPlace(text: string, offset: number): string | undefined {
  const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  if (numbers.length > 0) return `$${Math.max(...numbers) + 1}`;
  return text.includes("?") && !text.slice(offset).includes("?") ? "?" : undefined;
}
