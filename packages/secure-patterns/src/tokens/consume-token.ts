import type { TokenStore } from "../stores/store.ts";
import { knownOptions } from "../options.ts";
import { isObject, type Unclear, toCount } from "./answer-forms.ts";
import { type Claim, hashToken, toClaim } from "./claim.ts";
import { type Driver, DRIVERS } from "./drivers.ts";
import { readAnswer } from "./read-answer.ts";
import { checkTokenStore, readPurpose } from "./token-arguments.ts";

/** Settles an answer that can be read two ways: by the driver's name, or by a function that counts. */
export type ConsumeWriteOptions<T> =
  | { readonly driver?: Driver | undefined; readonly count?: undefined }
  | { readonly count: (answer: Awaited<T>) => number | bigint; readonly driver?: undefined };

/** The driver's own answer, for whoever won. */
export type Consumed<T> = NonNullable<Awaited<T>>;

/**
 * Consumes a token that `issueToken` made. Of any number of callers, in any number of processes, exactly one gets the claim.
 *
 * @param tokens - the store that issued it
 * @param token - what the request presents
 * @returns the claim, or `null` for anything but a live token of this purpose
 * @throws TypeError if an argument of yours is malformed; whatever the store throws if it fails
 */
export function consumeToken(
  tokens: TokenStore,
  token: unknown,
  options: { readonly purpose: string },
): Promise<Claim | null>;
/**
 * Consumes a token in a table of your own: runs *one* conditional write and reads from the driver's answer whether it
 * changed exactly one row.
 *
 * ```ts
 * const won = await consumeToken(() => db.reset.deleteMany({ where: { token, expiresAt: { gt: new Date() } } }));
 * if (won === null) return refuse();
 * ```
 *
 * @param write - performs the write and returns what the driver answers (a count, a result object, the returned rows …)
 * @param options - `{ driver }` or `{ count }`, where the answer alone can be read two ways
 * @returns the driver's own answer if exactly one row changed, `null` if none did
 * @throws Error if more than one row changed; TypeError if the answer can be read two ways (the message says what settles
 * it); whatever the write throws, except the errors by which Prisma (P2025) and Kysely (NoResultError) say "no row"
 */
export function consumeToken<T>(
  write: () => T,
  options?: ConsumeWriteOptions<NoInfer<T>>,
): Promise<Consumed<T> | null>;
export function consumeToken(
  source: TokenStore | (() => unknown),
  tokenOrOptions?: unknown,
  options?: { readonly purpose: string },
): Promise<unknown> {
  return typeof source === "function"
    ? consumeByWrite(source, (tokenOrOptions ?? {}) as ConsumeWriteOptions<unknown>)
    : consumeFromStore(source, tokenOrOptions, options);
}

async function consumeFromStore(
  tokens: TokenStore,
  token: unknown,
  options: { readonly purpose: string } | undefined,
): Promise<Claim | null> {
  const store = checkTokenStore(tokens);
  const purpose = readPurpose(options, "consumeToken");
  const hash = hashToken(token, purpose);
  return hash === undefined ? null : toClaim(await store.takeToken(hash, purpose), purpose);
}

async function consumeByWrite(write: () => unknown, options: ConsumeWriteOptions<unknown>): Promise<unknown> {
  const count = readCounter(options);
  let answer: unknown;
  try {
    answer = await write();
  } catch (error) {
    if (saysNoRow(error)) return null;
    throw error;
  }
  const rows = count(answer);
  if (typeof rows !== "number") throw new TypeError(explain(answer, rows));
  if (rows > 1)
    throw new Error(`consumeToken: the write changed ${rows} rows; its condition must match one token`);
  return rows === 1 ? answer : null;
}

function readCounter(options: ConsumeWriteOptions<unknown>): (answer: unknown) => number | Unclear {
  const { driver, count } = knownOptions(options, ["driver", "count"], "consumeToken(write)");
  if (driver !== undefined && count !== undefined) {
    throw new TypeError("consumeToken: give driver or count, not both");
  }
  if (count !== undefined) {
    if (typeof count !== "function") throw new TypeError("consumeToken: count must be a function");
    return (answer) => toCount(count(answer));
  }
  if (driver === undefined) return (answer) => readAnswer(answer, undefined);
  if (!Object.hasOwn(DRIVERS, driver)) {
    throw new TypeError(`consumeToken: driver must be one of ${Object.keys(DRIVERS).join(", ")}`);
  }
  return (answer) => readAnswer(answer, DRIVERS[driver]);
}

/**
 * Prisma's `delete` and `update` reject for the loser, and so does Kysely's `executeTakeFirstOrThrow`, with an error that has
 * no code and no name of its own, but the query.
 */
function saysNoRow(error: unknown): boolean {
  const { code, message, node } = (error ?? {}) as { code?: unknown; message?: unknown; node?: unknown };
  return code === "P2025" || (message === "no result" && isObject(node) && typeof node.kind === "string");
}

/** Names fields, never values: the answer may hold the token. */
function explain(answer: unknown, { unclear }: Unclear): string {
  return (
    `consumeToken: the write's answer (${describe(answer)}) does not prove how many rows it changed: ${unclear}. ` +
    'Name the driver, as in consumeToken(write, { driver: "kysely" }), or count: consumeToken(write, { count: (answer) => … }).'
  );
}

function describe(answer: unknown): string {
  if (Array.isArray(answer)) return `an array of ${answer.length}`;
  if (typeof answer !== "object" || answer === null)
    return typeof answer === "undefined" ? "undefined" : `a ${typeof answer}`;
  const fields = Object.keys(answer).slice(0, 8).join(", ");
  return fields === "" ? "an object without fields" : `an object with ${fields}`;
}
