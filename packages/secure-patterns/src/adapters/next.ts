import type { Denial, Protection, RequestFacts } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { fetchFacts } from "./fetch-http.ts";
import { answerNode, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";
import { statusOfResult, statusOfThrown } from "./outcome.ts";
import { formFields } from "./read-body-copy.ts";
import { runProtected } from "./run-protected.ts";

export type { RateLimitOptions };

/** Wraps what Next calls with a request; the wrapped handler keeps its parameters. */
export interface NextProtection {
  /** A route handler (`export const POST = limit(async (request) => …)`), or the function of `proxy.ts` / `middleware.ts`. */
  <Input extends Request, Rest extends unknown[], Result>(
    handler: (request: Input, ...rest: Rest) => Result,
  ): (request: Input, ...rest: Rest) => Promise<Awaited<Result> | Response>;
  /** An API route of the pages router: `export default limit((request, response) => …)`. */
  <Input extends NodeRequest, Output extends NodeResponse>(
    handler: (request: Input, response: Output) => unknown,
  ): (request: Input, response: Output) => Promise<void>;
}

export interface NextActionOptions<Args extends unknown[], Result, Denied> {
  /** `headers` of `"next/headers"`, which answers at once before Next 15. */
  readonly headers: () => Promise<Pick<Headers, "get">> | Pick<Headers, "get">;
  /** What the action answers in place of its own result when it is refused, such as `{ error: denial.message }`. */
  readonly denied: (denial: Denial) => Denied;
  /** Whether a result is a failure, for protections that count only failures; by default only errors are. */
  readonly isFailure?: (result: Result) => boolean;
  readonly action: (...args: Args) => Result | Promise<Result>;
}

type Handler = (request: Request | NodeRequest, second?: unknown, ...rest: unknown[]) => unknown;

/** A wrapper for route handlers, middleware and API routes that lets through only what the protection allows. */
export function protect(protection: Protection): NextProtection {
  const wrap =
    (handler: Handler): Handler =>
    (request, ...rest) =>
      isFetchRequest(request)
        ? // Next says nothing about the socket here: addresses need `trust`.
          runProtected(protection, fetchFacts(request, undefined), request, () => handler(request, ...rest))
        : runApiRoute(protection, request, rest[0] as NodeResponse, () => handler(request, ...rest));
  return wrap as NextProtection;
}

/** Limits requests: `export const POST = rateLimit({ bucket: "login", clientIp: { trust: 1 } })(async (request) => …)`. */
export function rateLimit(options: RateLimitOptions): NextProtection {
  return protect(createRateLimit(options));
}

/**
 * Wraps a server action, which has no request of its own.
 *
 * The protection sees the headers, `method` `"POST"`, `url` `"/"`, as `body` the fields of the last `FormData` argument,
 * and the arguments as `raw`.
 */
export function protectAction<Args extends unknown[], Result, Denied>(
  protection: Protection,
  options: NextActionOptions<Args, Result, Denied>,
): (...args: Args) => Promise<Result | Denied> {
  return async (...args) => {
    const decision = await decide(protection, actionFacts(await options.headers(), args));
    if (decision.denial) return options.denied(decision.denial);
    let result: Result;
    try {
      result = await options.action(...args);
    } catch (thrown) {
      await decision.settle?.(statusOfThrown(thrown));
      throw thrown;
    }
    await decision.settle?.(options.isFailure?.(result) === true ? 400 : statusOfResult(result));
    return result;
  };
}

async function runApiRoute(
  protection: Protection,
  request: NodeRequest,
  response: NodeResponse,
  handler: () => unknown,
): Promise<void> {
  const decision = await decide(protection, nodeFacts(request));
  if (answerNode(request, response, decision)) return;
  settleNode(response, decision);
  await handler();
}

function actionFacts(headers: Pick<Headers, "get">, args: readonly unknown[]): RequestFacts {
  const form = args.findLast((argument) => argument instanceof FormData);
  const body = form instanceof FormData ? formFields(form) : undefined;
  return {
    method: "POST",
    url: "/",
    header: (name) => headers.get(name) ?? undefined,
    remoteAddress: undefined,
    body,
    readBody: async () => body,
    raw: args,
  };
}

function isFetchRequest(request: Request | NodeRequest): request is Request {
  return typeof (request as Request).headers.get === "function";
}
