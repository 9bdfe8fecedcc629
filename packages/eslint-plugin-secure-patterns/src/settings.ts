/** What a user may set under `settings["secure-patterns"]`, for all rules at once. */
export interface Settings {
  /** `"all"` turns each finding's first complete suggestion into a fix, so that `eslint --fix` carries out a whole migration. */
  readonly fix?: "all";
  /** `false` keeps the rules to the linted file: no look at package.json or at other files. */
  readonly project?: false;
}

/** A setting that cannot be read: the user's mistake, so it reaches the user where a crash of a rule would not. */
export class SettingsError extends TypeError {
  override name = "SettingsError";
}

interface Field {
  /** Completes "… must be". */
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/** One row per setting: adding one is a line here and a line in `Settings`. */
const fields: { readonly [Name in keyof Settings]-?: Field } = {
  fix: constant("all"),
  project: constant(false),
};

const known = new WeakMap<object, Settings>();
const none: Settings = {};

/**
 * Reads and checks the plugin's settings.
 *
 * @param all the linter's whole `settings` object
 * @throws {SettingsError} that names the setting and the expected form
 */
export function readSettings(all: Readonly<Record<string, unknown>> | undefined): Settings {
  const own = all?.["secure-patterns"];
  if (own === undefined) return none;
  if (!isRecord(own)) throw wrong("", "an object", own);
  const seen = known.get(own);
  if (seen) return seen;
  for (const [name, value] of Object.entries(own)) check(name, value);
  known.set(own, own);
  return own;
}

function check(name: string, value: unknown): void {
  if (value === undefined) return;
  if (!Object.hasOwn(fields, name)) {
    throw new SettingsError(
      `settings["secure-patterns"] has no "${name}": known settings are ${Object.keys(fields).join(", ")}.`,
    );
  }
  const field = fields[name as keyof Settings];
  if (!field.accepts(value)) throw wrong(`.${name}`, field.expected, value);
}

function wrong(path: string, expected: string, value: unknown): SettingsError {
  return new SettingsError(`settings["secure-patterns"]${path} must be ${expected}, but is ${show(value)}.`);
}

function constant(only: string | boolean): Field {
  return { expected: JSON.stringify(only), accepts: (value) => value === only };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
}
