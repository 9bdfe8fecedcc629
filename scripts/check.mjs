// Everything that must hold beside the tests, in one run: `npm run check`, or some of it: `npm run check -- lint types`.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { quiet } from "./setup/run.mjs";

const inChecks = ["pnpm", "--filter", "repository-checks", "exec"];

/** Name → what is run, in order: what fails fastest comes first. */
const steps = {
  format: ["pnpm", "format:check"],
  build: ["pnpm", "exec", "turbo", "run", "build", "--output-logs=errors-only"],
  types: ["pnpm", "exec", "turbo", "run", "typecheck", "--output-logs=errors-only"],
  lint: ["pnpm", "lint"],
  unused: ["pnpm", "exec", "knip", "--no-progress"],
  publint: [...inChecks, "node", "package-shape.mjs", "publint"],
  attw: [...inChecks, "node", "package-shape.mjs", "attw"],
  api: [...inChecks, "node", "api-snapshot.mjs"],
  size: [...inChecks, "size-limit"],
  readme: [...inChecks, "node", "readme.mjs"],
  proofs: ["node", "examples/prove.mjs"],
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")}; there are: ${Object.keys(steps).join(", ")}`);
  process.exit(2);
}

const results = Object.entries(steps)
  .filter(([name]) => names.length === 0 || names.includes(name))
  .map(([name, command]) => runStep(name, command));

console.log(`\n${results.map(describe).join("\n")}`);
process.exitCode = results.every((result) => result.passed) ? 0 : 1;

/** Shows a step's output only if it fails: the table at the end is what people read. */
function runStep(name, [file, ...args]) {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    encoding: "utf8",
    env: { ...process.env, ...quiet },
    maxBuffer: 1 << 28,
    shell: process.platform === "win32",
  });
  const passed = status === 0;
  if (!passed) console.log(`── ${name}\n${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`);
  return { name, passed, seconds: (performance.now() - started) / 1000 };
}

function describe({ name, passed, seconds }) {
  return `${passed ? "✓" : "✗"} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`;
}
