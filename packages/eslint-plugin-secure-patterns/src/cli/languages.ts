import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as typescriptParser from "@typescript-eslint/parser";
import type { Linter } from "eslint";

const scripts: readonly string[] = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"];

/** Templates need a parser that not every project has; it comes from the linted project or from beside this package. */
const templates: Readonly<Record<string, string>> = {
  ".vue": "vue-eslint-parser",
  ".svelte": "svelte-eslint-parser",
  ".astro": "astro-eslint-parser",
  ".html": "@html-eslint/parser",
};

/** Whether files of this name can be linted, given their parser. */
export function isLintable(path: string): boolean {
  const extension = extname(path);
  return scripts.includes(extension) || extension in templates;
}

/** The parser a file needs that is not part of this package; `undefined` for scripts. */
export function getTemplateParser(path: string): string | undefined {
  return templates[extname(path)];
}

export interface Languages {
  readonly configs: Linter.Config[];
  /** Names of template parsers that are nowhere installed. */
  readonly missing: ReadonlySet<string>;
}

/** ESLint configuration that parses scripts, and each kind of template whose parser can be found from the directory. */
export async function loadLanguages(directory: string): Promise<Languages> {
  const configs = [scriptConfig("module", scripts.slice(0, 3)), scriptConfig("commonjs", [".cjs", ".cts"])];
  configs.push(scriptConfig("module", [".ts", ".tsx", ".mts"]));
  const missing = new Set<string>();
  for (const [extension, name] of Object.entries(templates)) {
    const parser = await importFrom(directory, name);
    if (parser === undefined) missing.add(name);
    else configs.push(templateConfig(extension, parser));
  }
  return { configs, missing };
}

const parserOptions = { ecmaFeatures: { jsx: true }, warnOnUnsupportedTypeScriptVersion: false };

function scriptConfig(sourceType: "module" | "commonjs", extensions: readonly string[]): Linter.Config {
  return {
    files: extensions.map((extension) => `**/*${extension}`),
    languageOptions: { parser: typescriptParser as Linter.Parser, sourceType, parserOptions },
  };
}

function templateConfig(extension: string, parser: Linter.Parser): Linter.Config {
  return {
    files: [`**/*${extension}`],
    languageOptions: { parser, parserOptions: { ...parserOptions, parser: typescriptParser } },
  };
}

async function importFrom(directory: string, name: string): Promise<Linter.Parser | undefined> {
  for (const origin of [pathToFileURL(join(directory, "package.json")), import.meta.url]) {
    try {
      const module = (await import(pathToFileURL(createRequire(origin).resolve(name)).href)) as ParserModule;
      return module.parseForESLint ? (module as Linter.Parser) : module.default;
    } catch {
      // Not installed there, or not loadable on this version of Node: the next place, or none.
    }
  }
  return undefined;
}

interface ParserModule {
  readonly parseForESLint?: unknown;
  readonly default?: Linter.Parser;
}
