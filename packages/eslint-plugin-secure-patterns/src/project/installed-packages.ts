import { dirname } from "node:path";
import type { Settings } from "../settings.ts";
import { findPackage } from "./package-facts.ts";

const none: ReadonlySet<string> = new Set();

/** The packages that the file's own package.json names, of whatever kind. */
export function installedPackages(filename: string, settings: Settings): ReadonlySet<string> {
  if (settings.project === false || filename.startsWith("<")) return none;
  const facts = findPackage(dirname(filename));
  return facts ? facts.dependencyNames : none;
}
