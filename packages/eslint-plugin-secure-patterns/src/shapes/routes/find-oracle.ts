import {
  calleeName,
  isCall,
  memberName,
  staticText,
  T,
  type CallNode,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { evidence as evidenceRows, oracles, tellsOfAccounts, passwordHashes } from "../../catalog/oracles.ts";
import type { EvidenceKind, OracleRow } from "../../catalog/route-types.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { answersRequest } from "./answers-request.ts";
import { bodyFacts, reachedFunctions } from "./body-facts.ts";
import { asksByPassword, keysOf, takesCredentials } from "./credentials.ts";
import { functionsCalled } from "./protection-kinds.ts";
import type { Route } from "./route.ts";
import { setsPassword } from "./sets-password.ts";
import { asksShortCode } from "./short-code.ts";
import { wordsOf } from "./route-words.ts";

export interface Oracle {
  readonly row: OracleRow;
  /** The code was seen to do it; else only the route's name says so. */
  readonly isSeen: boolean;
}

const evidence = evidenceRows.map((row) => ({
  ...row,
  called: toPattern(row.calls),
  comparing: toPattern(row.compared),
  answering: toPattern(row.answered),
  saying: toPattern(row.texts),
  asking: toPattern(row.asks),
  keyed: toPattern(row.by),
}));
const paths = oracles.map((row) => ({
  row,
  path: new RegExp(row.path),
  not: row.notPath === undefined ? undefined : new RegExp(row.notPath),
}));
/** Programs call these, and sign what they say. */
const OF_PROGRAMS = /(?:^|-)(?:web-?)?hooks?(?:-|$)/;
/** How many calls deep a handler is followed. */
const DEEPEST = 3;

/** The question that a route answers to anybody who asks. */
export function findOracle(route: Route): Oracle | undefined {
  const words = wordsOf(route);
  if (words.some((word) => OF_PROGRAMS.test(word))) return undefined;
  // what a handler does is worth a look where a route's words say that it may matter
  let seenKinds: ReadonlySet<EvidenceKind> | undefined;
  const shows = (kind: EvidenceKind): boolean => (seenKinds ??= evidenceOf(route)).has(kind);
  const candidates = paths.filter(
    ({ path, not }) =>
      words.some((word) => path.test(word)) && !(not && words.some((word) => not.test(word))),
  );
  const isReset = setsPassword(route);
  const seen = candidates
    .filter(({ row }) => !isReset || row.bucket !== "forgot-password")
    .find(({ row }) => row.evidence.some(shows) && fits(row, route));
  const login = oracles.find(({ bucket }) => bucket === "login");
  const signUp = oracles.find(({ bucket }) => bucket === "sign-up");
  // who changes a password or an account is signed in
  const isChange =
    (seen?.row.bucket === "login" || seen?.row.bucket === "sign-up") && /^(?:PUT|PATCH)$/.test(route.method);
  const guess = oracles.find(({ bucket }) => bucket === "verify-code");
  if (!seen && isReset && guess && candidates.some(({ row }) => row.asksStrangers) && shows("code"))
    return { row: guess, isSeen: true };
  if (seen) return { row: isChange ? forUsers(seen.row) : seen.row, isSeen: true };
  if (
    login &&
    candidates.some(({ row }) => row === login) &&
    !readsToken(route) &&
    takesCredentials(route, words)
  )
    return { row: login, isSeen: true };
  // named otherwise, it may ask a user who is signed in for the password once more
  if (login && comparesPassword(route, words)) return { row: forUsers(login), isSeen: true };
  const account = oracles.find(({ bucket }) => bucket === "account-exists");
  if (account && saysAvailable(route, words) && shows("lookup")) return { row: account, isSeen: true };
  if (signUp && tellsTaken(route) && shows("lookup")) return { row: forUsers(signUp), isSeen: true };
  const hidden = candidates.find(({ row }) => row.suspectedBy === route.method);
  return hidden && route.functions.length === 0 ? { row: hidden.row, isSeen: false } : undefined;
}

/** `app.post("/check", …)` that finds a user by what was sent and answers `{ available: !user }` */
function saysAvailable({ functions }: Route, words: readonly string[]): boolean {
  if (!words.some((word) => /^(?:check|is|has|validate|verify)(?:-|$)/.test(word))) return false;
  return functions.some((each) => [...bodyFacts(each).answered].some((name) => AVAILABLE.test(name)));
}

const AVAILABLE = /^(?:is_?|\w+_?)?(?:available|availability|exists?|taken|unique|registered|in_?use)$/i;
const TELLS = new RegExp(tellsOfAccounts, "i");

/** `if (await User.findOne({ email })) return res.status(409).send("This email is already registered")` */
function tellsTaken(route: Route): boolean {
  return (
    route.method !== "GET" &&
    !readsToken(route) &&
    route.functions.some((each) => bodyFacts(each).texts.some((text) => TELLS.test(text)))
  );
}

function forUsers({ asksStrangers: _, ...row }: OracleRow): OracleRow {
  return row;
}

/** A password that the handler compares is a login, whatever it is called; not the password of who holds a long token. */
function comparesPassword(route: Route, words: readonly string[]): boolean {
  if (route.method === "GET" || readsToken(route)) return false;
  if (/register|sign-?up|create|reset|change|delete/.test(words.join(" "))) return false;
  const rows = evidence.filter(({ is }) => is === "password");
  return reachedFunctions(route.functions, functionsCalled, 1).some((each) => {
    const { calls, compared } = bodyFacts(each);
    return rows.some(
      (row) =>
        calls.some(
          (call) =>
            (matches(call, row) && !weighsPassword(call)) || checksPassword(call) || asksByPassword(call),
        ) || [...compared].some((name) => row.comparing?.test(name)),
    );
  });
}

/** `validatePassword(password)` asks whether a new password is long enough: there is nothing to compare it with. */
function weighsPassword({ callee, arguments: args }: CallNode): boolean {
  const [given] = args;
  const isLone = callee.type === T.Identifier && /^(?:is_?)?(?:valid|check)/i.test(callee.name);
  if (!isLone || args.length !== 1 || !given) return false;
  const name =
    given.type === T.Identifier
      ? given.name
      : given.type === T.MemberExpression
        ? memberName(given)
        : undefined;
  return /pass|pwd/i.test(name ?? "");
}

/** A mail that is sent because of a POST; a page that shows the form does not send one, and who has a token has got his. */
function fits({ bucket, evidence: kinds }: OracleRow, route: Route): boolean {
  const { method } = route;
  // `{ token }` of an invitation
  if (bucket === "coupon" && (readsToken(route) || namesRecord(route))) return false;
  if (kinds.includes("message")) return method !== "GET" && !readsToken(route);
  return (
    method !== "GET" || bucket === "account-exists" || kinds.includes("answer") || kinds.includes("code")
  );
}

/** `GET /invitations/:id`, `POST /invitations/:id/accept`: the key of a record is asked for, and no code that people type. */
function namesRecord({ path, functions }: Route): boolean {
  const last = path.split("/").findLast((part) => /^[:[{]/.test(part)) ?? "";
  if (!ID_PARAMETER.test(last)) return false;
  return !functions.some((each) => {
    const { members, taken } = bodyFacts(each);
    return [...members, ...taken].some((name) => TYPED_CODE.test(name));
  });
}

const ID_PARAMETER = /^[:[{]\w*?(?:id|uuid)\b/i;
/** What is sent in place of such a key. */
const TYPED_CODE =
  /^(?:(?:body|params|query|input|data|\w*dto)\.)?(?!status|country|zip|post|language)\w*(?:code|coupon|voucher|promo|license|pin|card)$/i;

/** Nobody guesses a long random token. */
function readsToken({ path, functions }: Route): boolean {
  if (functions.some(asksShortCode)) return false;
  if (/[:[{]\w*(?:token|hash|key)/i.test(path)) return true;
  const members = functions.flatMap((each) => [...bodyFacts(each).members]);
  const isMade = functions.some((each) => bodyFacts(each).calls.some(makesToken));
  return (
    members.some(
      (name) => LONG_MEMBER.test(name) && !OF_CLIENT.test(name) && !(isMade && OF_RESULT.test(name)),
    ) || functions.some((each) => hasTokenPattern(each))
  );
}

/** `.then((data) => send(data.resetToken))`: what was made here was not sent. */
const OF_RESULT = /^data\./;

function makesToken(call: CallNode): boolean {
  return MAKES_TOKEN.test(calleeName(call) ?? "");
}

const MAKES_TOKEN =
  /^(?:random_?\w*|uuid(?:_?v4)?|v4|nanoid|(?:generate|create|make)_?\w*(?:token|key|random)\w*)$/i;

/** `const { token, password } = req.body`, `const { resetToken } = req.body` */
function hasTokenPattern(of: FunctionNode): boolean {
  return [...bodyFacts(of).taken].some((name) => LONG_TOKEN.test(name));
}

/** What was mailed, and what another service signed: `idToken` of a sign-in with Google or Apple. */
const LONG_TOKEN =
  /^(?:(?:password_?)?reset|verif\w*|confirm\w*|activation|e?mail|password|one_?time|id|identity|google|apple|facebook|firebase|oauth|provider)?_?token$|^jwt$/i;
const LONG_MEMBER = /^(?:body|params|query|input|data|\w*dto)\.\w*(?:token|hash|key)$/i;
/** What any browser or device brings along. */
const OF_CLIENT = /captcha|turnstile|csrf|xsrf|device|fcm|push|firebase_?messaging/i;

/** What the code that runs for a request does. */
function evidenceOf(route: Route): ReadonlySet<EvidenceKind> {
  const kinds = new Set<EvidenceKind>();
  for (const layer of route.chains.flatMap(({ own }) => own))
    if (checksPassword(layer)) kinds.add("password");
  if (checksPassword(route.handler)) kinds.add("password");
  if (route.functions.some(asksShortCode)) kinds.add("code");
  for (const kind of evidenceBefore(route)) kinds.add(kind);
  const near = new Set(reachedFunctions(route.functions, functionsCalled, 1));
  for (const each of reachedFunctions(route.functions, functionsCalled, DEEPEST)) {
    const { calls, compared, answered, answersYesOrNo, texts } = bodyFacts(each);
    if (answersYesOrNo) kinds.add("answer");
    for (const row of evidence) {
      const isFound =
        calls.some((call) => matches(call, row) || looksUp(call, row)) ||
        (row.comparing && near.has(each) && [...compared].some((name) => row.comparing?.test(name))) ||
        (row.answering && [...answered].some((name) => row.answering?.test(name))) ||
        (row.saying && texts.some((text) => row.saying?.test(text)));
      if (isFound) kinds.add(row.is);
    }
    if (calls.some((call) => checksPassword(call) || asksByPassword(call))) kinds.add("password");
  }
  return kinds;
}

/** `app.post("/signup", checkDuplicate, signup)`: what the route's own layers answer. */
function evidenceBefore({ chains, wrappers }: Route): Set<EvidenceKind> {
  const layers = [...chains.flatMap(({ own }) => own), ...wrappers].flatMap(elementsOf);
  const functions = layers.flatMap((each) => {
    const file = fileOf(each);
    return file ? functionsOf(file, each) : [];
  });
  const texts = [...functions, ...layers].flatMap((each) => bodyFacts(each).texts);
  const calls = functions.flatMap((each) => bodyFacts(each).calls);
  return new Set<EvidenceKind>([
    ...evidence.filter(({ saying }) => texts.some((text) => saying?.test(text))).map(({ is }) => is),
    ...evidence
      .filter((row) => row.is === "message" || row.is === "lookup")
      .filter((row) => calls.some((call) => matches(call, row) || looksUp(call, row)))
      .map(({ is }) => is),
    ...(calls.some(checksPassword) ? (["password"] as const) : []),
    ...([...layers, ...calls].some(checksCode) ? (["code"] as const) : []),
  ]);
}

/** `passport.authenticate("totp")` */
function checksCode(layer: Node): boolean {
  if (!isCall(layer) || calleeName(layer) !== "authenticate") return false;
  const [first] = layer.arguments;
  return /otp|2-?fa|mfa|two-?factor/i.test((first && staticText(first)) ?? "");
}

function elementsOf(layer: Node): readonly Node[] {
  return layer.type === T.ArrayExpression ? layer.elements.filter((each) => each !== null) : [layer];
}

/** `passport.authenticate("local")`, `AuthGuard("local")`, `LocalAuthGuard`, `LocalGuard`. */
export function checksPassword(layer: Node): boolean {
  if (layer.type === T.Identifier) return /^local_?(?:auth|guard|strategy)/i.test(layer.name);
  if (!isCall(layer)) return false;
  const [first] = layer.arguments;
  const strategy = first && staticText(first);
  const isStrategy = /^(?:authenticate|authorize|AuthGuard|passportAuth)$/.test(calleeName(layer) ?? "");
  if (isStrategy)
    return (
      strategy !== undefined &&
      /^(?:.*-)?(?:local|ldap\w*|basic|login|password)(?:-.*)?$/i.test(strategy) &&
      !/sign-?up|register/i.test(strategy)
    );
  return layer.arguments.some((argument) => argument.type !== T.SpreadElement && checksPassword(argument));
}

function matches(call: CallNode, row: (typeof evidence)[number]): boolean {
  const name = calleeName(call) ?? "";
  if (!row.called?.test(name) || (row.is === "password" && isHandedRequest(call))) return false;
  if (row.is === "message" && row.packages === undefined && answersRequest(call)) return false;
  return row.packages === undefined || comesFrom(call, row.packages);
}

/** `authenticateUser(req, res)` asks who has signed in before. */
function isHandedRequest({ arguments: [first] }: CallNode): boolean {
  return first?.type === T.Identifier && /^(?:req|request|ctx|context|event)$/.test(first.name);
}

/** `findOne({ where: { email } })`, `where(eq(users.email, email))` */
function looksUp(call: CallNode, { asking, keyed }: (typeof evidence)[number]): boolean {
  if (!asking?.test(calleeName(call) ?? "")) return false;
  return call.arguments.some((argument) => {
    const { members } = bodyFacts(argument);
    const keys =
      argument.type === T.ObjectExpression
        ? keysOf(argument)
        : [...members].map((name) => name.replace(/^.*\./, ""));
    return keys.some((key) => keyed?.test(key));
  });
}

export function comesFrom(call: CallNode, packages: readonly string[]): boolean {
  const file = fileOf(call);
  const origins = file ? trace(file, call.callee) : [];
  return (
    origins.some(
      ({ root }) => root.type === "import" && packages.includes(root.module.replace(/^node:/, "")),
    ) || packages.includes(handedOn(call))
  );
}

/** `bcrypt` of `req.bcrypt.compare(…)`, `const { bcrypt } = fastify`: a hash function that applications hand to their handlers. */
function handedOn({ callee }: CallNode): string {
  const holder = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const name =
    holder?.type === T.Identifier
      ? holder.name
      : holder?.type === T.MemberExpression
        ? (memberName(holder) ?? "")
        : "";
  return passwordHashes.has(name) ? name : "";
}

export function toPattern(source: string | undefined): RegExp | undefined {
  return source === undefined ? undefined : new RegExp(source, "i");
}
