/** How many rows an answer proves, or why it proves nothing. */
export type Reading = number | Unclear;

export interface Unclear {
  readonly unclear: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The result objects of drivers, named by the field that decides. */
export type AnswerForm =
  | "affected"
  | "affectedRows"
  | "changes"
  | "count"
  | "data"
  | "deletedCount"
  | "meta"
  | "modifiedCount"
  | "numAffectedRows"
  | "numDeletedRows"
  | "numInsertedOrUpdatedRows"
  | "numUpdatedRows"
  | "rowCount"
  | "rowsAffected"
  | "value";

/** Reads one form; `undefined` if the object is something else. */
export type FormReader = (answer: Fields) => Reading | undefined;

/** In this order where no driver is named: PGlite answers both `affectedRows` and `rowCount`. */
export const FORMS: Readonly<Record<AnswerForm, FormReader>> = {
  // Prisma: `{ count }` and nothing else, since a row may have a column of that name
  count: countField("count", []),
  // mysql2, mariadb, PGlite, MikroORM
  affectedRows: countField("affectedRows", ["insertId", "warningStatus", "fields", "rows"]),
  // pg, neon
  rowCount: countField("rowCount", ["command"]),
  // better-sqlite3, node:sqlite, bun:sqlite; `lastID` in the packages sqlite and sqlite3
  changes: countField("changes", ["lastInsertRowid", "lastID"]),
  // libsql, planetscale
  rowsAffected: countField("rowsAffected", ["lastInsertRowid", "insertId", "columns", "statement"]),
  // TypeORM
  affected: countField("affected", ["raw"]),
  // MongoDB, Mongoose
  deletedCount: countField("deletedCount", ["acknowledged"]),
  modifiedCount: countField("modifiedCount", ["acknowledged", "matchedCount"]),
  // Kysely
  numDeletedRows: countField("numDeletedRows", []),
  numUpdatedRows: countField("numUpdatedRows", ["numChangedRows"]),
  numInsertedOrUpdatedRows: countField("numInsertedOrUpdatedRows", ["insertId"]),
  numAffectedRows: countField("numAffectedRows", ["rows"]),
  // Cloudflare D1: { success, meta: { changes }, results }
  meta: readD1,
  // findOneAndDelete with `includeResultMetadata: true`: { value, lastErrorObject, ok }
  value: (answer) =>
    isObject(answer.lastErrorObject) && "value" in answer ? Number(answer.value !== null) : undefined,
  // supabase-js: { data, error, count, status, statusText }
  data: readSupabase,
};

/** Signs that the write matched a row and left it as it was, so that every caller "wins". */
const UNCHANGED =
  "it matched a row without changing it, so its condition does not exclude used tokens (add one, such as usedAt: null)";

/**
 * A form whose field `name` holds the count, alone or beside a field that the driver always adds: a row with a column of
 * that name has other columns and not these.
 */
function countField(name: string, beside: readonly string[]): FormReader {
  return (answer) => {
    if (!(name in answer)) return undefined;
    const isAlone = Object.keys(answer).length === 1;
    if (!isAlone && !beside.some((other) => other in answer)) return undefined;
    return findObstacle(answer) ?? toCount(answer[name]);
  };
}

function findObstacle(answer: Fields): Unclear | undefined {
  if (answer.acknowledged === false)
    return { unclear: "the server did not acknowledge it (write concern 0)" };
  if (Number(answer.upsertedCount ?? 0) > 0) return { unclear: "it inserted a row (upsert)" };
  if ("deletedCount" in answer && "modifiedCount" in answer) return { unclear: "it was several writes" };
  if (answer.command === "SELECT" && Number(answer.rowCount) > 0) return { unclear: "it was a SELECT" };
  return isUnchanged(answer) || (isObject(answer.raw) && isUnchanged(answer.raw))
    ? { unclear: UNCHANGED }
    : undefined;
}

/** MongoDB counts matches beside changes, Kysely changes beside updates, and mysql2 quotes the server. */
function isUnchanged(answer: Fields): boolean {
  const { matchedCount, modifiedCount, numUpdatedRows, numChangedRows, info } = answer;
  return (
    (typeof matchedCount === "number" && typeof modifiedCount === "number" && matchedCount > modifiedCount) ||
    (typeof numUpdatedRows === "bigint" &&
      typeof numChangedRows === "bigint" &&
      numUpdatedRows > numChangedRows) ||
    (typeof info === "string" && /^Rows matched: [1-9]\d* +Changed: 0\b/.test(info))
  );
}

function readD1({ meta, success }: Fields): Reading | undefined {
  if (!isObject(meta) || !("changes" in meta) || typeof success !== "boolean") return undefined;
  return success ? toCount(meta.changes) : { unclear: "it did not succeed" };
}

function readSupabase(answer: Fields): Reading | undefined {
  const { data, error, count, status } = answer;
  if (!("data" in answer && "error" in answer && "status" in answer)) return undefined;
  if (isObject(error)) return readSupabaseError(error);
  if (Array.isArray(data)) return data.length;
  if (isObject(data)) return 1;
  if (typeof count === "number") return count;
  // `maybeSingle()` finds nothing with status 200; a write that returns nothing has 204, whatever it did.
  return data === null && status === 200
    ? 0
    : { unclear: 'it returns no rows (add .select(), or { count: "exact" } to the write)' };
}

function readSupabaseError(error: Fields): Reading {
  if (error.code === "PGRST116" && /\b0 rows\b/.test(String(error.details))) return 0;
  throw new Error("consumeToken: the write failed", { cause: error });
}

export function toCount(count: unknown): Reading {
  const value = typeof count === "bigint" ? Number(count) : count;
  return typeof value === "number" && Number.isInteger(value) && value >= 0
    ? value
    : { unclear: "it does not say how many rows it changed" };
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
