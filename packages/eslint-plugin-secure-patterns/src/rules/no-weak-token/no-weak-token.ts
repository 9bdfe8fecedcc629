import type { TSESTree } from "@typescript-eslint/utils";
import { enclosingFunction, memberName, staticText, T, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Confidence, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { isOnlyOfBrowser } from "../../shapes/browser-file.ts";
import { placeOf } from "../../shapes/place-of.ts";
import { secretNames } from "../../catalog/secret-names.ts";
import { contextOf, functionName, secrecyOfMaker } from "../../shapes/secret-name.ts";
import type { Weakness } from "../../shapes/chance.ts";
import { mayBeWeak, weaknessOf } from "../../shapes/weak-randomness.ts";
import { isTestFile } from "../../project/test-file.ts";
import { isSham, secretValuesOf, type SecretValue } from "./secret-values.ts";
import { strengthen } from "./strengthen.ts";

type MessageId = Weakness["is"] | "pseudo";
type SuggestionId = "randomBytes" | "randomToken" | "randomInt" | "randomUUID" | "moreChance";

const rule: Rule = createRule<MessageId, SuggestionId>({
  name: "no-weak-token",
  description: "Disallow tokens, codes and secrets that can be guessed",
  cwe: [330, 338],
  recommended: true,
  messages: {
    guessable:
      "`{{name}}` is made of {{what}}{{via}}: whoever sees a few of its values computes the next ones, and so the tokens of other users. Use randomToken(), randomCode() or crypto.randomInt().",
    time: "`{{name}}` is made of {{what}}{{via}}: an attacker knows the time of a request to the millisecond and tries the few values that fit. Use randomToken().",
    counter:
      "`{{name}}` counts up{{via}}: an attacker's own token tells the ones before and after it. Use randomToken().",
    short: {
      text: "`{{name}}` is {{what}}{{via}}: an attacker can try them all. Use randomToken(), or at least 16 random bytes.",
      confidence: "likely",
    },
    pseudo: {
      text: "crypto.pseudoRandomBytes() does not promise bytes that nobody can foresee, and is deprecated: what becomes of them may be guessed. Use crypto.randomBytes().",
      confidence: "likely",
    },
    hash: "`{{name}}` is {{what}}{{via}}: an attacker computes it as well as you do. Use randomToken().",
  },
  suggestions: {
    randomBytes: "Take as many bytes from crypto.randomBytes()",
    randomToken: "Make the token of 32 random bytes: randomToken()",
    randomInt: "Draw the number with crypto's randomInt(…)",
    randomUUID: "Make a random UUID: crypto.randomUUID()",
    moreChance: "Ask for enough random characters",
  },
  create: (run) => ({
    "Program:exit"() {
      const { sourceCode, context } = run;
      const isPseudo = sourceCode.text.includes(PSEUDO);
      if (!isPseudo && !mayBeWeak(sourceCode.text)) return;
      if (isTestFile(context.physicalFilename, context.cwd)) return;
      const analysis = analysisOf(context, run.settings);
      if (isPseudo) reportPseudo(run, analysis);
      const reported = new Set<unknown>();
      for (const secret of secretValuesOf(analysis.file)) {
        const weakness = weaknessOf(analysis, secret.value);
        if (!weakness || !concerns(weakness, secret) || reported.has(weakness.node)) continue;
        reported.add(weakness.node);
        const isHere = fileOf(weakness.node) === analysis.file;
        const isFar =
          !(isHere && secret.isReturned && weakness.helper === undefined) &&
          (weakness.helper !== undefined || lineOf(weakness.node) !== lineOf(secret.value));
        // the statement that makes it says more than `return token`
        const isMadeHere = isHere && secret.isReturned && weakness.helper === undefined;
        run.report({
          node: (isMadeHere ? weakness.node : secret.value) as TSESTree.Node,
          messageId: weakness.is,
          data: {
            name: secret.name,
            what: weakness.what,
            via: isFar
              ? ` (${weakness.helper === undefined ? "" : `in ${weakness.helper}, `}${placeOf(weakness.node, analysis)})`
              : "",
          },
          confidence: confidenceOf(weakness, secret),
          suggestions: isHere ? strengthen(sourceCode, weakness, secret) : [],
        });
      }
    },
  }),
});

export default rule;

const PSEUDO = "pseudoRandomBytes";

function reportPseudo(run: RuleRun<MessageId, SuggestionId>, { file }: Analysis): void {
  for (const node of nodesOfType(file.unit, T.MemberExpression)) {
    if (node.object.type !== T.Identifier || memberName(node) !== PSEUDO) continue;
    const edits = [{ range: node.property.range, text: node.computed ? '"randomBytes"' : "randomBytes" }];
    const suggestions = [{ messageId: "randomBytes" as const, edits, imports: [] }];
    run.report({ node, messageId: "pseudo", data: {}, suggestions });
  }
}

/** A code that people type is short on purpose; a helper that is named after a secret is reported where it stands. */
function concerns(weakness: Weakness, { name }: SecretValue): boolean {
  if (weakness.is === "short" && /code|otp|pin|captcha|salt|nonce|hash|passw|id$/i.test(name)) return false;
  // who holds a lock until when
  const around = enclosingFunction(weakness.node);
  if (weakness.is === "time" && around && /lock|mutex|lease/i.test(functionName(around) ?? "")) return false;
  // what players guess
  if (/^secret_?(?:number)?$/i.test(name) && isSmallNumber(weakness.node)) return false;
  // `emailTokenExpires = Date.now() + HOUR` says when, whatever it is called
  if (weakness.is === "time" && /nonce|salt|id$|^key$|expir|valid_?(?:until|to|till)|issued/i.test(name))
    return false;
  // also where it has a name of its own before it becomes part of the secret
  if (isSham(textAround(weakness.node))) return false;
  // a visitor that is counted
  if (/^(?:get\w*)?session_?id$/i.test(name) && isAboutVisits(weakness.node)) return false;
  // `focus = { row, token: Date.now() }` of a page: told apart from the last one, and shown to nobody
  if (weakness.is === "time" && /^token$/i.test(name) && isOfComponent(weakness.node)) return false;
  // what a component is in; only what comes back from another server is drawn
  if (weakness.is !== "guessable" && /state$/i.test(name)) return false;
  // `const token = ++generation` tells an outdated answer from the last one
  if (weakness.is === "counter" && /^token$|^[a-z]*(?:request|generation|load|render)token$/i.test(name))
    return false;
  const home = fileOf(weakness.node);
  if (home === undefined || weakness.helper === undefined) return true;
  const secrecy = secrecyOfMaker(weakness.helper);
  // `makeCode()` of a file that speaks of nothing is reported where its answer is used
  return !(
    secrecy === "surely" ||
    (secrecy && secretNames.context.test(contextOf(weakness.node, home.unit.filename).toLowerCase()))
  );
}

/** The text that a piece of it stands in: `mock_${Date.now()}`. */
function textAround(node: Node): Node {
  let text = node;
  while (text.parent && IN_TEXT.has(text.parent.type)) text = text.parent;
  return text;
}

const IN_TEXT: ReadonlySet<string> = new Set([T.TemplateLiteral, T.BinaryExpression]);

function isOfComponent(node: Node): boolean {
  const unit = fileOf(node)?.unit;
  return unit !== undefined && (isOnlyOfBrowser(unit) || /\.(?:vue|svelte|[jt]sx)$/.test(unit.filename));
}

/** `Math.random() * 100` */
function isSmallNumber({ parent }: Node): boolean {
  if (parent?.type !== T.BinaryExpression || parent.operator !== "*") return false;
  const times = Number(staticText(parent.right) ?? staticText(parent.left) ?? Number.NaN);
  return times <= 1000;
}

function isAboutVisits(node: Node): boolean {
  const home = fileOf(node);
  return (
    home !== undefined &&
    /analytic|track(?:er|ing)|telemetr|affiliate/i.test(contextOf(node, home.unit.filename))
  );
}

function lineOf(node: Node): number {
  return node.loc.start.line;
}

function confidenceOf(weakness: Weakness, { name, surely }: SecretValue): Confidence {
  const isSure = surely && !/^(?:short|counter)$/.test(weakness.is) && !/nonce|salt|session|sid$/i.test(name);
  return isSure ? "proven" : "likely";
}
