import { clientIpReader, ipKey, ipMatcher, type ClientIpKeyOptions } from "../client-ip/index.ts";
import { parseDuration, parseTimer, type Duration } from "../duration.ts";
import { callable, defaultLog, knownOptions } from "../options.ts";
import { memory } from "../stores/memory/memory.ts";
import type { EventRule, EventStore, HitStore, Maintenance } from "../stores/store.ts";
import { readEventRules, type EventLimits } from "./event-rules.ts";
import type { OnBlock, OnEvent } from "./firewall-types.ts";

/** Every store of this package is one. */
export type FirewallStore = EventStore & Partial<Pick<HitStore, "hit"> & Pick<Maintenance, "lease">>;

export interface FirewallOptions<Events extends EventLimits = EventLimits> extends ClientIpKeyOptions {
  /** Where records and counts live: one store for all processes. This process's memory by default. */
  readonly store?: FirewallStore;
  /** Limits by kind, added to the defaults: `{ fraud: { limit: 5, window: "2h" } }`. */
  readonly events?: Events;
  /** Age at which records are removed: milliseconds or `"30d"`, which is the default. */
  readonly retention?: Duration;
  /** Addresses and CIDR ranges that are never blocked: `["192.0.2.0/24"]`. */
  readonly allow?: readonly string[];
  /** Log who would be refused, and refuse nobody. */
  readonly dryRun?: boolean;
  readonly onBlock?: OnBlock;
  readonly onEvent?: OnEvent;
  /**
   * While the store does not answer: `"local"` (default) decides by what this process has seen itself, `"open"` lets everybody in,
   * `"closed"` answers 503.
   */
  readonly onStoreError?: "local" | "open" | "closed";
  /** How long to wait for the store: milliseconds or `"1s"`, which is the default. */
  readonly timeout?: Duration;
  /** Receives warnings; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

export interface FirewallSettings {
  readonly store: FirewallStore;
  readonly rules: ReadonlyMap<string, EventRule | undefined>;
  readonly counted: readonly EventRule[];
  readonly retention: number;
  readonly isAllowed: (ip: string) => boolean;
  readonly readIp: ReturnType<typeof clientIpReader>;
  readonly toKey: (ip: string) => string;
  readonly dryRun: boolean;
  readonly onBlock: OnBlock | undefined;
  readonly onEvent: OnEvent | undefined;
  readonly onStoreError: "local" | "open" | "closed";
  readonly timeout: number;
  readonly log: (message: string) => void;
}

const NAMES = [
  "store",
  "events",
  "retention",
  "allow",
  "dryRun",
  "onBlock",
  "onEvent",
  "onStoreError",
  "timeout",
  "log",
  "trust",
  "header",
  "ipv6Prefix",
];

const METHODS = [
  "addEvent",
  "ipStatus",
  "blockIp",
  "unblockIp",
  "listBlocks",
  "findEvents",
  "purgeEvents",
] as const;

/** @throws TypeError that names the option and the expected form */
export function readFirewallOptions(options: FirewallOptions): FirewallSettings {
  knownOptions(options, NAMES, "firewall");
  const rules = readEventRules(options.events);
  return {
    store: readStore(options.store ?? memory()),
    rules,
    counted: [...rules.values()].filter((rule) => rule !== undefined),
    retention: parseDuration(options.retention ?? "30d", "retention"),
    isAllowed: ipMatcher(options.allow ?? [], "allow"),
    readIp: clientIpReader(options),
    toKey: keyMaker(options.ipv6Prefix ?? 56),
    dryRun: readFlag(options.dryRun, "dryRun"),
    onBlock: options.onBlock && callable(options.onBlock, "onBlock"),
    onEvent: options.onEvent && callable(options.onEvent, "onEvent"),
    onStoreError: readOnStoreError(options.onStoreError),
    timeout: parseTimer(options.timeout ?? "1s", "timeout"),
    log: callable(options.log ?? defaultLog, "log"),
  };
}

function readStore(store: unknown): FirewallStore {
  const methods = (typeof store === "object" && store !== null ? store : {}) as Record<string, unknown>;
  if (METHODS.every((name) => typeof methods[name] === "function")) return store as FirewallStore;
  throw new TypeError(`store must be a store such as memory() or postgres(pool), with ${METHODS.join(", ")}`);
}

/** From an address, or from a key that this made before: records and blocks show keys. */
function keyMaker(prefix: number): (ip: string) => string {
  ipKey("::1", prefix); // checks the option now
  return (ip) => {
    // what is no text goes on as it is, for a clear error instead of one of the conversion
    const [address = "", bits, ...rest] = typeof ip === "string" ? ip.split("/") : [ip];
    const isKey = bits === undefined || (bits === String(prefix) && address.includes(":"));
    if (!isKey || rest.length > 0) {
      throw new TypeError(
        `ip must be one address, not a range; for IPv6 a network of ${prefix} bits may be given`,
      );
    }
    return ipKey(address, prefix);
  };
}

function readFlag(value: unknown, option: string): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw new TypeError(`${option} must be true or false`);
}

function readOnStoreError(value: unknown): FirewallSettings["onStoreError"] {
  if (value === undefined) return "local";
  if (value === "local" || value === "open" || value === "closed") return value;
  throw new TypeError('onStoreError must be "local", "open" or "closed"');
}
