import { memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { functionName } from "../secret-name.ts";
import { identifiersIn } from "./columns.ts";
import type { Event } from "./events.ts";
import { compares } from "./looks-at.ts";
import { isTokenColumn } from "./one-time.ts";
import type { Spend } from "./spend.ts";
import { splitWords, type Story } from "./story.ts";

/** What a record of a token is called. */
const RECORD = /invit|coupon|voucher|token|otp|verification|reset|magic|registration/i;
/** What carries a record from a middleware to a handler. */
const CARRIERS = /^(?:req|request|res|ctx|context|event|c)$/;

/**
 * The record that a function acts on and ends though another one has read it: `acceptInvitation(invitation, user)`, and
 * `const { invitation } = req` behind a middleware. Whoever reads it, two requests do so before either ends it.
 */
export function handedIn(
  { file, scope, setting }: Story,
  { event, operation, counter, clears }: Spend,
): Event | undefined {
  const own = operation.record && unwrap(operation.record);
  if (event.helper !== undefined || operation.isKey || counter || (operation.isGuess && !own))
    return undefined;
  const subjects = own ? [own] : operation.filters.flatMap((filter) => identifiersIn(file, filter));
  const at = subjects
    .filter((node) => isRecord(node, own !== undefined) || isTakenOut(node) || (node === own && isCompared()))
    .flatMap(givenAt)[0];
  return at && { at, operation: undefined, helper: undefined, inner: undefined, name: undefined };

  /** `verifyOtp(user, otp)` of a user whose own code is compared, emptied and saved */
  function isCompared(): boolean {
    return clears.some((column) => isTokenColumn(column, setting) && compares({ file, scope }, column));
  }

  /** `email` of `const { email } = req.token` */
  function isTakenOut(node: Node): boolean {
    const declared = file.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
    if (declared?.type !== T.VariableDeclarator || declared.id.type !== T.ObjectPattern) return false;
    const from = declared.init && unwrap(declared.init);
    return from?.type === T.MemberExpression && RECORD.test(memberName(from) ?? "");
  }

  /** Where the record comes in. */
  function givenAt(node: Node): Node[] {
    if (node.type === T.MemberExpression) return isCarried(node) ? [node] : [];
    const definition = file.bindings.variableOf(node)?.defs[0];
    const declared = definition?.node as Node | undefined;
    if (declared?.type === T.VariableDeclarator)
      return declared.init && isCarried(unwrap(declared.init)) ? [declared] : [];
    const isOurs = definition?.type === "Parameter" && declared === scope;
    return isOurs && isConsumer() ? [definition.name as Node] : [];
  }

  function isConsumer(): boolean {
    return (
      names.consumer.test(splitWords(setting.name)) && !isCalledBeside(file.unit.text, functionName(scope))
    );
  }
}

/** `req`, `req.invitation`, `res.locals.invitation` */
function isCarried(node: Node): boolean {
  let root = node;
  while (root.type === T.MemberExpression) {
    if (/^(?:body|query|params|headers|cookies|session|user)$/.test(memberName(root) ?? "")) return false;
    root = unwrap(root.object);
  }
  return root.type === T.Identifier && CARRIERS.test(root.name);
}

/** `invitation` where it is removed itself, or in `invitation.id`. */
function isRecord(node: Node, isItself: boolean): boolean {
  const name =
    node.type === T.Identifier ? node.name : node.type === T.MemberExpression ? memberName(node) : "";
  if (name === undefined || !RECORD.test(name)) return false;
  return isItself || (node.parent?.type === T.MemberExpression && node.parent.object === node);
}

/** Where its caller is at hand, the race is told there. */
function isCalledBeside(text: string, name: string | undefined): boolean {
  return (
    name === undefined || new RegExp(`(?:\\.|await |return )${name.replaceAll("$", "\\$")}\\(`).test(text)
  );
}
