import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  entry: { index: "src/index.ts", cli: "src/cli/cli.ts" },
  format: "esm",
  platform: "neutral",
  deps: { neverBundle: [/^node:/] },
  dts: true,
});
export default config;
