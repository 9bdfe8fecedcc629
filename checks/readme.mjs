// Follows the README in an empty project, command by command, with the packages as they would be published: files are written
// as it shows them, what it says is printed must be printed, and what it shows "after" must be what is there.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { publishedPackages } from "./published-packages.mjs";

const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const project = mkdtempSync(join(tmpdir(), "readme-"));
const tarballs = new Map(publishedPackages.map(({ folder, manifest }) => [manifest.name, pack(folder)]));
writeFileSync(
  join(project, "package.json"),
  JSON.stringify({ name: "my-project", private: true, type: "module" }),
);

let printed = "";
try {
  for (const [, info, code] of page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) follow(info.split(" "), code);
  console.log("The README works as written.");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}

function follow([language, file, after], code) {
  if (file === "clone") return; // about this repository, not about the reader's project
  if (language === "sh") printed = run(code);
  else if (language === "text") expectLines(code);
  else if (after === "after") expectEqual(readFileSync(join(project, file), "utf8"), code);
  else if (file) write(file, code);
}

/** Published names stand for the packages of this commit. */
function run(code) {
  const line = code.replace(/^npm install .*$/gm, (command) =>
    command.replace(/(?<= )(eslint-plugin-)?secure-patterns\b/g, (name) => tarballs.get(name)),
  );
  const { stdout, stderr, status } = spawnSync("bash", ["-c", line], { cwd: project, encoding: "utf8" });
  if (line.startsWith("npm install") && status !== 0) throw new Error(`${line}\n${stdout}${stderr}`);
  return stdout;
}

function expectLines(text) {
  const missing = text.split("\n").filter((line) => line.trim() !== "" && !printed.includes(line.trim()));
  if (missing.length > 0) throw new Error(`Not printed:\n${missing.join("\n")}\nbut this:\n${printed}`);
}

function expectEqual(actual, expected) {
  if (actual !== expected) throw new Error(`The file is not as shown, but:\n${actual}`);
}

function write(file, code) {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), code);
}

function pack(folder) {
  const target = mkdtempSync(join(tmpdir(), "pack-"));
  const { status, stderr } = spawnSync("pnpm", ["pack", "--pack-destination", target], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return join(target, readdirSync(target)[0]);
}
