import { isCall, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { asksNoDatabase } from "../browser-file.ts";
import { isCleanUp } from "./clean-up.ts";
import { endsHere } from "./ends-here.ts";
import { eventsOf, mentionsAny, type Event } from "./events.ts";
import { isKeptEntry, isRefusedWhileThere } from "./kept-entry.ts";
import { recordKey } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import { isHandedKey, isOverwrittenColumn, isOverwrittenKey, valueBehind } from "./overwritten.ts";
import { nodeText } from "./node-text.ts";
import { nodesIn, precedes, type Scope } from "./scope.ts";
import { endsNow } from "./spend.ts";
import { isNamedToken, settingOf, splitWords, type Story } from "./story.ts";
import { mayHandleTokens } from "./token-words.ts";

/** A write that kills the unused tokens of somebody who is about to get another one. */
export interface Rotation {
  /** `"column"`: the token's only place is a column of the user; `"key"`: a key per user. */
  readonly how: "deleted" | "expired" | "upsert" | "column" | "key";
  readonly kill: Event;
  readonly issue: Event;
  /** The library's own call stands here; nothing is believed by a name. */
  readonly isPlain: boolean;
}

/** Deletes, expiries and overwrites of one-time tokens, not by the token itself, where another token is issued. */
export function rotationsIn(file: FileFlow, scope: Scope): readonly Rotation[] {
  let known = memo.get(scope);
  if (!known) {
    memo.set(scope, []);
    memo.set(scope, (known = findRotations(file, scope)));
  }
  return known;
}

const memo = new WeakMap<Scope, readonly Rotation[]>();

function findRotations(file: FileFlow, scope: Scope): readonly Rotation[] {
  if (!mayHandleTokens(file.unit.text) || asksNoDatabase(file.unit)) return [];
  const setting = settingOf(file, scope);
  if (isOnRequest(splitWords(setting.name)) || isAnsweredAtOnce(setting.words)) return [];
  const story: Story = { file, scope, setting, events: eventsOf(file, scope), tokenTables: new Set() };
  const seen = new Set<Node>();
  // a cache with two ways to keep things does one thing at one call
  return story.events
    .flatMap((event) => rotationAt(story, event))
    .filter(({ kill }) => !seen.has(kill.at) && seen.add(kill.at));
}

function isAnsweredAtOnce(words: string): boolean {
  return names.challenge.test(words) || (names.secondFactor.test(words) && !names.sent.test(words));
}

function rotationAt(story: Story, kill: Event): Rotation[] {
  const { operation } = kill;
  if (!operation || names.kept.test(operation.table) || names.goods.test(operation.table)) return [];
  if (isToldBelow(kill) || (operation.does === "delete" && isOfDeadOne(story, kill))) return [];
  const rotation = (how: Rotation["how"], issue: Event | undefined): Rotation[] =>
    issue
      ? [
          {
            how,
            kill,
            issue,
            isPlain: kill.helper === undefined && !operation.isGuess && issue.operation !== undefined,
          },
        ]
      : [];
  if (isOverwrittenKey(operation, kill.helper)) {
    // `acquireLock(`verify:${user}`)` keeps others out
    if (kill.helper !== undefined && (/lock/i.test(kill.helper) || !isHandedKey(story, operation))) return [];
    const handed = kill.helper !== undefined && isCall(kill.at) ? kill.at.arguments : [];
    if (isKeptEntry(story, operation, handed) || isRefusedWhileThere(story, kill, operation)) return [];
    return rotation("key", kill);
  }
  if (operation.isKey) return [];
  // `if (!user.verified) { user.otp = otp; save(user); send(otp); throw … }` refuses, but issues one first
  if (isOverwrittenColumn(story, kill, operation))
    return isOfDeadOne(story, kill) ? [] : rotation("column", kill);
  if (isCleanUp(story.file, story.scope, kill.at)) return [];
  if (!isNamedToken(kill, story.setting)) return [];
  // a helper that upserts is reported where it stands
  if (operation.does === "upsert") return kill.helper === undefined ? rotation("upsert", kill) : [];
  if (isByToken(story, operation)) return [];
  if (operation.does === "delete") return rotation("deleted", issueAfter(story, kill));
  return isExpiry(operation) ? rotation("expired", issueAfter(story, kill)) : [];
}

/** What a helper does wrong by itself is reported where it stands. */
function isToldBelow({ body }: Event): boolean {
  const home = body && fileOf(body);
  return home !== undefined && rotationsIn(home, body as Scope).length > 0;
}

/** `delete where { token }` ends one token, which was just used or is of no use any more; `{ token: user.reset.token }` the user's. */
function isByToken(story: Story, { columns, filters, isGuess, node }: Operation): boolean {
  if (!isGuess)
    return (
      [...columns].some((column) => /token|code|hash|otp|expir/i.test(column)) &&
      !filters.some((filter) => isOfFoundUser(story, filter))
    );
  return isCall(node) && node.arguments.some((argument) => /token|code|otp|hash/i.test(lastName(argument)));
}

/** The token in a condition is that of a record that was found by something else. */
function isOfFoundUser({ events, file }: Story, filter: Node): boolean {
  if (filter.type !== T.ObjectExpression) return false;
  const found = events.filter(
    ({ operation }) =>
      operation?.does === "read" &&
      ![...operation.columns].some((column) => /token|code|hash|otp/i.test(column)),
  );
  return filter.properties.some(
    (property) =>
      property.type === T.Property &&
      property.value.type === T.MemberExpression &&
      found.some(({ at }) => mentionsAny(file, property.value, variablesOf(file, at))),
  );
}

function isExpiry({ does, sets }: Operation): boolean {
  return (
    does === "update" &&
    [...sets].some(([column, value]) => names.used.test(column) && endsNow(column, value))
  );
}

/** `if (found && found.expiresAt > now) throw …; if (found) remove(found)`: what is removed, or written over, works no more. */
function isOfDeadOne({ events, file, scope }: Story, { at }: Event): boolean {
  const found = events.filter(({ operation, ...read }) => operation?.does === "read" && read.at !== at);
  const variables = found
    .map((read) => variablesOf(file, read.at))
    .filter((held) => mentionsAny(file, at, held));
  if (variables.length === 0) return false;
  for (const node of nodesIn(file, scope))
    if (node.type === T.IfStatement && node.range[1] <= at.range[0] && endsHere(node.consequent))
      if (
        saysAlive(nodeText(file, node.test)) &&
        variables.some((held) => mentionsAny(file, node.test, held))
      )
        return true;
  return false;
}

/** `found.expiresAt > now`, `isBefore(now, found.expiresAt)`, `found.isValid()`, `found.status === "pending"` */
const ALIVE =
  /expir\w*[^<>=&|]*>|<=?[^<>&|]*expir|isAfter\([^,()]*expir|expir\w*[^&|]*\)\.isAfter|isBefore\([^,]*,[^,]*expir|(?<![!\w.])[\w.?]*isValid|(?<![!=])={2,3}\s*[\w."']*pending/i;

function saysAlive(text: string): boolean {
  // `createdAt > now - 60` asks for patience only
  return ALIVE.test(text) && !/[+-]/.test(text);
}

function issueAfter(story: Story, kill: Event): Event | undefined {
  const { events, file, scope, setting } = story;
  const key = recordKey(kill.operation?.table ?? "");
  const inserted = events.find(({ operation, ...event }) => {
    if (!operation || !isInsert(operation) || event.at === kill.at || !holdsToken(operation)) return false;
    const isSame =
      recordKey(madeAs(operation) ?? operation.table) === key ||
      recordKey(event.helper?.replace(names.writer, "") ?? "") === key ||
      ((kill.operation?.isGuess || operation.isGuess) && isNamedToken({ ...event, operation }, setting));
    return isSame && precedes(file, scope, kill.at, event.at);
  });
  return inserted ?? sentAfter(story, kill);
}

/** `requestReset` that deletes the user's tokens and then calls `sendEmail(user)`, which makes one and cannot be looked into. */
function sentAfter({ events, file, scope, setting }: Story, kill: Event): Event | undefined {
  if (!names.issuing.test(setting.name)) return undefined;
  return events.find(
    ({ at, operation, name }) =>
      !operation &&
      name !== undefined &&
      SENDERS.test(name) &&
      precedes(file, scope, kill.at, at) &&
      // what is sent does not hold a token that was made here
      isCall(at) &&
      functionsOf(file, at.callee).length === 0,
  );
}

const SENDERS = /^(?:re)?send\w*(?:mail|token|code|otp|link|invit\w*)$/i;

/** Also `repository.save({ user, code })` of a record that is made there. */
function isInsert(operation: Operation): boolean {
  const {
    does,
    filters: [saved],
    sets,
  } = operation;
  if (does === "insert" || madeAs(operation) !== undefined) return true;
  return does === "save" && saved?.type === T.ObjectExpression && !sets.has("id");
}

/** `Otp` of `const record = new Otp({ code }); record.save()` */
function madeAs({ does, file, record, filters }: Operation): string | undefined {
  const saved = record ?? filters[0];
  const made = does === "save" && saved ? valueBehind(file, unwrap(saved)) : undefined;
  if (made?.type !== T.NewExpression) return undefined;
  return made.callee.type === T.Identifier ? made.callee.name : undefined;
}

/** A confirmation that says no more than whose it is is no token. */
function holdsToken({ sets, isGuess }: Operation): boolean {
  const columns = [...sets.keys()];
  return (
    isGuess ||
    columns.length === 0 ||
    columns.some((column) => names.column.test(column) || /^data$|expir/i.test(column))
  );
}

function isOnRequest(name: string): boolean {
  // `replaceVerificationToken` sends another one
  return names.onRequest.test(name) && !/send|issue|creat|generat|request|forgot|verif|otp/.test(name);
}

function lastName(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  return plain.type === T.MemberExpression && plain.property.type === T.Identifier ? plain.property.name : "";
}
