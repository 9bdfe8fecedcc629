import type { Duration } from "../duration.ts";
import type { OnDenied, Protection, RequestFacts } from "../protection.ts";
import type { DefaultKind } from "./event-rules.ts";

/**
 * Whom an event is about: the facts that protections get, a framework's own request (Node, Express, Fastify, Koa, a Fetch
 * `Request`), or an address that you know yourself.
 */
export type ReportedRequest = RequestFacts | FrameworkRequest | KnownClient;

/** What is read of a framework's request. */
export interface FrameworkRequest {
  readonly headers: Readonly<Record<string, unknown>> | { get(name: string): string | null };
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null;
}

export interface KnownClient {
  /** IPv4 or IPv6. */
  readonly ip: string;
  readonly method?: string;
  readonly path?: string;
  readonly agent?: string;
}

export interface ReportDetails {
  /** Why this is an event, for whoever reads the records. */
  readonly reason?: string;
  /** What was sent: a form, a message, anything. Redacted and cut to 4,000 characters before it is stored. */
  readonly content?: unknown;
  /** Who was signed in. */
  readonly user?: string;
}

/** One record of the forensic log. */
export interface FirewallEvent {
  readonly id: string;
  readonly at: Date;
  /** The address, or for IPv6 its network: what is counted and blocked. */
  readonly ip: string;
  readonly kind: string;
  /** Whether it counts against the address. Denials and kinds without a limit are only logged. */
  readonly counted: boolean;
  readonly user: string | null;
  readonly agent: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly reason: string | null;
  readonly content: string | null;
  /** Headers that say where a request came from, and the whole IPv6 address. */
  readonly context: Readonly<Record<string, string>>;
}

export interface EventQuery {
  /** An address, or an IPv6 network as in `FirewallEvent.ip`. */
  readonly ip?: string;
  readonly kind?: string;
  readonly user?: string;
  readonly counted?: boolean;
  /** How far back: milliseconds or `"24h"`. */
  readonly since?: Duration;
  /** Only records older than the one with this id: the last of the page before. */
  readonly before?: string;
  /** 1 to 1000; 100 by default. */
  readonly limit?: number;
}

/** An address as the firewall sees it now. */
export interface FirewallStatus {
  readonly ip: string;
  readonly blocked: boolean;
  /** The kind whose limit is reached, or `"manual"`; `null` if not blocked. */
  readonly by: string | null;
  /** When the block ends if nothing more is reported; `null` if not blocked, or blocked by hand without an end. */
  readonly until: Date | null;
  /** How many events of each kind lie in its window. */
  readonly counts: Readonly<Record<string, number>>;
  /** On the list of `allow`: never blocked, never counted. */
  readonly isAllowed: boolean;
}

export interface BlockedAddress extends FirewallStatus {
  /** What was said when it was blocked by hand. */
  readonly reason: string | null;
}

export interface BlockOptions {
  /** How long: milliseconds or `"24h"`; until `unblock` if left out. */
  readonly duration?: Duration;
  readonly reason?: string;
}

/** Told about an address when it becomes blocked: once per kind and window, in one of many processes. Its errors are logged by name and go no further. */
export type OnBlock = (block: FirewallStatus & { readonly dryRun: boolean }) => void | Promise<void>;

/** Told about every record, after redaction. Its errors are logged by name and go no further. */
export type OnEvent = (event: Omit<FirewallEvent, "id" | "at">) => void | Promise<void>;

/** `Kind` are the kinds that may be reported. */
export interface Firewall<Kind extends string = string> extends Protection {
  /**
   * Records an event, and counts it if its kind has a limit. A store that does not answer is logged and never fails the caller.
   *
   * @throws TypeError (as a rejection) for a kind that was not configured, or an `ip` that is none
   */
  report(request: ReportedRequest, kind: Kind | DefaultKind, details?: ReportDetails): Promise<void>;
  /** Whether an address, or a request's, is blocked now. `await` it: a promise is always true. */
  isBlocked(client: string | ReportedRequest): Promise<boolean>;
  /** Why and until when. */
  status(client: string | ReportedRequest): Promise<FirewallStatus>;
  /** The protection to mount: refuses blocked addresses with 403. The firewall itself is the same protection. */
  readonly check: Protection;
  /** Hand it to `rateLimit`, `csrf().protect` and `validate`: `onDenied: fw.onDenied`. */
  readonly onDenied: OnDenied;
  /** Blocks an address (for IPv6, its network) by hand. */
  block(ip: string, options?: BlockOptions): Promise<void>;
  /** Lifts a block of any kind, and forgets what was counted; the records stay. */
  unblock(ip: string, options?: { readonly reason?: string }): Promise<void>;
  /** Who is blocked now, by hand or by count; those whose block ends last come first. */
  blocked(): Promise<BlockedAddress[]>;
  /** Records that match, newest first. */
  events(query?: EventQuery): Promise<FirewallEvent[]>;
  /** Removes records older than the retention and says how many. Happens by itself about once an hour while events come in. */
  purge(): Promise<number>;
}
