import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ESLint, type Linter } from "eslint";
import plugin from "eslint-plugin-secure-patterns";
import ts from "typescript";
import tseslint from "typescript-eslint";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

/** The names of the functions that hold findings, in the order of the alphabet. */
export async function reportedIn(file: string): Promise<string[]> {
  const { messages, source } = await lint(file);
  const lines = source.split("\n");
  const names = messages.map(({ ruleId, line, message }) => {
    const name = lines.slice(0, line).join("\n").split("export async function ").at(-1)?.match(/^\w+/)?.[0];
    return ruleId === null ? message : String(name);
  });
  return names.toSorted();
}

/** The functions of a file for which the rule offers a change, with that change made, as an editor does. */
export async function applySuggestions<Module extends object>(driver: string): Promise<Module> {
  const { messages, source } = await lint(`${driver}-flagged.ts`);
  const original = await importText<Record<string, unknown>>(source);
  const applied: Record<string, unknown> = {};
  // one at a time: where one was made, the places of the others have moved
  for (const { fix } of messages.flatMap(({ suggestions = [] }) => suggestions)) {
    const text = source.slice(0, fix.range[0]) + fix.text + source.slice(fix.range[1]);
    for (const [name, changed] of Object.entries(await importText<Record<string, unknown>>(text)))
      if (String(changed) !== String(original[name])) applied[name] = changed;
  }
  return applied as Module;
}

/** Beside the installed packages, from where a module finds them. */
async function importText<Module>(text: string): Promise<Module> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const folder = mkdtempSync(`${modules}/.race-`);
  try {
    writeFileSync(`${folder}/race.mjs`, outputText);
    return await import(pathToFileURL(`${folder}/race.mjs`).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function lint(file: string): Promise<{ messages: Linter.LintMessage[]; source: string }> {
  const eslint = new ESLint({
    cwd: fileURLToPath(new URL("../races", import.meta.url)),
    overrideConfigFile: true,
    overrideConfig: {
      files: ["*.ts"],
      languageOptions: { parser: tseslint.parser },
      plugins: { "secure-patterns": plugin },
      rules: { "secure-patterns/no-token-race": ["error", { confidence: "likely" }] },
    },
  });
  const [result] = await eslint.lintFiles(file);
  return { messages: result?.messages ?? [], source: result?.source ?? "" };
}
