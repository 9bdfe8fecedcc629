import { defineConfig, type UserConfig } from "tsdown";

/** Subpath → source file. One subpath per helper, adapter and store; tsdown writes package.json's `exports` from this. */
const entry: Record<string, string> = {
  index: "src/index.ts",
  "client-ip": "src/client-ip/index.ts",
  csrf: "src/csrf/index.ts",
  "csrf-fetch": "src/csrf/browser/index.ts",
  firewall: "src/firewall/index.ts",
  html: "src/html/index.ts",
  "optional-import": "src/optional-import/optional-import.ts",
  "pii-safe-logger": "src/pii-safe-logger/index.ts",
  "safe-redirect": "src/safe-redirect/safe-redirect.ts",
  validate: "src/validate/index.ts",
  "purify-html": "src/purify-html/purify-html.ts",
  "purify-html-browser": "src/purify-html/purify-html-browser.ts",
  "rate-limit": "src/rate-limit/rate-limit.ts",
  tokens: "src/tokens/index.ts",
  memory: "src/stores/memory/memory.ts",
  express: "src/adapters/express.ts",
  fastify: "src/adapters/fastify.ts",
  fetch: "src/adapters/fetch.ts",
  h3: "src/adapters/h3.ts",
  hono: "src/adapters/hono.ts",
  koa: "src/adapters/koa.ts",
  nest: "src/adapters/nest.ts",
  next: "src/adapters/next.ts",
  sveltekit: "src/adapters/sveltekit.ts",
  trpc: "src/adapters/trpc.ts",
  sqlite: "src/stores/sqlite/sqlite.ts",
  postgres: "src/stores/postgres/postgres.ts",
  mysql: "src/stores/mysql/mysql.ts",
  redis: "src/stores/redis/redis.ts",
  testing: "src/stores/contract/contract.ts",
  cli: "src/cli/cli.ts",
};

const config: UserConfig = defineConfig({
  entry,
  format: ["esm", "cjs"],
  platform: "neutral",
  deps: { neverBundle: [/^node:/], onlyBundle: ["@noble/hashes"] },
  dts: true,
  exports: { customExports: published },
});
export default config;

/**
 * What may be imported. `purify-html` needs another library in browsers; bundlers choose by condition, so that one import
 * serves both. The command line is run, not imported.
 */
function published(exports: Record<string, unknown>): Record<string, unknown> {
  const { "./cli": _, ...importable } = exports;
  const { "./purify-html": server, "./purify-html-browser": browser } = importable;
  return server === undefined
    ? importable
    : { ...importable, "./purify-html": { browser, ...(server as object) } };
}
