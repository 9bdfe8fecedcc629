// Scaffolds: `npm run new:rule -- no-such-thing`, `new:framework`, `new:store`. What they write compiles, and its test fails
// until it is filled in.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { scaffolds } from "./scaffolds/index.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [kind, name] = process.argv.slice(2);
const scaffold = scaffolds[kind];
if (scaffold === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name ?? "")) {
  console.error(
    `usage: npm run new:${scaffold ? kind : `{${Object.keys(scaffolds).join(",")}}`} -- name-in-kebab-case`,
  );
  process.exit(2);
}

const { files, edits, next } = scaffold(name);
const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
if (taken.length > 0) {
  console.error(`There is ${taken.join(", ")} already.`);
  process.exit(2);
}
for (const [path, text] of Object.entries(files)) write(path, text);
for (const [path, edit] of Object.entries(edits)) write(path, edit(readFileSync(join(root, path), "utf8")));
const touched = [...Object.keys(files), ...Object.keys(edits)];
spawnSync(
  process.execPath,
  ["node_modules/prettier/bin/prettier.cjs", "--write", "--log-level", "warn", ...touched],
  {
    cwd: root,
    stdio: "inherit",
  },
);
console.log(`\n${next}`);

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
