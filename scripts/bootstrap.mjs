// Stands behind `npm start`, `npm test`, `npm run prove` and `npm run check`: on a machine that has only Node and npm,
// one command leads from a fresh clone to a result. What is set up already is not set up again.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { reachableServices } from "./setup/reachable-services.mjs";
import { requireNode } from "./setup/require-node.mjs";
import { run } from "./setup/run.mjs";
import { setUp } from "./setup/set-up.mjs";
import { withPnpm } from "./setup/with-pnpm.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "packages/eslint-plugin-secure-patterns/dist/cli.js");

/** What linting and the proofs need; everything else waits for `npm test`. */
const lean = ["secure-patterns-monorepo", "secure-patterns", "eslint-plugin-secure-patterns", "./examples/*"];

/** One failure hides no other; vitest uses all cores by itself. */
const testOptions = ["--log-order=grouped", "--continue=dependencies-successful", "--concurrency=2"];

const tasks = { start, prove, test, check, new: scaffold, "set-up": () => setUp(root, "all") };

requireNode();
const task = tasks[process.argv[2]];
if (task === undefined) {
  console.error(`usage: node scripts/bootstrap.mjs ${Object.keys(tasks).join("|")} [arguments]`);
  process.exit(2);
}
process.exitCode = await task(process.argv.slice(3));

/** With arguments: lints what they name. Without: the demonstration. */
function start(args) {
  return args.length > 0 ? lint(args) : prove([]);
}

function lint(args) {
  setUp(root, lean);
  // npm changes into the package's folder: INIT_CWD is where the user typed, which relative paths refer to.
  return run(process.execPath, [cli, ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
}

function prove(args) {
  setUp(root, lean);
  return run(process.execPath, ["examples/prove.mjs", ...args], { cwd: root });
}

function check(args) {
  setUp(root, "all");
  return run(...withPnpm(root, ["node", "scripts/check.mjs", ...args]), { cwd: root });
}

function scaffold(args) {
  setUp(root, "all");
  return run(process.execPath, ["scripts/new.mjs", ...args], { cwd: root });
}

async function test(args) {
  setUp(root, "all");
  const skipped = new Set();
  const code = await run(...withPnpm(root, ["turbo", "run", "test", ...testOptions, ...args]), {
    cwd: root,
    // Part of the cache key of the tests: a result obtained without a server says nothing once there is one.
    env: { SECURE_PATTERNS_REACHABLE: (await reachableServices()).join(",") },
    onLine: (line) => {
      const note = /\bskipped: (.+)$/i.exec(line)?.[1];
      if (note !== undefined) skipped.add(note);
    },
  });
  console.log(code === 0 ? "\nAll tests passed." : "\nTests failed; see above.");
  for (const note of skipped) console.log(`skipped: ${note}`);
  return code;
}
