import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, T } from "../../ast/nodes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { isOnlyOfBrowser } from "../../shapes/browser-file.ts";
import { isDevelopmentOnly } from "../../shapes/development-only.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import type { Protections } from "../../shapes/routes/protection-kinds.ts";
import type { Route } from "../../shapes/routes/route.ts";
import { findExemptions, isAddress, prefixesOf, type Exemption } from "./find-exemptions.ts";
import { findOwnCookie } from "./find-own-cookie.ts";
import { findOverridden } from "./find-overrides.ts";
import { findUnsigned } from "./find-unsigned.ts";
import { findSessions, reachOf } from "./find-sessions.ts";
import { findUnguardedRoutes } from "./find-unguarded-routes.ts";
import { findUnchecked } from "./find-unchecked.ts";
import { isTurnedOff } from "./is-turned-off.ts";
import { checksOrigin } from "./look-around.ts";

type MessageId =
  "unchecked" | "unguarded" | "openExemption" | "wideExemption" | "unsigned" | "overridden" | "off";

const recipe = "Mount protect(csrf({ secret }).protect({ session })) of secure-patterns after the session.";

const rule: Rule = createRule<MessageId>({
  name: "require-csrf-protection",
  description: "Require a CSRF check where a cookie says who sends a request",
  cwe: [352],
  recommended: true,
  messages: {
    unchecked: `Requests are believed by this cookie alone{{example}}: a form on any other site can send them in the name of your users. ${recipe}`,
    unguarded: {
      text: "A cookie says who sends this, and nothing asks for the token that other routes ask for: a form on any other site can send it in the name of your users. Put the check before it, too.",
      confidence: "likely",
    },
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
    return {
      "Program:exit": () => {
        const known = { limiters: run.settings.limiters ?? [] };
        const analysis = analysisOf(run.context, run.settings);
        const { unit } = analysis.file;
        const calls = nodesOfType(unit, T.CallExpression).toReversed();
        const addresses = nodesOfType(unit, T.MemberExpression).filter(isAddress).reverse();
        const properties = nodesOfType(unit, T.Property)
          .filter((node) => /csrf|ignore|exclude|origin/i.test(keyName(node) ?? ""))
          .reverse();
        for (const node of properties)
          if (isTurnedOff(node) && !isDevelopmentOnly(analysis.file, node))
            run.report({
              node,
              messageId: "off",
              confidence: checksOrigin(analysis) ? "likely" : "proven",
            });
        for (const { node, isSure } of findOverridden(known, calls))
          run.report({ node, messageId: "overridden", confidence: isSure ? "proven" : "likely" });
        for (const exemption of [
          // a page that wraps its own requests exempts nothing
          ...(isOnlyOfBrowser(unit) ? [] : findExemptions(known, addresses)),
          ...properties.flatMap((each) => prefixesOf(known, each)),
        ])
          reportExemption(run, known, findRoutes(analysis), exemption);
        const sessions = findSessions(analysis, known);
        if (sessions.length === 0) {
          const node = run.options.confidence === "likely" ? findOwnCookie(analysis) : undefined;
          if (node) run.report({ node, messageId: "unchecked", data: { example: "" }, confidence: "likely" });
          if (run.options.confidence === "likely")
            for (const { loc } of findUnguardedRoutes(analysis, known))
              run.report({ node: { loc }, messageId: "unguarded" });
          return;
        }
        const reach = reachOf(analysis, sessions);
        if (reach === "strict") return;
        for (const [{ node }, { route, isSure }] of findUnchecked(analysis, known, sessions))
          run.report({
            node: node as TSESTree.Node,
            messageId: "unchecked",
            data: { example: route ? ` (${route.method} ${route.path})` : "" },
            confidence: isSure && reach === "none" ? "proven" : "likely",
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
