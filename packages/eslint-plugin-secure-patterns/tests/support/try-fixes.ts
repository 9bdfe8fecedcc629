import type { Linter } from "eslint";
import { lint, type LintRequest } from "./lint.ts";
import { applyFix } from "./render.ts";

export interface FixFailure {
  readonly rule: string;
  readonly line: number;
  readonly fix: string;
  readonly problem: string;
}

/** Carries out each fix and suggestion alone: the output must parse, end its finding, and add none of any rule. */
export function* tryFixes(
  request: LintRequest,
  findings: readonly Linter.LintMessage[],
): Generator<FixFailure | null> {
  const before = countByRule(findings);
  for (const { ruleId, line, fix, suggestions = [] } of findings) {
    const changes = [
      ...(fix ? [{ desc: "fix", fix }] : []),
      ...suggestions.map((suggestion) => ({ desc: suggestion.desc, fix: suggestion.fix })),
    ];
    for (const change of changes) {
      const after = lint({ ...request, code: applyFix(request.code, change.fix) });
      const problem = problemOf(ruleId ?? "", before, after);
      yield problem ? { rule: ruleId ?? "", line, fix: change.desc, problem } : null;
    }
  }
}

function problemOf(
  ruleId: string,
  before: ReadonlyMap<string, number>,
  after: readonly Linter.LintMessage[],
): string | undefined {
  const fatal = after.find((message) => message.fatal);
  if (fatal) return `does not parse: ${fatal.message} (line ${fatal.line})`;
  const counts = countByRule(after);
  if ((counts.get(ruleId) ?? 0) >= (before.get(ruleId) ?? 0)) return "the finding stays";
  const added = [...counts].find(([rule, count]) => count > (before.get(rule) ?? 0));
  return added && `adds a finding of ${added[0]}`;
}

function countByRule(messages: readonly Linter.LintMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of messages) counts.set(ruleId ?? "", (counts.get(ruleId ?? "") ?? 0) + 1);
  return counts;
}
