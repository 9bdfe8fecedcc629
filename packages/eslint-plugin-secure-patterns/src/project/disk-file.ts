import { currentEpoch } from "./freshness.ts";
import { getHost } from "./host.ts";

/** Bytes; longer files are generated or bundled, and reading one would stall an editor. */
export const MAX_FILE_SIZE = 1_000_000;

/** The text of a file, `undefined` where it is missing, too long, or not readable. */
export function readText(file: string): string | undefined {
  try {
    return getHost()?.fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const stamps = new Map<string, { epoch: number; stamp: string }>();
const MAX_STAMPS = 100_000;

/**
 * What changes when a file changes: modification time and size. The disk is asked once per epoch.
 * @returns `""` for a file that is missing or too long to read.
 */
export function stampOf(file: string): string {
  const known = stamps.get(file);
  if (known?.epoch === currentEpoch()) return known.stamp;
  const stat = getHost()?.fs.statSync(file, { throwIfNoEntry: false });
  return setStamp(file, stat?.isFile() ? stat : undefined);
}

/** Notes a stamp that a directory walk has just seen. */
export function setStamp(file: string, stat: { mtimeMs: number; size: number } | undefined): string {
  if (stamps.size > MAX_STAMPS) stamps.clear();
  const stamp = stat && stat.size <= MAX_FILE_SIZE ? `${stat.mtimeMs}:${stat.size}` : "";
  stamps.set(file, { epoch: currentEpoch(), stamp });
  return stamp;
}
