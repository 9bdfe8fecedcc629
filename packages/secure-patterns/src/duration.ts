/** Milliseconds, or a number with a unit: `"500ms"`, `"60s"`, `"10m"`, `"2h"`, `"30d"`. */
export type Duration = number | `${number}${"ms" | "s" | "m" | "h" | "d"}`;

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Longer ones are dates that were passed by mistake, and numbers that servers cannot count in microseconds. */
const LONGEST = 3650 * UNITS.d;
/** Timers of 2^31 milliseconds and more ring at once. */
const LONGEST_TIMER = 24 * UNITS.d;
const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/**
 * Reads a duration option.
 *
 * @param value - milliseconds or a string such as `"60s"`
 * @param option - the option's name, for the error
 * @returns whole milliseconds, at least 1 and at most ten years
 * @throws TypeError naming the option and the expected form
 */
export function parseDuration(value: unknown, option: string): number {
  return parseUpTo(LONGEST, value, option, '"3650d": it is a duration, not a date');
}

/** As `parseDuration`, for what a timer waits: at most 24 days. */
export function parseTimer(value: unknown, option: string): number {
  return parseUpTo(LONGEST_TIMER, value, option, '"24d"');
}

function parseUpTo(longest: number, value: unknown, option: string, most: string): number {
  const milliseconds = typeof value === "string" ? readString(value) : value;
  if (typeof milliseconds !== "number" || !(milliseconds >= 1) || milliseconds === Infinity) {
    throw new TypeError(
      `${option} must be milliseconds (at least 1) or a string such as "60s", "10m", "2h" or "30d"`,
    );
  }
  if (milliseconds > longest) throw new TypeError(`${option} must be at most ${most}`);
  return Math.round(milliseconds);
}

function readString(value: string): number | undefined {
  const match = FORM.exec(value);
  return match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : undefined;
}
