import { readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ESLint, type Linter, type Rule } from "eslint";
import plugin from "../index.ts";
import { pageProgram } from "../project/index.ts";
import { readSettings, type Settings } from "../settings.ts";
import { analysisOf, analysisOfScript, type Analysis } from "../shapes/analysis.ts";
import type { RuleContext } from "../shapes/create-rule.ts";
import { isPage } from "../shapes/pages.ts";
import { explainFlows, nothingAt } from "./explain-flows.ts";
import { explainRoutes } from "./explain-routes.ts";
import { folderAround } from "./folder-around.ts";
import { loadLanguages } from "./languages.ts";
import { UsageError } from "./parse-arguments.ts";

const place = /^(.+):(\d+)$/;

/**
 * How a finding of one line, or its absence, came about.
 *
 * @param where `src/app.ts:12`
 * @throws {UsageError} for something else, or a file that cannot be read
 */
export async function explainPlace(where: string): Promise<string> {
  const [, path = "", digits = ""] = place.exec(where) ?? [];
  if (!digits) throw new UsageError(`explain takes <file>:<line>, not "${where}".`);
  const file = resolve(path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`There is no file "${path}".`);
  const line = Number(digits);
  const explained: string[] = [];
  const messages = await lintOne(realpathSync(file), line, explained);
  const found = messages.filter(
    (message) => message.line <= line && line <= (message.endLine ?? message.line),
  );
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return `${where}\n\n${fatal.message} (line ${fatal.line})`;
  const findings = found.map(
    ({ ruleId, message }) => `${ruleId?.replace("secure-patterns/", "")}: ${message}`,
  );
  return [
    where,
    findings.length > 0 ? findings.join("\n") : "No rule reports this line, not even in the strict config.",
    explained.join("\n"),
  ].join("\n\n");
}

async function lintOne(file: string, line: number, into: string[]): Promise<readonly Linter.LintMessage[]> {
  const { configs } = await loadLanguages();
  const explain = { rules: { explain: explainingRule(line, into) } };
  const eslint = new ESLint({
    cwd: folderAround(file),
    overrideConfigFile: true,
    overrideConfig: [
      { linterOptions: { reportUnusedDisableDirectives: "off" } },
      ...configs,
      plugin.configs["strict"],
      {
        plugins: { "explain-secure-patterns": explain },
        rules: { "explain-secure-patterns/explain": "error" },
      },
    ] as Linter.Config[],
    // a comment may be the reason why there is no finding, but not why there is no explanation
    allowInlineConfig: false,
    ignore: false,
  });
  const [result] = await eslint.lintText(readFileSync(file, "utf8"), { filePath: file });
  return result?.messages ?? [];
}

/** Of the file itself, or of the scripts of a page. */
function analysesOf(context: RuleContext, settings: Settings): readonly Analysis[] {
  const { physicalFilename, sourceCode } = context;
  if (!isPage(physicalFilename)) return [analysisOf(context, settings)];
  return pageProgram(physicalFilename, sourceCode.text, /^/).map((unit) =>
    analysisOfScript(context, settings, unit),
  );
}

/** Reports nothing: it is there to get at the same analysis that the rules use. */
function explainingRule(line: number, into: string[]): Rule.RuleModule {
  return {
    create: (context) => ({
      "Program:exit": () => {
        const settings = readSettings(context.settings);
        const analyses = analysesOf(context as unknown as RuleContext, settings);
        const found = analyses.flatMap((analysis) => [
          // no page registers routes
          ...(isPage(context.physicalFilename)
            ? []
            : explainRoutes(analysis, line, { limiters: settings.limiters ?? [] })),
          ...explainFlows(analysis, line),
        ]);
        into.push(...(found.length > 0 ? found : [nothingAt(analyses, line)]));
      },
    }),
  };
}
