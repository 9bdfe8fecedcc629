import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    env: { SECURE_PATTERNS_THROW: "1" },
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
  },
});
export default config;
