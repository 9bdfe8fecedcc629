import { Linter as Linter10 } from "eslint";
import { defineConfig } from "eslint/config";
import { Linter as Linter9 } from "eslint-v9";
import { defineConfig as defineConfig9 } from "eslint-v9/config";
import * as tsParser from "@typescript-eslint/parser";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.ts";
import * as entry from "../src/index.ts";
import packageJson from "../package.json" with { type: "json" };
import { createRule } from "../src/shapes/create-rule.ts";

const Linters = { "ESLint 9": Linter9 as unknown as typeof Linter10, "ESLint 10": Linter10 };

describe("plugin", () => {
  it("names itself", () => {
    expect(plugin.meta).toEqual({
      name: "eslint-plugin-secure-patterns",
      version: packageJson.version,
      namespace: "secure-patterns",
    });
  });

  it("is what require() answers", () => {
    expect((entry as Record<string, unknown>)["module.exports"]).toBe(plugin);
  });

  it("fits defineConfig of both majors, also by name", () => {
    const extended = defineConfig({
      plugins: { "secure-patterns": plugin },
      extends: ["secure-patterns/strict"],
    });
    expect(extended.flatMap(({ name }) => name ?? [])).toContain("UserConfig[0] > secure-patterns/strict");
    expect(defineConfig([plugin.configs.recommended, plugin.configs.all])).toHaveLength(2);
    expect(defineConfig9(plugin.configs.recommended as Parameters<typeof defineConfig9>[0])).toHaveLength(1);
  });

  it("gives each rule what the documentation and the presets need", () => {
    for (const [name, rule] of Object.entries(plugin.rules)) {
      expect(rule.meta?.docs?.url, name).toContain(`/${name}/${name}.md`);
      expect(rule.meta?.docs?.description, name).toMatch(/^[A-Z]/);
      expect(plugin.configs.all.rules).toHaveProperty([`secure-patterns/${name}`]);
    }
    const levels = Object.values(plugin.configs.recommended.rules ?? {});
    expect(levels).toContainEqual(["error", { confidence: "proven" }]);
    const strict = Object.values(plugin.configs.strict.rules ?? {});
    expect(strict).toContainEqual(["error", { confidence: "likely" }]);
  });
});

describe.each(Object.entries(Linters))("%s", (_name, Linter) => {
  const config = { ...plugin.configs.all };

  it.each([
    ["espree", {}],
    ["the TypeScript parser", { parser: tsParser }],
  ])("lints with %s", (_parser, languageOptions) => {
    const code = 'import a from "a";\na(<b/>);\n';
    const parserOptions = { ecmaFeatures: { jsx: true } };
    const messages = new Linter().verify(
      code,
      [config, { languageOptions: { ...languageOptions, parserOptions }, files: ["**/*.jsx"] }],
      "a.jsx",
    );
    expect(messages).toEqual([]);
  });

  it("reports and fixes", () => {
    const code = "<a href={url} target='_blank'>x</a>;";
    const jsx: Linter10.Config = {
      files: ["**/*.jsx"],
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    };
    const { output, messages } = new Linter().verifyAndFix(code, [config, jsx], "a.jsx");
    expect(messages).toEqual([]);
    expect(output).toContain('rel="noopener noreferrer"');
  });

  it("says which setting is wrong", () => {
    const lint = (own: unknown) => () =>
      new Linter().verify("a;", [config, { settings: { "secure-patterns": own } }], "a.js");
    expect(lint({ fix: "some" })).toThrow('settings["secure-patterns"].fix must be "all", but is "some".');
    expect(lint({ projects: 1 })).toThrow('has no "projects": known settings are fix, project');
    expect(lint([])).toThrow('settings["secure-patterns"] must be an object, but is [].');
    expect(lint({ project: "none" })).toThrow('.project must be true or false, but is "none".');
    expect(lint({ fix: "all", project: false })).not.toThrow();
    expect(lint({ project: true })).not.toThrow();
  });
});

describe("a rule", () => {
  const failing = createRule({
    name: "failing",
    description: "Fail",
    cwe: [],
    recommended: false,
    messages: { seen: "Seen.", guessed: { text: "Guessed.", confidence: "likely" } },
    create: ({ report }) => ({
      Identifier(node) {
        if (node.name === "crash") throw new Error("unexpected syntax");
        report({ node, messageId: node.name === "guess" ? "guessed" : "seen" });
        if (node.name === "unsure") report({ node, messageId: "seen", confidence: "likely" });
      },
    }),
  });
  const lint = (code: string, options: object = {}) =>
    new Linter10()
      .verify(code, [
        {
          plugins: { t: { rules: { failing: failing as never } } },
          rules: { "t/failing": ["error", options] },
        },
      ])
      .map(({ message }) => message);

  it("never ends the lint run by a crash", () => {
    const before = process.env["SECURE_PATTERNS_THROW"];
    delete process.env["SECURE_PATTERNS_THROW"];
    try {
      expect(lint("a; crash; b;")).toEqual(["Seen."]);
    } finally {
      process.env["SECURE_PATTERNS_THROW"] = before;
    }
  });

  it("lets our own tests see the crash", () => {
    expect(() => lint("crash;")).toThrow("unexpected syntax");
  });

  it("reports proven findings by default, and says which are likely", () => {
    expect(lint("unsure; guess;")).toEqual(["Seen."]);
    expect(lint("unsure; guess;", { confidence: "likely" })).toEqual([
      "Seen.",
      "Likely: Seen.",
      "Likely: Guessed.",
    ]);
  });
});
