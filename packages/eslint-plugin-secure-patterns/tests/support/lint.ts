import { parse, resolve } from "node:path";
import { Linter } from "eslint";
import plugin from "../../src/index.ts";
import type { Rule } from "../../src/shapes/create-rule.ts";
import type { Language } from "./language.ts";

export interface LintRequest {
  readonly code: string;
  readonly filename: string;
  readonly language: Language;
  /** Rule id → options; rules that are not in the plugin's list come in `extraRules`. */
  readonly rules: Readonly<Record<string, object>>;
  readonly extraRules?: Readonly<Record<string, Rule>>;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** The file's own comments on linting are for its project's rules. */
  readonly isForeign?: boolean;
}

/** Relative file names are in this package, from which the runtime resolves; tests may also name files elsewhere. */
const linter = new Linter({ cwd: parse(process.cwd()).root });

const everywhere: Linter.Config = { ignores: ["!**/node_modules/"] };

export function lint(request: LintRequest): Linter.LintMessage[] {
  return linter.verify(request.code, [everywhere, toConfig(request)], toOptions(request));
}

export function lintAndFix(request: LintRequest): Linter.FixReport {
  return linter.verifyAndFix(request.code, [everywhere, toConfig(request)], toOptions(request));
}

function toOptions({ filename, isForeign }: LintRequest): Linter.LintOptions {
  return { filename: resolve(filename), allowInlineConfig: !isForeign };
}

function toConfig({ filename, language, rules, extraRules, settings }: LintRequest): Linter.Config {
  const ours = { ...plugin, rules: { ...plugin.rules, ...(extraRules as typeof plugin.rules | undefined) } };
  const entries = Object.entries(rules).map(([name, options]) => [
    `secure-patterns/${name}`,
    ["error", options],
  ]);
  return {
    ...language,
    // A bare `**/*` would leave out files that no other entry names.
    files: [`**/*.${filename.split(".").at(-1)}`],
    plugins: { ...language.plugins, "secure-patterns": ours },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules: Object.fromEntries(entries) as NonNullable<Linter.Config["rules"]>,
    settings: settings ? { "secure-patterns": settings } : {},
  };
}
