import { parseDuration, type Duration } from "../duration.ts";
import { knownOptions } from "../options.ts";
import type { Protection } from "../protection.ts";
import { signingKeys, type SigningSecret } from "../signing-keys.ts";
import {
  csrfCookie,
  csrfField,
  csrfMetaTag,
  type CsrfCookieOptions,
  type CsrfMetaOptions,
} from "./csrf-markup.ts";
import { csrfProtection, type CsrfProtectOptions } from "./csrf-protection.ts";
import { isSession } from "./csrf-session.ts";
import { readToken, signToken, type TokenBinding, type TokenOutcome } from "./csrf-token.ts";

export type CsrfOptions = CsrfTuning &
  (
    | { readonly secret: SigningSecret; readonly secrets?: undefined }
    /** For rotation: the first signs, all verify. Drop the old one after `ttl`. */
    | { readonly secrets: readonly SigningSecret[]; readonly secret?: undefined }
  );

interface CsrfTuning {
  /** How long a token lives: milliseconds or `"12h"`, which is the default. */
  readonly ttl?: Duration;
  /**
   * Bind tokens to the client's address too (default `false`). A stolen token is then useless elsewhere, but people whose
   * address changes while a form is open (mobile networks, VPNs, IPv6 privacy addresses) are refused.
   */
  readonly bindIp?: boolean;
}

export interface CsrfContext {
  /** The client's address; needed if and only if `bindIp` is set. */
  readonly ip?: string;
}

export interface Csrf {
  /**
   * A token for one session and one purpose. Every call gives a different one; all of them are valid until they expire, so
   * any number of tabs work side by side.
   *
   * @param session - the session's id: unique to one visitor, also to an anonymous one
   * @param purpose - what the token may be used for, such as `"request"` (what `protect` expects) or `"delete-account"`
   * @throws TypeError if there is no session, or a placeholder that several visitors would share
   */
  issue(session: string, purpose: string, context?: CsrfContext): string;
  /**
   * Whether `token`, whatever its type, is a live token of this session and purpose. Synchronous, so that an `if` decides.
   *
   * @throws TypeError if there is no session or purpose, as for `issue`
   */
  verify(token: unknown, session: string, purpose: string, context?: CsrfContext): boolean;
  /** A check for every request: fetch metadata and origin first, then the token. Mount it with an adapter. */
  protect(options: CsrfProtectOptions): Protection;
  /** `<input type="hidden" name="_csrf" value="…">` */
  field(session: string, purpose: string, context?: CsrfContext): string;
  /** `<meta name="csrf-token" content="…">`, which `csrfFetch` reads. */
  metaTag(session: string, purpose: string, options?: CsrfMetaOptions & CsrfContext): string;
  /** The value of a `Set-Cookie` header; `csrfFetch`, axios and Angular copy the cookie into a header. */
  cookie(session: string, purpose: string, options?: CsrfCookieOptions & CsrfContext): string;
}

/**
 * CSRF tokens without storage: signed with HMAC-SHA256, bound to a session and a purpose, limited in time.
 *
 * @throws TypeError for a missing or short secret or a bad duration
 */
export function csrf(options: CsrfOptions): Csrf {
  if (typeof options !== "object" || options === null) {
    throw new TypeError("csrf needs options: { secret } with at least 32 characters");
  }
  knownOptions<object>(options, ["secret", "secrets", "ttl", "bindIp"], "csrf");
  const keys = signingKeys("csrf", options.secret, options.secrets);
  const ttl = parseDuration(options.ttl ?? "12h", "ttl");
  const bindIp = readBindIp(options.bindIp);

  const issue: Csrf["issue"] = (session, purpose, context) =>
    signToken(keys[0] as Uint8Array, readBinding(session, purpose, context, bindIp), Date.now());
  const inspect = (token: unknown, binding: TokenBinding): TokenOutcome =>
    readToken(token, keys, binding, { now: Date.now(), ttl });

  return {
    issue,
    verify: (token, session, purpose, context) =>
      inspect(token, readBinding(session, purpose, context, bindIp)) === "valid",
    protect: (protectOptions) => csrfProtection({ inspect, bindIp }, protectOptions),
    field: (session, purpose, context) => csrfField(issue(session, purpose, context)),
    metaTag: (session, purpose, context) => csrfMetaTag(issue(session, purpose, context), context),
    cookie: (session, purpose, context) => csrfCookie(issue(session, purpose, context), ttl, context),
  };
}

function readBindIp(bindIp: unknown): boolean {
  if (bindIp === undefined || typeof bindIp === "boolean") return bindIp ?? false;
  throw new TypeError("bindIp must be true or false");
}

function readBinding(
  session: unknown,
  purpose: unknown,
  context: CsrfContext | undefined,
  bindIp: boolean,
): TokenBinding {
  if (!isSession(session)) {
    throw new TypeError(
      "session must be the id of this visitor's session (a string, not empty, no placeholder): give anonymous visitors a random id of their own",
    );
  }
  if (typeof purpose !== "string" || purpose === "") {
    throw new TypeError('purpose must say what the token is for, such as "request" or "delete-account"');
  }
  if (!bindIp) return { session, purpose, ip: undefined };
  if (typeof context?.ip !== "string" || context.ip === "") {
    throw new TypeError("bindIp is set: give the client's address as { ip }");
  }
  return { session, purpose, ip: context.ip };
}
