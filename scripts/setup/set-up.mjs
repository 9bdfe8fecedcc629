import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { quiet } from "./run.mjs";
import { withPnpm } from "./with-pnpm.mjs";

/**
 * Installs dependencies and builds the packages, each only if something changed since the last time.
 *
 * @param {string} root
 * @param {"all" | readonly string[]} scope `"all"`, or the workspace packages whose dependencies, without those for
 *   development, are enough; as pnpm filters
 */
export function setUp(root, scope) {
  const stamp = join(root, "node_modules/.cache/secure-patterns/set-up.json");
  const last = existsSync(stamp) ? JSON.parse(readFileSync(stamp, "utf8")) : {};
  // Whoever has everything keeps everything.
  const wanted = scope === "all" || last.scope === "all" ? "all" : scope.join(" ");
  const dependencies = `${process.version} ${fingerprint(root, manifests(root))}`;
  if (last.dependencies !== dependencies || last.scope !== wanted) {
    step(root, "Installing dependencies", ["pnpm", "install", "--frozen-lockfile", ...selection(wanted)]);
    Object.assign(last, { dependencies, scope: wanted, sources: "" });
    save(stamp, last);
  }
  const sources = fingerprint(root, sourceFiles(root));
  if (last.sources !== sources || !isBuilt(root)) {
    step(root, "Building the packages", [
      "turbo",
      "run",
      "build",
      "--filter=./packages/*",
      "--output-logs=errors-only",
    ]);
    save(stamp, { ...last, sources });
  }
}

/** @param {string} wanted `"all"`, or package filters with a space between */
function selection(wanted) {
  if (wanted === "all") return ["--prod=false"];
  return ["--prod", ...wanted.split(" ").flatMap((name) => ["--filter", name])];
}

function step(root, title, command) {
  const started = Date.now();
  process.stderr.write(`${title} … `);
  const [file, args] = withPnpm(root, command);
  // NODE_ENV=production would leave out the build tools.
  const env = { ...process.env, ...quiet, NODE_ENV: "", CI: "1" };
  const result = spawnSync(file, args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (result.status === 0) return void process.stderr.write(`${seconds} s\n`);
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  console.error(`failed\n${output}`);
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|error sending request/i.test(output)
  ) {
    console.error(
      "The npm registry did not answer: the first run needs it. Check the network and the proxy.",
    );
  }
  process.exit(2);
}

function save(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

function isBuilt(root) {
  return packages(root).every((folder) => existsSync(join(root, folder, "dist/index.js")));
}

/** The folders of packages that are built; others hold only tests. */
function packages(root) {
  return list(root, "packages").filter((folder) => existsSync(join(root, folder, "tsdown.config.ts")));
}

function manifests(root) {
  const folders = ["", "benchmarks", "checks", ...list(root, "packages"), ...list(root, "examples")];
  const files = folders.map((folder) => join(folder, "package.json"));
  return ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...files].filter((file) => existsSync(join(root, file)));
}

function sourceFiles(root) {
  return packages(root).flatMap((folder) => [
    join(folder, "package.json"),
    join(folder, "tsdown.config.ts"),
    ...readdirSync(join(root, folder, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort(),
  ]);
}

function list(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).map((name) => join(folder, name));
}

function fingerprint(root, files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}
