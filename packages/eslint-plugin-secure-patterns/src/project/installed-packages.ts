import type { Settings } from "../settings.ts";
import { getHost } from "./host.ts";
import { findPackage, type PackageFacts } from "./package-facts.ts";

const none: ReadonlySet<string> = new Set();
const known = new WeakMap<PackageFacts, ReadonlySet<string>>();

/** The packages that the file's own package.json names, of whatever kind. */
export function installedPackages(filename: string, settings: Settings): ReadonlySet<string> {
  const host = getHost();
  if (settings.project === false || !host || filename.startsWith("<")) return none;
  const facts = findPackage(host.path.dirname(filename));
  if (!facts) return none;
  let names = known.get(facts);
  if (!names) {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = facts;
    names = new Set([...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies]);
    known.set(facts, names);
  }
  return names;
}
