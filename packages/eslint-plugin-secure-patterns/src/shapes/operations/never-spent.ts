import { memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import type { Event } from "./events.ts";
import { isLocked } from "./exclusion.ts";
import { compares } from "./looks-at.ts";
import { isTokenRecord as isToken, tokenColumns } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import type { Race } from "./race.ts";
import { precedes } from "./scope.ts";
import type { Story } from "./story.ts";
import { writtenColumns } from "./written-columns.ts";

/** A token that opens something, and that nobody ends. */
export function neverSpent(story: Story, reads: readonly Event[]): readonly Race[] {
  const { setting } = story;
  if (/reset|recover|redeem|forgot|password/i.test(setting.words)) {
    const read = reads.find(
      ({ operation }) =>
        operation &&
        !operation.isGuess &&
        (isToken(operation, setting) || /user|account|member/i.test(operation.table)) &&
        tokenColumns(operation.columns, setting).length > 0,
    );
    const effect = read && effectAfter(story, read, writesPassword);
    if (read && effect) return told(story, read, effect, "the password was changed");
  }
  const read = reads.find(
    (event) => event.operation && (isSentCode(story, event.operation) || isKeptCode(story, event)),
  );
  const effect = read && effectAfter(story, read, makesAccount);
  if (read && effect) return told(story, read, effect, `${effect.operation?.table ?? ""} was written`);
  const handed = read && handedOutAfter(story, read);
  return read && handed ? told(story, read, handed, `${handed.name ?? ""}()`) : [];
}

/** `generateToken(user)`, which lets in whoever has the code. */
function handedOutAfter({ events, file, scope }: Story, read: Event): Event | undefined {
  return events.find(
    ({ at, name, operation }) =>
      !operation && name !== undefined && names.mints.test(name) && precedes(file, scope, read.at, at),
  );
}

/** A row of codes that were sent to somebody, found by the code or compared with it; no invitation, which may be for many. */
function isSentCode(story: Story, { table, columns, isGuess, isKey }: Operation): boolean {
  const name = table.replace(/[^a-z]/gi, "");
  return (
    !isGuess &&
    !isKey &&
    /^(?:\w*otps?|\w*verif\w*(?:codes?|tokens?)|\w*verifications?|\w*verif\w*sessions?|magic\w*)(?:model|repository|schema)?$/i.test(
      name,
    ) &&
    !names.never.test(table) &&
    ![...columns].some((column) => names.flag.test(column) && !/expir/i.test(column)) &&
    [...columns, "otp", "code", "token"].some((column) =>
      columns.has(column) ? names.column.test(column) : compares(story, column),
    )
  );
}

/** `const verifyCode = await kv.get(email); if (verifyCode !== code) …` */
function isKeptCode({ events, file }: Story, { at, operation }: Event): boolean {
  if (!operation?.isKey || operation.isGuess || names.never.test(operation.table)) return false;
  if (events.some((event) => event.operation?.isKey && event.operation.does === "delete")) return false;
  return [...variablesOf(file, at)].some(
    ({ name, references }) =>
      /code|otp/i.test(name) &&
      names.purpose.test(name + operation.table) &&
      references.some(({ identifier }) => isComparedWithCode(identifier as Node)),
  );
}

function isComparedWithCode(node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== T.BinaryExpression || !/^[!=]==?$/.test(parent.operator)) return false;
  const other = unwrap(parent.left === node ? parent.right : parent.left);
  const name =
    other.type === T.MemberExpression
      ? (memberName(other) ?? "")
      : other.type === T.Identifier
        ? other.name
        : "";
  return /code|otp|token/i.test(name);
}

function effectAfter(
  { events, file, scope }: Story,
  read: Event,
  isEffect: (operation: Operation) => boolean,
): Event | undefined {
  return events.find(
    ({ at, operation }) =>
      operation && at !== read.at && isEffect(operation) && precedes(file, scope, read.at, at),
  );
}

function writesPassword(operation: Operation): boolean {
  return (
    /update|save/.test(operation.does) &&
    [...writtenColumns(operation).keys()].some((column) => /password|passwd|pwd/i.test(column))
  );
}

/** `User.create({ … })`, or a new password. */
function makesAccount(operation: Operation): boolean {
  return (
    (operation.does === "insert" &&
      /^\w*(?:users?|accounts?|members?|customers?)(?:model|repository)?$/i.test(operation.table)) ||
    writesPassword(operation)
  );
}

function told(story: Story, read: Event, effect: Event, effectName: string): readonly Race[] {
  if (isLocked(story, read)) return [];
  return [
    {
      is: "never",
      read,
      write: undefined,
      effect: effect.at,
      effectName,
      grade: "flag",
      isInferred: false,
      counter: undefined,
      clears: [],
      effects: [effect.at],
    },
  ];
}
