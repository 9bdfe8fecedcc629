// A project that has installed the packed runtime, as a user's has: from the tarball, with nothing of this repository.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { codeEntries, publishedPackages } from "../published-packages.mjs";

const scripts = ["probes.mjs", "server-env.mjs", "run-esm.mjs", "run-cjs.cjs"];
/** What users install beside the runtime; borrowed from the repository, so that the matrix installs nothing from a network. */
const companions = ["pg", "mysql2", "ioredis", "sanitize-html", "dompurify"];
const runtime = publishedPackages.find(({ manifest }) => manifest.name === "secure-patterns");

/** @returns {{ folder: string, subpaths: string[], remove(): void }} */
export function createConsumer() {
  const folder = mkdtempSync(join(tmpdir(), "secure-patterns-consumer-"));
  execute("npm", ["pack", "--pack-destination", folder, "--loglevel=error"], runtime.folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  const manifest = {
    name: "consumer",
    private: true,
    dependencies: { "secure-patterns": `file:./${tarball}` },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  execute("npm", ["install", "--no-audit", "--no-fund", "--offline", "--loglevel=error"], folder);
  for (const script of scripts) copyFileSync(join(import.meta.dirname, script), join(folder, script));
  for (const name of companions) {
    const source = join(runtime.folder, "node_modules", name);
    if (existsSync(source)) symlinkSync(source, join(folder, "node_modules", name), "junction");
  }
  const installed = JSON.parse(
    readFileSync(join(folder, "node_modules/secure-patterns/package.json"), "utf8"),
  );
  const subpaths = codeEntries(installed).map(([subpath]) => subpath);
  return { folder, subpaths, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A runtime that cannot be had on this machine: nothing is said about whether we run on it. */
export class Unavailable extends Error {}

/** Runs a program to its end; its output, or an error that holds it. */
export function execute(file, args, cwd, env = {}) {
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    shell,
    encoding: "utf8",
    timeout: 240_000,
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  if (status === 0) return stdout;
  throw new Error(
    `${file} ${args.join(" ").slice(0, 80)}: ${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`,
  );
}
