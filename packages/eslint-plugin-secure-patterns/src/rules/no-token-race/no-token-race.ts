import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Confidence, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { racesIn } from "../../shapes/operations/races.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { mayHandleTokens } from "../../shapes/operations/token-words.ts";
import { scopesOf } from "../../shapes/operations/scope.ts";
import { readGiven } from "./read-given.ts";
import { calleeName, T } from "../../ast/nodes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { consumeFirst } from "./consume-first.ts";
import type { Suggestion } from "../../shapes/report.ts";
import { placeOf } from "../../shapes/place-of.ts";

type MessageId = Race["is"] | "counter" | "readGiven";
type SuggestionId = "consume";

const TWICE = "two requests with the same token both pass {{read}} before {{write}} runs";
const RECIPE = "consume first: if ((await consumeToken(() => {{recipe}})) === null) refuse.";

const rule: Rule = createRule<MessageId, SuggestionId>({
  name: "no-token-race",
  description: "Disallow consuming a one-time token by reading it first and ending it later",
  cwe: [367],
  recommended: true,
  messages: {
    ignored: `{{effect}} happens more than once for one token: ${TWICE}, and nobody looks whether that write found the token still there. Let one conditional write decide, and ${RECIPE}`,
    late: `{{effect}} happens before {{write}} tells who came first: ${TWICE}. Let the write come before the effect, and ${RECIPE}`,
    unconditional: `{{effect}} happens more than once for one token: ${TWICE}, and that write succeeds for both, since its condition does not ask whether the token is still unused. Add that to the condition, and ${RECIPE}`,
    saved: `{{effect}} happens more than once for one token: ${TWICE}, and saving a record overwrites without asking. Let one conditional write clear the token and apply the change together, and ${RECIPE}`,
    never: {
      text: "The token of {{read}} still works after {{effect}}: whoever finds it later does the same again. End it in the same conditional write: ${RECIPE}".replace(
        "${RECIPE}",
        RECIPE,
      ),
      confidence: "likely",
    },
    readGiven:
      "consumeToken(…) is given a read: it changes nothing, so all who come find the token and all of them win. Give it the delete, or the update whose condition asks for an unused token.",
    counter: `The limit of {{column}} does not hold: ${TWICE}, and both count as the last use. Put the limit into the condition of the write, and ${RECIPE}`,
  },
  suggestions: { consume: "Consume the token in one conditional write: consumeToken(…)" },
  create: (run) => ({
    "Program:exit"() {
      const { sourceCode, context } = run;
      if (sourceCode.text.includes("consumeToken")) reportReads(run, analysisOf(context, run.settings));
      if (!mayHandleTokens(sourceCode.text) || isTestFile(context.physicalFilename, context.cwd)) return;
      const analysis = analysisOf(context, run.settings);
      for (const scope of scopesOf(analysis.file)) {
        for (const race of racesIn(analysis.file, scope)) {
          run.report({
            node: (race.write ?? race.read).at as TSESTree.Node,
            messageId: race.counter ? "counter" : race.is,
            data: dataOf(race, analysis),
            confidence: confidenceOf(race),
            suggestions: suggestionsOf(run.sourceCode, analysis, race),
          });
        }
      }
    },
  }),
});

export default rule;

function reportReads(run: RuleRun<MessageId, SuggestionId>, { file }: Analysis): void {
  for (const call of nodesOfType(file.unit, T.CallExpression)) {
    const read = calleeName(call) === "consumeToken" ? readGiven(file, call) : undefined;
    if (read) run.report({ node: read as TSESTree.Node, messageId: "readGiven", data: {} });
  }
}

function suggestionsOf(
  source: Readonly<TSESLint.SourceCode>,
  analysis: Analysis,
  race: Race,
): Suggestion<SuggestionId>[] {
  const change = consumeFirst(source, analysis, race);
  return change ? [{ messageId: "consume", ...change }] : [];
}

function dataOf(race: Race, analysis: Analysis): Record<string, string> {
  return {
    read: placeOf(race.read.at, analysis),
    write: race.write ? placeOf(race.write.at, analysis) : "",
    effect:
      race.effect && race.effect !== race.write?.at
        ? `${race.effectName} (${placeOf(race.effect, analysis)})`
        : race.effectName,
    line: race.effect ? placeOf(race.effect, analysis) : "",
    column: race.counter ?? "",
    recipe: recipeOf(race),
  };
}

/** What goes into `consumeToken(…)`; a helper has to hand on what its write answers. */
function recipeOf({ write }: Race): string {
  const what = "the delete or update, with the token and “unused” in its condition";
  const isBelow = write?.helper !== undefined && write.inner?.how !== "returned";
  return isBelow ? `${write.helper}(…), which returns what its write answers: ${what}` : what;
}

function confidenceOf({ grade, write, is, isInferred }: Race): Confidence {
  if (is === "never" || grade === "flag" || isInferred || write?.operation?.isGuess) return "likely";
  return "proven";
}
