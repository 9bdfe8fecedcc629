import { readText, stampOf } from "./disk-file.ts";
import type { ModuleRecord } from "./module-record.ts";
import type { ConfiguredParser } from "./parse-script.ts";
import { readModuleRecord } from "./read-module-record.ts";

interface CachedRecord {
  stamp: string;
  readonly textHash: number;
  readonly record: ModuleRecord | undefined;
}

const cache = new Map<string, CachedRecord>();
const MAX_CACHED = 100_000;

/**
 * What a file imports and exports; the same object as long as its text stays the same.
 * @returns `undefined` where the file is missing, too long, or not parseable.
 */
export function getModuleRecord(
  file: string,
  configured?: ConfiguredParser | undefined,
): ModuleRecord | undefined {
  const stamp = stampOf(file);
  const known = cache.get(file);
  if (known?.stamp === stamp) return known.record;
  const text = stamp === "" ? undefined : readText(file);
  const textHash = hash(text ?? "");
  if (known?.textHash === textHash) {
    known.stamp = stamp;
    return known.record;
  }
  const record = text === undefined ? undefined : readModuleRecord(file, text, configured);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(file, { stamp, textHash, record });
  return record;
}

/** FNV-1a with the length mixed in: tells a touched file from a changed one; nothing secret hangs on it. */
function hash(text: string): number {
  let value = 0x811c9dc5 ^ text.length;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
