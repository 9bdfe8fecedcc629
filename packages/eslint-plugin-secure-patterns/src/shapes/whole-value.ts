import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
  staticText,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import {
  CLAIMS_OF_PERSONS,
  CLAIMS_OF_TOKENS,
  SESSIONS_OF_PERSONS,
  SIGN_INS,
  WHOLE_PERSONS,
} from "../catalog/personal-names.ts";
import { PARSED } from "../flow/builtins.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import type { Confidence } from "./create-rule.ts";
import { callsGiving } from "./given-by.ts";
import { treatmentOf } from "./harmless-value.ts";
import { isCheckedAsImpersonal, isDescribedAsImpersonal } from "./impersonal-body.ts";
import { isPersonQuery, PICKS } from "./person-records.ts";
import { isSaidToBeClean, normalize } from "./personal-name.ts";
import { holderName } from "./spell.ts";
import { isSaidIn } from "./said-in-file.ts";

/** An object of which nobody knows what will be in it tomorrow. */
export interface WholeVerdict {
  readonly kind: "whole";
  readonly what: string;
  readonly confidence: Confidence;
}

const SESSIONS = /^(?:req|request|session|state|locals|auth)$/;
/** Members that are all of what was sent. */
const HOLDS_ALL = /body|data|payload|form|fields|input|json|request|req$|event|args|variables|\*/i;

/** What only events that stand for a request have. */
const EVENT_OF_REQUEST =
  /\bevent\??\.(?:headers|authorizationToken|requestContext|queryStringParameters|pathParameters|httpMethod)\b/;

const wholePersons = new Set(WHOLE_PERSONS);

/** A whole request body, the headers, the environment, a user record. */
export function wholeOf(analysis: Analysis, file: FileFlow, node: Node): WholeVerdict | undefined {
  if (isEnvironment(node)) return whole("the environment with its secrets", "proven");
  if (isRequest(file, node)) return whole("the whole request with its headers", "proven");
  if (isOneField(file, node) || isCleaned(file, node)) return undefined;
  // what was thrown is no request, and finding out what it is takes long
  const origins = isCaught(file, node) ? [] : trace(file, node);
  const sources = origins.flatMap((origin) =>
    analysis.classify(origin).sources.map((source) => ({ ...source, origin })),
  );
  for (const { row, rest, origin } of sources) {
    if (rest.some((segment) => segment !== PARSED) || row.kind !== "remote") continue;
    if (row.what === "what a server action is called with" && isForm(node))
      return whole("the whole form", "proven");
    if (row.what === "the event" && isSaidIn(file.unit, EVENT_OF_REQUEST))
      return whole("the whole event with the request's headers", "likely");
    if (/request body/.test(row.what) && !isFieldOfBody(file, node))
      return isCheckedAsImpersonal(file, node) || isDescribedAsImpersonal(analysis, origin)
        ? undefined
        : whole("the whole request body", "proven");
    if (/header/.test(row.what) && !isCall(node) && holdsAll(node))
      return whole("all request headers", "proven");
    if (/cookie/.test(row.what) && !isCall(node) && holdsAll(node)) return whole("all cookies", "proven");
  }
  const name =
    node.type === T.Identifier ? node.name : node.type === T.MemberExpression ? memberName(node) : undefined;
  // `RESOURCES.USER` is a word
  if (name === undefined || /^[A-Z][A-Z\d_]+$/.test(name)) return undefined;
  if (isUserOfSession(node)) return whole("a whole user record", "proven");
  if (isSession(file, node)) return whole("a whole session", "proven");
  // of a chat's event it is an id
  const isMentioned = node.type === T.MemberExpression && holderName(node.object) === "event";
  if (wholePersons.has(normalize(name)) && !isMentioned && !isInView(file, node))
    return whole("a whole user record", isQueried(file, node) ? "proven" : "likely");
  if (node.type === T.MemberExpression) return wholeMember(node, name);
  return undefined;
}

/** `const body = sanitize(req.body)`, `const seen = { body: redact(req.body) }`: its parts are looked at one by one. */
function isCleaned(file: FileFlow, node: Node): boolean {
  if (isInView(file, node) || (node.type === T.Identifier && isSaidToBeClean(node.name))) return true;
  if (isCall(node)) return node.arguments.some(isCleaning);
  const [last] = callsGiving(file, node);
  return last !== undefined && treatmentOf(last).is === "nothing";
}

/** `redact(body)` of `shorten(redact(body))` */
function isCleaning(given: Node): boolean {
  const node = unwrap(given);
  return isCall(node) && (treatmentOf(node).is === "nothing" || node.arguments.some(isCleaning));
}

/** `const user = await User.findOne({ email }).lean()`, `const user = req.user` */
function isQueried(file: FileFlow, node: Node): boolean {
  for (const call of callsGiving(file, node)) {
    if (PICKS.test(calleeName(call) ?? "")) return false;
    // `users.find((user) => …)` looks through a list
    if (isPersonQuery(call)) return !isFunction(call.arguments[0]);
  }
  return isOfSession(file, node);
}

/** `const user = req.user`, `const { user } = req.session` */
function isOfSession(file: FileFlow, node: Node): boolean {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (!value) return false;
  const given = unwrap(value.node);
  if (value.path.length === 1 && value.path[0] === "user") return SESSIONS.test(holderName(given) ?? "");
  return value.path.length === 0 && isUserOfSession(given);
}

/** `req.user`, `request.profile` */
function isUserOfSession(node: Node): boolean {
  return (
    node.type === T.MemberExpression &&
    wholePersons.has(normalize(memberName(node) ?? "")) &&
    SESSIONS.test(holderName(node.object) ?? "")
  );
}

/** What a checked token says of whoever carries it. */
export function claimsIn(file: FileFlow, node: Node): WholeVerdict | undefined {
  const [call] = callsGiving(file, node);
  const name = (call && calleeName(call)) ?? "";
  if (CLAIMS_OF_PERSONS.test(name)) return whole("the claims of an identity token", "proven");
  const callee = call && unwrap(call.callee);
  const holder = callee?.type === T.MemberExpression ? (holderName(callee.object) ?? "") : "";
  const spelled = /^(?:jwt|jsonwebtoken)$/i.test(holder) ? `jwt.${name}` : name;
  return CLAIMS_OF_TOKENS.test(spelled) ? whole("the claims of a token", "likely") : undefined;
}

/** `const session = await getServerSession(options)`, `const { data: session } = await auth.getSession()` */
function isSession(file: FileFlow, node: Node): boolean {
  if (node.type !== T.Identifier) return false;
  const variable = file.bindings.variableOf(node);
  const value = variable && file.subjects.onlyValue(variable);
  const call = value && unwrap(value.node);
  if (!isCall(call)) return false;
  const callee = unwrap(call.callee);
  const holder = callee.type === T.MemberExpression ? holderName(callee.object) : undefined;
  const name = calleeName(call) ?? "";
  const spelled = holder === undefined ? name : `${holder}.${name}`;
  if (SIGN_INS.test(spelled)) return value?.path[0] === "data";
  return normalize(node.name) === "session" && SESSIONS_OF_PERSONS.test(spelled);
}

/** The object is written out in this file: its own keys say what is in it. */
function isInView(file: FileFlow, node: Node): boolean {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 && unwrap(value.node).type === T.ObjectExpression;
}

/** `error` of `catch (error)`, and what it has */
function isCaught(file: FileFlow, node: Node): boolean {
  let base = unwrap(node);
  while (base.type === T.MemberExpression) base = unwrap(base.object);
  return base.type === T.Identifier && file.bindings.variableOf(base)?.defs[0]?.type === "CatchClause";
}

/** `@Body("name") name: string` is one field of the body. */
function isOneField(file: FileFlow, node: Node): boolean {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const name = variable?.defs[0]?.name as Node | undefined;
  // only the TypeScript parser knows of decorators
  const decorators =
    name?.type === T.Identifier ? (name.decorators as TSESTree.Decorator[] | undefined) : undefined;
  return (decorators ?? []).some(({ expression }) => {
    const [first] = isCall(expression) ? expression.arguments : [];
    return first !== undefined && staticText(first) !== undefined;
  });
}

/** `body.callId`, `const callId = body.callId` where the body was taken apart and put together again on the way. */
function isFieldOfBody(file: FileFlow, node: Node): boolean {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const given = value ? unwrap(value.node) : node;
  const own = given.type === T.MemberExpression ? memberName(given) : undefined;
  const key = value?.path.at(-1) ?? own;
  return key !== undefined && !HOLDS_ALL.test(key);
}

/** `formData`, `Object.fromEntries(formData)` */
function isForm(node: Node): boolean {
  const [first] = isCall(node) && calleeName(node) === "fromEntries" ? node.arguments : [];
  const form = first ? unwrap(first) : node;
  // `formData.get("id")` is one field
  if (isCall(form) && /^(?:get|getAll|has)$/.test(calleeName(form) ?? "")) return false;
  const owner = isCall(form) && form.callee.type === T.MemberExpression ? form.callee.object : form;
  return /^form(?:data)?$/.test(normalize(holderName(owner) ?? ""));
}

/** `req` of `(req, res) => …` */
function isRequest(file: FileFlow, node: Node): boolean {
  if (node.type !== T.Identifier || !/^(?:req|request)$/.test(node.name)) return false;
  const [definition] = file.bindings.variableOf(node)?.defs ?? [];
  if (definition?.type !== "Parameter") return false;
  const next = (definition.node as FunctionNode).params[1];
  return next?.type === T.Identifier && /^(?:res|response|reply)$/.test(next.name);
}

/** `process.env` */
export function isEnvironment(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type !== T.MemberExpression || memberName(plain) !== "env") return false;
  const object = unwrap(plain.object);
  return (
    (object.type === T.Identifier && (object.name === "process" || object.name === "Bun")) ||
    (object.type === T.MemberExpression && memberName(object) === "process")
  );
}

function whole(what: string, confidence: Confidence): WholeVerdict {
  return { kind: "whole", what, confidence };
}

const ERROR = /^(?:e|err|error|\w*Error)$/;

/** `err.config`, `err.config.headers`: what an HTTP client's error carries along. */
function wholeMember(node: TSESTree.MemberExpression, name: string): WholeVerdict | undefined {
  const holder = holderName(node.object) ?? "";
  if (ERROR.test(holder) && /^(?:config|request|response)$/.test(name))
    return whole("a request with its headers", "likely");
  if (name === "headers" && isSentWithError(node.object))
    return whole("the headers that were sent", "likely");
  if (holder === "handshake" && /^(?:auth|headers)$/.test(name))
    return whole("what a socket's client signs in with", "proven");
  // of a `ctx` it is mostly the answer
  if (holder === "ctx" && name === "body") return undefined;
  if (/^(?:req|request|ctx)$/.test(holder) && /^(?:body|headers|cookies|session)$/.test(name))
    return whole(name === "body" ? "the whole request body" : `all of ${holder}.${name}`, "proven");
  return undefined;
}

/** `err.config`, `err.response.config` */
function isSentWithError(given: Node): boolean {
  const node = unwrap(given);
  if (node.type !== T.MemberExpression || memberName(node) !== "config") return false;
  const object = unwrap(node.object);
  const isAnswer = object.type === T.MemberExpression && memberName(object) === "response";
  return ERROR.test(holderName(isAnswer ? object.object : object) ?? "");
}

/** Not one header of them, as `headers["x"]` would be. */
function holdsAll(node: Node): boolean {
  return /headers$|cookies$/i.test(holderName(node) ?? "");
}
