import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import {
  calleeName,
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { linksOf } from "../../shapes/operations/call-chain.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { statementAt } from "./statement-at.ts";

/** How the read asks for the token, in a column that the write clears: `resetToken: token`. */
export interface Asked {
  readonly column: string;
  readonly value: string;
  readonly text: string;
}

export function tokenAsked(
  source: Readonly<TSESLint.SourceCode>,
  file: FileFlow,
  { read, clears }: Race,
): Asked | undefined {
  if (read.helper !== undefined || !read.operation) return undefined;
  const [filter] = read.operation.filters;
  const found =
    filter?.type === T.ObjectExpression
      ? filter.properties.flatMap((property) =>
          property.type === T.Property ? [[keyName(property), property.value, property] as const] : [],
        )
      : [...comparisons(read.at, read.operation.filters), ...inStatement(file, read.at)];
  for (const [column, value, whole] of found) {
    const isPlace = value?.type === T.Identifier || value?.type === T.MemberExpression;
    if (column === undefined || !isPlace || !isTokens(column, clears)) continue;
    const text = source.getText(value as TSESTree.Node);
    return { column, value: text, text: whole ? source.getText(whole) : `${column}: ${text}` };
  }
  return undefined;
}

/** A record that is removed has no column that is cleared. */
function isTokens(column: string, clears: readonly string[]): boolean {
  return clears.length > 0 ? clears.includes(column) : names.column.test(column) && !/_?id$/i.test(column);
}

type Comparison = readonly [string | undefined, Node | undefined, TSESTree.Property?];

/** `.where("reset_token", "=", token)`, `.where("reset_token", token)`, `eq(users.resetToken, token)` */
function comparisons(read: Node, filters: readonly Node[]): Comparison[] {
  const calls = isCall(read) ? linksOf(read).map(({ call }) => call as Node) : [];
  const found: Comparison[] = [];
  const pending = [...calls, ...filters];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (!isCall(node)) continue;
    const [first, second, third] = node.arguments;
    const name = calleeName(node) ?? "";
    const column = first && unwrap(first);
    if (/^(?:where|andWhere|eq|equals)$/.test(name) && column && second) {
      const isEqual = third === undefined || staticText(second) === "=";
      const named = column.type === T.MemberExpression ? memberName(column) : staticText(column);
      if (isEqual) found.push([named, third ?? second]);
    }
    if (/^(?:and|where)$/.test(name)) pending.push(...node.arguments);
  }
  return found;
}

/** `WHERE reset_hash = $1`, with the value that is handed to it. */
function inStatement(file: FileFlow, read: Node): Comparison[] {
  const statement = statementAt(file, read);
  if (!statement) return [];
  const found: Comparison[] = [];
  let asked = 0;
  for (const [, column, place = ""] of statement.text.matchAll(/(?:([\w]+)["`]?\s*=\s*)?(\$\d+|\?)/g)) {
    const index = place === "?" ? asked++ : Number(place.slice(1)) - 1;
    found.push([column, statement.values[index]]);
  }
  return found;
}
