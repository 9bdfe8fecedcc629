import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide, type Decision } from "./decide.ts";
import { denialResponse, fetchFacts, isResponse } from "./fetch-http.ts";
import { mergedHeader } from "./merged-header.ts";
import { answerNode, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";
import { statusOfResult, statusOfThrown } from "./outcome.ts";
import { remoteAddressIn } from "./remote-address.ts";

export type { RateLimitOptions };

/** What the adapter uses of an event of h3 version 1 (Nitro 2, Nuxt 3 and 4). */
export interface H3NodeEventLike {
  readonly node: { readonly req: NodeRequest; readonly res: NodeResponse };
}

/** What the adapter uses of an event of h3 version 2. */
export interface H3WebEventLike {
  readonly req: Request & { readonly ip?: string | undefined };
  readonly res: { status?: number | undefined; readonly headers: Headers; readonly errHeaders: Headers };
  readonly runtime?: object | undefined;
}

export interface H3Middleware {
  (event: H3NodeEventLike): Promise<undefined>;
  (event: H3WebEventLike, next: () => unknown): Promise<unknown>;
  /** How h3 version 1 knows handlers. */
  readonly __is_handler__: true;
}

interface Runtime {
  readonly node?: { readonly req?: NodeRequest };
  readonly deno?: { readonly info?: object };
  readonly bun?: { readonly server?: object };
}

const NOT_FOUND = Symbol.for("h3.notFound");

/**
 * Middleware that lets a request through only if the protection allows it: `app.use("/login", protect(limiter))`, a file in
 * Nitro's or Nuxt's `server/middleware`, or for one handler `onRequest: [protect(limiter)]` in version 1 and
 * `middleware: [protect(limiter)]` in version 2.
 */
export function protect(protection: Protection): H3Middleware {
  const middleware = (event: H3NodeEventLike | H3WebEventLike, next?: () => unknown): Promise<unknown> =>
    isWebEvent(event) ? runWeb(protection, event, next) : runNode(protection, event);
  return Object.assign(middleware as H3Middleware, { __is_handler__: true as const });
}

/** Middleware that limits requests: `defineEventHandler({ onRequest: [rateLimit({ bucket: "login" })], handler })`. */
export function rateLimit(options: RateLimitOptions): H3Middleware {
  return protect(createRateLimit(options));
}

async function runNode(protection: Protection, event: H3NodeEventLike): Promise<undefined> {
  const { req, res } = event.node;
  const decision = await decide(protection, nodeFacts(req, event));
  // h3 sees an ended response and stops.
  if (!answerNode(req, res, decision)) settleNode(res, decision);
}

async function runWeb(
  protection: Protection,
  event: H3WebEventLike,
  next: (() => unknown) | undefined,
): Promise<unknown> {
  if (!next)
    throw new TypeError("protect(…) is middleware of h3: mount it with app.use or a handler's middleware");
  const decision = await decide(protection, fetchFacts(event.req, peerOf(event), event));
  if (decision.denial) return denialResponse(event.req, decision.denial, decision.headers);
  for (const [name, value] of Object.entries(decision.headers)) {
    event.res.headers.set(name, mergedHeader(name, value, event.res.headers.get(name)));
    event.res.errHeaders.set(name, mergedHeader(name, value, event.res.errHeaders.get(name)));
  }
  return settleWeb(decision, event, next);
}

async function settleWeb(decision: Decision, event: H3WebEventLike, next: () => unknown): Promise<unknown> {
  try {
    const result = await next();
    await decision.settle?.(statusOf(result, event));
    return result;
  } catch (thrown) {
    await decision.settle?.(statusOfThrown(thrown));
    throw thrown;
  }
}

function statusOf(result: unknown, event: H3WebEventLike): number {
  if (result === NOT_FOUND) return 404;
  if (result instanceof Error) return statusOfThrown(result);
  return isResponse(result) ? result.status : (event.res.status ?? statusOfResult(result));
}

function peerOf({ req, runtime }: H3WebEventLike): string | undefined {
  const { node, deno, bun } = (runtime ?? {}) as Runtime;
  const socket = node?.req?.socket?.remoteAddress;
  return socket ?? remoteAddressIn(deno?.info, req) ?? remoteAddressIn(bun?.server, req) ?? req.ip;
}

function isWebEvent(event: H3NodeEventLike | H3WebEventLike): event is H3WebEventLike {
  return typeof (event as Partial<H3WebEventLike>).req?.headers?.get === "function";
}
