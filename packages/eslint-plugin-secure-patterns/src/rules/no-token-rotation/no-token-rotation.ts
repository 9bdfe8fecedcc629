import type { TSESTree } from "@typescript-eslint/utils";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { rotationsIn, type Rotation } from "../../shapes/operations/rotations.ts";
import { mayHandleTokens } from "../../shapes/operations/token-words.ts";
import { scopesOf } from "../../shapes/operations/scope.ts";
import { placeOf } from "../../shapes/place-of.ts";

const HARM = "anybody who asks for a link in a user's name kills the link that the user is about to click.";
const INSTEAD = "Insert a row for each token, or use issueToken(…); end the others after one was used.";

const rule: Rule = createRule<Rotation["how"]>({
  name: "no-token-rotation",
  description: "Disallow ending earlier unused tokens when a new one is issued",
  cwe: [330],
  recommended: "strict",
  messages: {
    deleted: `Issuing a token ({{issue}}) first deletes the ones that are still in the mail: ${HARM} Only insert, or use issueToken(…); end the others after one was used.`,
    expired: `Issuing a token ({{issue}}) first expires the ones that are still in the mail: ${HARM} Only insert, or use issueToken(…); end the others after one was used.`,
    upsert: {
      text: `This upsert overwrites the token that is still in the mail: ${HARM} ${INSTEAD}`,
      confidence: "likely",
    },
    column: {
      text: `One column holds a user's only token, so a new one overwrites what is still in the mail: ${HARM} ${INSTEAD}`,
      confidence: "likely",
    },
    key: {
      text: `One key holds a user's only token, so a new one overwrites what is still in the mail: ${HARM} Make the token part of the key, or use issueToken(…).`,
      confidence: "likely",
    },
  },
  create: (run) => ({
    "Program:exit"() {
      if (!mayHandleTokens(run.sourceCode.text) || isTestFile(run.context.physicalFilename, run.context.cwd))
        return;
      const analysis = analysisOf(run.context, run.settings);
      for (const scope of scopesOf(analysis.file)) {
        for (const { how, kill, issue, isPlain } of rotationsIn(analysis.file, scope)) {
          run.report({
            node: kill.at as TSESTree.Node,
            messageId: how,
            data: { issue: placeOf(issue.at, analysis) },
            ...(!isPlain && { confidence: "likely" }),
          });
        }
      }
    },
  }),
});

export default rule;
