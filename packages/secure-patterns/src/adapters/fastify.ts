import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import type { StandardSchema } from "../validate/index.ts";
import { checkBody, type ValidateBodyOptions } from "./check-body.ts";
import { decide } from "./decide.ts";
import { denialBody } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";
import { nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

export type { RateLimitOptions, ValidateBodyOptions };

/** What the adapter reads of a Fastify request. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
  readonly originalUrl?: string;
  readonly body?: unknown;
}

/** What the adapter uses of a Fastify reply. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse;
  getHeader(name: string): unknown;
  header(name: string, value: string): unknown;
  code(status: number): { send(payload: string): unknown };
}

/** A hook for `preHandler`, `preValidation` or `onRequest`; the parsed body is there from `preValidation` on. */
export type FastifyHook = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;

/**
 * A hook that lets a request through only if the protection allows it: for one route
 * (`{ preHandler: protect(limiter) }`) or for all of them (`app.addHook("preHandler", protect(limiter))`).
 */
export function protect(protection: Protection): FastifyHook {
  return async (request, reply) => {
    const decision = await decide(protection, nodeFacts(request.raw, request, request.body));
    for (const [name, value] of Object.entries(decision.headers)) {
      reply.header(name, mergedHeader(name, value, reply.getHeader(name)));
    }
    if (!decision.denial) {
      settleNode(reply.raw, decision);
      return undefined;
    }
    const { headers, text } = denialBody(
      decision.denial,
      request.raw.headers["accept"] as string | undefined,
    );
    for (const [name, value] of Object.entries(headers)) {
      if (!(name in decision.headers)) reply.header(name, value);
    }
    reply.code(decision.denial.status).send(text);
    return reply;
  };
}

/** A hook that limits requests: `app.post("/login", { preHandler: rateLimit({ bucket: "login" }) }, handler)`. */
export function rateLimit(options: RateLimitOptions): FastifyHook {
  return protect(createRateLimit(options));
}

/**
 * A hook for `preHandler` that checks the parsed body against a schema (zod, valibot, arktype …). What fits goes on in `request.body` as
 * the schema makes of it; what does not is answered with 400 and the names of the fields.
 */
export function validate(schema: StandardSchema, options?: ValidateBodyOptions): FastifyHook {
  return async (request, reply) => {
    const checked = await checkBody(schema, nodeFacts(request.raw, request, request.body), options);
    if (checked.error) {
      reply.header("content-type", "application/json; charset=utf-8");
      reply.code(checked.error.status).send(JSON.stringify(checked.error));
      return reply;
    }
    Object.assign(request, { body: checked.output });
    return undefined;
  };
}

/** What the plugin uses of a Fastify instance. */
export interface FastifyInstanceLike {
  addHook(name: "onRoute", hook: (route: FastifyRouteLike) => void): unknown;
}

export interface FastifyRouteLike {
  readonly config?: { readonly rateLimit?: RateLimitOptions | false };
  preHandler?: unknown;
}

/**
 * A plugin, for routes that say their limit in `config: { rateLimit: { bucket: "login", limit: 10, window: "60s" } }`.
 * Registered with options of its own, it limits every route that is added after it: all of them count together, a
 * route's own limit takes the place of the common one, and `config: { rateLimit: false }` exempts a route.
 */
export const rateLimitPlugin: (
  app: FastifyInstanceLike,
  options: RateLimitOptions | Record<never, never>,
  done: () => void,
) => void = Object.assign(registerLimits, {
  // Without it Fastify would keep the hook to the plugin's own routes.
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "secure-patterns",
});

function registerLimits(app: FastifyInstanceLike, options: object, done: () => void): void {
  const common = "bucket" in options ? rateLimit(options as RateLimitOptions) : undefined;
  // A GET route is announced again as its HEAD route, with the same options: the two count together.
  const own = new WeakMap<object, FastifyHook>();
  app.addHook("onRoute", (route: FastifyRouteLike) => {
    const limits = route.config?.rateLimit;
    if (limits === false) return;
    if (limits && !own.has(limits)) own.set(limits, rateLimit(limits));
    const hook = limits ? own.get(limits) : common;
    const hooks = [route.preHandler ?? []].flat();
    if (hook && !hooks.includes(hook)) route.preHandler = [hook, ...hooks];
  });
  done();
}
