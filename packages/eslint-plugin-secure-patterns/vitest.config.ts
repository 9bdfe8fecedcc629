import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    // A slow machine is no failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Loading the rules costs more than most tests: once per worker, not once per file.
    isolate: false,
    env: { SECURE_PATTERNS_THROW: "1" },
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
  },
});
export default config;
