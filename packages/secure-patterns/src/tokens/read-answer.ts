import {
  type AnswerForm,
  type Fields,
  FORMS,
  type FormReader,
  isObject,
  type Reading,
  toCount,
  type Unclear,
} from "./answer-forms.ts";
import type { DriverAnswers } from "./drivers.ts";

/**
 * Fields that results of unknown libraries have, with the type that they have there. An object with one of them may be a row
 * with such a column, or a result that says "nothing happened".
 */
const RESULT_FIELDS = {
  boolean: /^(?:ok|success|acknowledged|applied|wasApplied)$/,
  number:
    /^(?:n|ok|took|total|status|count|changes|affected|affectedRows|rowCount|rowsAffected|(?:n|num)?(?:Deleted|Removed|Updated|Modified|Matched)(?:Count|Rows)?)$/i,
  bigint: /^(?:count|changes|affected|affectedRows|rowCount|rowsAffected)$/,
  object: /^(?:rows|records|recordsets?|results?|summary|meta|data|error|\$metadata)$/,
} as const;

/** Query builders that wait to be told to run. */
const RUN_METHODS = ["execute", "exec", "toSQL", "toQuery", "compile"] as const;

const SEVERAL: Unclear = { unclear: "it holds several results (return the one that decides)" };

/**
 * How many rows the answer of one write proves.
 *
 * @param answer - what the driver answered, awaited
 * @param driver - what is known of the driver; without it an answer that can be read two ways is unclear
 */
export function readAnswer(answer: unknown, driver: DriverAnswers | undefined): Reading {
  switch (typeof answer) {
    case "number":
    case "bigint":
      return toCount(answer);
    case "string": // Redis: the value of GETDEL, the "OK" of SET … NX
      return answer === "QUEUED" ? { unclear: "it is queued in a transaction" } : 1;
    case "boolean":
      return driver?.booleans ? Number(answer) : { unclear: "it may only say that the statement ran" };
    case "undefined":
      return driver?.undefinedIsNone
        ? 0
        : { unclear: "it may mean that no row was there, or that the function returns nothing" };
    case "object":
      if (answer === null) return 0;
      return Array.isArray(answer) ? readArray(answer, driver) : readObject(answer as Fields, driver);
    default:
      return { unclear: "drivers do not answer so" };
  }
}

function readObject(answer: Fields, driver: DriverAnswers | undefined): Reading {
  if (answer instanceof Uint8Array) return 1; // Redis: the value of GETDEL as a buffer
  return readForm(answer, driver) ?? (driver ? readRow(answer) : readUnknown(answer));
}

/** `undefined` if no known result object has this form. */
function readForm(answer: Fields, driver: DriverAnswers | undefined): Reading | undefined {
  for (const form of driver?.forms ?? (Object.keys(FORMS) as AnswerForm[])) {
    const reader: FormReader = FORMS[form];
    const reading = reader(answer);
    if (reading !== undefined) return withRows(reading, answer, driver);
  }
  return undefined;
}

/** Some drivers count nothing where rows come back, and answer a read in the same way. */
function withRows(reading: Reading, { rows }: Fields, driver: DriverAnswers | undefined): Reading {
  if (typeof reading !== "number" || !Array.isArray(rows) || rows.length <= reading) return reading;
  return driver?.rowsCount ? rows.length : { unclear: "it returned rows and counts none, as a SELECT does" };
}

function readUnknown(answer: Fields): Reading {
  const field = Object.keys(answer).find((key) => isResultField(key, answer[key]));
  if (field === undefined) return readRow(answer);
  return { unclear: `it may be a row with the column ${field}, or a result` };
}

function isResultField(key: string, value: unknown): boolean {
  const kind = typeof value as keyof typeof RESULT_FIELDS;
  return Object.hasOwn(RESULT_FIELDS, kind) && RESULT_FIELDS[kind].test(key);
}

function readRow(row: Fields): Reading {
  if (RUN_METHODS.some((name) => typeof row[name] === "function")) {
    return { unclear: "it is a query that has not run (execute it)" };
  }
  const isCollection = Symbol.iterator in row || Symbol.asyncIterator in row;
  if (isCollection || row instanceof Error || Object.keys(row).length === 0) {
    return { unclear: "it is neither a row nor a result" };
  }
  return 1;
}

function readArray(answer: readonly unknown[], driver: DriverAnswers | undefined): Reading {
  const { count, command } = answer as unknown as Fields;
  if (typeof command === "string") return readPostgresJs(answer, count, command);
  const [first, second] = answer;
  if (answer.length === 0) return 0;
  if (answer.length === 1) return readOnly(first, driver);
  if (answer.length === 2 && !isRow(second, driver)) return readPair(first, second, driver);
  if (answer.every((item) => isRow(item, driver))) return answer.length;
  return SEVERAL;
}

/** postgres.js: an array of the returned rows that also counts those that were not returned. */
function readPostgresJs(rows: readonly unknown[], count: unknown, command: string): Reading {
  if (command === "SELECT" && rows.length > 0) return { unclear: "it was a SELECT" };
  return toCount(count);
}

/** `[n]` of Sequelize, `[result]` of Kysely, or one returned row. */
function readOnly(first: unknown, driver: DriverAnswers | undefined): Reading {
  if (typeof first === "number") return toCount(first);
  if (isObject(first) && !Array.isArray(first)) return readForm(first, driver) ?? readRow(first);
  return { unclear: "its only element is neither a row nor a count" };
}

/**
 * `[result, fields]` and `[rows, fields]` of mysql2, `[rows, n]` of TypeORM; of Sequelize `[n, rows]`, and from its raw
 * queries `[undefined, n]` or the same thing twice.
 */
function readPair(first: unknown, second: unknown, driver: DriverAnswers | undefined): Reading {
  if (typeof first === "number") return Array.isArray(second) ? toCount(first) : SEVERAL;
  if (first === undefined && typeof second === "number") return toCount(second);
  if (Array.isArray(first)) return readRowsAnd(first, second, driver);
  const reading = isObject(first) ? readForm(first, driver) : undefined;
  // Two results that differ are two statements.
  const isHeader = second === undefined || second === null || second === first || Array.isArray(second);
  return reading === undefined || !isHeader ? SEVERAL : reading;
}

function readRowsAnd(rows: readonly unknown[], second: unknown, driver: DriverAnswers | undefined): Reading {
  if (typeof second === "number") return toCount(second);
  if (Array.isArray(second)) {
    const isTable = second === rows || (second.length > 0 && second.every(isColumn));
    return isTable && rows.every((row) => isRow(row, driver)) ? rows.length : SEVERAL;
  }
  return (isObject(second) ? readForm(second, driver) : undefined) ?? SEVERAL;
}

function isRow(item: unknown, driver: DriverAnswers | undefined): boolean {
  return isObject(item) && !Array.isArray(item) && readForm(item, driver) === undefined;
}

/** A column's description in mysql2. */
function isColumn(item: unknown): boolean {
  return isObject(item) && "name" in item && ("columnType" in item || "type" in item);
}
