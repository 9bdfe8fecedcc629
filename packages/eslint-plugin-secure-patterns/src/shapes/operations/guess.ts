import { calleeName, memberName, staticText, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { functionName } from "../secret-name.ts";
import { operation, type Operation } from "./operation.ts";
import { recordName } from "./record-name.ts";
import type { Scope } from "./scope.ts";

/** What never keeps tokens, however its methods are called. */
export const STRANGERS: RegExp =
  /^(?:res|req|reply|response|request|console|logger|log|jwt|Object|Array|Math|JSON|Promise|toast|router|cy|expect|cookies|localStorage|sessionStorage|searchParams|params|headers|form|app)$|router$/i;
const TEXTS: ReadonlySet<string> = new Set([T.TemplateLiteral, T.Literal, T.BinaryExpression]);
const OVERWRITER = /^(?:update|set|change)(?=[A-Z_])/;
/** `setResetToken`, `setOtpForEmail` */
const OVERWRITTEN = /(?:token|code|otp|hash)(?:(?:For|By|Of|To)(?:User|E?mail|Phone|Account|Member)\w*)?$/i;
const TOKEN = /token|code|otp|invit|coupon|voucher|verif|reset|link/i;

/** A helper that nobody can look into: `invitationRepository.deleteByToken(token)`, `db.delete(`confirm:${code}`)`. */
export function guessByName(file: FileFlow, call: CallNode, scope: Scope): Operation | undefined {
  const callee = unwrap(call.callee);
  if (call.type === T.NewExpression || call.arguments.length === 0) return undefined;
  const method = calleeName(call) ?? "";
  const receiver = callee.type === T.MemberExpression ? recordName(file, callee.object) : "";
  if (STRANGERS.test(receiver)) return undefined;
  const does = kindOf(method, call);
  if (!does) return undefined;
  const key = call.arguments.map(keyOf).find((text) => text !== "") ?? "";
  const whole = `${receiver}.${method} ${key}`;
  const around = `${functionName(scope) ?? ""} ${file.unit.filename.split(/[\\/]/).slice(-2).join("/")}`;
  if (call.arguments.some((argument) => /^(?:oauth_?)?state$/i.test(lastName(argument)))) return undefined;
  if (names.never.test(whole) || !(TOKEN.test(whole) || names.purpose.test(key))) return undefined;
  const isClear = names.purpose.test(whole) || (TOKEN.test(method) && isAbout(around));
  if (!isClear || isPlainText(file, call)) return undefined;
  const written = does === "update" ? writtenToken(method, call) : undefined;
  if (does === "update" && !written) return undefined;
  return operation(file, call, {
    does,
    table: key === "" ? tableByName(receiver, method) : key,
    filters: call.arguments,
    columns: new Set(written ? ["id"] : ["token"]),
    sets: new Map(written ? [written] : []),
    written: written ? [written[1]] : [],
    isGuess: true,
  });
}

/** `getKey(email)` of the project's own, which only puts a name together. */
function isPlainText(file: FileFlow, { callee }: CallNode): boolean {
  const bodies = functionsOf(file, callee);
  return (
    bodies.length > 0 &&
    bodies.every((body) => {
      const values = body.async ? [] : (fileOf(body)?.returnsOf(body) ?? []);
      return values.length > 0 && values.every((value) => TEXTS.has(unwrap(value).type));
    })
  );
}

/** `updateResetToken(user.id, token)` writes what it is named after, into the only place that there is for it. */
function writtenToken(method: string, call: CallNode): [string, Node] | undefined {
  const value = call.arguments.find(
    (argument) => /token|code|otp|hash/i.test(lastName(argument)) || staticText(argument) === "null",
  );
  const isUsers = call.arguments.some((argument) => /id$|user|mail|account|member/i.test(lastName(argument)));
  return value && isUsers ? [method.replace(OVERWRITER, ""), value] : undefined;
}

function kindOf(method: string, call: CallNode): "read" | "delete" | "insert" | "update" | undefined {
  if (OVERWRITER.test(method) && OVERWRITTEN.test(method) && call.arguments.length > 1) return "update";
  if (names.reader.test(method)) return "read";
  if (names.spender.test(method)) return "delete";
  if (names.writer.test(method) && call.arguments.some((argument) => keyOf(argument) !== "")) return "insert";
  // `store.useToken(token)`, `members.convertInvited(token)`
  return names.user.test(method) && call.arguments.some((argument) => TOKEN.test(lastName(argument)))
    ? "delete"
    : undefined;
}

function isAbout(around: string): boolean {
  return names.purpose.test(around) && !names.never.test(around);
}

/** The constant text of a key: `"reset:uid"`, `` `confirm:${code}` ``. */
function keyOf(node: Node): string {
  const plain = unwrap(node);
  const text =
    plain.type === T.TemplateLiteral
      ? plain.quasis.map(({ value }) => value.raw).join("")
      : (staticText(plain) ?? "");
  // `router.delete("/invites/:id", …)` is given a route
  return text.includes(":") && !/^\/| /.test(text) ? text.replace(/:+$/, "") : "";
}

function lastName(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  return plain.type === T.MemberExpression ? (memberName(plain) ?? "") : "";
}

/** `getPasswordResetTokenByToken` and `passwordResetTokenRepository.delete` speak of the same table. */
function tableByName(receiver: string, method: string): string {
  const what = method
    .replace(names.reader, "")
    .replace(names.spender, "")
    .replace(/By[A-Z].*$|And[A-Z].*$/, "");
  return names.purpose.test(what) || receiver === "" ? what : receiver;
}
