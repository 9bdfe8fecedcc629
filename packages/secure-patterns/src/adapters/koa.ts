import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import type { StandardSchema } from "../validate/index.ts";
import { checkBody, type ValidateBodyOptions } from "./check-body.ts";
import { decide } from "./decide.ts";
import { denialBody } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";
import { bodyOf, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

export type { RateLimitOptions, ValidateBodyOptions };

/** What the adapter uses of a Koa context. */
export interface KoaContextLike {
  readonly req: NodeRequest;
  readonly res: NodeResponse;
  readonly request: object;
  readonly response: { get(name: string): unknown };
  status: number;
  body: unknown;
  set(name: string, value: string): void;
}

export type KoaMiddleware = (context: KoaContextLike, next: () => Promise<unknown>) => Promise<void>;

/**
 * Middleware that lets a request through only if the protection allows it. Mount it after the body parser where the
 * protection reads the body.
 */
export function protect(protection: Protection): KoaMiddleware {
  return async (context, next) => {
    const url = (context.req as { originalUrl?: string }).originalUrl ?? context.req.url;
    const decision = await decide(protection, {
      ...nodeFacts(context.req, context, bodyOf(context.request)),
      url: url ?? "/",
    });
    const { denial, headers } = decision;
    for (const [name, value] of Object.entries(headers)) {
      context.set(name, mergedHeader(name, value, context.response.get(name)));
    }
    if (!denial) {
      settleNode(context.res, decision);
      await next();
      return;
    }
    const answer = denialBody(denial, context.req.headers["accept"] as string | undefined);
    context.status = denial.status;
    context.body = answer.text;
    for (const [name, value] of Object.entries(answer.headers)) {
      if (!(name in headers)) context.set(name, value);
    }
  };
}

/** Middleware that limits requests: `router.post("/login", rateLimit({ bucket: "login", limit: 10, window: "60s" }), handler)`. */
export function rateLimit(options: RateLimitOptions): KoaMiddleware {
  return protect(createRateLimit(options));
}

/**
 * Middleware that checks the parsed body against a schema (zod, valibot, arktype …). What fits goes on in `context.request.body` as the
 * schema makes of it; what does not is answered with 400 and the names of the fields.
 */
export function validate(schema: StandardSchema, options?: ValidateBodyOptions): KoaMiddleware {
  return async (context, next) => {
    const facts = nodeFacts(context.req, context, bodyOf(context.request));
    const checked = await checkBody(schema, facts, options);
    if (checked.error) {
      context.status = checked.error.status;
      context.body = checked.error.toJSON();
      return;
    }
    Object.assign(context.request, { body: checked.output });
    await next();
  };
}
