import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    // A slow machine is no failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // They wait for servers, browsers and timers half of the time.
    maxWorkers: "100%",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
  },
});
export default config;
