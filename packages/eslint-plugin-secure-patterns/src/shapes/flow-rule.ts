import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../ast/nodes.ts";
import type { SinkKind } from "../catalog/sink-types.ts";
import type { SourceKind, SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Origin, Step } from "../flow/origin.ts";
import { pageProgram } from "../project/index.ts";
import { analysisOf, analysisOfScript, type Analysis } from "./analysis.ts";
import type { Attack, Judge } from "./attack.ts";
import { declaredFacts } from "./declared-facts.ts";
import { fileOf } from "../flow/file-flow.ts";
import { isWorkUsedUp } from "../flow/work.ts";
import { insertedValue } from "./inserted-value.ts";
import { judges } from "./judges.ts";
import { findOwnHelper, type OwnHelper } from "./own-helper.ts";
import { wrapValue } from "../fixes/wrap-value.ts";
import { kindsOf } from "./catalog-index.ts";
import { clearedEverywhere } from "./cleared-everywhere.ts";
import { isOnlyOfBrowser } from "./browser-file.ts";
import { isForeign } from "./is-foreign.ts";
import { isCheckedByHelper } from "./checked-by-helper.ts";
import { isRunByHand } from "./program-kind.ts";
import { signedOnTheWay } from "./signed/is-signed.ts";
import { standsIn } from "./stand-in-file.ts";
import { isPage, placeInPage } from "./pages.ts";
import { placeOf } from "./place-of.ts";
import { createRule, type Message, type Rule, type RuleRun } from "./create-rule.ts";
import { hasTextCheck } from "./passes.ts";
import type { GuessedSource } from "./guessed-sources.ts";
import type { Suggestion } from "./report.ts";
import { sourceName } from "./source-name.ts";
import { propertyAt } from "./property-at.ts";
import type { SinkUse } from "./sink-uses.ts";
import { isMemberOfText } from "./text-member.ts";
import { isVouchedFor } from "./vouched.ts";
import { whereSent } from "./where-sent.ts";

type Usual = "flow" | "brokenGuard";

export interface FlowRuleSpec<SuggestionId extends string, MessageId extends string = Usual> {
  readonly name: string;
  readonly description: string;
  readonly cwe: readonly number[];
  readonly from: readonly SourceKind[];
  readonly to: SinkKind | readonly SinkKind[];
  /** `{{source}}`, `{{sink}}`, `{{steps}}`; `brokenGuard` also `{{line}}` of the check and `{{input}}` that passes it. */
  readonly messages: Readonly<Record<MessageId, Message>>;
  readonly suggestions: Readonly<Record<SuggestionId, string>>;
  suggest(flow: Flow): readonly Suggestion<SuggestionId>[];
  /** Which message a flow deserves, where there are others than `flow` and `brokenGuard`. */
  messageOf?(flow: Flow): MessageId;
  /** Where no known source arrives: what is believed to be one, at best likely. */
  readonly guess?: {
    readonly into: SinkKind;
    find(analysis: Analysis, use: SinkUse): readonly GuessedSource[];
  };
  /** The project's own helpers are preferred, and named in the messages as `{{own}}`. */
  readonly hasOwnHelpers?: boolean;
  /** What a script in a page mentions that is worth reading; without it, pages are left alone. */
  readonly inPages?: RegExp;
  /** It is about what a server asks its database: what a page asks, its user could ask as well. */
  readonly onServers?: boolean;
  /** What the rule finds beside flows. */
  findMore?(run: RuleRun<MessageId, SuggestionId>, analysis: Analysis): void;
}

type Searched = Pick<FlowRuleSpec<string, string>, "from" | "guess" | "inPages">;

/** One way from a source to a sink. */
export interface Flow {
  readonly run: RuleRun<string, string>;
  readonly analysis: Analysis;
  readonly use: SinkUse;
  readonly origin: Origin;
  readonly source: SourceRow;
  readonly rest: AccessPath;
  readonly attack: Attack;
}

const MOST_STEPS = 3;

/** A rule that reports where a value of some source arrives at some sink unchecked. */
export function flowRule<SuggestionId extends string, MessageId extends string = Usual>(
  spec: FlowRuleSpec<SuggestionId, MessageId>,
): Rule {
  const kinds = typeof spec.to === "string" ? [spec.to] : spec.to;
  return createRule<MessageId, SuggestionId | "ownHelper">({
    name: spec.name,
    description: spec.description,
    cwe: spec.cwe,
    recommended: true,
    anyLanguage: spec.inPages !== undefined,
    messages: spec.messages,
    suggestions: { ...spec.suggestions, ownHelper: "Use this project's own helper: {{helper}}(…)" } as Record<
      SuggestionId | "ownHelper",
      string
    >,
    create: (run) => ({
      "Program:exit": () => {
        for (const analysis of analysesOf(run as unknown as Flow["run"], spec)) {
          if (spec.onServers && isOnlyOfBrowser(analysis.file.unit)) continue;
          const reported = new Set<Node>();
          const onlyProven = run.options.confidence === "proven" || isForeign(analysis.file.unit);
          // what stands in for the real thing is likely at best
          const isNone = onlyProven && standsIn(analysis.file.unit.filename, run.context.cwd);
          for (const kind of kinds) {
            if (isNone || !mayFlow(analysis, kind, spec, onlyProven)) continue;
            for (const use of analysis.sinksOf(kind)) {
              if (reported.has(use.value) && !use.view) continue;
              const flow = findFlow(run as unknown as Flow["run"], analysis, use, spec, onlyProven);
              const place = flow && placeToReport(flow);
              // two senders may be given the same message
              if (!flow || !place || reported.has(place)) continue;
              reported.add(place).add(use.value);
              report(run as unknown as RuleRun<MessageId, SuggestionId | "ownHelper">, flow, spec);
            }
          }
          if (analysis.file.unit.ast === run.sourceCode.ast)
            spec.findMore?.(run as unknown as RuleRun<MessageId, SuggestionId>, analysis);
        }
      },
    }),
  });
}

/** The file itself, or the scripts of a page. */
function analysesOf(
  { context, sourceCode, settings }: Flow["run"],
  { inPages }: Searched,
): readonly Analysis[] {
  const { physicalFilename } = context;
  if (!inPages || !isPage(physicalFilename))
    return sourceCode.scopeManager ? [analysisOf(context, settings)] : [];
  return pageProgram(physicalFilename, sourceCode.text, inPages)
    .map((unit) => analysisOfScript(context, settings, unit))
    .filter(({ file, project }) => !isRunByHand(file.unit, project, context.cwd));
}

/** What a schema leaves no room for. */
const BY_SCHEMA: ReadonlySet<SinkKind> = new Set(["query-object", "mass-assignment", "amount"]);

/** A quick test before any sink is looked up. */
function mayFlow(
  analysis: Analysis,
  into: SinkKind,
  { from, guess }: Searched,
  onlyProven: boolean,
): boolean {
  if ((clearedEverywhere(analysis) & kindsOf([into])) !== 0) return false;
  // who guesses takes what callers hand over for a source
  return (!onlyProven && guess?.into === into) || analysis.mayHold({ from, into, onlyProven });
}

/** The surest flow into a sink: same sink, one finding. */
function findFlow(
  run: Flow["run"],
  analysis: Analysis,
  use: SinkUse,
  { from, guess }: Searched,
  onlyProven: boolean,
): Flow | undefined {
  const bit = kindsOf([use.row.kind]);
  const judge = judges[use.row.kind];
  if (!judge || (onlyProven && use.row.likely)) return undefined;
  let best: Flow | undefined;
  for (const origin of analysis.originsInto(use)) {
    if ((origin.cleared & bit) !== 0) continue;
    for (const { row: source, rest } of analysis.classify(origin).sources.toReversed()) {
      if (!from.includes(source.kind) || source.for?.includes(use.row.kind) === false) continue;
      if (isMemberOfText(source, rest) || isVouchedFor(analysis, origin, source, use.value)) continue;
      const declared = source.kind === "remote" ? rest : undefined;
      const judged = judgeDeclared(judge, declared, analysis, origin, source, rest, use);
      const signed = judged && signedOnTheWay(analysis, origin, source, use.value);
      if (!judged || signed === "seen") continue;
      if (BY_SCHEMA.has(use.row.kind) && isCheckedByHelper(origin)) continue;
      const isLikely =
        signed === "named" ||
        use.row.likely ||
        source.likely ||
        isWorkUsedUp() ||
        standsIn(analysis.file.unit.filename, run.context.cwd);
      const attack = isLikely ? { ...judged, confidence: "likely" as const } : judged;
      if (onlyProven && attack.confidence !== "proven") continue;
      const flow = { run, analysis, use, origin, source, rest, attack };
      if (attack.confidence === "proven") return flow;
      best ??= flow;
    }
  }
  if (
    best ||
    guess?.into !== use.row.kind ||
    onlyProven ||
    isRunByHand(analysis.file.unit, analysis.project, run.context.cwd)
  )
    return best;
  for (const { origin, source, rest } of guess.find(analysis, use)) {
    if ((origin.cleared & bit) !== 0) continue;
    const judged = judgeDeclared(judge, origin.path.slice(1), analysis, origin, source, rest, use);
    if (judged)
      return { run, analysis, use, origin, source, rest, attack: { ...judged, confidence: "likely" } };
  }
  return undefined;
}

/**
 * What is declared of a value is looked for where it matters only.
 *
 * @param asked what is read of the part of the request that the value is of; nothing for what is of no request
 */
function judgeDeclared(
  judge: Judge,
  asked: AccessPath | undefined,
  ...[analysis, origin, row, rest, use]: Parameters<Judge>
): Attack | undefined {
  const attack = judge(analysis, origin, row, rest, use);
  const facts = attack && asked ? declaredFacts(analysis, origin, asked) : [];
  if (facts.length === 0) return attack;
  return judge(analysis, { ...origin, facts: [...origin.facts, ...facts] }, row, rest, use);
}

function report<SuggestionId extends string, MessageId extends string>(
  run: RuleRun<MessageId, SuggestionId | "ownHelper">,
  flow: Flow,
  spec: FlowRuleSpec<SuggestionId, MessageId>,
): void {
  const { analysis, use, origin, source, rest, attack } = flow;
  const isInPage = analysis.file.unit.ast !== flow.run.sourceCode.ast;
  const suggestions = isInPage ? [] : spec.suggest(flow);
  const own = suggestions.length > 0 && spec.hasOwnHelpers ? findOwnHelper(flow) : undefined;
  const usual: Usual = hasTextCheck(origin.facts) ? "brokenGuard" : "flow";
  run.report({
    node: isInPage
      ? placeInPage(flow.run.sourceCode, placeToReport(flow))
      : (placeToReport(flow) as TSESTree.Node),
    messageId: spec.messageOf?.(flow) ?? (usual as MessageId),
    data: {
      source: `${sourceName(source, rest)} (${placeOf(origin.node, analysis)})`,
      sink: use.row.what,
      field: use.column?.name ?? origin.within.at(-1) ?? "",
      steps: stepsText(analysis, origin, use),
      input: attack.input,
      limit: attack.limit ?? "",
      own: own?.note ?? "",
    },
    confidence: attack.confidence,
    suggestions: [...(own ? suggestOwn(flow, own) : []), ...suggestions],
  });
}

/** What the project uses elsewhere comes first. */
function suggestOwn(flow: Flow, { name, from }: OwnHelper): Suggestion<"ownHelper">[] {
  const value = insertedValue(flow) as TSESTree.Node | undefined;
  const change = value && wrapValue(flow.run.sourceCode, value, { name, from });
  return change ? [{ messageId: "ownHelper", data: { helper: name }, ...change }] : [];
}

/** `Object.assign(user, req.body); user.save()` goes wrong in its first half; a command where it is sent. */
function placeToReport({ analysis, use, origin }: Flow): Node {
  const { arg, at = [], sentBy } = use.row;
  const written = arg === "receiver" ? origin.steps?.node : undefined;
  if (written && fileOf(written) === analysis.file) return written;
  const property = propertyAt(analysis.file, use.value, at);
  if (!sentBy) return property;
  const isInside = property.range[0] >= use.value.range[0] && property.range[1] <= use.value.range[1];
  return whereSent(analysis.file, use.node, sentBy) ?? (isInside ? property : use.value);
}

/** ` [flow: line 3 > line 7 > line 9]`, from the source to the sink; lines of other files with the file's name. */
function stepsText(analysis: Analysis, origin: Origin, use: SinkUse): string {
  const nodes = [origin.node, ...nodesOf(origin.steps).reverse(), use.value];
  const places = nodes.map((node) => placeOf(node, analysis));
  const distinct = places.filter((place, index) => place !== places[index - 1]);
  if (distinct.length < 2) return "";
  const shown = distinct.length <= MOST_STEPS ? distinct : [distinct[0], distinct[1], distinct.at(-1)];
  return ` [flow: ${shown.join(" > ")}]`;
}

function nodesOf(step: Step | undefined): Node[] {
  const nodes: Node[] = [];
  for (let current = step; current; current = current.next) nodes.push(current.node);
  return nodes;
}
