import { visitorKeys } from "@typescript-eslint/visitor-keys";

import type { Unit } from "../flow/unit.ts";
import { readText, stampOf } from "./disk-file.ts";
import { parseScript, type ConfiguredParser } from "./parse-script.ts";

/** On whose behalf other files are read. */
export interface Reader {
  /** Stands in where the native parser is absent. */
  readonly configured?: ConfiguredParser | undefined;
  /** The linted file: what an editor shows may not be on the disk yet, and its nodes must stay one and the same. */
  readonly current?: Unit | undefined;
  /** Nothing but the linted file is looked at: what others do with it is out of sight. */
  readonly isAlone?: boolean;
}

interface CachedUnit {
  readonly stamp: string;
  readonly unit: Unit | undefined;
}

/**
 * UTF-16 units of source text kept parsed; a tree with its scopes takes some forty bytes for each. Applications whose files import
 * each other through barrels ask for the same few hundred again and again: half of this made the rules take 1.6 times as long on one of 900 files.
 */
const MAX_CACHED_TEXT = 2_500_000;

/** Least recently used first. */
const cache = new Map<string, CachedUnit>();
let cachedText = 0;

/**
 * Another file of the project, parsed with scopes; the same object as long as the file does not change and
 * is used often enough to be kept.
 * @param file absolute path.
 * @returns `undefined` where the file is missing, too long, or not parseable.
 */
export function loadUnit(file: string, { configured, current }: Reader = {}): Unit | undefined {
  if (current?.filename === file) return current;
  const stamp = stampOf(file);
  const known = cache.get(file);
  const entry =
    known?.stamp === stamp ? known : { stamp, unit: stamp === "" ? undefined : parseFile(file, configured) };
  keep(file, entry);
  return entry.unit;
}

function parseFile(file: string, configured: ConfiguredParser | undefined): Unit | undefined {
  const text = readText(file);
  const parsed = text === undefined ? undefined : parseScript(file, text, configured);
  return parsed && { ...parsed, text: text as string, filename: file, visitorKeys };
}

function keep(file: string, entry: CachedUnit): void {
  forget(file);
  cache.set(file, entry);
  cachedText += weigh(entry);
  for (const oldest of cache.keys()) {
    if (cachedText <= MAX_CACHED_TEXT || oldest === file) break;
    forget(oldest);
  }
}

function forget(file: string): void {
  const entry = cache.get(file);
  if (!entry) return;
  cache.delete(file);
  cachedText -= weigh(entry);
}

/** A file that cannot be parsed takes an entry too. */
function weigh(entry: CachedUnit): number {
  return entry.unit?.text.length ?? 200;
}
