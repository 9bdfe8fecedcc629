// How much each subpath of the runtime adds to a bundle, minified and compressed. A subpath without a limit in
// size-limits.json fails: it gets one, a little above what it weighs, when it is added.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeEntries, publishedPackages } from "./published-packages.mjs";

const limits = JSON.parse(readFileSync(new URL("size-limits.json", import.meta.url), "utf8"));
const { folder, manifest } = publishedPackages.find((entry) => entry.manifest.name === "secure-patterns");

// What the user's application brings: frameworks and drivers are not our weight.
const external = ["node:*", ...Object.keys({ ...manifest.peerDependencies, ...manifest.devDependencies })];

export default codeEntries(manifest).map(([subpath, target]) => ({
  name: join("secure-patterns", subpath),
  path: join(folder, target.import),
  limit: limits[subpath] ?? "1 B",
  modifyEsbuildConfig: (config) => ({ ...config, format: "esm", platform: "neutral", external }),
}));
