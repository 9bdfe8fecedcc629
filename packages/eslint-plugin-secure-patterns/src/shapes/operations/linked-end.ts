import { isCall, memberName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { functionsOf } from "../../flow/trace.ts";
import type { Event } from "./events.ts";
import { STRANGERS } from "./guess.ts";
import { operation, type Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import { receiverName } from "./receiver-name.ts";
import { isTokenEvent, type Story } from "./story.ts";

const BESIDE = /cache|cookie|map$|set$|params|storage|list$|queue|mail|job|event/i;
const IDENTITY = /^(?:_?id|uu?id|key|ref|token|code|hash|\w+Id)$/;

/**
 * `tokens.remove(found.id)` of a library that nobody knows: a call that is named after ending something, of which all that
 * it is told is which token was found.
 */
export function linkedEnd(story: Story, event: Event): Operation | undefined {
  const { at, name, operation: known } = event;
  if (known || name === undefined || !isCall(at)) return undefined;
  // what the call does is known from its body
  if (story.events.some((event) => event.at === at && event.operation && event.operation.does !== "read"))
    return undefined;
  if (at.arguments.length === 0) return endOfItself(story, at, name);
  if (!names.spender.test(name)) return undefined;
  if (at.arguments.length > 2) return undefined;
  const callee = unwrap(at.callee);
  const receiver = callee.type === T.MemberExpression ? receiverName(callee.object) : "";
  if (STRANGERS.test(receiver) || BESIDE.test(receiver) || BESIDE.test(name) || names.never.test(name))
    return undefined;
  if (functionsOf(story.file, at.callee).length > 0) return undefined;
  const table = at.arguments.map((argument) => tokenTable(story, argument)).find(Boolean);
  if (table === undefined) return undefined;
  return operation(story.file, at, {
    does: "delete",
    table,
    filters: at.arguments,
    columns: new Set(["id"]),
    isGuess: true,
  });
}

/** `reset.revoke()`, `invite.markAsUsed()` of a record that was found as a token, or that is called like one. */
function endOfItself(story: Story, call: CallNode, name: string): Operation | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || !ENDS_ITSELF.test(name)) return undefined;
  const record = unwrap(callee.object);
  const called = receiverName(record);
  const table =
    tokenTable(story, record) ?? (CALLED.test(called) && !names.never.test(called) ? called : undefined);
  if (table === undefined || STRANGERS.test(called)) return undefined;
  return operation(story.file, call, { does: "delete", table, record, filters: [record], isGuess: true });
}

const ENDS_ITSELF =
  /^(?:revoke|invalidate|expire|consume|burn|spend|(?:mark|set)_?(?:as_?)?(?:used|consumed|redeemed|accepted)|use|redeem)(?:_?\w*(?:token|code|invit\w*))?$/i;
/** What records of tokens are called. */
const CALLED =
  /(?:invit(?:e|ation)|coupon|voucher|(?:reset|verification|confirmation|registration|recovery|magic)\w*)$/i;

/** The table of the token that `found` or `found.id` stands for. */
function tokenTable({ file, events, ...story }: Story, argument: Node): string | undefined {
  const plain = unwrap(argument);
  const isPart = plain.type === T.MemberExpression && IDENTITY.test(memberName(plain) ?? "");
  const record = isPart ? unwrap(plain.object) : plain;
  const variable = record.type === T.Identifier ? file.bindings.variableOf(record) : undefined;
  if (!variable) return undefined;
  return events.find(
    (read) =>
      read.operation?.does === "read" &&
      isTokenEvent(read, story) &&
      variablesOf(file, read.at).has(variable),
  )?.operation?.table;
}
