import type { Analysis } from "./analysis.ts";
import { isFlat } from "./flat-queries.ts";
import type { SourceRow } from "../catalog/types.ts";
import { MAKES_TEXT } from "../catalog/text-helpers.ts";
import { RESULT, type AccessPath } from "../flow/access-path.ts";
import { PARSED, TAIL } from "../flow/builtins.ts";
import type { Origin } from "../flow/origin.ts";

/** Parts of a filter or of data that hand on what they hold: a spread, an element, `$and`, `$set`, `AND`, `create`. */
const TRANSPARENT =
  /^(?:\.\.\.|\*|\d+|\$(?:or|and|nor|set|setOnInsert|push|match)|AND|OR|NOT|create|update|upsert|createMany|data|connectOrCreate)$/;

/** `req.body.items.length` is a number. */
export function isMeasure(rest: AccessPath): boolean {
  return /^(?:length|size)$/.test(rest.at(-1) ?? "");
}

/** Whether what arrives may be an object, with keys of the client's choice. */
export function mayBeObject(analysis: Analysis, origin: Origin, row: SourceRow, rest: AccessPath): boolean {
  if (origin.text || isMeasure(rest) || rest.includes(TAIL)) return false;
  // `id.toHexString()`
  if (rest.at(-1) === RESULT && MAKES_TEXT.test(rest.at(-2) ?? "")) return false;
  const isItself = row.text === "itself" && !/^\w/.test(rest[0] ?? "");
  const isText = row.text === true || isItself || (rest.length > 0 && isFlat(analysis, row));
  return !isText || rest.includes(PARSED);
}

/** Whether the value is all that a sink's argument holds, rather than the value of one field. */
export function isWhole(within: AccessPath): boolean {
  // what Prisma nests is below `createMany` or `update`; else it is a column of that name
  return within.every((segment, index) => TRANSPARENT.test(segment) && (segment !== "data" || index > 0));
}
