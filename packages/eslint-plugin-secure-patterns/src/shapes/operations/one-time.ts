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
import { childrenOf } from "../../flow/file-flow.ts";
import type { Operation } from "./operation.ts";

/** The words around: the scope's name, its route, its file. */
export interface Setting {
  readonly name: string;
  readonly words: string;
}

/** Whether an operation works on records that are one-time tokens. */
export function isTokenRecord(operation: Operation, setting: Setting, passed = ""): boolean {
  const { columns } = operation;
  // what an app on the user's phone makes is never kept
  const table = operation.table.replace(/[tT]otp|TOTP/g, "");
  const label = labelOf(operation) + passed;
  if (names.never.test(table) && !(MIXED.test(table) && names.purpose.test(label))) return false;
  if (names.never.test(label)) return false;
  if (names.purpose.test(table))
    return operation.isKey ? !IDENTITY.test(table) : looksLikeToken(table, columns);
  return names.record.test(
    table.replace(/(?:model|repository|repo|service|store|table|entity|collection|dao)$/i, ""),
  ) && /token|code|otp|verif|invit|secret|link/i.test(table)
    ? names.purpose.test(label) || (label === "" && names.purpose.test(setting.words))
    : false;
}

/** A table of tokens of all kinds, whose rows say which one they are: `{ token, scope: "password:reset" }`. */
const MIXED = /^(?:user_?)?access_?tokens?$/i;

/** `cache.delete(invite.id)` is about what was kept of an invitation. */
const IDENTITY = /^[\w.?]+\.(?:_?id|uu?id|e?mail|name|slug)$/i;

/** A table of promotions or of reset requests, rather than of tokens, needs a column that says so. */
function looksLikeToken(table: string, columns: ReadonlySet<string>): boolean {
  if (
    /token|code|otp|invit|coupon|voucher|verif|magic|reset|link|recover|confirm|activation|mail_?change/i.test(
      table,
    )
  )
    return true;
  return [...columns].some((column) => names.column.test(column) || /verification(?:_?id)?$/i.test(column));
}

/** The columns, of whatever record, that hold a one-time token: `resetPasswordToken`, `otp`. */
export function tokenColumns(columns: Iterable<string>, setting: Setting): string[] {
  return [...columns].filter((column) => isTokenColumn(column, setting));
}

export function isTokenColumn(column: string, setting: Setting): boolean {
  if (
    /expir|_?at$|type$|count|attempts|sent|date|(?<!one_?)time(?!d)/i.test(column) ||
    // `totpSecret`, but not `resetOtp`
    /[tT]otp|TOTP/.test(column) ||
    names.never.test(column)
  )
    return false;
  if (/^(?:otp|passcode)$/i.test(column)) return true;
  if (!names.column.test(column) && !/^(?:reset|verif|confirm|activ|invit)\w*$/i.test(column)) return false;
  if (names.purpose.test(column)) return names.column.test(column);
  return (
    /^(?:token|code|hash|(?:token|code|otp)_?hash|hashed_?(?:token|code|otp)|secret|temp(?:orary)?_?(?:token|code))$/i.test(
      column,
    ) &&
    (names.purpose.test(setting.name) || PASSWORD_ROUTE.test(setting.name))
  );
}

/** `/password/:token`, `password/update-[token]` */
const PASSWORD_ROUTE = /password\S*[:[$(]\w*(?:token|code)/i;

/** What says of a token what it is for. */
const LABEL = /^(?:type|purpose|kind|action|scope|token_?type|context)$/i;

/** What a condition says the token is for: `{ type: tokenTypes.RESET_PASSWORD }`; of a new row, what it says itself. */
export function labelOf({ filters, does, sets }: Operation): string {
  const found: string[] = [];
  if (does === "insert")
    for (const [column, value] of sets)
      if (LABEL.test(column) && value !== undefined)
        found.push(typeof value === "string" ? value : textOf(value));
  const pending: Node[] = [...filters];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.Property && LABEL.test(keyName(node) ?? "")) found.push(textOf(node.value));
    else if (isCall(node) || node.type === T.ObjectExpression || node.type === T.Property)
      pending.push(...childrenOf(node, VISIT));
    else if (node.type === T.MemberExpression && /^(?!MAX|MIN|LIMIT)[A-Z_]+$/.test(memberName(node) ?? ""))
      found.push(memberName(node) ?? "");
    // `{ $exists: false }` labels nothing
    else if (node.type === T.Literal && typeof node.value === "string") found.push(node.value);
  }
  return found.filter(Boolean).join(" ");
}

/** What a caller passes to a helper: `verifyToken(token, tokenTypes.REFRESH)`. */
export function passedText(call: Node): string {
  if (!isCall(call)) return "";
  return call.arguments
    .map((argument) => (argument.type === T.ObjectExpression ? "" : textOf(argument)))
    .filter((text) => names.purpose.test(text) || names.never.test(text))
    .join(" ");
}

const VISIT = {
  [T.CallExpression]: ["arguments"],
  [T.NewExpression]: ["arguments"],
  [T.ObjectExpression]: ["properties"],
  [T.Property]: ["value"],
};

function textOf(given: Node): string {
  const node = unwrap(given);
  if (node.type === T.MemberExpression) return memberName(node) ?? "";
  // a parameter called `type` says nothing
  if (node.type === T.Identifier)
    return names.purpose.test(node.name) || names.never.test(node.name) ? node.name : "";
  return staticText(node) ?? "";
}

/** The name of a record without what libraries add to it: `PasswordResetTokenModel` → `passwordresettoken`. */
export function recordKey(table: string): string {
  return table
    .replace(/[^a-zA-Z0-9]/g, "")
    .replace(/(?:model|repository|repo|service|store|table|entity|collection|dao|schema|queries)$/i, "")
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/s$/, "");
}

/** A value that ends a token when it is written: `null`, `undefined`, `""`, `false`, a date. */
export function isClearing(value: Node | string | undefined): boolean {
  if (value === undefined) return false;
  if (typeof value === "string") return /^(?:null|''|""|false|0|default)$/i.test(value);
  const node = unwrap(value);
  if (node.type === T.Identifier) return node.name === "undefined";
  if (node.type === T.UnaryExpression) return node.operator === "void";
  if (node.type === T.ObjectExpression) return node.properties.length === 0;
  // `Buffer.from("")`
  if (isCall(node) && calleeName(node) === "from")
    return node.arguments[0] !== undefined && staticText(node.arguments[0]) === "";
  const text = node.type === T.Literal ? String(node.value) : undefined;
  return text !== undefined && /^(?:null||false|0)$/.test(text);
}
