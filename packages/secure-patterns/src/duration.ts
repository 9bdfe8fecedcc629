/** Milliseconds, or a number with a unit: `"500ms"`, `"60s"`, `"10m"`, `"2h"`, `"30d"`. */
export type Duration = number | `${number}${"ms" | "s" | "m" | "h" | "d"}`;

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/**
 * Reads a duration option.
 *
 * @param value - milliseconds or a string such as `"60s"`
 * @param option - the option's name, for the error
 * @returns whole milliseconds, at least 1
 * @throws TypeError naming the option and the expected form
 */
export function parseDuration(value: unknown, option: string): number {
  const milliseconds = typeof value === "string" ? readString(value) : value;
  if (typeof milliseconds === "number" && Number.isFinite(milliseconds) && milliseconds >= 1) {
    return Math.round(milliseconds);
  }
  throw new TypeError(
    `${option} must be milliseconds (at least 1) or a string such as "60s", "10m", "2h" or "30d"`,
  );
}

function readString(value: string): number | undefined {
  const match = FORM.exec(value);
  return match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : undefined;
}
