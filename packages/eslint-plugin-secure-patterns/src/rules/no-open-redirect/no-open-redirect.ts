import type { TSESTree } from "@typescript-eslint/utils";
import type { Rule } from "../../shapes/create-rule.ts";
import { wrapValue } from "../../fixes/wrap-value.ts";
import { flowRule } from "../../shapes/flow-rule.ts";
import { propertyAt } from "../../shapes/property-at.ts";

const rule: Rule = flowRule({
  name: "no-open-redirect",
  description: "Disallow redirecting to a URL that the request chooses",
  cwe: [601],
  from: ["remote", "browser", "stored"],
  to: "redirect",
  messages: {
    flow: '{{source}} decides where {{sink}} sends the user: a link to your site can lead anywhere, such as to a copy of your login page (try {{input}}).{{steps}} Pass the target through safeRedirect(target, "/").{{own}}',
    brokenGuard:
      '{{source}} decides where {{sink}} sends the user, and the check on the way lets {{input}} through: a link to your site can lead anywhere.{{steps}} Pass the target through safeRedirect(target, "/").{{own}}',
  },
  hasOwnHelpers: true,
  suggestions: { safeRedirect: 'Allow only targets on this site: safeRedirect(…, "/")' },
  suggest({ run, analysis, use }) {
    const value = propertyAt(analysis.file, use.value, use.row.at ?? []);
    // quotes of the template are around it, and not all of them see what a script imports
    if (/^(?:V[A-Z]|Svelte)/.test(use.node.type)) return [];
    // an object that is made elsewhere
    if (use.row.at && value === use.value) return [];
    const change = wrapValue(run.sourceCode, value as TSESTree.Node, {
      name: "safeRedirect",
      from: "secure-patterns",
      args: ['"/"'],
    });
    return change ? [{ messageId: "safeRedirect", ...change }] : [];
  },
});

export default rule;
