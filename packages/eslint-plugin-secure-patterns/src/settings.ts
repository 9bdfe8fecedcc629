import { SINK_KINDS, type SinkRow } from "./catalog/sink-types.ts";
import type { NameRow } from "./catalog/application-types.ts";
import type { BarrierRow, GuardRow, HandlerRow, SourceRow, TypeRow } from "./catalog/types.ts";

/** What a user may set under `settings["secure-patterns"]`, for all rules at once. */
export interface Settings {
  /** `"all"` turns each finding's first complete suggestion into a fix, so that `eslint --fix` carries out a whole migration. */
  readonly fix?: "all";
  /** `false` keeps the rules to the linted file: no look at package.json or at other files. `true` undoes that for some files. */
  readonly project?: boolean;
  /** Rows in the form of the catalogue's files, for what a team has of its own. Their types are named as in a file. */
  readonly types?: Readonly<Record<string, TypeRow>>;
  readonly handlers?: readonly HandlerRow[];
  readonly sources?: readonly SourceRow[];
  readonly sinks?: readonly SinkRow[];
  readonly barriers?: readonly BarrierRow[];
  readonly guards?: readonly GuardRow[];
  readonly names?: readonly NameRow[];
  /** Names of functions, decorators or packages that limit requests, where the rules cannot see it. */
  readonly limiters?: readonly string[];
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
  project: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  types: {
    expected: 'an object such as { request: { annotated: ["our-server#Request"] } }',
    accepts: areTypes,
  },
  handlers: rows('{ call: "our-server#route", params: ["request"] }', ({ params }) => Array.isArray(params)),
  sources: rows('{ read: "our-server#input()", kind: "remote", what: "the input" }', isSource),
  sinks: rows('{ call: "our-server#forward", arg: 0, kind: "redirect", what: "forward" }', isSink),
  barriers: rows('{ call: "our-lib#cleanUrl", clears: ["redirect"] }', isCheck),
  guards: rows('{ call: "our-lib#isOwnUrl", clears: ["redirect"] }', isCheck),
  names: rows('{ name: "^cleanUrl$", is: "barrier", clears: ["redirect"] }', isName),
  limiters: {
    expected: "a list of names of functions, decorators or packages",
    accepts: (value) =>
      Array.isArray(value) && value.every((name) => typeof name === "string" && name !== ""),
  },
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

function constant(only: string): Field {
  return { expected: JSON.stringify(only), accepts: (value) => value === only };
}

type Row = Readonly<Record<string, unknown>>;

function rows(example: string, isRow: (row: Row) => boolean): Field {
  return {
    expected: `a list of rows such as ${example}`,
    accepts: (value) => Array.isArray(value) && value.every((row) => isRecord(row) && isRow(row)),
  };
}

function areTypes(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isRecord);
}

function isSource({ read, kind, what }: Row): boolean {
  return isText(read) && isText(what) && (kind === "remote" || kind === "browser" || kind === "stored");
}

function isSink({ call, write, attribute, named, kind, what }: Row): boolean {
  return ([call, write, attribute].some(isText) || isPattern(named)) && isText(what) && isKind(kind);
}

function isCheck({ call, clears }: Row): boolean {
  return isText(call) && areKinds(clears);
}

function isName({ name, is, clears }: Row): boolean {
  return isPattern(name) && (is === "barrier" || is === "guard") && areKinds(clears);
}

function areKinds(value: unknown): boolean {
  return value === "all" || (Array.isArray(value) && value.every(isKind));
}

function isKind(value: unknown): boolean {
  return (SINK_KINDS as readonly unknown[]).includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === "string" && value !== "" && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
}
