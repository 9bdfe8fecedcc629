// Where does the packed runtime run? Fails where a claim does not hold, and keeps the table in the docs true.
//   node checks/matrix.mjs            everything; writes docs/guide/where-it-runs.md
//   node checks/matrix.mjs --check    everything; fails if the page differs
//   node checks/matrix.mjs --quick    this Node, bundles, types: nothing is downloaded, no page
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { format, resolveConfig } from "prettier";
import { bundleWithEsbuild, bundleWithVite } from "./matrix/bundles.mjs";
import { probeBrowser } from "./matrix/browser.mjs";
import { reachableServices } from "../scripts/setup/reachable-services.mjs";
import { claims, columns } from "./matrix/claims.mjs";
import { createConsumer, Unavailable } from "./matrix/consumer.mjs";
import { probeServer, serverColumns, thisNode } from "./matrix/servers.mjs";
import { renderPage } from "./matrix/table.mjs";
import { checkTypes } from "./matrix/types.mjs";
import { probeWorkerd } from "./matrix/workerd.mjs";

const page = join(import.meta.dirname, "../docs/guide/where-it-runs.md");
const isQuick = process.argv.includes("--quick");
const mustHaveAll = process.env.SECURE_PATTERNS_REQUIRE_BROWSER === "1" && !isQuick;

process.env.SECURE_PATTERNS_REACHABLE = (await reachableServices()).join(",");
const consumer = createConsumer();
const problems = [];
try {
  const results = await collect();
  report(results);
  if (!isQuick && problems.length === 0) await keepPage(renderPage(results, consumer.subpaths));
} finally {
  consumer.remove();
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function collect() {
  const results = {};
  for (const column of Object.keys(columns)) {
    if (isQuick && serverColumns.includes(column) && column !== thisNode) continue;
    if (isQuick && column === "workerd") continue;
    try {
      results[column] = await probe(column, claimed(column));
    } catch (error) {
      const reason = String(error.message).split("\n").slice(0, 5).join(" ");
      if (mustHaveAll || !(error instanceof Unavailable)) problems.push(`${columns[column]}: ${reason}`);
      else console.log(`skipped: the matrix on ${columns[column]}: ${reason}`);
    }
  }
  return results;
}

async function probe(column, subpaths) {
  if (serverColumns.includes(column)) return probeServer(consumer, column, subpaths);
  if (column === "vite") return probeBrowser(await bundleWithVite(consumer, subpaths), subpaths);
  const isEdge = column === "workerd";
  const conditions = isEdge ? ["workerd", "worker", "import"] : ["browser", "import"];
  const folder = await bundleWithEsbuild(consumer, subpaths, { target: column, conditions });
  return isEdge ? probeWorkerd(folder, subpaths) : probeBrowser(folder, subpaths);
}

function claimed(column) {
  return consumer.subpaths.filter((subpath) => claims[subpath]?.includes(column));
}

function report(results) {
  for (const subpath of consumer.subpaths) {
    if (!claims[subpath])
      problems.push(`${subpath} says nowhere where it runs: add it to checks/matrix/claims.mjs`);
  }
  for (const [column, answers] of Object.entries(results)) {
    const failed = Object.entries(answers).filter(([, answer]) => answer !== "ok");
    console.log(
      `${columns[column]}: ${Object.keys(answers).length - failed.length} of ${Object.keys(answers).length}`,
    );
    for (const [subpath, answer] of failed) problems.push(`${columns[column]}, ${subpath}: ${answer}`);
  }
  for (const [setup, answer] of Object.entries(checkTypes(consumer, consumer.subpaths))) {
    console.log(`TypeScript ${setup}: ${answer === "ok" ? "ok" : "failed"}`);
    if (answer !== "ok") problems.push(`TypeScript ${setup}: ${answer}`);
  }
}

async function keepPage(text) {
  const formatted = await format(text, { ...(await resolveConfig(page)), parser: "markdown" });
  if (!process.argv.includes("--check")) return writeFileSync(page, formatted);
  if (readFileSync(page, "utf8") !== formatted) problems.push("docs/guide/where-it-runs.md is out of date");
}
