import type { ESLint, Linter } from "eslint";
import packageJson from "../package.json" with { type: "json" };
import { derivePresets, type Presets } from "./configs.ts";
import { rules } from "./rules/index.ts";

export interface SecurePatternsPlugin extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: NonNullable<ESLint.Plugin["rules"]>;
  configs: Record<keyof Presets, Linter.Config>;
}

const presets = derivePresets(rules);

const plugin: SecurePatternsPlugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: "secure-patterns" },
  // The rules are written against typescript-eslint's wider types of the same interface.
  rules: rules as unknown as SecurePatternsPlugin["rules"],
  configs: { recommended: config("recommended"), strict: config("strict"), all: config("all") },
};

function config(name: keyof Presets): Linter.Config {
  return {
    name: `secure-patterns/${name}`,
    // A getter, because a config holds the plugin and the plugin its configs.
    plugins: {
      get "secure-patterns"() {
        return plugin;
      },
    },
    rules: presets[name],
  };
}

export default plugin;
// What `require("eslint-plugin-secure-patterns")` answers in a CommonJS config.
export { plugin as "module.exports" };
