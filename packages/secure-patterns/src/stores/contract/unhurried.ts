import { sleep } from "./sleep.ts";

/** From here on it is no longer the machine's fault. */
const LONGEST_UNIT = 60_000;

/**
 * Runs a check whose steps must fit into some window. If it fails although the machine had time, that counts; if the steps
 * took long enough to have missed the window, it says nothing, and is tried again in longer ones.
 *
 * @param unit - milliseconds that the check measures its windows in; it fails for good if it had half of that
 * @param check - pauses by the `rest` that it is given, so that pauses are not taken for slowness
 */
export async function unhurried(
  unit: number,
  check: (unit: number, rest: (milliseconds: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  let asleep = 0;
  const rest = (milliseconds: number): Promise<void> => {
    asleep += milliseconds;
    return sleep(milliseconds);
  };
  try {
    await check(unit, rest);
  } catch (error) {
    const busy = performance.now() - start - asleep;
    if (busy < unit / 2 || unit > LONGEST_UNIT) throw error;
    await unhurried(unit * 4, check);
  }
}
