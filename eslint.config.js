import { readdirSync } from "node:fs";
import { join } from "node:path";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import { importX, createNodeResolver } from "eslint-plugin-import-x";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const plugin = "packages/eslint-plugin-secure-patterns/src";
const runtime = "packages/secure-patterns/src";
const sources = [`${plugin}/**/*.ts`, `${runtime}/**/*.ts`];

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/coverage/",
    "**/.svelte-kit/",
    "**/.next/",
    "**/next-env.d.ts",
    "examples/*/",
    "**/fixtures/",
    "packages/catalog-fixtures/",
    "packages/adapter-tests/*-app/",
    "packages/driver-tests/generated/",
    "docs/.vitepress/cache/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    extends: [tseslint.configs.strict],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".mjs"] })] },
    rules: {
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // With noUncheckedIndexedAccess, "!" is how code says that it has checked the bounds.
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    // A promise that nobody waits for is how a check is skipped: what decides must be awaited.
    files: sources,
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
    },
  },
  {
    // Frameworks' own types say "any" where they mean "whatever the application uses".
    files: [`${runtime}/adapters/**/*.ts`, "packages/adapter-tests/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off", "@typescript-eslint/no-extraneous-class": "off" },
  },
  {
    files: [`${plugin}/rules/**/*.ts`],
    ignores: ["**/*.test.ts"],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      // createRule supplies them.
      "eslint-plugin/require-meta-type": "off",
      "eslint-plugin/require-meta-schema": "off",
      // The types of createRule's report demand it, and it takes rules for such without messages.
      "eslint-plugin/prefer-message-ids": "off",
    },
  },
  {
    files: sources,
    ignores: ["**/*.test.ts"],
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "import-x/no-restricted-paths": ["error", { zones: [...pluginZones(), ...runtimeZones()] }],
    },
  },
  {
    // One idea each: how a condition reads, how a call is followed, what a place in the code means, how operations on
    // records are known and ordered. Their functions call one another in circles, so that halves would import each other.
    files: [
      ...["flow/conditions.ts", "flow/trace-call.ts", "shapes/classify.ts"],
      ...["shapes/operations/find-operation.ts", "shapes/operations/races.ts"],
    ].map((file) => `${plugin}/${file}`),
    rules: { "max-lines": ["error", { max: 600, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: sources,
    // Bundled, so that the runtime stays without dependencies.
    ignores: ["**/*.test.ts", "**/tests/**", `${runtime}/crypto/sha256.ts`],
    rules: {
      "import-x/no-extraneous-dependencies": ["error", { devDependencies: false, peerDependencies: true }],
    },
  },
);

/** rules → shapes → { project, fixes, markup, catalog } → flow → ast; the catalogue is data and imports only its types. */
function pluginZones() {
  const layers = [
    ["ast"],
    ["flow"],
    ["catalog", "markup", "fixes", "project"],
    ["shapes"],
    ["rules"],
    ["cli"],
  ];
  const order = "rules → shapes → {project, fixes, markup, catalog} → flow → ast";
  const upward = layers.slice(0, -1).flatMap((layer, depth) => {
    const above = layers.slice(depth + 1).flat();
    return layer.map((name) => zone(plugin, name, above, `a layer imports only from below: ${order}`));
  });
  const data = zone(
    plugin,
    "catalog",
    ["ast", "flow", "markup", "fixes", "project"],
    "the catalogue is data only",
  );
  return [...upward, data];
}

/** Helpers know their own folder and the leaves; adapters know helpers; stores and adapters do not know one another. */
function runtimeZones() {
  const names = readdirSync(runtime).filter((name) => name !== "index.ts");
  const leaves = names.filter(
    (name) => name.endsWith(".ts") || ["client-ip", "crypto", "redaction"].includes(name),
  );
  // The command line puts stores and helpers together, so it may import all of them, and nobody imports it.
  const others = [...leaves, "stores", "adapters", "cli"];
  const helpers = names.filter((name) => !others.includes(name));
  const storeTypes = ["store.ts", "upkeep.ts", "memory"];
  return [
    ...leaves.map((name) =>
      zone(runtime, name, [...helpers, "stores", "adapters", "cli"], "a leaf imports only leaves"),
    ),
    ...helpers.map((name) => {
      const rest = helpers.filter((other) => other !== name);
      return zone(runtime, name, [...rest, "adapters", "cli"], "a helper imports its own folder and leaves");
    }),
    ...helpers.map((name) => ({
      target: join(runtime, name),
      from: join(runtime, "stores"),
      except: storeTypes.map((file) => `./${file}`),
      message: "a helper sees of the stores only their contract and the memory store",
    })),
    zone(runtime, "stores", [...helpers, "adapters", "cli"], "a store imports only its contract and leaves"),
    zone(runtime, "adapters", ["stores", "cli"], "an adapter imports helpers, not stores"),
  ];
}

function zone(root, target, from, message) {
  return { target: join(root, target), from: from.map((name) => join(root, name)), message };
}
