import type { Linter } from "eslint";
import * as tsParser from "@typescript-eslint/parser";

/** How one kind of file is parsed: the part of a config that a user of that framework would write. */
export type Language = Pick<Linter.Config, "languageOptions" | "plugins" | "language">;

const jsx = { ecmaFeatures: { jsx: true } };

const espree: Language = { languageOptions: { parserOptions: jsx } };
const typescript: Language = { languageOptions: { parser: tsParser } };
const typescriptJsx: Language = { languageOptions: { parser: tsParser, parserOptions: jsx } };

/** The ways to parse a file of this name; several for JavaScript, which must all lead to the same findings. */
export async function languagesOf(filename: string): Promise<readonly Language[]> {
  const extension = filename.endsWith(".component.html") ? "angular" : (filename.split(".").at(-1) ?? "");
  switch (extension) {
    case "cjs":
      return [espree, typescriptJsx].map(({ languageOptions }) => ({
        languageOptions: { ...languageOptions, sourceType: "commonjs" },
      }));
    case "js":
    case "mjs":
    case "jsx":
      return [espree, typescriptJsx];
    case "tsx":
      return [typescriptJsx];
    case "ts":
    case "mts":
    case "cts":
      return [typescript];
    default:
      return [await markupLanguage(extension)];
  }
}

async function markupLanguage(extension: string): Promise<Language> {
  const parserOptions = { parser: tsParser, extraFileExtensions: [`.${extension}`] };
  switch (extension) {
    case "vue":
      return { languageOptions: { parser: await import("vue-eslint-parser"), parserOptions } };
    case "svelte":
      return { languageOptions: { parser: await import("svelte-eslint-parser"), parserOptions } };
    case "astro":
      return { languageOptions: { parser: await import("astro-eslint-parser"), parserOptions } };
    case "angular":
      return { languageOptions: { parser: await import("@angular-eslint/template-parser") } };
    case "html": {
      const { default: html } = await import("@html-eslint/eslint-plugin");
      return { plugins: { html: html as never }, language: "html/html" };
    }
    default:
      throw new TypeError(`No parser is known for .${extension}`);
  }
}
