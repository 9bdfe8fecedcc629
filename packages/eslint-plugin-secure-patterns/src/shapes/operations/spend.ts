import { calleeName, isCall, keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { isCleanUp } from "./clean-up.ts";
import type { Event } from "./events.ts";
import { isClearing, isTokenColumn, tokenColumns, type Setting } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { linkedEnd } from "./linked-end.ts";
import { variablesOf } from "./outcome.ts";
import { compares, isLookedUpBy } from "./looks-at.ts";
import { valueBehind } from "./overwritten.ts";
import { columnsOfTokens, isTokenEvent, type Story } from "./story.ts";
import { writtenColumns } from "./written-columns.ts";

export interface Spend {
  readonly event: Event;
  readonly operation: Operation;
  readonly clears: readonly string[];
  readonly counter: string | undefined;
  /** Other columns that the same write changes. */
  readonly applies: readonly string[];
}

/** Whether an event ends a token: deletes it, marks it used, clears its column, counts it up. */
export function spendOf(story: Story, event: Event): Spend[] {
  const operation = event.operation ?? linkedEnd(story, event);
  if (!operation || operation.does === "read" || operation.does === "insert") return [];
  const { file, scope, setting } = story;
  if (isCleanUp(file, scope, event.at)) return [];
  // a session that is good for one reset goes through stages before it ends
  if (/session/i.test(operation.table) && operation.does !== "delete") return [];
  const own = isTokenEvent(event, story);
  const sets = writtenColumns(operation);
  const columns = [...sets.keys()];
  const spend = (clears: readonly string[], counter?: string): Spend[] => [
    {
      event,
      operation,
      clears,
      counter,
      applies: columns.filter((column) => !clears.includes(column) && !isBookkeeping(column, setting, own)),
    },
  ];
  // `deleteExpiredCodes()` throws away those of everybody
  const filtered = [...operation.columns];
  if (operation.does === "delete" && filtered.length > 0 && filtered.every((column) => /expir/i.test(column)))
    return [];
  if (operation.does === "delete")
    return own || !event.operation || isLinkedToken(story, event, operation) ? spend([]) : [];
  const counter = isCounted(operation)
    ? names.counter.exec(operation.table)?.[0]
    : columns.find((column) => names.counter.test(column) && !isGivenBack(column, sets.get(column)));
  if (counter && /coupon|voucher|promo|invit|code|redeem|link|gift|discount|token/i.test(operation.table))
    return spend([counter], counter);
  const asked = columnsOfTokens(story);
  const tokens = new Set([
    ...tokenColumns(columns, setting),
    ...columns.filter((column) => asked.has(column)),
  ]);
  const cleared = [
    ...[...tokens].filter(
      (column) => isClearing(sets.get(column)) || isReplaced(story, column, sets.get(column), event.at),
    ),
    ...columns.filter((column) => LISTS.test(column) && isShortened(story, sets.get(column))),
  ];
  if (cleared.length > 0) return spend(cleared);
  // `user.resetLinkExpires = null`: the token stays where it is, and is found no more
  const ended = columns.filter((column) => TOKEN_EXPIRY.test(column) && endsNow(column, sets.get(column)));
  if (ended.length > 0 && (asked.size > 0 || isAskedByToken(story))) return spend(ended);
  if (!own && !isLinkedToken(story, event, operation)) return [];
  const empty = askedUnused(story);
  const used = columns.filter(
    (column) => empty.has(column) || (names.used.test(column) && endsNow(column, sets.get(column))),
  );
  return used.length > 0 ? spend(used) : [];
}

/** Until when a user's own token works. */
const TOKEN_EXPIRY = /(?:reset|recover|verif|confirm|activ|invit|magic|otp)\w*expir/i;

function isAskedByToken({ events, setting }: Story): boolean {
  return events.some(
    ({ operation }) => operation?.does === "read" && tokenColumns(operation.columns, setting).length > 0,
  );
}

/** Columns that hold several one-time codes. */
const LISTS = /(?:backup|recovery|scratch)_?codes?(?:_?hashes)?$/i;

/** `user.backupCodes.filter((one) => one !== code)`: the list as it was when it was read, without the code that was used. */
function isShortened({ file }: Story, value: Node | string | undefined): boolean {
  if (value === undefined || typeof value === "string" || fileOf(value) !== file) return false;
  const made = valueBehind(file, value) ?? unwrap(value);
  if (made.type === T.ArrayExpression) return made.elements[0]?.type === T.SpreadElement;
  return isCall(made) && /^(?:filter|splice|toSpliced|slice|stringify)$/.test(calleeName(made) ?? "");
}

/** `{ resetToken: makeToken() }` ends the one that was compared before. */
function isReplaced(story: Story, column: string, value: Node | string | undefined, write: Node): boolean {
  if (value === undefined || typeof value === "string") return false;
  const made = valueBehind(story.file, unwrap(value)) ?? unwrap(value);
  const name = isCall(made) ? (calleeName(made) ?? "") : "";
  return (
    /generate|random|uuid|nanoid|create|make/i.test(name) &&
    (compares(story, column) || isLookedUpBy(story, column, write))
  );
}

/** Columns that the search for the token asks to be empty: `{ token, newUser: null }`. */
function askedUnused(story: Story): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const read of story.events) {
    if (read.operation?.does !== "read" || !isTokenEvent(read, story)) continue;
    for (const filter of read.operation.filters)
      if (filter.type === T.ObjectExpression)
        for (const property of filter.properties)
          if (property.type === T.Property && isEmpty(property.value)) asked.add(keyName(property) ?? "");
  }
  return asked;
}

function isEmpty(node: Node): boolean {
  return node.type === T.Literal && (node.value === null || node.value === false);
}

/** `{ status: "REJECTED", rejectionReason }`: whoever refuses an invitation twice has gained nothing. */
export function isRefusal({ clears, operation }: Spend): boolean {
  const sets = writtenColumns(operation);
  return clears.some((column) => {
    const value = sets.get(column);
    return REFUSED.test(typeof value === "string" ? value : value ? textAt(value) : "");
  });
}

const REFUSED = /^["'`]?(?:\w+\.)*(?:reject|declin|refus|den(?:y|ied)|cancel|revok|dismiss)\w*["'`]?$/i;

/** An expiry that is moved to the future keeps the token alive; `status: "pending"`, `active: true` and `used: false` too. */
export function endsNow(column: string, value: Node | string | undefined): boolean {
  const text = typeof value === "string" ? value : value ? textAt(value) : "";
  // `active: !shop.active` is a switch
  if (text.startsWith("!")) return false;
  // `active: body.active` is what a form says: somebody edits the record
  if (CHOSEN.test(text)) return false;
  if (/expir/i.test(column)) return NOW.test(text);
  return !(LIVING.test(column) ? /^true$|^Boolean\(/i : UNUSED).test(text);
}

const CHOSEN =
  /^(?:Boolean\()?(?:(?:req|request|ctx|c)\??\.)?(?:body|input|dto|data|payload|values|updates?|changes)\??\.\w+/i;

const NOW =
  /^(?:(?:new Date\((?:0|Date\.now\(\))?\)|Date\.now\(\))(?:\.(?:toISOString|getTime|valueOf)\(\))?|null|now\(\)|0|\w*[nN]ow\w*)$/;
/** `usedAt: null` takes a use back. */
const UNUSED = /^(?:false|null|undefined)$|pending|^["']?(?:new|sent|open)["']?$/i;
/** What says that a token still works. */
const LIVING = /^(?:is_?)?(?:active|valid|available|enabled|new|pending|open)$/i;

function textAt(node: Node): string {
  const file = fileOf(node);
  return file ? file.unit.text.slice(node.range[0], node.range[1]) : "";
}

/** `token.remove()`, `repo.remove(token)`: a record that was read as a token. */
function isLinkedToken(story: Story, event: Event, operation: Operation): boolean {
  if (!operation.record && operation.does !== "delete" && operation.does !== "save") return false;
  const [filter] = operation.filters;
  const subject = operation.record ? rootOf(operation.record) : filter && unwrap(filter);
  // a helper's own variables say nothing here, unless it works on what it is handed
  const isHanded = operation.file === story.file && filter === subject;
  if (subject?.type !== T.Identifier || (event.helper !== undefined && !isHanded)) return false;
  return story.events.some(
    (read) =>
      read.operation?.does === "read" &&
      isTokenEvent(read, story) &&
      variablesOf(story.file, read.at).has(story.file.bindings.variableOf(subject) as never),
  );
}

/** `snapshot` in `snapshot.ref.delete()`, `rows` in `rows[0].destroy()`; `token.user` is another record. */
function rootOf(given: Node | undefined): Node | undefined {
  let node = given && unwrap(given);
  while (node?.type === T.MemberExpression && (node.computed || ITSELF.test(memberName(node) ?? "")))
    node = unwrap(node.object);
  return node?.type === T.Identifier ? node : undefined;
}

const ITSELF = /^_?(?:ref|doc|docs|data|rows|record|result|value)$/;

/** Whether only one of several such writes can match. */
export function isConditional({ operation, clears, counter, event }: Spend, setting: Setting): boolean {
  if (operation.does === "delete") return true;
  if (operation.does === "upsert" || operation.does === "save") return false;
  if (operation.answersBefore || isCounted(operation)) return true;
  if (operation.isOpen || (event.helper !== undefined && operation.columns.size === 0)) return true;
  const { columns } = operation;
  if (counter)
    return (
      columns.has(counter) ||
      [...columns].some((column) => names.counter.test(column) || /max|limit/i.test(column))
    );
  // `usedBy`, and `used_by` in a piece of SQL
  const asked = new Set([...columns].map(withoutCase));
  if (clears.some((column) => asked.has(withoutCase(column)))) return true;
  return clears.some((column) => isTokenColumn(column, setting)) && tokenColumns(columns, setting).length > 0;
}

function withoutCase(column: string): string {
  return column.replaceAll("_", "").toLowerCase();
}

/** `{ uses: { decrement: 1 } }`, `SET uses = uses - 1`: a use is taken back, where the column does not count those that are left. */
function isGivenBack(column: string, value: Node | string | undefined): boolean {
  if (value === undefined || LEFT.test(column)) return false;
  const text = (typeof value === "string" ? value : textAt(value)).trim();
  return /^\{\s*decrement\s*:|^-\s*\d+$|^["`]?[\w.]+["`]?\s*-\s*[\w.(]|^GREATEST\(/i.test(text);
}

const LEFT = /remaining|left/i;

/** Whoever counts hears the new count, which can be checked. */
function isCounted({ row }: Operation): boolean {
  return row !== undefined && "counts" in row && row.counts === true;
}

/** `isVerified` of a token says that it was used; of a user, whose column the token is, it is what the token was good for. */
function isBookkeeping(column: string, setting: Setting, isToken: boolean): boolean {
  return (
    /expir|_?at$|updated|date|attempts|_by$|By$|Id$|_id$|^ip|agent/i.test(column) ||
    isTokenColumn(column, setting) ||
    (names.used.test(column) && (isToken || !GAINED.test(column)))
  );
}

/** What an account becomes. */
const GAINED =
  /^(?:is_?)?(?:e?mail_?|phone_?|account_?|user_?)?(?:verified|confirmed|activated|active|enabled|status)$/i;
