/**
 * The contract between helpers and stores, as types only. A helper asks for the one capability that it needs
 * (`HitStore`, `TokenStore`, `EventStore`); every store of this package has all three. Stores that others write
 * prove themselves with `storeContract` from `secure-patterns/testing`.
 *
 * Three rules hold for every method:
 * - Time is the store's own: a server's clock where there is a server. Callers pass durations, never dates.
 * - One call is one atomic decision, whichever process makes it.
 * - A failure rejects (or throws). It is never answered by "none", "not found" or "allowed".
 *
 * All durations are milliseconds.
 */

/** Stores without input and output may answer at once; callers `await` either way. */
export type Answer<T> = T | Promise<T>;

/** Everything at once: what `memory()`, `sqlite()`, `postgres()`, `mysql()` and `redis()` return. */
export interface Store extends HitStore, TokenStore, EventStore, Maintenance {}

/* ── Rate limits ─────────────────────────────────────────────────────────────────────────────────────────────── */

/** Admissions in a sliding window, kept as an exact log per key. */
export interface HitStore {
  /**
   * Decides one attempt on all its keys: admitted on every key or recorded on none. A refused attempt leaves the log
   * as it was, so `retryAfter` is exact.
   */
  hit(attempt: HitAttempt): Answer<HitAnswer>;
  /** The same question with cost 0 and nothing recorded: `admitted` says whether a hit of cost 1 would be. */
  peekHits(query: HitQuery): Answer<HitAnswer>;
  /** Takes an admission back, as if it had never been. Unknown, expired and already released ones are ignored. */
  releaseHits(attempt: HitAttempt, reservation: string): Answer<void>;
  /** Forgets the admissions and the block of each key. */
  resetHits(query: HitQuery): Answer<void>;
  /**
   * Optional, for stores in this process that answer at once: `hit` on one key, without a block, under limits that stay
   * as they are. Saves describing every attempt anew, and every answer twice, which takes as long as deciding.
   *
   * @param answer - makes what the caller gets
   */
  hitsUnder?<T>(limits: HitLimits, answer: MakeAnswer<T>): (key: string) => T;
}

/**
 * The fields of a `HitAnswer`, for one key.
 *
 * @param reservation - the number that `releaseHits` takes as a text; `undefined` if the attempt was refused
 */
export type MakeAnswer<T> = (
  key: string,
  admitted: boolean,
  used: number,
  retryAfter: number,
  resetAfter: number,
  reservation: number | undefined,
) => T;

export type HitLimits = Pick<HitAttempt, "bucket" | "limit" | "window" | "cost">;

export interface HitQuery {
  /** 1 to 128 printable ASCII characters without quotes, backslashes and braces. */
  readonly bucket: string;
  /** One to sixteen distinct keys of any content: the store hashes them before they leave the process. */
  readonly keys: readonly string[];
  /** How much each key may use in any one window: a positive integer. */
  readonly limit: number;
  /** Logs of one key under different windows are separate. */
  readonly window: number;
}

export interface HitAttempt extends HitQuery {
  /** A positive integer, at most `limit`. */
  readonly cost: number;
  /** How long a key stays refused after its first refusal; 0 for no longer than the window says. */
  readonly block: number;
}

export interface HitAnswer {
  readonly admitted: boolean;
  /** What the fullest key has used of its window, this attempt included if it was admitted. */
  readonly used: number;
  /** After how long the same attempt will be admitted if nobody else comes; 0 if it was admitted. */
  readonly retryAfter: number;
  /** After how long the fullest key's oldest admission leaves the window; 0 if there is none. */
  readonly resetAfter: number;
  /** Names this admission for `releaseHits`; the empty string if it was refused. */
  readonly reservation: string;
}

/* ── Single-use tokens ───────────────────────────────────────────────────────────────────────────────────────── */

export interface TokenStore {
  /** Adds a token; earlier tokens of the same subject live on. Rejects if the hash exists: it never overwrites. */
  putToken(token: NewToken): Answer<void>;
  /** Consumes a token: of any number of callers, in any number of processes, exactly one gets it. */
  takeToken(hash: string, purpose: string): Answer<StoredToken | null>;
  /** Reads a live token without consuming it. */
  peekToken(hash: string, purpose: string): Answer<StoredToken | null>;
  /** Removes the subject's tokens of that purpose and says how many were live. */
  revokeTokens(subject: string, purpose: string): Answer<number>;
  /** Removes expired tokens and says how many. Stores that expire by themselves answer 0. */
  purgeTokens(): Answer<number>;
}

export interface NewToken {
  /** Of the raw token, as 1 to 128 characters of base64url or hex: stores never see the raw one. */
  readonly hash: string;
  readonly purpose: string;
  readonly subject: string;
  /** Any text, usually JSON; `null` for none. */
  readonly payload: string | null;
  /** Lifetime from now on the store's clock. */
  readonly ttl: number;
}

export interface StoredToken {
  readonly subject: string;
  readonly payload: string | null;
  /** Milliseconds since 1970 on the store's clock. */
  readonly expiresAt: number;
}

/* ── Firewall events ─────────────────────────────────────────────────────────────────────────────────────────── */

export interface EventStore {
  /** Appends a record, stamped by the store's clock, and counts it if `countFor` says so. */
  addEvent(event: NewEvent): Answer<void>;
  /** Everything that decides whether an address is blocked, in one round trip. */
  ipStatus(ip: string, rules: readonly EventRule[]): Answer<IpStatus>;
  /** Blocks an address by hand for `duration`, or until `unblockIp` if it is `null`; the later call holds. */
  blockIp(ip: string, duration: number | null, reason: string): Answer<void>;
  /** Lifts a block made by hand and forgets what was counted under these rules; the records stay. */
  unblockIp(ip: string, rules: readonly EventRule[]): Answer<void>;
  /** The blocks made by hand that still hold. */
  listBlocks(): Answer<readonly IpBlock[]>;
  /** Records that match every given filter, newest first. */
  findEvents(filter: EventFilter): Answer<readonly StoredEvent[]>;
  /** Removes records older than `retention` and ended blocks; says how many records. */
  purgeEvents(retention: number): Answer<number>;
}

/** Texts are stored as given, except that NUL and lone surrogates become U+FFFD: redact and shorten them before. */
export interface NewEvent {
  readonly ip: string;
  readonly kind: string;
  readonly user: string | null;
  readonly agent: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly reason: string | null;
  readonly content: string | null;
  /** The window of its kind, under which the record counts against its address; 0 if it is only logged (denials). */
  readonly countFor: number;
}

export interface StoredEvent extends Omit<NewEvent, "countFor"> {
  /** Unique, and a cursor for `EventFilter.before`. */
  readonly id: string;
  /** Milliseconds since 1970 on the store's clock. */
  readonly at: number;
  readonly counted: boolean;
}

export interface EventRule {
  readonly kind: string;
  /** Blocked while this many counted records lie in the window. */
  readonly limit: number;
  /** Equal to the `countFor` of the events that it counts. */
  readonly window: number;
}

export interface IpStatus {
  /** Counted records per rule, in the order of the rules. */
  readonly counts: readonly number[];
  /** After how long the address is free again; 0 if it is not blocked, `Infinity` if by hand without an end. */
  readonly blockedFor: number;
  /** The kind of the rule that blocks longest, `"manual"` for a block by hand, `null` if not blocked. */
  readonly blockedBy: string | null;
}

export interface IpBlock {
  readonly ip: string;
  readonly reason: string;
  /** Milliseconds since 1970 on the store's clock; `null` for no end. */
  readonly until: number | null;
}

export interface EventFilter {
  readonly ip?: string;
  readonly kind?: string;
  readonly user?: string;
  readonly counted?: boolean;
  /** Only records of the last so many milliseconds. */
  readonly since?: number;
  /** Only records older than the one with this id. */
  readonly before?: string;
  /** 1 to 1000. */
  readonly limit: number;
}

/* ── Upkeep ──────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface Maintenance {
  /** Creates tables and functions where they are missing; safe to repeat, also from several processes at once. */
  migrate(): Promise<void>;
  /**
   * True for exactly one caller per `duration`, across processes: who gets it does the job.
   *
   * @param name - names the job
   */
  lease(name: string, duration: number): Answer<boolean>;
  /** Removes what has expired, once; with `every`, from now on at that pace. */
  purge(options?: PurgeOptions): Promise<PurgeCount>;
  purge(options: PurgePace): PurgeSchedule;
  /** Stops schedules. Connections belong to whoever made them and stay open. */
  close(): Promise<void>;
}

export interface PurgeOptions {
  /** Age from which firewall records go: milliseconds or `"30d"`, which is the default. */
  readonly retention?: number | string;
  readonly every?: undefined;
}

export interface PurgePace {
  readonly retention?: number | string;
  /** Milliseconds or `"1h"`. */
  readonly every: number | string;
}

export interface PurgeCount {
  readonly hits: number;
  readonly tokens: number;
  readonly events: number;
}

/** A purge that repeats without keeping the process alive, and runs in one of many processes at a time. */
export interface PurgeSchedule {
  stop(): void;
}
