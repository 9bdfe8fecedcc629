import type { ContentTypeRow } from "../catalog/sink-types.ts";

/** What sets one header sets others: `Content-Disposition: attachment` makes of any type a file that the browser keeps. */
export function withDisposition(row: ContentTypeRow): readonly ContentTypeRow[] {
  const { if: condition, at } = row;
  if (condition) return [row, { ...row, if: { ...condition, is: ["content-disposition"] }, keeps: true }];
  if (at) return [row, { ...row, at: [...at.slice(0, -1), "Content-Disposition"], keeps: true }];
  return [row];
}
