import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));
const cli = join(packages, "eslint-plugin-secure-patterns/dist/cli.js");

/** Lints `src` of a folder as a user would, and answers the report; `--fix=all` changes the files. */
export function lint(folder, args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, join(folder, "src"), "--json", ...args],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  if (status !== 0 && status !== 1) throw new Error(`the linter failed: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}

/** Compiles `src` to `dist` without looking at types, which is quick. */
export function transpile(folder) {
  const compilerOptions = compilerOptionsOf(folder);
  const sources = readdirSync(join(folder, "src"), { recursive: true }).filter((name) =>
    /\.[cm]?tsx?$/.test(name),
  );
  for (const name of sources) {
    const fileName = join(folder, "src", name);
    const { outputText } = ts.transpileModule(readFileSync(fileName, "utf8"), { fileName, compilerOptions });
    const target = join(
      folder,
      "dist",
      name.slice(0, -extname(name).length) + (name.endsWith(".mts") ? ".mjs" : ".js"),
    );
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}

/** One file at a time, the compiler does not know which module format package.json asks for. */
function compilerOptionsOf(folder) {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { type } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const module = type === "module" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
  return { ...ts.parseJsonConfigFileContent(config, ts.sys, folder).options, module };
}

/** What the TypeScript compiler complains about; empty if nothing. */
export async function typeCheck(folder) {
  const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  const child = spawn(process.execPath, [compiler, "-p", folder, "--noEmit"]);
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  await new Promise((resolve) => child.on("close", resolve));
  return output.trim();
}

/** Starts the application on a free port; it says on standard output where it listens. */
export async function startSite(folder) {
  const child = spawn(process.execPath, ["dist/server.js"], {
    cwd: folder,
    env: { ...process.env, PORT: "0" },
  });
  let output = "";
  const origin = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      const address = /listening on (http:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", (code) => reject(new Error(`the application ended with code ${code}: ${output}`)));
  });
  return { origin, stop: () => child.kill() };
}
