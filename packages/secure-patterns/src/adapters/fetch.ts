import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { denialResponse, fetchFacts } from "./fetch-http.ts";
import { remoteAddressIn } from "./remote-address.ts";
import { runProtected } from "./run-protected.ts";

export type { RateLimitOptions };

/** A protection for handlers of the Fetch kind: Deno, Bun, Cloudflare Workers, Remix, React Router, Astro. */
export interface FetchProtection {
  /**
   * Wraps a handler: the protection's headers are added to its response, and the protection is told its status.
   * `Deno.serve(limit((request) => …))`, `Bun.serve({ fetch: limit((request, server) => …) })`
   */
  <Input extends Request, Rest extends unknown[], Result>(
    handler: (request: Input, ...rest: Rest) => Result,
  ): (request: Input, ...rest: Rest) => Promise<Awaited<Result> | Response>;
  /** Wraps a loader, an action or a middleware that is handed `{ request }` (Remix, React Router, Astro). */
  <Input extends { readonly request: Request }, Rest extends unknown[], Result>(
    handler: (input: Input, ...rest: Rest) => Result,
  ): (input: Input, ...rest: Rest) => Promise<Awaited<Result> | Response>;
  /**
   * Checks one request: the response to send if it is refused, `undefined` if it may go on. The protection is not told
   * how the request ends (`count: "failures"` counts every request) and its headers are only on the refusal.
   *
   * @param platform - where the peer's address is: Deno's `info`, Bun's `server`, or `{ remoteAddress }`
   */
  (request: Request, platform?: unknown): Promise<Response | undefined>;
}

type Handler = (input: Request | { readonly request: Request }, ...rest: unknown[]) => unknown;

/** A wrapper for handlers, and a check of single requests, that lets through only what the protection allows. */
export function protect(protection: Protection): FetchProtection {
  const run = (subject: Request | Handler, platform?: unknown): unknown =>
    typeof subject === "function" ? wrap(protection, subject) : check(protection, subject, platform);
  return run as FetchProtection;
}

/** Limits requests: `const limit = rateLimit({ bucket: "login" })`, then `limit(handler)` or `await limit(request)`. */
export function rateLimit(options: RateLimitOptions): FetchProtection {
  return protect(createRateLimit(options));
}

function wrap(protection: Protection, handler: Handler): Handler {
  return (input, ...rest) => {
    const request = "request" in input ? input.request : input;
    const facts = fetchFacts(request, addressIn(rest, request), input);
    return runProtected(protection, facts, request, () => handler(input, ...rest));
  };
}

async function check(
  protection: Protection,
  request: Request,
  platform: unknown,
): Promise<Response | undefined> {
  const { denial, headers } = await decide(
    protection,
    fetchFacts(request, remoteAddressIn(platform, request)),
  );
  return denial && denialResponse(request, denial, headers);
}

function addressIn(rest: readonly unknown[], request: Request): string | undefined {
  return rest.map((each) => remoteAddressIn(each, request)).find((address) => address !== undefined);
}
