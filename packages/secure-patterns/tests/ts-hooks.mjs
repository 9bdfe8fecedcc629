import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";

/** Tests start dozens of processes: transpiling all over again in each of them would take longer than what they do. */
const CACHE = new URL("../node_modules/.cache/ts-hooks/", import.meta.url);

export async function load(url, context, nextLoad) {
  const { pathname } = new URL(url);
  if (!pathname.endsWith(".ts")) return nextLoad(url, context);
  const source = await readFile(new URL(pathname, "file:"), "utf8");
  return { format: "module", shortCircuit: true, source: await transpiled(source) };
}

async function transpiled(source) {
  const file = new URL(`${createHash("sha256").update(source).digest("hex")}.js`, CACHE);
  try {
    return await readFile(file, "utf8");
  } catch {
    const output = await transpile(source);
    await write(file, output);
    return output;
  }
}

async function transpile(source) {
  const { default: ts } = await import("typescript");
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** Whole or not at all: others may be reading it. */
async function write(file, text) {
  await mkdir(CACHE, { recursive: true });
  const draft = new URL(`${file.href}.${process.pid}`);
  await writeFile(draft, text);
  await rename(draft, file);
}
