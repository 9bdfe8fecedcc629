// Packs each package as it would be published and asks one of two judges: publint (is the manifest right?) or
// are-the-types-wrong (does TypeScript resolve what Node loads?).
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { publishedPackages } from "./published-packages.mjs";

const judges = {
  publint: (tarball) => ["publint", "run", tarball, "--strict"],
  attw: (tarball, { exports }) => {
    const hasCommonJs = JSON.stringify(exports).includes(".cjs");
    return [
      "attw",
      tarball,
      "--profile",
      hasCommonJs ? "node16" : "esm-only",
      "--no-emoji",
      "--format",
      "table-flipped",
    ];
  },
};

const judge = judges[process.argv[2]];
for (const { folder, manifest } of publishedPackages) {
  const target = mkdtempSync(join(tmpdir(), "secure-patterns-pack-"));
  run(["pnpm", "pack", "--pack-destination", target], folder);
  const [file] = readdirSync(target);
  run(judge(join(target, file), manifest), process.cwd());
  rmSync(target, { recursive: true });
}

function run([file, ...args], cwd) {
  const { status } = spawnSync(file, args, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exitCode = 1;
}
