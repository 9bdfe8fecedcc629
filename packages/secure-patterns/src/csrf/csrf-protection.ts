import { notifyDenied } from "../notify-denied.ts";
import type { Denial, OnDenied, Protection, RequestFacts, Verdict } from "../protection.ts";
import { isSession } from "./csrf-session.ts";
import type { TokenBinding, TokenOutcome } from "./csrf-token.ts";
import { exemptPaths, type CsrfExemptions } from "./exempt-paths.ts";
import { presentedTokens, readTokenPlaces } from "./presented-tokens.ts";
import { judgeOrigin, readOrigins } from "./request-origin.ts";

type Awaitable<T> = T | Promise<T>;

export interface CsrfProtectOptions {
  /**
   * The id of the visitor's session, `undefined` if there is none. A request without a session can carry no token: it passes only
   * if the browser proves that it comes from this site (login forms).
   */
  readonly session: (request: RequestFacts) => Awaitable<string | undefined | null>;
  /** What the token must have been issued for; `"request"` by default. */
  readonly purpose?: string | ((request: RequestFacts) => string);
  /**
   * When a token is needed. `"always"` (default): with every request that changes something. `"unless-same-origin"`: only where
   * neither `Sec-Fetch-Site` nor `Origin` proves that the request comes from this site.
   */
  readonly token?: "always" | "unless-same-origin";
  /** Further origins that may send requests: `["https://admin.example.com"]`. */
  readonly origins?: readonly string[];
  /** Paths without CSRF check: a list, or one list per environment. */
  readonly exempt?: CsrfExemptions;
  /** Which list of `exempt` holds; `process.env.NODE_ENV` by default, `"production"` where that is not set. */
  readonly environment?: string;
  /** Headers that may carry the token; those in common use by default. */
  readonly headers?: readonly string[];
  /** Body fields that may carry the token; those in common use by default. */
  readonly fields?: readonly string[];
  /** The client's address, for `bindIp`; the socket's by default. Behind a proxy use `clientIp`. */
  readonly ip?: (request: RequestFacts) => string | undefined;
  /** Called once for every refusal: `onDenied: fw.onDenied`. */
  readonly onDenied?: OnDenied;
}

/** What the protection needs of the `csrf` object that made it. */
export interface TokenInspector {
  inspect(token: unknown, binding: TokenBinding): TokenOutcome;
  readonly bindIp: boolean;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);
const ALLOWED: Verdict = { allowed: true, headers: {} };

/** @throws TypeError for a bad option */
export function csrfProtection(tokens: TokenInspector, options: CsrfProtectOptions): Protection {
  const { session, token = "always", onDenied } = readOptions(options);
  const trusted = readOrigins(options.origins);
  const exemption = exemptPaths(options.exempt, options.environment ?? currentEnvironment());
  const checkToken = tokenCheck(tokens, options);

  async function findReason(request: RequestFacts): Promise<string | undefined> {
    const origin = judgeOrigin(request, trusted);
    if (origin.from === "elsewhere") return origin.reason;
    const proven = origin.from === "here";
    const id = await session(request);
    if (!isSession(id))
      return proven && isNothing(id) ? undefined : "no session, and no proof of the same origin";
    if (proven && token === "unless-same-origin") return undefined;
    return checkToken(request, id);
  }

  return {
    async checkRequest(request) {
      if (SAFE_METHODS.has(request.method)) return ALLOWED;
      const { isExempt, isUnsigned } = await exemption(request);
      const reason = isExempt ? undefined : await findReason(request);
      if (reason === undefined) return ALLOWED;
      const full = isUnsigned ? `${reason}; the exemption's signature check failed` : reason;
      await notifyDenied(onDenied, { kind: "csrf", reason: full, request });
      return refuse(full);
    },
  };
}

function tokenCheck(
  { inspect, bindIp }: TokenInspector,
  options: CsrfProtectOptions,
): (request: RequestFacts, session: string) => Promise<string | undefined> {
  const places = readTokenPlaces(options.headers, options.fields);
  const { purpose = "request", ip: readIp = (request: RequestFacts) => request.remoteAddress } = options;
  return async (request, session) => {
    const presented = await presentedTokens(request, places);
    if (presented.length === 0) return "no token";
    const ip = bindIp ? readIp(request) : undefined;
    if (bindIp && !ip) return "no client address to compare with the token's";
    const binding = { session, purpose: typeof purpose === "string" ? purpose : purpose(request), ip };
    const outcomes = presented.map((token) => inspect(token, binding));
    return outcomes.includes("valid") ? undefined : `token ${describe(outcomes)}`;
  };
}

/** For the log: what is wrong with the best of the tokens. */
function describe(outcomes: readonly TokenOutcome[]): string {
  if (outcomes.includes("expired")) return "expired";
  if (outcomes.includes("mismatched"))
    return "made for another session, purpose, address or secret, or forged";
  return outcomes.includes("from the future") ? "from the future" : "malformed";
}

function refuse(reason: string): Verdict {
  // One answer for every reason. The header lets csrfFetch tell this refusal from other 403s; other sites cannot read it.
  const headers = { "cache-control": "no-store", "x-csrf-refused": "1" };
  const denial: Denial = { status: 403, message: "Forbidden", reason, headers };
  return { allowed: false, headers: {}, denial };
}

function readOptions(options: CsrfProtectOptions): CsrfProtectOptions {
  const { session, token, purpose, ip } = (options ?? {}) as Partial<CsrfProtectOptions>;
  if (typeof session !== "function") {
    throw new TypeError("session must be a function that reads the session's id from the request");
  }
  if (token !== undefined && token !== "always" && token !== "unless-same-origin") {
    throw new TypeError('token must be "always" or "unless-same-origin"');
  }
  if (
    purpose !== undefined &&
    typeof purpose !== "function" &&
    (typeof purpose !== "string" || purpose === "")
  ) {
    throw new TypeError('purpose must be a text such as "request", or a function of the request');
  }
  if (ip !== undefined && typeof ip !== "function")
    throw new TypeError("ip must be a function of the request");
  return options;
}

function isNothing(session: unknown): boolean {
  return session === undefined || session === null || session === "";
}

function currentEnvironment(): string {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.["NODE_ENV"] || "production";
}
