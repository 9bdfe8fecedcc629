import { type ClientIpKeyOptions, clientKeyReader } from "../client-ip/client-ip.ts";
import { type Duration, parseDuration, parseTimer } from "../duration.ts";
import { callable, defaultLog, knownOptions, positiveInteger } from "../options.ts";
import type { OnDenied, RequestFacts } from "../protection.ts";
import { memory } from "../stores/memory/memory.ts";
import type { HitStore } from "../stores/store.ts";

export interface RateLimitOptions {
  /**
   * Names what is limited (`"login"`): limiters with the same bucket and window on the same store count together. 1 to
   * 128 letters, digits, spaces or `_ - . : / @ #`.
   */
  readonly bucket: string;
  /** Admissions per key in any window; 10 by default. */
  readonly limit?: number;
  /** Milliseconds or `"60s"`, which is the default. */
  readonly window?: Duration;
  /** Where admissions are counted; by default in this process's memory, for this limiter alone. */
  readonly store?: HitStore;
  /**
   * The key or keys of a request, for `checkRequest` and the adapters; by default the client's address. With several,
   * such as the address and the account, each has the limit, and an attempt is admitted on all of them or on none.
   */
  readonly key?: (request: RequestFacts) => string | readonly string[] | Promise<string | readonly string[]>;
  /** How to find the client's address where `key` is not given: which proxies to trust, which IPv6 prefix to count. */
  readonly clientIp?: ClientIpKeyOptions;
  /** How much of the limit an attempt uses: a positive integer, 1 by default. */
  readonly cost?: number | ((request: RequestFacts) => number | Promise<number>);
  /** Requests for which this returns true are not counted and not limited. */
  readonly skip?: (request: RequestFacts) => boolean | Promise<boolean>;
  /**
   * `"all"` attempts, which is the default, or only `"failures"`: then every attempt reserves its place first, so that
   * a burst of guesses cannot slip through, and a response below 400 gives it back.
   */
  readonly count?: "all" | "failures";
  /** How long a key stays refused once it has been refused; by default only until its window has room. */
  readonly blockDuration?: Duration;
  /** Called once for every refusal; its errors never reach the client. */
  readonly onDenied?: OnDenied;
  /**
   * What happens while the store does not answer. `"local"`, the default: this process limits by itself, to half the
   * limit. `"open"`: everything is allowed. `"closed"`: everything is refused, with 503.
   */
  readonly onStoreError?: "local" | "open" | "closed";
  /** How long to wait for the store; `"2s"` by default. */
  readonly timeout?: Duration;
  /** Receives one line when the store stops answering; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

export interface RateLimitSettings {
  readonly bucket: string;
  readonly limit: number;
  readonly window: number;
  readonly store: HitStore;
  readonly key: (request: RequestFacts) => unknown;
  readonly cost: number | ((request: RequestFacts) => unknown);
  readonly skip: ((request: RequestFacts) => unknown) | undefined;
  readonly countsFailures: boolean;
  readonly block: number;
  readonly onDenied: OnDenied | undefined;
  readonly onStoreError: "local" | "open" | "closed";
  readonly timeout: number;
  readonly log: (message: string) => void;
}

const BUCKET = /^[\w\-.:/@# ]{1,128}$/;
const NAMES = [
  "bucket",
  "limit",
  "window",
  "store",
  "key",
  "clientIp",
  "cost",
  "skip",
  "count",
  "blockDuration",
  "onDenied",
  "onStoreError",
  "timeout",
  "log",
];

/** @throws TypeError naming the option and the expected form */
export function readRateLimitOptions(options: RateLimitOptions): RateLimitSettings {
  const { bucket, cost = 1, count = "all", onStoreError = "local", blockDuration } = readOptions(options);
  const { window = "60s", timeout = "2s", log = defaultLog } = options;
  if (typeof bucket !== "string" || !BUCKET.test(bucket)) {
    throw new TypeError("bucket must be 1 to 128 letters, digits, spaces or _ - . : / @ #");
  }
  const { limit: most = 10, store = memory() } = options;
  const limit = positiveInteger(most, "limit");
  return {
    bucket,
    limit,
    window: parseDuration(window, "window"),
    store: hitStore(store),
    key: readKey(options),
    cost: typeof cost === "function" ? cost : costWithin(cost, limit),
    skip: optionalCallable(options.skip, "skip"),
    countsFailures: oneOf(count, ["all", "failures"], "count") === "failures",
    block: blockDuration === undefined ? 0 : parseDuration(blockDuration, "blockDuration"),
    onDenied: optionalCallable(options.onDenied, "onDenied"),
    onStoreError: oneOf(onStoreError, ["local", "open", "closed"], "onStoreError"),
    timeout: parseTimer(timeout, "timeout"),
    log: callable(log, "log"),
  };
}

function readOptions(options: RateLimitOptions): RateLimitOptions {
  if (typeof options === "object" && options !== null) return knownOptions(options, NAMES, "rateLimit");
  throw new TypeError('rateLimit takes an object such as { bucket: "login" }');
}

function readKey({ key, clientIp }: RateLimitOptions): (request: RequestFacts) => unknown {
  if (key === undefined) return clientKeyReader(clientIp);
  if (clientIp === undefined) return callable(key, "key");
  throw new TypeError(
    "clientIp is for the default key: hand it to clientIp(request, …) in your key function",
  );
}

function costWithin(cost: unknown, limit: number): number {
  const value = positiveInteger(cost, "cost");
  if (value > limit) throw new TypeError("cost must be at most limit, or nothing is ever admitted");
  return value;
}

function hitStore(store: HitStore): HitStore {
  if (typeof store?.hit === "function" && typeof store.peekHits === "function") return store;
  throw new TypeError("store must be a store, such as memory() or redis(client)");
}

function optionalCallable<T>(value: T | undefined, option: string): T | undefined {
  return value === undefined ? undefined : callable(value, option);
}

function oneOf<T extends string>(value: T, expected: readonly T[], option: string): T {
  if (expected.includes(value)) return value;
  throw new TypeError(`${option} must be ${expected.map((text) => `"${text}"`).join(" or ")}`);
}
