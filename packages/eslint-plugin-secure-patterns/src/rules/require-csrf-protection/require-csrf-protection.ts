import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, type FunctionNode } from "../../ast/nodes.ts";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { isSignIn } from "../../shapes/routes/find-oracle.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import { functionKinds, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import type { Route, RouteChain } from "../../shapes/routes/route.ts";
import { findExemptions } from "./find-exemptions.ts";
import { findSessions, isTurnedOff, lookAround, type SessionLayer } from "./find-sessions.ts";

type MessageId = "unchecked" | "openExemption" | "wideExemption" | "off";

const recipe = "Mount protect(csrf({ secret }).protect({ session })) of secure-patterns after the session.";

const rule: Rule = createRule<MessageId>({
  name: "require-csrf-protection",
  description: "Require a CSRF check where a cookie says who sends a request",
  cwe: [352],
  recommended: true,
  messages: {
    unchecked: `Requests are believed by this cookie alone{{example}}: a form on any other site can send them in the name of your users. ${recipe}`,
    openExemption:
      'This exempts every request that has the text anywhere in its address, and an attacker can put it into the query string. Compare the whole path: exempt: ["/webhooks/…"] of secure-patterns/csrf does.',
    wideExemption: {
      text: "This exempts everything whose path fits. Exempt whole paths, and check a signature in each of them.",
      confidence: "likely",
    },
    off: "This turns the CSRF check off in every environment: a form on any other site can send requests in the name of your users.",
  },
  create: (run) => {
    const functions: FunctionNode[] = [];
    return {
      Property: (node) => {
        if (isTurnedOff(node) && !/[.-](?:test|spec)\./.test(run.context.physicalFilename))
          run.report({ node, messageId: "off" });
      },
      ":function": (node: TSESTree.Node) => {
        if (isFunction(node)) functions.push(node);
      },
      "Program:exit": () => {
        const known = { limiters: run.settings.limiters ?? [] };
        const analysis = analysisOf(run.context, run.settings);
        for (const { node, isOpen } of findExemptions(known, functions))
          run.report({ node, messageId: isOpen ? "openExemption" : "wideExemption" });
        const [first, ...others] = findSessions(analysis, known).sort((a, b) => rank(a) - rank(b));
        if (first) check(run, analysis, known, first, others);
      },
    };
  },
});
export default rule;

function rank({ kind }: SessionLayer): number {
  return kind === "session" ? 0 : 1;
}

function check(
  run: RuleRun<MessageId, never>,
  analysis: Analysis,
  known: Protections,
  layer: SessionLayer,
  others: readonly SessionLayer[],
): void {
  const served = findRoutes(analysis).filter((route) => route.call && isMutating(route));
  const open = served.filter(
    (route) => !isSignIn(route) && route.chains.some((chain) => !isChecked(known, route, chain)),
  );
  const route = open.find((each) => usesCookies(known, each));
  const isElsewhere =
    !route && served.length === 0 && layer.kind === "session" && isUncheckedProject(analysis);
  if (!route && !isElsewhere) return;
  const isSameSite = [layer, ...others].some((each) => each.isSameSite);
  run.report({
    node: layer.node as TSESTree.Node,
    messageId: "unchecked",
    data: { example: route ? ` (${route.method} ${route.path})` : "" },
    confidence: isSameSite ? "likely" : "proven",
  });
}

function isMutating({ method }: Route): boolean {
  return /^(?:POST|PUT|PATCH|DELETE)$/.test(method);
}

function isChecked(known: Protections, { functions, wrappers }: Route, { shared, own }: RouteChain): boolean {
  return (
    [...shared, ...own, ...wrappers].some((each) => protectionKinds(known, each).has("csrf")) ||
    functions.some((each) => functionKinds(known, each, 1).has("csrf"))
  );
}

/** The handler reads who the user is from the session, or something before it does. */
function usesCookies(known: Protections, { functions, chains }: Route): boolean {
  const reads = functions.some((each) =>
    ["cookies", "signedCookies", "session", "user", "isAuthenticated"].some((name) =>
      bodyFacts(each).names.has(name),
    ),
  );
  return (
    reads || chains.some(({ own }) => own.some((each) => protectionKinds(known, each).has("authentication")))
  );
}

function isUncheckedProject(analysis: Analysis): boolean {
  const { hasCheck, hasRoutes } = lookAround(analysis);
  return hasRoutes && !hasCheck;
}
