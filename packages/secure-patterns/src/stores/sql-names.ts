/** Where a SQL store keeps its tables. */
export interface SqlNameOptions {
  /** In front of every table and function: a letter, then letters, digits or `_`; `"secure_patterns_"` by default. */
  readonly prefix?: string;
  /** The schema (MySQL: database) that holds them; by default the connection's own. */
  readonly schema?: string;
}

/** What SQL stores have, all of them. */
export const SQL_OPTIONS: readonly string[] = ["prefix", "schema", "log"];

/** At most 40 characters, so that the longest name still fits PostgreSQL's 63. */
const IDENTIFIER = /^[A-Za-z]\w{0,39}$/;

/**
 * Makes qualified, quoted names; nothing but validated identifiers ever gets into SQL text.
 *
 * @throws TypeError if an option is no plain identifier
 */
export function sqlNames(options: SqlNameOptions, quote: '"' | "`"): (name: string) => string {
  const { prefix = "secure_patterns_", schema } = options;
  assertIdentifier(prefix, "prefix");
  if (schema !== undefined) assertIdentifier(schema, "schema");
  const qualifier = schema === undefined ? "" : `${quote}${schema}${quote}.`;
  return (name) => `${qualifier}${quote}${prefix}${name}${quote}`;
}

function assertIdentifier(value: unknown, option: string): void {
  if (typeof value === "string" && IDENTIFIER.test(value)) return;
  throw new TypeError(`${option} must be a letter followed by at most 39 letters, digits or _`);
}
