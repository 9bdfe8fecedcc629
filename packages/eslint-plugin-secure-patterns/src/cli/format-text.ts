import { styleText } from "node:util";
import plugin from "../index.ts";
import type { Finding } from "./finding.ts";
import type { FileNote, Report } from "./lint-paths.ts";
import type { LintOptions } from "./parse-arguments.ts";

interface TextOptions {
  readonly color: boolean;
  readonly fix: LintOptions["fix"];
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const mostNotes = 10;

/** The report for people: findings by pattern with their code, then a summary. */
export function formatText(report: Report, { color, fix }: TextOptions): string {
  const paint: Paint = color ? (style, text) => styleText(style, text) : (_style, text) => text;
  const groups = groupByRule(report.findings);
  return [
    ...[...groups].map(([rule, findings]) => formatGroup(rule, findings, paint)),
    formatNotes("Not linted", report.skipped, paint),
    formatNotes("The linter failed on these files; please report it", report.failures, paint),
    formatSummary(report, groups, fix, paint),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function groupByRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return groups;
}

function formatGroup(rule: string, findings: readonly Finding[], paint: Paint): string {
  const docs = plugin.rules[rule]?.meta?.docs;
  const title = `${paint("bold", rule)} · ${count(findings.length, "finding")}`;
  const about = [docs?.description, docs?.url].filter(Boolean).map((line) => paint("dim", `${line}`));
  return [[title, ...about].join("\n"), ...findings.map((finding) => formatFinding(finding, paint))].join(
    "\n\n",
  );
}

function formatFinding(finding: Finding, paint: Paint): string {
  const place = paint("cyan", `${finding.path}:${finding.line}:${finding.column}`);
  const help = finding.fixable ? ["fix: --fix"] : finding.suggestions.map((text) => `suggestion: ${text}`);
  const lines = [place, finding.message, finding.frame, ...help.map((line) => paint("green", line))];
  return lines.map((line) => line.replaceAll(/^/gm, "  ")).join("\n");
}

function formatNotes(title: string, notes: readonly FileNote[], paint: Paint): string {
  if (notes.length === 0) return "";
  const lines = notes.slice(0, mostNotes).map((note) => `  ${note.path}: ${note.reason}`);
  if (notes.length > mostNotes) lines.push(`  … and ${notes.length - mostNotes} more (--json names all)`);
  return [paint("bold", title), ...lines].join("\n");
}

function formatSummary(
  report: Report,
  groups: ReadonlyMap<string, readonly Finding[]>,
  fix: string,
  paint: Paint,
): string {
  const rows = [...groups].map(([rule, findings]) => `  ${String(findings.length).padStart(5)}  ${rule}`);
  const files = new Set(report.findings.map((finding) => finding.path)).size;
  const lines = [
    `${count(report.findings.length, "finding")} in ${count(files, "file")}`,
    `${count(report.linted, "file")} read`,
    ...(report.skipped.length > 0 ? [`${report.skipped.length} not linted`] : []),
    ...(fix === "none" ? [] : [`${report.fixed} changed`]),
    `${report.seconds.toFixed(1)} s`,
  ];
  return [...rows, paint("bold", lines.join(" · ")), ...adviseFix(report, fix)].join("\n");
}

function adviseFix(report: Report, fix: string): string[] {
  if (fix === "all" || report.findings.length === 0) return [];
  const safe = report.findings.filter((finding) => finding.fixable).length;
  const suggested = report.findings.filter(
    (finding) => !finding.fixable && finding.suggestions.length > 0,
  ).length;
  return [
    ...(safe > 0 ? [`--fix resolves ${safe} of them without changing behaviour.`] : []),
    ...(suggested > 0
      ? [`--fix=all also applies the first suggestion to ${suggested}; read the diff afterwards.`]
      : []),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
