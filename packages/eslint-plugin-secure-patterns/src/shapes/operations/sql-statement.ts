import type { OperationKind } from "../../catalog/operation-types.ts";

/** What one SQL statement does, as far as rules about order and conditions need it. */
export interface SqlStatement {
  readonly does: OperationKind;
  readonly table: string;
  /** Columns that the condition compares. */
  readonly columns: ReadonlySet<string>;
  /** Columns that are written, with the text of the new value. */
  readonly sets: ReadonlyMap<string, string>;
  readonly locks: boolean;
  readonly returns: boolean;
}

const NAME = String.raw`[\w$.\-]+`;
const START = /^\s*(?:with\b[\s\S]*?\)\s*)?(select|update|delete|insert|replace)\b/i;
const LONGEST = 20_000;

/** Whether a text begins as a statement does, before any of it is taken apart. */
export function isStatement(sql: string): boolean {
  return START.test(plain(sql.slice(0, LONGEST)));
}

/**
 * A bounded recogniser rather than a parser: the statement's verb, its table, and the columns on the left of comparisons are
 * all that is asked, in every dialect and with holes where the program puts values.
 *
 * @param sql with any text in place of the program's values
 */
export function readStatement(sql: string): SqlStatement | undefined {
  const text = plain(sql.slice(0, LONGEST));
  const verb = START.exec(text)?.[1]?.toLowerCase();
  switch (verb) {
    case "select":
      return statement("read", after(text, "from"), whereOf(text), "", text);
    case "delete":
      return statement("delete", after(text, "from"), whereOf(text), "", text);
    case "update":
      return statement("update", after(text, "update"), whereOf(text), setsOf(text), text);
    case "insert":
    case "replace":
      return statement(
        /on\s+(?:conflict|duplicate)/i.test(text) ? "upsert" : "insert",
        after(text, "into"),
        "",
        "",
        text,
      );
    default:
      return undefined;
  }
}

function statement(
  does: OperationKind,
  table: string | undefined,
  where: string,
  sets: string,
  text: string,
): SqlStatement | undefined {
  if (table === undefined) return undefined;
  return {
    does,
    table,
    columns: new Set(comparedColumns(where)),
    sets: new Map(assignments(sets)),
    locks: /\bfor\s+(?:no\s+key\s+)?update\b|\bwith\s*\(\s*updlock/i.test(text),
    returns: /\breturning\b/i.test(text),
  };
}

/** Without comments and quotes of names. */
function plain(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").replace(/["`[\]]/g, "");
}

function after(text: string, keyword: string): string | undefined {
  const match = new RegExp(String.raw`\b${keyword}\s+(?:only\s+|ignore\s+)?(${NAME})`, "i").exec(text);
  return match?.[1]?.split(".").at(-1);
}

function whereOf(text: string): string {
  return (
    /\bwhere\b([\s\S]*?)(?:\breturning\b|\border\s+by\b|\blimit\b|\bgroup\s+by\b|$)/i.exec(text)?.[1] ?? ""
  );
}

function setsOf(text: string): string {
  return /\bset\b([\s\S]*?)(?:\bwhere\b|\bfrom\b|\breturning\b|$)/i.exec(text)?.[1] ?? "";
}

function* comparedColumns(where: string): Generator<string> {
  for (const [, name = ""] of where.matchAll(
    /([\w$.]+)\s*(?:::\w+\s*)?(?:=|<>|!=|<=?|>=?|\bis\b|\bin\b|\blike\b|\bbetween\b)/gi,
  ))
    yield name.split(".").at(-1) ?? name;
  for (const [, name = ""] of where.matchAll(/\bnot\s+([\w$.]+)\s*(?:\band\b|$)/gi))
    yield name.split(".").at(-1) ?? name;
}

function* assignments(sets: string): Generator<[string, string]> {
  for (const part of sets.split(/,(?![^(]*\))/)) {
    const match = /^\s*([\w$.]+)\s*=\s*([\s\S]*)$/.exec(part);
    if (match) yield [match[1]?.split(".").at(-1) ?? "", match[2]?.trim() ?? ""];
  }
}
