import { protections } from "../../catalog/protections.ts";
import type { ProtectionKind, ProtectionRow } from "../../catalog/route-types.ts";
import type { BodyFacts } from "./body-facts.ts";

export interface NamedRow extends ProtectionRow {
  readonly exported: RegExp | undefined;
  readonly named: RegExp | undefined;
  readonly excepted: RegExp | undefined;
}

export const protectionRows: readonly NamedRow[] = protections.map((row) => ({
  ...row,
  exported: row.exports === undefined ? undefined : new RegExp(row.exports),
  named: row.names === undefined ? undefined : new RegExp(row.names, "i"),
  excepted: row.notNames === undefined ? undefined : new RegExp(row.notNames, "i"),
}));

/** What the rules know of one expression that runs before a handler, or around it. */
export interface Protections {
  /** Names or packages that the user declares as limiters. */
  readonly limiters: readonly string[];
}

/** `authenticationV2` is no other layer than its first version. */
const VERSION = /_?v\d+$/i;

/** What a name alone says of what has it. */
export function namedKinds(
  { limiters }: Protections,
  name: string,
  isMethodInCode = false,
): ProtectionKind[] {
  if (limiters.includes(name)) return ["limit"];
  const plain = name.replace(VERSION, "");
  return protectionRows
    .filter((row) => row.named?.test(plain) && !row.excepted?.test(plain))
    .filter((row) => !(isMethodInCode && row.inCode === "never"))
    .map((row) => row.is);
}

/** A limiter, or a counter that is compared, among the names of a function's code. */
export function namesLimit(known: Protections, { names, weighed, asksCounter }: BodyFacts): boolean {
  if (asksCounter) return true;
  return [...names].some(
    (name) =>
      known.limiters.includes(name) ||
      protectionRows.some(
        ({ is, named, excepted, inCode }) =>
          is === "limit" &&
          named?.test(name) &&
          !excepted?.test(name) &&
          (inCode === undefined || (inCode === "compared" && weighed.has(name))),
      ),
  );
}
