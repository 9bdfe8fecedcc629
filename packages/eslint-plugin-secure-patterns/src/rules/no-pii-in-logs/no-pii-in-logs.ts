import type { TSESTree } from "@typescript-eslint/utils";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { logsInDevelopment, logsToRows } from "../../shapes/development-logger.ts";
import { isDevelopmentOnly } from "../../shapes/development-only.ts";
import { isRunByHand } from "../../shapes/program-kind.ts";
import { isUsedByHand } from "../../shapes/used-by-hand.ts";
import { isLeftOut, wrapperUses } from "../../shapes/log-wrappers.ts";
import { loggedIn } from "../../shapes/logged-values.ts";
import type { Logged } from "../../shapes/logged.ts";
import { redactionOf } from "../../shapes/log-redaction.ts";
import { placeOf } from "../../shapes/place-of.ts";
import { isShownInBrowser } from "../../shapes/shown-in-browser.ts";
import type { SinkUse } from "../../shapes/sink-uses.ts";
import { thrownTexts } from "../../shapes/thrown-texts.ts";
import { isCall, type CallNode, type Node } from "../../ast/nodes.ts";
import { classAround } from "../../flow/trace-class.ts";
import { openProject } from "../../project/index.ts";
import { suggestionsFor, type SuggestionId } from "./suggestions.ts";

interface Options {
  readonly scripts: "ignore" | "report";
}

type MessageId = "secret" | "personal" | "whole" | "thrown";

interface Finding {
  readonly use: SinkUse;
  readonly items: readonly Logged[];
}

const MOST_NAMED = 4;

const rule: Rule = createRule<MessageId, SuggestionId, Options>({
  name: "no-pii-in-logs",
  description: "Disallow writing personal data and secrets to logs",
  cwe: [532],
  recommended: true,
  messages: {
    secret:
      "This hands {{names}} to {{sink}} in the clear: whoever reads the log, a copy of it or the service that it is shipped to can use it to get in.{{redaction}} Leave it out, or log only whether it is there.",
    personal:
      "This hands {{names}} to {{sink}}: personal data then lies in every copy of the log, readable by all who see it and out of reach of deletion.{{redaction}} Log an id, or wrap the logger: piiSafeLogger(…).",
    whole:
      "This hands {{names}} to {{sink}} as a whole: passwords, tokens and personal data in it become readable by all who see the log or a copy of it.{{redaction}} Pick the fields that you need, or wrap the logger: piiSafeLogger(…).",
    thrown:
      "This puts {{names}} into the message of an error: whoever catches it writes it to a log, an error tracker keeps it, and many a server answers with it. Name an id instead, or say only what is wrong.",
  },
  suggestions: {
    id: "Log {{id}} instead of {{text}}",
    wrapLogger: "Redact everything that goes through this logger: piiSafeLogger(…)",
    wrapCall: "Redact this line: piiSafeLogger({{logger}})",
  },
  options: {
    properties: {
      scripts: {
        description: "What is run by hand: commands, scripts, seeds, migrations, examples, tests.",
        type: "string",
        enum: ["ignore", "report"],
      },
    },
    defaults: { scripts: "ignore" },
  },
  create: ({ context, sourceCode, options, settings, report }) => ({
    "Program:exit": () => {
      const analysis = analysisOf(context, settings);
      const uses = analysis.sinksOf("log");
      const onlyProven = options.confidence === "proven";
      // they are likely at best
      const thrown = onlyProven ? [] : [...thrownTexts(analysis.file.unit)];
      if (uses.length + thrown.length === 0 && !analysis.project) return;
      const project =
        settings.project === false ? undefined : openProject(context as Parameters<typeof openProject>[0]);
      if (options.scripts === "ignore" && isRunByHand(analysis.file.unit, project, context.cwd)) return;
      const isBrowser = isShownInBrowser(analysis.file.unit, project);
      const isLikely = ({ row, node }: SinkUse): boolean =>
        row.likely === true || (isBrowser && row.visible === "locally") || isOfStandIn(node);
      const findings = [...findingsOf(analysis, uses, (use) => !onlyProven || !isLikely(use))];
      if (options.scripts === "ignore" && findings.length > 0 && project && isUsedByHand(project)) return;
      for (const { use, items } of findings) {
        const [first] = items as [Logged];
        report({
          node: use.value as TSESTree.Node,
          messageId: first.kind === "whole" ? "whole" : first.kind === "secret" ? "secret" : "personal",
          data: {
            names: namesOf(analysis, items),
            sink: use.row.what,
            redaction: redactionNote(analysis, use),
          },
          confidence:
            isLikely(use) || isOff(use, first) || isKeptInRows(analysis, use) ? "likely" : first.confidence,
          suggestions: suggestionsFor(sourceCode, analysis, use, items),
        });
      }
      for (const text of thrown) {
        // what only may be personal is too little to say of an error
        const items = loggedIn(analysis, text).filter(({ confidence }) => confidence === "proven");
        const data = { names: namesOf(analysis, items) };
        if (items.length > 0 && !isDevelopmentOnly(analysis.file, text.node))
          report({ node: text.value as TSESTree.Node, messageId: "thrown", data, confidence: "likely" });
      }
    },
  }),
});

export default rule;

/** `class FakeMailer { send(mail) { console.log(mail) } }`: what developers have in place of the real one. */
function isOfStandIn(node: Node): boolean {
  return /^(?:Fake|Mock|Stub|Dummy)(?![a-z])/.test(classAround(node)?.id?.name ?? "");
}

/** One finding a call, on the argument that holds the worst. */
function* findingsOf(
  analysis: Analysis,
  uses: readonly SinkUse[],
  counts: (use: SinkUse) => boolean,
): Generator<Finding> {
  const calls = new Map<SinkUse["node"], Finding>();
  const add = (use: SinkUse, items: readonly Logged[]): void => {
    const known = calls.get(use.node);
    if (items.length > 0) calls.set(use.node, known ? merge(known, { use, items }) : { use, items });
  };
  for (const use of uses.filter(counts)) add(use, exposed(analysis, use));
  const seen = new Set<Node>(uses.map(({ node }) => node));
  for (const use of wrapperUses(analysis, seen, (suspect) => exposed(analysis, suspect)))
    add(
      use,
      exposed(analysis, use).filter((item) => !use.redaction?.hides(item)),
    );
  yield* calls.values();
}

/** `debug("signed in: %s", user.email)`; a secret is worth more care. */
function isOff({ row }: SinkUse, { kind }: Logged): boolean {
  return row.visible === "on request" && kind !== "secret";
}

/** The trail that an application shows its users: `activityLog.info(…)` that creates a record. */
function isKeptInRows(analysis: Analysis, { node }: SinkUse): boolean {
  return isCall(node) && logsToRows(analysis, analysis.file, node);
}

function exposed(analysis: Analysis, use: SinkUse): readonly Logged[] {
  const items = loggedIn(analysis, use);
  if (items.length === 0 || isForDevelopers(analysis, use) || isLeftOut(analysis, use)) return [];
  const redaction = isCall(use.node) ? redactionOf(analysis.file, use.node) : undefined;
  return items.filter((item) => !redaction?.hides(item)).sort(bySeverity);
}

/** Nobody sees the line in production. */
function isForDevelopers(analysis: Analysis, { node }: SinkUse): boolean {
  return (
    isDevelopmentOnly(analysis.file, node) ||
    (isCall(node) && logsInDevelopment(analysis, analysis.file, node))
  );
}

function merge(a: Finding, b: Finding): Finding {
  const [first, second] = bySeverity(a.items[0] as Logged, b.items[0] as Logged) <= 0 ? [a, b] : [b, a];
  return { use: first.use, items: [...first.items, ...second.items] };
}

/** What is sure before what is likely, secrets before names. */
function bySeverity(a: Logged, b: Logged): number {
  return weight(a) - weight(b);
}

function weight({ confidence, kind }: Logged): number {
  return (confidence === "proven" ? 0 : 10) + (kind === "secret" ? 0 : kind === "whole" ? 1 : 2);
}

/** `password` (a password), `user.email` (an e-mail address, line 4) */
function namesOf(analysis: Analysis, items: readonly Logged[]): string {
  const texts = items.map(({ text, what, node }) => `\`${text}\` (${what}, ${placeOf(node, analysis)})`);
  const distinct = [...new Set(texts)];
  const shown = distinct.slice(0, MOST_NAMED).join(", ");
  return distinct.length > MOST_NAMED ? `${shown} and ${distinct.length - MOST_NAMED} more` : shown;
}

/** A redacting logger is no reason to be at ease about what its list does not name. */
function redactionNote(analysis: Analysis, use: SinkUse): string {
  const redaction = redactionOf(analysis.file, use.node as CallNode);
  return redaction
    ? ` What this logger redacts (${placeOf(redaction.node, analysis)}) does not cover it.`
    : "";
}
