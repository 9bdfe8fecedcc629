import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = join(dirname(dirname(fileURLToPath(import.meta.url))), "packages");

/** The packages that are published, each with its folder and its manifest. */
export const publishedPackages = readdirSync(packages)
  .map((name) => join(packages, name))
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }))
  .filter(({ manifest }) => !manifest.private);

/** `[subpath, condition targets]` for each entry of a package that holds code. */
export function codeEntries(manifest) {
  return Object.entries(manifest.exports).filter(([subpath]) => subpath !== "./package.json");
}
