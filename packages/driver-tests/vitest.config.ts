import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    globalSetup: "src/servers.ts",
    // Loading an ORM takes seconds on a busy machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
