import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { denialResponse, fetchFacts } from "./fetch-http.ts";
import { mergedHeader } from "./merged-header.ts";
import { readBodyCopy } from "./read-body-copy.ts";
import { remoteAddressIn } from "./remote-address.ts";

export type { RateLimitOptions };

/** What the adapter uses of a Hono context. */
export interface HonoContextLike {
  readonly req: { readonly raw: Request; arrayBuffer(): Promise<ArrayBuffer> };
  readonly env: unknown;
  readonly res: Response;
  header(name: string, value: string): void;
}

export type HonoMiddleware = (
  context: HonoContextLike,
  next: () => Promise<void>,
) => Promise<Response | undefined>;

/** Middleware that lets a request through only if the protection allows it. */
export function protect(protection: Protection): HonoMiddleware {
  return async (context, next) => {
    const request = context.req.raw;
    const facts = fetchFacts(request, remoteAddressIn(context.env, request), context);
    const decision = await decide(protection, { ...facts, readBody: () => readBody(context) });
    const { denial, headers } = decision;
    if (denial) return denialResponse(request, denial, headers);
    await next();
    // Hono turns errors of handlers into responses before middleware goes on: this is the status that is sent.
    await decision.settle?.(context.res.status);
    // The response of a WebSocket upgrade cannot be changed.
    if (context.res.status === 101) return undefined;
    for (const [name, value] of Object.entries(headers)) {
      context.header(name, mergedHeader(name, value, context.res.headers.get(name)));
    }
    return undefined;
  };
}

/** Middleware that limits requests: `app.post("/login", rateLimit({ bucket: "login", limit: 10, window: "60s" }), handler)`. */
export function rateLimit(options: RateLimitOptions): HonoMiddleware {
  return protect(createRateLimit(options));
}

/** Middleware before this one may have read the body through Hono, which keeps it. */
async function readBody({ req }: HonoContextLike): Promise<unknown> {
  if (!req.raw.bodyUsed) return readBodyCopy(req.raw);
  const { method, headers, url } = req.raw;
  return readBodyCopy(new Request(url, { method, headers, body: await req.arrayBuffer() }));
}
