import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, type Node } from "../../ast/nodes.ts";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { isDevelopmentOnly } from "../../shapes/development-only.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { findOracle } from "../../shapes/routes/find-oracle.ts";
import { isSignIn } from "../../shapes/routes/route-words.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import { functionKinds, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import type { Route, RouteChain } from "../../shapes/routes/route.ts";
import { findExemptions, isAddress, prefixesOf, type Exemption } from "./find-exemptions.ts";
import { findOverridden } from "./find-overrides.ts";
import { findUnsigned } from "./find-unsigned.ts";
import { findSessions, setsSameSite, type SessionLayer } from "./find-sessions.ts";
import { isTurnedOff } from "./is-turned-off.ts";
import { checksOrigin, lookAround, NOTHING_AROUND } from "./look-around.ts";

type MessageId = "unchecked" | "openExemption" | "wideExemption" | "unsigned" | "overridden" | "off";

interface Unchecked {
  readonly route: Route | undefined;
  /** The route is seen to know its user by the cookie; else only its neighbours are checked. */
  readonly isSure: boolean;
}

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
    unsigned: {
      text: "This exempts {{path}}, and its handler checks no signature: anyone can send what only your partner should. Compare the signature of the body before believing it.",
      confidence: "likely",
    },
    overridden:
      "The check lets a GET pass, and the method changes after it: a link on any other site is read as a POST. Override the method first.",
    off: "This turns the CSRF check off in every environment: a form on any other site can send requests in the name of your users.",
  },
  create: (run) => {
    if (isTestFile(run.context.physicalFilename, run.context.cwd)) return {};
    const addresses: TSESTree.MemberExpression[] = [];
    const properties: TSESTree.Property[] = [];
    const calls: TSESTree.CallExpression[] = [];
    return {
      Property: (node) => {
        if (/csrf|ignore|exclude|origin/i.test(keyName(node) ?? "")) properties.push(node);
      },
      CallExpression: (node) => {
        calls.push(node);
      },
      MemberExpression: (node) => {
        if (isAddress(node)) addresses.push(node);
      },
      "Program:exit": () => {
        const known = { limiters: run.settings.limiters ?? [] };
        const analysis = analysisOf(run.context, run.settings);
        for (const node of properties)
          if (isTurnedOff(node) && !isDevelopmentOnly(analysis.file, node))
            run.report({
              node,
              messageId: "off",
              confidence: checksOrigin(analysis) ? "likely" : "proven",
            });
        for (const node of findOverridden(known, calls)) run.report({ node, messageId: "overridden" });
        for (const exemption of [
          ...findExemptions(known, addresses),
          ...properties.flatMap((each) => prefixesOf(known, each)),
        ])
          reportExemption(run, known, findRoutes(analysis), exemption);
        const sessions = findSessions(analysis, known);
        if (sessions.length === 0) return;
        const isSameSite = sessions.some((each) => each.isSameSite) || setsSameSite(analysis);
        for (const [{ node }, { route, isSure }] of findUnchecked(analysis, known, sessions))
          run.report({
            node: node as TSESTree.Node,
            messageId: "unchecked",
            data: { example: route ? ` (${route.method} ${route.path})` : "" },
            confidence: isSure && !isSameSite ? "proven" : "likely",
          });
      },
    };
  },
});
export default rule;

function reportExemption(
  run: RuleRun<MessageId, never>,
  known: Protections,
  routes: readonly Route[],
  { node, reach, paths }: Exemption,
): void {
  const at = { node: node as TSESTree.Node };
  if (reach !== "exact")
    return run.report({ ...at, messageId: reach === "open" ? "openExemption" : "wideExemption" });
  const path = findUnsigned(known, routes, paths);
  if (path !== undefined) run.report({ ...at, messageId: "unsigned", data: { path } });
}

/** For each layer that recognises users, the first route behind it that changes something unchecked. */
function findUnchecked(
  analysis: Analysis,
  known: Protections,
  sessions: readonly SessionLayer[],
): Map<SessionLayer, Unchecked> {
  const found = new Map<SessionLayer, Unchecked>();
  const served = findRoutes(analysis).filter((route) => route.call && isMutating(route));
  const isMixed = served.some(({ chains }) =>
    chains.some(({ own }) => own.some((each) => isCheck(known, each))),
  );
  for (const route of served) {
    const isSure = usesCookies(known, route);
    if (isForStrangers(route) || !(isMixed || isSure)) continue;
    for (const chain of route.chains) {
      if (isChecked(known, route, chain)) continue;
      const inside = sessions.filter(({ node }) => chain.shared.includes(node) || chain.own.includes(node));
      // What is registered where the way up is out of sight may stand before the route.
      const layer = strongest(inside) ?? (chain.isComplete ? undefined : strongest(sessions));
      if (layer && !found.get(layer)?.isSure) found.set(layer, { route, isSure });
    }
  }
  const layer = strongest(sessions);
  const around = served.length === 0 && layer ? lookAround(analysis) : NOTHING_AROUND;
  if (!layer || !around.hasRoutes || around.hasCheck) return found;
  const isSure =
    layer.kind === "session" && (around.isPartlyChecked ? around.changesBySession : around.readsSession);
  const isLikely =
    layer.kind === "session" ? !around.isPartlyChecked || around.readsSession : around.readsTokenCookie;
  if (isLikely) found.set(layer, { route: undefined, isSure });
  return found;
}

/** Who signs in or up is not yet believed by a cookie, whatever the route is called. */
function isForStrangers(route: Route): boolean {
  return isSignIn(route) || findOracle(route)?.row.asksStrangers === true;
}

function strongest(layers: readonly SessionLayer[]): SessionLayer | undefined {
  return layers.find(({ kind }) => kind === "session") ?? layers[0];
}

function isCheck(known: Protections, layer: Node): boolean {
  return protectionKinds(known, layer).has("csrf");
}

function isMutating({ method }: Route): boolean {
  return /^(?:POST|PUT|PATCH|DELETE)$/.test(method);
}

function isChecked(known: Protections, { functions, wrappers }: Route, { shared, own }: RouteChain): boolean {
  return (
    [...shared, ...own, ...wrappers].some((each) => isCheck(known, each)) ||
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
