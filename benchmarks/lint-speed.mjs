// How much linting costs: the time of all rules over the time of parsing, ours beside other security plugins, on the same
// files in one process. `pnpm bench:lint [directory] [--limit <files>] [--only <plugin>] [--rules]`
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import securePatterns from "eslint-plugin-secure-patterns";
import security from "eslint-plugin-security";

const extensions = new Set([".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"]);
const plugins = {
  "secure-patterns (recommended)": securePatterns.configs.recommended,
  "secure-patterns (all)": securePatterns.configs.all,
  security: security.configs.recommended,
  ...(await loadSonar()),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string" }, only: { type: "string" }, rules: { type: "boolean" } },
});
const root = resolve(process.env.INIT_CWD ?? "", positionals[0] ?? join(import.meta.dirname, "../packages"));
const files = [...findFiles(root)].slice(0, Number(options.limit ?? Infinity));
const names = Object.keys(plugins).filter(
  (name) => options.only === undefined || name.includes(options.only),
);
const runs = names.map((name) => ({ name, eslint: createEslint(plugins[name]), ...emptyTotals() }));

for (const file of files.slice(0, 30)) for (const run of runs) await measure(run, file); // warms the compiler up
for (const run of runs) Object.assign(run, emptyTotals());
const memory = process.memoryUsage().rss;
for (const file of files) {
  // All plugins on one file before the next: whatever slows the machine down slows all of them.
  for (const run of runs) await measure(run, file);
}
report();

/** Large, so it is no dependency: it takes part where someone has installed it. */
async function loadSonar() {
  try {
    const { default: sonarjs } = await import("eslint-plugin-sonarjs");
    return { sonarjs: sonarjs.configs.recommended };
  } catch {
    console.log("sonarjs takes part after: pnpm --filter benchmarks add -D eslint-plugin-sonarjs");
    return {};
  }
}

function* findFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/^(\..*|node_modules|dist)$/.test(entry.name)) yield* findFiles(path);
    if (entry.isFile() && extensions.has(extname(entry.name))) yield path;
  }
}

function createEslint(config) {
  return new ESLint({
    cwd: root,
    ignore: false,
    stats: true,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [
      {
        files: [...extensions].map((extension) => `**/*${extension}`),
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      },
      config,
    ],
  });
}

function emptyTotals() {
  return {
    parse: 0,
    rules: 0,
    lines: 0,
    findings: 0,
    failed: 0,
    byRule: new Map(),
    slowest: { time: 0, file: "" },
  };
}

async function measure(run, file) {
  const code = readFileSync(file, "utf8");
  const [result] = await run.eslint.lintText(code, { filePath: file }).catch(() => []);
  if (!result?.stats || result.fatalErrorCount > 0) return void (run.failed += 1);
  run.lines += code.split("\n").length;
  run.findings += result.messages.length;
  for (const pass of result.stats.times.passes) {
    const rules = Object.entries(pass.rules ?? {});
    const time = rules.reduce((sum, [, { total }]) => sum + total, 0);
    run.parse += pass.parse.total;
    run.rules += time;
    if (time > run.slowest.time) run.slowest = { time, file };
    for (const [rule, { total }] of rules) run.byRule.set(rule, (run.byRule.get(rule) ?? 0) + total);
  }
}

function report() {
  const rows = runs.map((run) => ({
    plugin: run.name,
    "rules / parse": (run.rules / run.parse).toFixed(3),
    "rules s": (run.rules / 1000).toFixed(2),
    "parse s": (run.parse / 1000).toFixed(2),
    findings: run.findings,
    "slowest file ms": run.slowest.time.toFixed(0),
  }));
  console.log(`${files.length} files, ${runs[0]?.lines} lines, ${runs[0]?.failed} not parsed, in ${root}`);
  console.table(rows);
  console.log(
    `memory: ${Math.round(memory / 1e6)} MB before, ${Math.round(process.memoryUsage().rss / 1e6)} MB after`,
  );
  if (options.rules) for (const run of runs) console.table(slowestRules(run));
}

function slowestRules({ byRule, parse }) {
  const sorted = [...byRule].sort((a, b) => b[1] - a[1]).slice(0, 15);
  return sorted.map(([rule, time]) => ({
    rule,
    ms: time.toFixed(0),
    "over parse": (time / parse).toFixed(3),
  }));
}
