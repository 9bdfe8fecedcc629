import { readFileSync } from "node:fs";
import type { KnipConfig } from "knip";
import runtime from "./packages/secure-patterns/tsdown.config.ts";

const untyped = readFileSync(new URL("packages/catalog-fixtures/src/untyped.d.ts", import.meta.url), "utf8");
const declaredModules = [...untyped.matchAll(/declare module "([^"]+)"/g)].map(
  ([, name = ""]) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`),
);

const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  // A barrel names the types of what it exports, whether or not somebody has needed them yet.
  exclude: ["types"],
  workspaces: {
    ".": {
      entry: ["scripts/*.mjs", "examples/prove.mjs"],
      project: ["scripts/**/*.mjs", "examples/kit/*.mjs"],
      // For `npm start`, which installs no package's development dependencies: docs/decisions/02.
      ignoreDependencies: ["@noble/hashes", "svelte", ".*-eslint-parser", "@html-eslint/parser"],
    },
    "packages/eslint-plugin-secure-patterns": {
      project: ["src/**/*.ts", "tests/*.ts", "tests/support/**/*.ts"],
      // Loaded by name: the parsers of templates.
      ignoreDependencies: ["@html-eslint/parser"],
    },
    "packages/secure-patterns": {
      // Stores are opened by URL, also in other processes.
      entry: [...entries(runtime), "tests/stores/open-*.ts"],
      project: ["src/**/*.ts", "tests/**/*.ts"],
      // Put into a page as a file.
      ignoreDependencies: ["axe-core"],
    },
    "packages/adapter-tests": {
      entry: ["tests/*.test.ts", "sveltekit-app/src/**/*", "next-app/**/*.{ts,tsx}"],
      project: ["**/*.{ts,tsx}"],
    },
    "packages/driver-tests": {
      entry: ["src/*.test.ts"],
      project: ["{src,recipes,races}/**/*.ts"],
    },
    "packages/catalog-fixtures": {
      entry: ["{src,typed}/**/*.{ts,tsx,vue}"],
      // Declared there instead of installed; of some only the types are.
      ignoreDependencies: [
        ...declaredModules,
        // `@ioc:Adonis/Core/Route` is taken for a module of a package
        "@ioc",
        "better-sqlite3",
        "bunyan",
        "debug",
        "firebase",
        "firebase-admin",
        "mssql",
        "newrelic",
        "koa-static",
        "serve-index",
        "serve-static",
      ],
      ignoreUnresolved: [/^\$app\//],
    },
    "examples/*": {
      entry: ["proof.mjs", "src/server.ts"],
      // What the fixes import.
      ignoreDependencies: ["secure-patterns"],
    },
    benchmarks: {
      entry: ["*.mjs", "helpers/*.mjs", "rate-limit/*.mjs"],
      // Loaded by name, or by a path inside.
      ignoreDependencies: ["eslint-plugin-sonarjs", "redact-pii"],
    },
    checks: {
      entry: ["*.mjs", "matrix/run-*"],
      // Started as programs, read from the folder, or (the database clients) linked into the matrix's own project.
      ignoreDependencies: [
        "@arethetypeswrong/cli",
        "@changesets/cli",
        "publint",
        "secure-patterns",
        "pg",
        "mysql2",
        "ioredis",
      ],
    },
  },
};
export default config;

function entries({ entry }: { entry?: unknown }): string[] {
  return Object.values(entry as Record<string, string>);
}
