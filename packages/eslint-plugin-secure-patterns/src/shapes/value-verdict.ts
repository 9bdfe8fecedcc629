import { isCall, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";
import { requestCarriedBy } from "./carried-request.ts";
import { treatmentOf } from "./harmless-value.ts";
import { isOwnerOfThing, verdictOf, type NameVerdict } from "./personal-name.ts";
import { recordOf } from "./record-type.ts";
import { holderName } from "./spell.ts";
import { recordGiven } from "./person-records.ts";
import { claimsIn, isEnvironment, wholeOf, type WholeVerdict } from "./whole-value.ts";

export type Verdict = NameVerdict | WholeVerdict;

/** An address whose mail a line speaks of: `` `mail sent to ${to}` ``. */
const ADDRESSEES = /^(?:to|cc|bcc|mailto|sendto|toaddress)$/i;
/** The number that a message goes to. */
const SPEAKS_OF_MESSAGE = /\b(?:sms|text message|whats ?app)\b/i;
const SPEAKS_OF_SERVER =
  /\blistening\b|\bserver (?:is )?(?:up|ready|started|running)\b|\brunning (?:at|on)\b/i;
const SPEAKS_OF_MAIL = /\b(?:e-?)?mails?\b|\bmagic link\b|\b(?:newsletter|invitation|invite) (?:\w+ )?to\b/i;

/** What a variable holds, by its name, by what it was given, and by its type. */
export function verdictOfVariable(
  analysis: Analysis,
  file: FileFlow,
  node: TSESTree.Identifier,
  label: string,
): Verdict | undefined {
  return (
    claimsIn(file, node) ??
    exceptOwnAddress(isTicket(file, node) ? undefined : verdictOf(node.name), label) ??
    addressee(node.name, label) ??
    wholeOf(analysis, file, node) ??
    recordOf(file, node) ??
    recordGiven(file, node) ??
    requestCarriedBy(analysis, file, node)
  );
}

/** What a member holds, by its name, by the object that it is read from, and as what the catalogue knows it. */
export function verdictOfMember(
  analysis: Analysis,
  file: FileFlow,
  node: TSESTree.MemberExpression,
  name: string,
  label: string,
): Verdict | undefined {
  const holder = unwrap(node.object);
  const named = verdictOf(name, isOfThing(holder) ? undefined : holderName(holder));
  const verdict = exceptOwnAddress(named, label) ?? addressee(name, label);
  // what the program was set up with is nobody's own: `process.env.SUPPORT_EMAIL`
  if (verdict && verdict.kind !== "secret" && isOfProcess(node.object)) return undefined;
  return verdict ?? wholeOf(analysis, file, node);
}

/** `process.env`, `process.settings`: whatever a program has put there for all of it. */
function isOfProcess(given: Node): boolean {
  const node = unwrap(given);
  return isEnvironment(node) || (node.type === T.MemberExpression && holderName(node.object) === "process");
}

/** `repository.owner` */
function isOfThing(holder: Node): boolean {
  return (
    holder.type === T.MemberExpression &&
    isOwnerOfThing(memberName(holder) ?? "", holderName(holder.object) ?? "")
  );
}

/** `const tokenHash = sha256(token)`, `{ password: hash(password) }` */
export function isHashValue(file: FileFlow, node: Node): boolean {
  const plain = unwrap(node);
  if (isCall(plain)) return treatmentOf(plain).is === "hash";
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const call = value?.path.length === 0 ? unwrap(value.node) : undefined;
  return isCall(call) && treatmentOf(call).is === "hash";
}

/** `` `Listening on http://${address}` `` */
function exceptOwnAddress(verdict: NameVerdict | undefined, label: string): NameVerdict | undefined {
  const isAddress = verdict?.confidence === "likely" && /^(?:ip|address)$/.test(verdict.kind);
  return isAddress && SPEAKS_OF_SERVER.test(label) ? undefined : verdict;
}

function addressee(name: string, label: string): NameVerdict | undefined {
  if (!ADDRESSEES.test(name)) return undefined;
  if (SPEAKS_OF_MAIL.test(label)) return { kind: "email", what: "an e-mail address", confidence: "proven" };
  return SPEAKS_OF_MESSAGE.test(label)
    ? { kind: "phone", what: "a phone number", confidence: "proven" }
    : undefined;
}

/** `pass.date`: one that lets somebody in, and no text. */
function isTicket({ bindings }: FileFlow, node: TSESTree.Identifier): boolean {
  if (!/^pass$/i.test(node.name)) return false;
  return (bindings.variableOf(node)?.references ?? []).some(({ identifier }) => {
    const member: Node | undefined = identifier.parent;
    const name =
      member?.type === T.MemberExpression && member.object === identifier ? memberName(member) : "";
    return !!name && !(name in String.prototype);
  });
}
