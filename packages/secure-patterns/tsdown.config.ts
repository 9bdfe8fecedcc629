import { defineConfig, type UserConfig } from "tsdown";

/** Subpath → source file. One subpath per helper, adapter and store; tsdown writes package.json's `exports` from this. */
const entry: Record<string, string> = {
  index: "src/index.ts",
  "client-ip": "src/client-ip/index.ts",
  csrf: "src/csrf/index.ts",
  "csrf-fetch": "src/csrf/browser/index.ts",
  "safe-redirect": "src/safe-redirect/safe-redirect.ts",
  "rate-limit": "src/rate-limit/rate-limit.ts",
  memory: "src/stores/memory/memory.ts",
};

const config: UserConfig = defineConfig({
  entry,
  format: ["esm", "cjs"],
  platform: "neutral",
  deps: { neverBundle: [/^node:/], onlyBundle: ["@noble/hashes"] },
  dts: true,
  exports: true,
});
export default config;
