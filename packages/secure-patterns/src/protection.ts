/**
 * What every protection (rate limit, CSRF check, firewall) answers about one request, so that one adapter per
 * framework serves all of them.
 */

/** The facts of a request that protections read; adapters make it from the framework's own request. */
export interface RequestFacts {
  /** Upper case, such as `"POST"`. */
  readonly method: string;
  /** Path and query as received (`"/login?next=/"`), or an absolute URL. */
  readonly url: string;
  /** Reads a header by its lower-case name; several values are joined by `", "`. */
  header(name: string): string | undefined;
  /** The peer's address as the socket says; `undefined` where the platform has no sockets. */
  readonly remoteAddress: string | undefined;
  /** The parsed body, where the framework has parsed it before the adapter runs (Express, Koa, Fastify, Nest). */
  readonly body?: unknown;
  /**
   * Reads form fields or JSON and leaves the handler's body unread; `undefined` where there is none, where it is of
   * another type, or above 1 MiB. Adapters whose framework parses bodies answer with `body`.
   */
  readBody?(): Promise<unknown>;
  /** The framework's own request, for key functions that the user writes. */
  readonly raw: unknown;
}

/** Why and how a request is refused. */
export interface Denial {
  readonly status: number;
  /** Sent to the client: short, without details that help an attacker. */
  readonly message: string;
  /** For the server's log only. */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Response headers to set in any case, such as `RateLimit`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Present exactly when `allowed` is false. */
  readonly denial?: Denial;
  /** Told the response's status once it is known, by protections that count only failures. */
  readonly settle?: (status: number) => Promise<void>;
}

export interface Protection {
  checkRequest(request: RequestFacts): Promise<Verdict>;
}

/** Called once for every refusal; connect it to `firewall.report` or a logger. Its errors never reach the client. */
export type OnDenied = (event: {
  readonly kind: "rate-limit" | "csrf" | "validation" | "firewall";
  readonly reason: string;
  readonly request: RequestFacts | undefined;
}) => void | Promise<void>;
