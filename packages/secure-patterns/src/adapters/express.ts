import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import type { InferOutput, StandardSchema } from "../validate/index.ts";
import { checkBody, type ValidateBodyOptions } from "./check-body.ts";
import { decide } from "./decide.ts";
import {
  answerJson,
  answerNode,
  nodeFacts,
  settleNode,
  type NodeRequest,
  type NodeResponse,
} from "./node-http.ts";

export type { RateLimitOptions, ValidateBodyOptions };

/** Middleware for Express 4 and 5, Connect, and whatever takes their middleware. */
export type ExpressMiddleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/** Middleware after which `request.body` has the schema's type. */
export type ExpressBodyCheck<Body> = (
  request: NodeRequest & { body: Body },
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

/**
 * Middleware that checks the parsed body against a schema (zod, valibot, arktype …). What fits goes on as the schema makes of it:
 * parsed, without unknown fields where the schema drops them, and typed. What does not is answered with 400 and the names of the
 * fields. `app.post("/users", express.json(), validate(User), (request, response) => …)`
 */
export function validate<Schema extends StandardSchema>(
  schema: Schema,
  options?: ValidateBodyOptions,
): ExpressBodyCheck<InferOutput<Schema>> {
  return (request, response, next) => {
    checkBody(schema, nodeFacts(request), options).then((checked) => {
      if (checked.error) return answerJson(response, checked.error.status, checked.error);
      request.body = checked.output;
      next();
    }, next);
  };
}

async function check(protection: Protection, request: NodeRequest, response: NodeResponse): Promise<boolean> {
  const decision = await decide(protection, nodeFacts(request));
  if (answerNode(request, response, decision)) return false;
  settleNode(response, decision);
  return true;
}
