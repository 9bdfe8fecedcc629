import type { TSESTree } from "@typescript-eslint/utils";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { rotationsIn } from "../../shapes/operations/rotations.ts";
import { mayHandleTokens } from "../../shapes/operations/story.ts";
import { scopesOf } from "../../shapes/operations/scope.ts";
import { placeOf } from "../../shapes/place-of.ts";

const rule: Rule = createRule<"rotation" | "upsert">({
  name: "no-token-rotation",
  description: "Disallow ending earlier unused tokens when a new one is issued",
  cwe: [330],
  recommended: "strict",
  messages: {
    rotation:
      "Issuing a token ({{issue}}) first deletes the ones that are still in the mail: anybody who asks for a link in a user's name kills the link that the user is about to click. Only insert, or use issueToken(…); end the others after one was used.",
    upsert: {
      text: "This upsert overwrites the token that is still in the mail: anybody who asks for a link in a user's name kills the link that the user is about to click. Insert a row for each token, or use issueToken(…).",
      confidence: "likely",
    },
  },
  create: (run) => ({
    "Program:exit"() {
      if (!mayHandleTokens(run.sourceCode.text) || isTestFile(run.context.physicalFilename)) return;
      const analysis = analysisOf(run.context, run.settings);
      for (const scope of scopesOf(analysis.file)) {
        for (const { kill, issue } of rotationsIn(analysis.file, scope)) {
          run.report({
            node: kill.at as TSESTree.Node,
            messageId: kill === issue ? "upsert" : "rotation",
            data: { issue: placeOf(issue.at, analysis) },
          });
        }
      }
    },
  }),
});

export default rule;
