// Lints one file at a time for lint-foreign.mjs, which ends it where a file takes too long.
import { readFileSync } from "node:fs";
import { parse as parsePath } from "node:path";
import { memoryUsage } from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import plugin from "eslint-plugin-secure-patterns";

const linter = new Linter({ cwd: parsePath(workerData.folders[0]).root });
const allRules = Object.fromEntries(
  Object.keys(plugin.rules)
    .filter((id) => id !== "import-helpers")
    .map((id) => [`secure-patterns/${id}`, ["error", { confidence: "likely" }]]),
);

parentPort.on("message", ({ file, left }) => parentPort.postMessage(lookAt(file, left)));

function lookAt(file, left) {
  const answer = { problems: [], rules: [], findings: [], parse: 0, time: 0, lines: 0, tried: 0, memory: 0 };
  try {
    const code = readFileSync(file, "utf8");
    const { jsx, messages } = lintAsReadable(code, file);
    if (!messages) return { ...answer, unparsed: true };
    const [pass] = linter.getTimes().passes;
    answer.parse = pass.parse.total;
    answer.time = Object.values(pass.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
    answer.lines = code.split("\n").length;
    answer.rules = messages.map(({ ruleId }) => ruleId);
    answer.findings = messages.map(({ line, ruleId, message }) => `${line} ${ruleId} ${message}`);
    if (left > 0) carryOut(code, file, jsx, messages, left, answer);
  } catch (error) {
    answer.problems.push(error.stack);
  }
  answer.memory = Math.round(memoryUsage().heapUsed / 1e6);
  return answer;
}

/** TypeScript files with angle bracket casts are no JSX. */
function lintAsReadable(code, file) {
  for (const jsx of /\.[cm]?ts$/.test(file) ? [false] : [true, false]) {
    const messages = lint(code, file, jsx);
    if (!messages.some(({ fatal }) => fatal)) return { jsx, messages };
  }
  return {};
}

function lint(code, filename, jsx) {
  const { messages } = linter.verifyAndFix(
    code,
    [
      { ignores: ["!**/node_modules/"] },
      {
        files: ["**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}"],
        plugins: { "secure-patterns": plugin },
        linterOptions: { reportUnusedDisableDirectives: "off" },
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx } } },
        rules: allRules,
      },
    ],
    // of the two, only this one takes the time
    { filename, allowInlineConfig: false, stats: true, fix: false },
  );
  return messages;
}

/** The output parses, the finding is gone, and none is new. */
function carryOut(code, file, jsx, messages, left, answer) {
  const before = countByRule(messages);
  for (const { ruleId, line, fix, suggestions = [] } of messages) {
    for (const change of [...(fix ? [{ desc: "fix", fix }] : []), ...suggestions]) {
      if (answer.tried >= left) return;
      answer.tried += 1;
      const [start, end] = change.fix.range;
      const output = code.slice(0, start) + change.fix.text + code.slice(end);
      const problem = problemOf(ruleId, before, lint(output, file, jsx));
      if (problem) answer.problems.push(`${line} ${ruleId}, ${change.desc}: ${problem}`);
    }
  }
}

function problemOf(ruleId, before, messages) {
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return `does not parse: ${fatal.message} (line ${fatal.line})`;
  const after = countByRule(messages);
  if ((after.get(ruleId) ?? 0) >= before.get(ruleId)) return "the finding stays";
  const added = [...after].find(([rule, count]) => count > (before.get(rule) ?? 0));
  return added && `adds a finding of ${added[0]}`;
}

function countByRule(messages) {
  const counts = new Map();
  for (const { ruleId } of messages) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts;
}
