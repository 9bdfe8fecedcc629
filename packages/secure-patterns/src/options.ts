/** Checks of options that several helpers share: each returns the value or throws a TypeError that names the option. */

/**
 * The options themselves. A misspelt one would do nothing, silently.
 *
 * @param call - whose options they are, for the error
 */
export function knownOptions<T>(options: T, names: readonly string[], call: string): T {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${call} takes its options as an object with ${names.join(", ")}`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(`${name} is not an option of ${call}, which has ${names.join(", ")}`);
    }
  }
  return options;
}

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
