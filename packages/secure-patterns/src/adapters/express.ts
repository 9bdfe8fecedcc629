import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { answerNode, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

export type { RateLimitOptions };

/** Middleware for Express 4 and 5, Connect, and whatever takes their middleware. */
export type ExpressMiddleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Middleware that lets a request through only if the protection allows it. Mount it after the body parser where the
 * protection reads the body (keys by account, form tokens).
 */
export function protect(protection: Protection): ExpressMiddleware {
  return (request, response, next) => {
    check(protection, request, response).then((mayGoOn) => {
      if (mayGoOn) next();
    }, next);
  };
}

/** Middleware that limits requests: `app.post("/login", rateLimit({ bucket: "login", limit: 10, window: "60s" }), handler)`. */
export function rateLimit(options: RateLimitOptions): ExpressMiddleware {
  return protect(createRateLimit(options));
}

async function check(protection: Protection, request: NodeRequest, response: NodeResponse): Promise<boolean> {
  const decision = await decide(protection, nodeFacts(request));
  if (answerNode(request, response, decision)) return false;
  settleNode(response, decision);
  return true;
}
