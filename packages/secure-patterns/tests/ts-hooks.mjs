import { readFile } from "node:fs/promises";
import ts from "typescript";

const compilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  verbatimModuleSyntax: true,
};

export async function load(url, context, nextLoad) {
  const { pathname } = new URL(url);
  if (!pathname.endsWith(".ts")) return nextLoad(url, context);
  const source = await readFile(new URL(pathname, "file:"), "utf8");
  return {
    format: "module",
    shortCircuit: true,
    source: ts.transpileModule(source, { compilerOptions }).outputText,
  };
}
