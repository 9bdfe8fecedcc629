// Whether the plugin bears other people's code: every rule over every file of some directories, installed packages and
// minified bundles included, and each suggestion carried out alone.
// `pnpm bench:foreign <directory …> [--limit <files>] [--seconds <per file>] [--suggestions <at most>] [--list]`
import { readdirSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";

const extensions = new Set([".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"]);
/** Larger files are data. */
const mostBytes = 3_000_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: "string", default: "Infinity" },
    seconds: { type: "string", default: "20" },
    suggestions: { type: "string", default: "0" },
    list: { type: "boolean", default: false },
  },
});
if (positionals.length === 0) throw new TypeError("Name the directories to lint.");
const folders = positionals.map((path) => resolve(process.env.INIT_CWD ?? "", path));
const deadline = Number(options.seconds) * 1000;
const totals = { files: 0, unparsed: 0, tried: 0, parse: 0, rules: 0, lines: 0, peak: 0 };
const byRule = new Map();
const failures = [];
const slowest = [];
let worker = startWorker();

for (const folder of folders) {
  let left = Number(options.limit);
  for (const file of findFiles(folder)) {
    if (left-- <= 0) break;
    await lintOne(file);
  }
}
await worker.terminate();
report();
process.exitCode = failures.length > 0 ? 1 : 0;

function* findFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") yield* findFiles(path);
    const isSource = entry.isFile() && extensions.has(extname(path)) && !/\.d\.[cm]?ts$/.test(path);
    if (isSource && statSync(path).size < mostBytes) yield path;
  }
}

function startWorker() {
  return new Worker(new URL("lint-foreign-worker.mjs", import.meta.url), {
    workerData: { folders, withSuggestions: Number(options.suggestions) > 0 },
  });
}

/** A hang is ended from outside: what loops forever answers nobody. */
async function lintOne(file) {
  totals.files += 1;
  const left = Number(options.suggestions) - totals.tried;
  const answer = await ask({ file, left });
  if (answer === "hang") {
    failures.push(`${file}: no answer within ${options.seconds} s`);
    await worker.terminate();
    worker = startWorker();
    return;
  }
  if (answer.unparsed) totals.unparsed += 1;
  for (const problem of answer.problems) failures.push(`${file}: ${problem}`);
  for (const rule of answer.rules) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  if (options.list) for (const line of answer.findings) console.log(`${file}:${line}`);
  for (const key of ["parse", "time", "lines", "tried"]) {
    const total = key === "time" ? "rules" : key;
    totals[total] += answer[key];
  }
  totals.peak = Math.max(totals.peak, answer.memory);
  slowest.push({ file, ms: answer.time, parse: answer.parse });
  slowest.sort((a, b) => b.ms - a.ms).splice(10);
}

function ask(message) {
  return new Promise((answer) => {
    // each carried out suggestion lints the file once more
    const timer = setTimeout(() => answer("hang"), deadline * (message.left > 0 ? 10 : 1));
    worker.once("message", (reply) => {
      clearTimeout(timer);
      answer(reply);
    });
    worker.postMessage(message);
  });
}

function report() {
  const { files, unparsed, lines, parse, rules, tried, peak } = totals;
  console.log(`${files} files, ${unparsed} not parsed, ${lines} lines`);
  console.log(
    `rules ${(rules / 1000).toFixed(1)} s, parsing ${(parse / 1000).toFixed(1)} s, heap up to ${peak} MB`,
  );
  console.table(Object.fromEntries([...byRule].sort((a, b) => b[1] - a[1])));
  console.log("slowest files");
  for (const { file, ms, parse: own } of slowest)
    console.log(`  ${ms.toFixed(0)} ms (parsing ${own.toFixed(0)}) ${file}`);
  if (tried > 0) console.log(`${tried} suggestions and fixes carried out, one at a time`);
  console.log(failures.length === 0 ? "no failure" : `${failures.length} failures`);
  for (const failure of failures) console.log(`  ${failure}`);
}
