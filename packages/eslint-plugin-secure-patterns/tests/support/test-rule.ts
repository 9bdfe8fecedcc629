import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/shapes/create-rule.ts";
import { type Language, languagesOf } from "./language.ts";
import { lint, lintAndFix, type LintRequest } from "./lint.ts";
import { expectRuntimeImports } from "./runtime-exports.ts";
import { applyFix, renderFindings } from "./render.ts";

export interface RuleCase {
  /** Shown instead of the code. */
  readonly name?: string;
  readonly code: string;
  /** Its extension chooses the parsers: JavaScript goes through espree and the TypeScript parser alike. */
  readonly filename?: string;
  readonly options?: object;
  /** What stands under `settings["secure-patterns"]`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface RuleCases {
  readonly valid: readonly (string | RuleCase)[];
  readonly invalid: readonly (string | RuleCase)[];
}

/**
 * Tests a rule at its noisiest (`confidence: "likely"`) unless a case says otherwise. An invalid case's findings, fix and
 * suggestions are a snapshot. Every fix and suggestion must parse, must end its finding and add none, and must leave
 * nothing to fix; `fix: "all"` must come to the same.
 */
export function testRule(id: string, rule: Rule, { valid, invalid }: RuleCases): void {
  describe(id, () => {
    if (valid.length > 0)
      describe("valid", () => {
        for (const each of valid.map(toCase)) {
          it(each.name ?? each.code, async () => {
            for (const request of await toRequests(id, rule, each)) {
              const findings = lint(request);
              expect(renderFindings(each.code, findings)).toBe(each.code);
            }
          });
        }
      });
    if (invalid.length > 0)
      describe("invalid", () => {
        for (const each of invalid.map(toCase)) {
          it(each.name ?? each.code, async () => {
            const requests = await toRequests(id, rule, each);
            const rendered: string[] = [];
            for (const request of requests) rendered.push(await check(request));
            expect(rendered[0]).toMatchSnapshot();
            for (const other of rendered) expect(other).toBe(rendered[0]);
          });
        }
      });
  });
}

function toCase(given: string | RuleCase): RuleCase {
  return typeof given === "string" ? { code: given } : given;
}

async function toRequests(id: string, rule: Rule, each: RuleCase): Promise<LintRequest[]> {
  const filename = each.filename ?? "file.jsx";
  const requests = (await languagesOf(filename)).map((language) =>
    toRequest(id, rule, each, filename, language),
  );
  if (each.filename || parses(requests[0])) return requests;
  // TypeScript in a bare string needs no file name.
  const [typescript] = await languagesOf("file.tsx");
  return typescript ? [toRequest(id, rule, each, "file.tsx", typescript)] : [];
}

function toRequest(
  id: string,
  rule: Rule,
  each: RuleCase,
  filename: string,
  language: Language,
): LintRequest {
  return {
    code: each.code,
    filename,
    language,
    rules: { [id]: { confidence: "likely", ...each.options } },
    extraRules: { [id]: rule },
    settings: each.settings,
  };
}

function parses(request: LintRequest | undefined): boolean {
  return request !== undefined && !lint({ ...request, rules: {} }).some(({ fatal }) => fatal);
}

async function check(request: LintRequest): Promise<string> {
  const findings = lint(request);
  expect(findings, "nothing is reported").not.toHaveLength(0);
  expect(findings.filter(({ ruleId }) => !ruleId)).toEqual([]);
  const parts = [renderFindings(request.code, findings)];
  if (findings.some(({ fix }) => fix)) parts.push(`--- fix\n${checkFix(request, findings)}`);
  for (const finding of findings) {
    for (const suggestion of finding.suggestions ?? []) {
      const output = applyFix(request.code, suggestion.fix);
      checkSuggestion(request, findings, output, suggestion.desc);
      await expectRuntimeImports(output, request.code);
      parts.push(`--- suggestion: ${suggestion.desc}\n${output}`);
    }
  }
  checkFixAll(request, findings);
  return parts.join("\n");
}

function checkFix(request: LintRequest, findings: readonly Linter.LintMessage[]): string {
  const { output, messages } = lintAndFix(request);
  expect(output, "the fix changes nothing").not.toBe(request.code);
  const rest = findings.filter(({ fix }) => !fix);
  expect(messages.map(withoutPlace), `left after the fix:\n${output}`).toEqual(rest.map(withoutPlace));
  return output;
}

function checkSuggestion(
  request: LintRequest,
  before: readonly Linter.LintMessage[],
  output: string,
  name: string,
): void {
  const after = lint({ ...request, code: output });
  expect(after.length, `"${name}" leaves:\n${renderFindings(output, after)}`).toBeLessThan(before.length);
  const known = new Set(before.map(({ messageId }) => messageId));
  expect(after.filter(({ messageId }) => !known.has(messageId))).toEqual([]);
}

function checkFixAll(request: LintRequest, findings: readonly Linter.LintMessage[]): void {
  const all = {
    ...request,
    rules: { ...request.rules, "import-helpers": {} },
    settings: { ...request.settings, fix: "all" },
  };
  const { output, messages } = lintAndFix(all);
  const promoted = lint(all).filter(({ fix }) => fix).length;
  const open = findings.length - Math.max(promoted, findings.filter(({ fix }) => fix).length);
  expect(messages.length, `fix: "all" leaves:\n${renderFindings(output, messages)}`).toBeLessThanOrEqual(
    open,
  );
  expect(lintAndFix({ ...all, code: output }).output, 'fix: "all" is not idempotent').toBe(output);
}

function withoutPlace({ messageId, message }: Linter.LintMessage): object {
  return { messageId, message };
}
