// For each example: its attacks succeed → every fix is applied to a copy → the copy type-checks → the attacks fail, the
// legitimate requests pass as before → the copy lints clean. `npm run prove`, or `npm run prove -- express --keep`.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { findChanges, readFiles } from "./kit/changes.mjs";
import { createCopy } from "./kit/copy.mjs";
import { drawTable } from "./kit/table.mjs";
import { lint, startSite, typeCheck, transpile } from "./kit/tools.mjs";
import { Site } from "./kit/site.mjs";

const folder = import.meta.dirname;
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: "boolean" } },
});

const examples = readdirSync(folder).filter((name) => existsSync(join(folder, name, "proof.mjs")));
const unknown = names.filter((name) => !examples.includes(name));
if (unknown.length > 0) {
  console.error(`There is no example ${unknown.join(", ")}; there are: ${examples.join(", ")}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : examples) {
  if (!(await prove(name))) process.exitCode = 1;
}

async function prove(name) {
  const started = performance.now();
  const { default: proof } = await import(`./${name}/proof.mjs`);
  const copy = createCopy(join(folder, name));
  try {
    const before = await attackAll(copy, proof);
    const findings = lint(copy, []).findings;
    const sources = readFiles(join(copy, "src"));
    const rest = lint(copy, ["--fix=all"]).findings;
    const changes = findChanges(sources, readFiles(join(copy, "src")));
    const [types, after] = await Promise.all([typeCheck(copy), attackAll(copy, proof)]);
    const seconds = (performance.now() - started) / 1000;
    console.log(drawTable({ proof, before, after, changes, findings, rest, types, seconds }));
    if (options.keep) console.log(`The fixed copy: ${copy}`);
    return rest.length === 0 && types === "" && isProven(proof, before, after);
  } finally {
    if (!options.keep) rmSync(copy, { recursive: true, force: true });
  }
}

function isProven(proof, before, after) {
  const died = proof.attacks.every(
    (_attack, index) => before.attacks[index] === true && after.attacks[index] === false,
  );
  return died && [...before.legitimate, ...after.legitimate].every((passed) => passed === true);
}

/** What each attack and each legitimate request achieves on the application as it stands in the folder. */
async function attackAll(copy, { attacks, legitimate }) {
  transpile(copy);
  const outcomes = new Map();
  // a server for each pattern, and one for its users: whoever guesses passwords must not lock the others out of the proof
  for (const entries of [...groupByPattern(attacks), legitimate]) await runAll(copy, entries, outcomes);
  return {
    attacks: attacks.map((entry) => outcomes.get(entry)),
    legitimate: legitimate.map((entry) => outcomes.get(entry)),
  };
}

async function runAll(copy, entries, outcomes) {
  const server = await startSite(copy);
  try {
    const results = await Promise.all(entries.map(({ run }) => attempt(run, new Site(server.origin))));
    for (const [index, entry] of entries.entries()) outcomes.set(entry, results[index]);
  } finally {
    server.stop();
  }
}

function groupByPattern(attacks) {
  const groups = new Map();
  for (const attack of attacks) groups.set(attack.pattern, [...(groups.get(attack.pattern) ?? []), attack]);
  return groups.values();
}

/** @returns {Promise<boolean | Error>} an error is neither a success nor a failure: the table shows it */
async function attempt(run, site) {
  try {
    return await run(site);
  } catch (error) {
    return error;
  }
}
