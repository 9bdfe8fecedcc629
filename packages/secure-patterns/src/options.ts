/** Checks of options that several helpers share: each returns the value or throws a TypeError that names the option. */

export function positiveInteger(value: unknown, option: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new TypeError(`${option} must be a positive integer`);
}

export function callable<T>(value: T, option: string): T {
  if (typeof value === "function") return value;
  throw new TypeError(`${option} must be a function`);
}

/** Where a warning goes unless an option says otherwise. */
export function defaultLog(message: string): void {
  console.warn(message);
}
