import { isCall, type Node } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { functionsOf, traceAnywhere } from "../flow/trace.ts";
import type { Analysis } from "../shapes/analysis.ts";
import { kindsOf } from "../shapes/catalog-index.ts";
import { clearedEverywhere } from "../shapes/cleared-everywhere.ts";
import { judges } from "../shapes/judges.ts";
import { lineAt, placeOf } from "../shapes/place-of.ts";
import type { SinkUse } from "../shapes/sink-uses.ts";
import { sourceName } from "../shapes/source-name.ts";
import { describeFact, snippet } from "./describe-fact.ts";

const kinds = Object.keys(judges) as (keyof typeof judges)[];
const mostOrigins = 12;

/** Where the values of a line's sinks come from, what was done to them on the way, and what that led to. */
export function explainFlows(analysis: Analysis, line: number): readonly string[] {
  return usesOf(analysis)
    .filter(({ node, value }) => covers(analysis, node, line) || covers(analysis, value, line))
    .flatMap((use) => explainUse(analysis, use));
}

function usesOf(analysis: Analysis): readonly SinkUse[] {
  return kinds.flatMap((kind) => analysis.sinksOf(kind));
}

function covers({ file: { unit } }: Analysis, { range: [start, end] }: Node, line: number): boolean {
  return lineAt(unit, start) <= line && line <= lineAt(unit, end - 1);
}

/** That there is nothing to explain, and which lines have something. */
export function nothingAt(analyses: readonly Analysis[], line: number): string {
  const found = analyses.flatMap((analysis) =>
    usesOf(analysis).map(({ value }) => lineAt(analysis.file.unit, value.range[0])),
  );
  const lines = [...new Set(found)].sort((a, b) => a - b);
  const others = lines.length > 0 ? `; lines ${lines.slice(0, 20).join(", ")} have` : "";
  return `Line ${line} holds no call, assignment or attribute that the catalogue knows as dangerous${others}.`;
}

function explainUse(analysis: Analysis, use: SinkUse): string[] {
  const { row, value } = use;
  const head = `${row.what} (${row.kind}) is given ${snippet(value)}`;
  if ((clearedEverywhere(analysis) & kindsOf([row.kind])) !== 0)
    return [head, "  the application takes this danger away from every request"];
  const origins = analysis.originsInto(use);
  const shown = origins.slice(0, mostOrigins).flatMap((origin) => explainOrigin(analysis, use, origin));
  const more = origins.length > mostOrigins ? [`  … and ${origins.length - mostOrigins} more origins`] : [];
  const none = origins.length === 0 ? ["  its value cannot be followed: it counts as unknown"] : [];
  return [head, ...shown, ...more, ...none];
}

function explainOrigin(analysis: Analysis, use: SinkUse, origin: Origin): string[] {
  const { sources } = analysis.classify(origin);
  const names = sources.map(({ row, rest }) => sourceName(row, rest)).join(", ");
  const start = `  ${names || rootOf(origin)} at ${placeOf(origin.node, analysis)}: ${spellOrigin(origin)}`;
  const steps = stepsOf(origin).reverse();
  const checks = [...origin.facts].reverse().map((fact) => `    checked: ${describeFact(fact)}`);
  return [
    start,
    ...steps.map(
      (node) => `    through ${placeOf(node, analysis)}: ${snippet(node)}${summaryOf(analysis, node)}`,
    ),
    ...(origin.before === "" ? [] : [`    behind the text "${origin.before.replaceAll("\uFFFC", "…")}"`]),
    ...checks,
    `    ${verdict(analysis, use, origin, sources)}`,
  ];
}

/** `req` and what is read from it: `req.query.next` */
function spellOrigin({ node, path }: Origin): string {
  const text = snippet(node);
  const names = path.filter((segment) => /^[\w$-]+$/.test(segment));
  const rest = names.length > 0 && !text.endsWith(names.at(-1) ?? "") ? `.${names.join(".")}` : "";
  return `${text}${rest}`;
}

function rootOf({ root }: Origin): string {
  switch (root.type) {
    case "literal":
      return "a constant";
    case "parameter":
      return "a parameter that no known caller fills with something dangerous,";
    case "import":
      return `what "${root.module}" exports`;
    case "global":
      return `the global ${root.name}`;
    default:
      return `a ${root.type === "result" ? "call that nobody can look into" : root.type}`;
  }
}

function stepsOf({ steps }: Origin): Node[] {
  const nodes: Node[] = [];
  for (let step = steps; step; step = step.next) nodes.push(step.node);
  return [...new Set(nodes)];
}

/** The function that a step calls, or what is believed of it. */
function summaryOf(analysis: Analysis, node: Node): string {
  const file = fileOf(node);
  if (!file || !isCall(node)) return "";
  const [body] = functionsOf(file, node.callee);
  if (body) return ` (its body: ${placeOf(body, analysis)})`;
  const effects = traceAnywhere(node.callee, []).map((callee) => file.model.effectOf(callee, node));
  const cleans = kinds.filter((kind) =>
    effects.some((effect) => effect && (effect.clears & kindsOf([kind])) !== 0),
  );
  return cleans.length > 0 ? ` (known to clean: ${cleans.join(", ")})` : "";
}

type Sources = readonly { readonly row: SourceRow; readonly rest: AccessPath }[];

function verdict(analysis: Analysis, use: SinkUse, origin: Origin, sources: Sources): string {
  const { kind } = use.row;
  if (sources.length === 0)
    return origin.root.type === "literal"
      ? "not reported: nobody chooses it"
      : "not reported: this is no source that the catalogue knows";
  if ((origin.cleared & kindsOf([kind])) !== 0)
    return `not reported: what it went through cleans it for ${kind}`;
  for (const { row, rest } of sources.toReversed()) {
    if (row.for?.includes(kind) === false) continue;
    const attack = judges[kind]?.(analysis, origin, row, rest, use);
    if (attack)
      return `reported, ${use.row.likely ? "likely" : attack.confidence}: ${attack.input} gets through`;
  }
  return origin.facts.length > 0
    ? "not reported: no attack passes these checks"
    : "not reported: no attack does harm in this place";
}
