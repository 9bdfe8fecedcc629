import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const root: string = join(import.meta.dirname, "../..");
export const runtimeRoot: string = join(root, "packages/secure-patterns");

/** The pages of a folder, none if it does not exist. */
export function listPages(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .map((name) => join(folder, name));
}
