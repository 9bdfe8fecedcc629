import { calleeName, isCall, keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Variable } from "../../flow/unit.ts";
import { valueOf } from "./columns.ts";
import { isCleanUp } from "./clean-up.ts";
import { mentionsAny, type Event } from "./events.ts";
import type { Operation } from "./operation.ts";
import { assignedBelow } from "./members-of.ts";
import { recordKey } from "./one-time.ts";
import { variablesOf } from "./outcome.ts";
import type { Spend } from "./spend.ts";
import { isTokenEvent, type Story } from "./story.ts";
import { writtenColumns } from "./written-columns.ts";

export interface Effect {
  readonly event: Event;
  readonly name: string;
  readonly grade: "value" | "flag";
  readonly isMint: boolean;
}

const VERBS =
  /^(?:set|update|change|reset|create|add|grant|sign|log|login|enroll|join|register|apply|redeem|activate|assign|credit|transfer|provision|unlock|save|start|issue|generate|make|accept|complete|handle|do(?!es)|perform|process|hash(?!Password|Token))/i;

/** `findOrCreateWithEmail(email)`: the second time there is nothing to make. */
const FOUND_OR_MADE = /^(?:find|get)_?or_?create/i;

/** `resetTwoFactorFailures(user)` keeps books. */
const BOOKS = /rate_?limit|throttl|attempt|failure/i;

/** `lockedAt`, `isLocked` */
const LOCK = /^(?:is_?)?(?:account_?)?locked(?:_?(?:at|until))?$/i;

/** `sendEvent(team.id, "member.created")` tells others what was done. */
const TELLING = /^(?:send|emit|publish|dispatch|trigger|fire)_?\w*(?:event|web_?hook|notification)s?$/i;

/** Memberships, which most databases keep unique, are no second gift. */
const JOINING =
  /^(?:add|join|enroll|create|insert|accept|assign)\w*(?:member|collaborator|participant|to_?(?:team|workspace|organi[sz]ation|org|group|project|space)|user_?team|team_?user)/i;
const MEMBERSHIP =
  /member|collaborator|participant|(?:team|workspace|organi[sz]ation|org|project|group|space|partner)_?users?$|users?_?(?:to_?)?(?:teams?|workspaces?|organi[sz]ations?|orgs?|projects?|groups?|spaces?)$/i;
const RELATION = /^(?:users?|members?|memberships?|collaborators?|participants?)$/i;

/** `users.setField(found.userId, "email", found.email)`: what only the token's record could tell is made use of. */
const CHANGES = /^(?:set|update|change|grant|assign|add|activate|enable|apply|credit|join)_?[A-Z]\w*[a-z]$/;

/** What a scope does beside reading and ending the token. */
export function effectsOf(story: Story, { event: own, operation }: Spend, read: Event | undefined): Effect[] {
  const found = read ? variablesOf(story.file, read.at) : new Set<Variable>();
  const { events, file, scope } = story;
  const key = recordKey(operation.table);
  return events.flatMap((event): Effect[] => {
    if (event.at === own.at) return [];
    if (isCleanUp(file, scope, event.at)) return [];
    const done = event.operation;
    if (!done) {
      const name = event.name ?? "";
      if (
        /^(?:join|apply|log|set|assign|create|createHash|createHmac|createTransport\w*|hash\w*|signal|get\w*|\w*(?:[rR]ateLimit|Throttl|Attempt|Failure)\w*|create\w*(?:Error|Schema|Client|Context|Hash|Logger)|generateMetadata|use[A-Z]\w*|set[A-Z]\w*(?:Loading|Error|Message|State))$/.test(
          name,
        )
      )
        return [];
      if (FOUND_OR_MADE.test(name)) return [{ event, name: `${name}()`, grade: "flag", isMint: false }];
      const isMint = names.mints.test(name);
      if (VERBS.test(name) && passesSecret(file, event.at))
        return [{ event, name: `${name}()`, grade: "value", isMint: false }];
      if (isMint || (VERBS.test(name) && names.grants.test(name)))
        return [{ event, name: `${name}()`, grade: isMinor(name) ? "flag" : "value", isMint }];
      return CHANGES.test(name) && mentionsAny(file, event.at, found)
        ? [{ event, name: `${name}()`, grade: "flag", isMint: false }]
        : [];
    }
    // `findUser()` that keeps when it was last seen
    if (event.helper && names.reader.test(event.helper) && !/create|insert|make|add/i.test(event.helper))
      return [];
    if (done.does === "read" || names.sideRecord.test(done.table) || BOOKS.test(event.helper ?? ""))
      return [];
    if (TELLING.test(event.helper ?? "")) return [];
    if (done.does === "insert" && event.helper === undefined && isOnlyMade(event.at)) return [];
    const below = done.does === "save" ? belowOf(done) : [];
    if (below.length > 0) {
      const isFlag = below.every((name) => names.flag.test(name.split(".")[1] ?? ""));
      return [{ event, name: below.join(", "), grade: isFlag ? "flag" : "value", isMint: false }];
    }
    if (isTokenEvent(event, story) || (recordKey(done.table) === key && !changesAccess(done))) return [];
    if (done.does === "delete" || done.isGuess || done.isKey) return [];
    const isNamed = done.row !== undefined && "record" in done.row && typeof done.row.record === "object";
    const isGiven = done.record !== undefined && event.helper === undefined && !isNamed;
    const isUnread = isGiven && !isReadRecord(file, events, done.record as Node);
    const written = [...(isUnread ? writtenColumns(done) : done.sets).keys()];
    const columns = written.length > 0 ? written : passedColumns(event);
    if (isUnread && !columns.some((column) => OF_ACCOUNT.test(column))) return [];
    const isFlag =
      done.does === "insert" || (done.does === "upsert" && MEMBERSHIP.test(done.table))
        ? MEMBERSHIP.test(done.table)
        : columns.length > 0 && columns.every(isFlagColumn);
    return [
      {
        event,
        name: event.helper ? `${event.helper}()` : done.table,
        grade: isFlag ? "flag" : "value",
        isMint: false,
      },
    ];
  });
}

/** `updateUserById(user.id, { isEmailVerified: true })`, where the helper was not seen to hand that on. */
function passedColumns({ helper, at }: Event): string[] {
  const call = helper !== undefined && isCall(at) ? at : undefined;
  const given = call?.arguments.filter((argument) => argument.type === T.ObjectExpression) ?? [];
  if (given.length !== 1) return [];
  return given.flatMap(({ properties }) =>
    properties.map((each) => (each.type === T.Property ? (keyName(each) ?? "") : "")),
  );
}

/** What is the same after the second time: who is a member, what is verified, how often a user failed. */
function isFlagColumn(column: string): boolean {
  if (RELATION.test(column) || BOOKS.test(column) || LOCK.test(column)) return true;
  return names.flag.test(column) && !names.grants.test(column);
}

/** `const email = Email.create(text)`: nobody waits for it, so nothing was written yet. */
function isOnlyMade(at: Node): boolean {
  return isCall(at) && calleeName(at) === "create" && at.parent.type === T.VariableDeclarator;
}

/** `user.emailVerified = true; user.save()` of a `user` that was handed in. */
const OF_ACCOUNT = /passw|pwd|verified|confirmed|activated/i;

/** `token.user.password = hash; save(token)` */
function belowOf({ file, record, filters }: Operation): string[] {
  const saved = record ?? filters[0];
  return saved ? [...assignedBelow(file, saved)].slice(0, 2) : [];
}

/** `update({ id }, { password })` of the row that has the token in another column. */
function changesAccess({ does, sets }: Operation): boolean {
  return does === "update" && [...sets.keys()].some((column) => /passw|pwd|^(?:new_?)?e?mail$/i.test(column));
}

function isMinor(name: string): boolean {
  return /verif|activat|unlock_?(?:account|user|login)/i.test(name) || JOINING.test(name);
}

/** What to tell first: written values, then calls that grant something, then flags. */
export function weight({ grade, event: { operation } }: Effect): number {
  const columns = operation ? [...operation.sets.keys()] : [];
  const told = columns.some((column) => /passw/i.test(column)) ? 3 : columns.includes("email") ? 2 : 0;
  return (grade === "value" ? 5 : 0) + told + (operation ? 1 : 0);
}

/** `user.save()` of a `user` that was read here, and `token.user.save()`. */
function isReadRecord(file: FileFlow, events: readonly Event[], record: Node): boolean {
  let plain = unwrap(record);
  while (plain.type === T.MemberExpression) plain = unwrap(plain.object);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  return (
    variable !== undefined &&
    events.some(
      ({ operation, at }) =>
        operation !== undefined && !operation.record && variablesOf(file, at).has(variable),
    )
  );
}

/** `users.setFields(id, { password: hash })`, of a helper that nobody can look into. */
function passesSecret(file: FileFlow, call: Node): boolean {
  if (!isCall(call)) return false;
  return call.arguments.some((argument) => {
    const value = valueOf(file, argument);
    if (value?.type !== T.ObjectExpression) return false;
    return value.properties.some(
      (property) => property.type === T.Property && /passw/i.test(keyName(property) ?? ""),
    );
  });
}
