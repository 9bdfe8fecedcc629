import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { isClearing } from "../../shapes/operations/one-time.ts";
import { variablesOf } from "../../shapes/operations/outcome.ts";
import type { Race } from "../../shapes/operations/race.ts";
import type { Limit } from "./limit-of.ts";
import { stateOf } from "./state-of.ts";
import { tokenAsked } from "./token-asked.ts";

/** What says that a token is unused: its column holds it, or the column of its use holds nothing or `false`. */
export interface Unused {
  readonly column: string;
  /** Undefined for a column that must be empty. */
  readonly value: string | undefined;
  /** The column must not have reached the value, or must still be above it. */
  readonly limit?: Pick<Limit, "is" | "isOptional">;
}

const USE = /used|consum|redeem|redempt|claim|accept|spent/i;
const NOW =
  /^(?:new Date\(\)(?:\.(?:toISOString|getTime|valueOf)\(\))?|Date\.now\(\)|\w*[nN]ow\w*|now\(.*\)|(?:current_|utc_)timestamp(?:\(.*\))?|getdate\(\)|unixepoch\(\)|datetime\(.*\))$/i;

export function unusedOf(
  source: Readonly<TSESLint.SourceCode>,
  file: FileFlow,
  race: Race,
): Unused | undefined {
  const asked = tokenAsked(source, file, race);
  if (asked) return asked;
  const { operation } = race.write ?? {};
  const compared = tokenCompared(file, race);
  if (compared) return compared;
  for (const [column, value] of operation?.sets ?? []) {
    if (value === undefined || operation?.columns.has(column)) continue;
    const sought = soughtUnused(race, column);
    if (sought) return { column, value: sought === "false" ? "false" : undefined };
    const mark = markOf(source, column, value);
    if (mark) return { column, value: mark.is === "time" ? undefined : mark.text === "1" ? "0" : "false" };
  }
  return stateOf(source, file, race);
}

/** `if (!matches(code, user.resetCode)) …; update({ id: user.id }, { resetCode: null })`: as it was when it was read. */
function tokenCompared(file: FileFlow, { read, write, clears }: Race): Unused | undefined {
  if (read.helper !== undefined || write?.helper !== undefined) return undefined;
  for (const column of clears) {
    if (!isClearing(write?.operation?.sets.get(column))) continue;
    for (const { name, references } of variablesOf(file, read.at))
      for (const { identifier } of references) {
        const { parent } = identifier as Node;
        const isRead = parent?.type === T.MemberExpression && parent.object === (identifier as Node);
        if (isRead && memberName(parent) === column && parent.range[0] < (write?.at.range[0] ?? 0))
          return { column, value: `${name}.${column}` };
      }
  }
  return undefined;
}

/** `used: true`, `usedAt: new Date()`, `used = 1` */
export function markOf(
  source: Readonly<TSESLint.SourceCode>,
  column: string,
  value: Node | string | undefined,
): { readonly is: "flag" | "time"; readonly text: string } | undefined {
  if (value === undefined || !USE.test(column)) return undefined;
  const text = typeof value === "string" ? value : source.getText(value as TSESTree.Node);
  if (NOW.test(text)) return { is: "time", text };
  return /^(?:true|1)$/i.test(text) ? { is: "flag", text } : undefined;
}

/** `findFirst({ where: { token, newUser: null } })`, `findOne({ otp, isVerified: false })` */
function soughtUnused({ read: { operation, helper } }: Race, column: string): "null" | "false" | undefined {
  if (helper !== undefined) return undefined;
  for (const filter of operation?.filters ?? [])
    for (const property of filter.type === T.ObjectExpression ? filter.properties : []) {
      const value =
        property.type === T.Property && keyName(property) === column ? unwrap(property.value) : undefined;
      if (value?.type === T.Literal && (value.value === null || value.value === false))
        return value.value === null ? "null" : "false";
    }
  return undefined;
}
