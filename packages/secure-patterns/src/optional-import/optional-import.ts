import { isMissing } from "./is-missing.ts";

export interface OptionalImportOptions {
  /** What is skipped without the module, for the log line: `"invoices"`. */
  readonly feature?: string;
  /** Where the line goes that says what is skipped. Default `console.info`. */
  readonly log?: (message: string) => void;
}

/** Modules known to be missing, by name and by the code that loads them: two places may mean two copies. */
const missing = new Set<string>();

/**
 * Loads a module that may not be installed.
 *
 * `null` is answered only when the module of that name is not there. An error inside it, a missing dependency of it and a broken
 * installation are thrown: they are defects, not choices.
 *
 * @param name - the specifier as `load` writes it: `"billing"`, `"@org/billing/stripe"`, `"./billing.js"`
 * @param load - `() => import("billing")`; written out, so that bundlers and type-checkers see it
 * @returns the module, or `null` after one logged line
 * @throws what `load` throws, unless the module is not installed; TypeError for arguments of another form
 */
export async function optionalImport<T>(
  name: string,
  load: () => T | Promise<T>,
  options: OptionalImportOptions = {},
): Promise<T | null> {
  const key = check(name, load, options);
  if (missing.has(key)) return null;
  try {
    return await load();
  } catch (error) {
    return answerMissing(error, name, key, options);
  }
}

/** As {@link optionalImport}, for `require`: `optionalRequire("billing", () => require("billing"))`. */
export function optionalRequire<T>(
  name: string,
  load: () => T,
  options: OptionalImportOptions = {},
): T | null {
  const key = check(name, load, options);
  if (missing.has(key)) return null;
  try {
    return load();
  } catch (error) {
    return answerMissing(error, name, key, options);
  }
}

function answerMissing(error: unknown, name: string, key: string, options: OptionalImportOptions): null {
  if (!isMissing(error, name)) throw error;
  if (missing.has(key)) return null;
  missing.add(key);
  const { feature, log = console.info } = options;
  log(`"${name}" is not installed; ${feature === undefined ? "what needs it" : feature} is skipped`);
  return null;
}

function check(name: unknown, load: unknown, options: OptionalImportOptions): string {
  if (typeof name !== "string" || name === "")
    throw new TypeError('name must be a module\'s name such as "billing"');
  if (typeof load !== "function")
    throw new TypeError('load must be a function such as () => import("billing")');
  if (options.log !== undefined && typeof options.log !== "function")
    throw new TypeError("options.log must be a function");
  return `${name}\n${Function.prototype.toString.call(load)}`;
}
