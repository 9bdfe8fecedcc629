import { calleeName, T, type CallNode, type FunctionNode, type Node } from "../../ast/nodes.ts";
import type { ProtectionKind } from "../../catalog/route-types.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { partsFor } from "../../shapes/routes/method-branches.ts";
import { findExpense } from "../../shapes/routes/find-expense.ts";
import { checksPassword, findOracle, type Oracle } from "../../shapes/routes/find-oracle.ts";
import { liftedBy } from "../../shapes/routes/lifted-protections.ts";
import { isSignIn, wordsOf } from "../../shapes/routes/route-words.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import { isForDevelopers } from "../../shapes/routes/for-developers.ts";
import {
  functionKinds,
  functionsCalled,
  namedProtections,
  protectionKinds,
  type Protections,
} from "../../shapes/routes/protection-kinds.ts";
import { standsAside } from "../../shapes/routes/stands-aside.ts";
import { readsSignedInUser } from "../../shapes/routes/signed-in-user.ts";
import { findOwnLimiter } from "../../shapes/routes/own-limiter.ts";
import type { Route, RouteChain } from "../../shapes/routes/route.ts";
import { worksOnSigned } from "../../shapes/signed/is-signed.ts";

import { recipeFor, suggestLimit, type SuggestionId } from "./limit-route.ts";

type MessageId = "oracle" | "expensive";

const rule: Rule = createRule<MessageId, SuggestionId>({
  name: "require-rate-limit",
  description: "Require a rate limit on routes that answer questions about what an attacker sends",
  cwe: [204, 307, 770],
  recommended: true,
  messages: {
    oracle:
      "Nothing limits how often this route answers: anyone can {{attack}}, as fast as the server can answer. {{recipe}}",
    expensive: {
      text: "This route uses {{what}} for anyone, and nothing limits how often: a few clients can keep the server busy. {{recipe}}",
      confidence: "likely",
    },
  },
  suggestions: {
    own: "Put {{helper}} before the handler, as other routes do.",
    limit: "Allow ten requests per minute and address.",
    limitBehindProxy:
      "Allow ten requests per minute and address, as the one proxy in front of the server says it.",
  },
  create: (run) => ({
    "Program:exit": () => {
      if (isTestFile(run.context.physicalFilename, run.context.cwd)) return;
      const known = { limiters: run.settings.limiters ?? [] };
      const analysis = analysisOf(run.context, run.settings);
      const expensive: Report[] = [];
      for (const route of findRoutes(analysis)) check(run, analysis, known, route, expensive);
      // where every route costs something, one limit before all of them is what is missing
      if (expensive.length > MOST_EXPENSIVE) expensive[0]?.(FOR_ALL);
      else for (const report of expensive) report();
    },
  }),
});
export default rule;

/** `recipe`: what to do where it is not about one route. */
type Report = (recipe?: string) => void;

const MOST_EXPENSIVE = 12;
const FOR_ALL = "So do most routes of this file: put one limit before all of them.";

function check(
  run: RuleRun<MessageId, SuggestionId>,
  analysis: Analysis,
  known: Protections,
  route: Route,
  expensive: Report[],
): void {
  const oracle = findOracle(route);
  const mayBeSure = oracle?.isSeen === true && route.chains.some(({ isComplete }) => isComplete);
  if (run.options.confidence === "proven" && !mayBeSure) return;
  const what = oracle ? undefined : findExpense(route);
  if ((!oracle && what === undefined) || limitsItself(known, route)) return;
  // what it answers, it answers to one who shares a key with it
  if (route.functions.some(worksOnSigned)) return;
  const open = route.chains.filter((chain) => !isLimited(known, route, chain));
  if (open.length === 0) return;
  if (isForUsersOnly(known, route, open, oracle)) return;
  if (isForDevelopers(route)) return;
  const bucket = oracle?.row.bucket ?? "api";
  const isSure = mayBeSure && open.some(({ isComplete }) => isComplete);
  const isWanted = isSure || run.options.confidence === "likely";
  const own =
    isWanted && route.adapter?.limit === "layer" ? findOwnLimiter(run, analysis, known, bucket) : undefined;
  const facts = analysis.project?.facts;
  const report: Report = (recipe) =>
    run.report({
      node: { loc: route.loc },
      messageId: oracle ? "oracle" : "expensive",
      data: {
        attack: oracle?.row.attack ?? "",
        what: what ?? "",
        recipe: recipe ?? recipeFor(route, bucket, own, facts),
      },
      confidence: isSure ? "proven" : "likely",
      suggestions: recipe === undefined ? suggestLimit(run.context, route, bucket, own, facts) : [],
    });
  if (oracle) report();
  else expensive.push(report);
}

function isLimited(known: Protections, route: Route, { shared, own }: RouteChain): boolean {
  const limits = (layer: Node): boolean =>
    protectionKinds(known, layer).has("limit") && !standsAside(layer, route);
  return own.some(limits) || (!lifts(own, "limit") && shared.some(limits));
}

/** `@SkipThrottle()`, `@Public()`: what stands before all routes does not stand before this one. */
function lifts(own: readonly Node[], kind: ProtectionKind): boolean {
  return own.some((layer) => liftedBy(layer).includes(kind));
}

/** Limits, counters and locks around the handler and in its code. */
function limitsItself(known: Protections, { functions, wrappers }: Route): boolean {
  return (
    wrappers.some((each) => protectionKinds(known, each).has("limit")) ||
    functions.some((each) => functionKinds(known, each, 3).has("limit"))
  );
}

function isForUsersOnly(
  known: Protections,
  route: Route,
  chains: readonly RouteChain[],
  oracle: Oracle | undefined,
): boolean {
  const isSigningIn = isSignIn(route) || chains.some(({ own }) => own.some(checksPassword));
  if (oracle?.row.bucket === "login" && isSigningIn) return false;
  const asks = (layer: Node): boolean => protectionKinds(known, layer).has("authentication");
  // what stands before everything may let strangers sign up; what a router puts before its users does not
  const believes = (layer: Node): boolean => !oracle?.row.asksStrangers || isOfUsers(route, oracle, layer);
  const isGuarded = chains.every(
    ({ shared, own }) => own.some(asks) || shared.some((layer) => believes(layer) && asks(layer)),
  );
  return (
    isGuarded ||
    route.wrappers.some((each) => letsUsersIn(known, each)) ||
    route.functions.some((each) => isAboutUser(route, each))
  );
}

/** `users.addHook("preHandler", auth); users.post("/", create)`: in the same file, before a collection that is no sign-up. */
function isOfUsers(route: Route, { row }: Oracle, layer: Node): boolean {
  return (
    row.bucket === "sign-up" &&
    route.call !== undefined &&
    fileOf(layer) === fileOf(route.call) &&
    !wordsOf(route).some((word) => /regist|sign-?up|join/.test(word))
  );
}

/** `withAuth(handler)`, and `withoutRole("banned", handler)` that refuses whom it does not know. */
function letsUsersIn(known: Protections, wrapper: Node): boolean {
  if (namedProtections(known, wrapper).includes("authentication")) return true;
  const own = wrapper.type === T.CallExpression ? functionsCalled(wrapper) : [];
  return own.some((each) => functionKinds(known, each, 0).has("authentication"));
}

/** What runs for a POST is about the user who is signed in; what the same function answers to a GET is another matter. */
function isAboutUser({ method }: Route, of: FunctionNode): boolean {
  const parts = partsFor(of, method === "ANY" ? "POST" : method);
  return parts.some(
    (part) =>
      readsSignedInUser(part) ||
      bodyFacts(part).calls.some((call) => functionsKnowing(call).some(readsSignedInUser)),
  );
}

/** What is called to learn who asks: not what opens the session of a user, and not what shows or records who that is, if anybody. */
function functionsKnowing(call: CallNode): readonly FunctionNode[] {
  const name = calleeName(call) ?? "";
  return OPENS_SESSION.test(name) || TELLS.test(name) ? [] : functionsCalled(call);
}

/** `createUserSession(request, user)` */
const OPENS_SESSION = /^(?:create|start|set|save|commit|open|make|new)_?\w*session/i;
/** `render(req, res, "form")` greets whoever has signed in, `trackEvent(req, "login")` says who it was: both serve strangers as well. */
const TELLS =
  /^(?:render|redirect|respond|reply|send|show|track|record|audit|log(?!_?[iI]n|_?[oO]ut))(?:$|[A-Z_])|^handle\w*Error$/;
