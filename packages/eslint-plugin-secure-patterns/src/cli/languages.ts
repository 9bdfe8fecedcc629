import { extname } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import type { Linter } from "eslint";

const scripts: readonly string[] = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"];

/**
 * Templates need a parser that not everybody has. It comes from where this package is installed, never from the linted
 * directory: whose code that would run, nobody knows.
 */
const templates: Readonly<Record<string, string>> = {
  ".vue": "vue-eslint-parser",
  ".svelte": "svelte-eslint-parser",
  ".astro": "astro-eslint-parser",
  ".html": "@html-eslint/parser",
  ".ejs": "@html-eslint/parser",
  ".hbs": "@html-eslint/parser",
  ".handlebars": "@html-eslint/parser",
  ".njk": "@html-eslint/parser",
};

/** What servers fill in in those of them that are HTML otherwise. */
const holes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ".ejs": { "<%": "%>" },
  ".hbs": { "{{": "}}" },
  ".handlebars": { "{{": "}}" },
  ".njk": { "{{": "}}", "{%": "%}" },
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

/** ESLint configuration that parses scripts, and each kind of template whose parser is installed. */
export async function loadLanguages(): Promise<Languages> {
  const configs = [scriptConfig("module", scripts.slice(0, 3)), scriptConfig("commonjs", [".cjs", ".cts"])];
  configs.push(scriptConfig("module", [".ts", ".tsx", ".mts"]));
  const missing = new Set<string>();
  for (const [extension, name] of Object.entries(templates)) {
    const parser = await importParser(name);
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
    languageOptions: {
      parser,
      parserOptions: {
        ...parserOptions,
        parser: typescriptParser,
        ...(holes[extension] && { templateEngineSyntax: holes[extension] }),
      },
    },
  };
}

async function importParser(name: string): Promise<Linter.Parser | undefined> {
  try {
    const module = (await import(name)) as Linter.Parser & { readonly default?: Linter.Parser };
    return "parseForESLint" in module ? module : module.default;
  } catch {
    return undefined; // not installed, or not loadable on this version of Node
  }
}
