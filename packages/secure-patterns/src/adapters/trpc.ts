import type { Denial, Protection, RequestFacts } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { fetchFacts } from "./fetch-http.ts";
import { mergedHeader } from "./merged-header.ts";
import { applyNodeHeaders, nodeFacts, type NodeRequest, type NodeResponse } from "./node-http.ts";

export type { RateLimitOptions };

/** What the adapter uses of the options of a tRPC middleware. */
export interface TrpcCallLike {
  readonly ctx: unknown;
  readonly path: string;
  readonly type: string;
  getRawInput(): Promise<unknown>;
}

export interface TrpcOptions<Context> {
  /** The HTTP request behind a call; by default `ctx.req` or `ctx.request`, or one with `ctx.headers`. */
  readonly request?: (ctx: Context) => Request | NodeRequest;
}

/** A middleware for `t.procedure.use(…)`. */
export type TrpcMiddleware = <Result>(
  call: TrpcCallLike & { readonly next: () => Promise<Result> },
) => Promise<Result>;

const CODES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

const STATUSES: Readonly<Record<string, number>> = {
  PARSE_ERROR: 400,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  CLIENT_CLOSED_REQUEST: 499,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};

/**
 * Middleware that lets a call through only if the protection allows it. Each call of a batch is asked about on its own: a
 * limit in front of the HTTP handler would take a batch of a thousand guesses for one request.
 *
 * The protection sees `url` `"/<path of the procedure>"` and as body the raw input. A refusal is a `TRPCError`
 * (`TOO_MANY_REQUESTS`, `FORBIDDEN` …) whose cause has the denial's `headers`.
 *
 * @throws TypeError at the first call if the context holds no request
 */
export function protect<Context = unknown>(
  protection: Protection,
  options: TrpcOptions<Context> = {},
): TrpcMiddleware {
  return async (call) => {
    const request = options.request?.(call.ctx as Context) ?? requestIn(call);
    const decision = await decide(protection, await callFacts(call, request));
    applyHeaders(call.ctx, decision.headers);
    if (decision.denial) throw trpcError(decision.denial, decision.headers);
    const result = await call.next();
    await decision.settle?.(statusOf(result));
    return result;
  };
}

/** Middleware that limits calls: `t.procedure.use(rateLimit({ bucket: "login", limit: 10, window: "60s" }))`. */
export function rateLimit<Context = unknown>(
  options: RateLimitOptions,
  trpc: TrpcOptions<Context> = {},
): TrpcMiddleware {
  return protect(createRateLimit(options), trpc);
}

async function callFacts(call: TrpcCallLike, request: Request | NodeRequest): Promise<RequestFacts> {
  const facts = isFetchRequest(request) ? fetchFacts(request, undefined) : nodeFacts(request);
  const body = await call.getRawInput();
  return { ...facts, url: `/${call.path}`, body, readBody: async () => body, raw: call };
}

function requestIn({ ctx, type }: TrpcCallLike): Request | NodeRequest {
  const { req, request, headers } = (ctx ?? {}) as {
    req?: NodeRequest;
    request?: NodeRequest;
    headers?: NodeRequest["headers"];
  };
  const found = req ?? request;
  if (found?.headers) return found;
  if (headers) return { method: type === "mutation" ? "POST" : "GET", headers };
  throw new TypeError(
    "The tRPC context holds no request: return it from createContext as { req }, or pass { request: (ctx) => … }",
  );
}

function applyHeaders(ctx: unknown, headers: Readonly<Record<string, string>>): void {
  const { res, resHeaders } = (ctx ?? {}) as { res?: NodeResponse; resHeaders?: Headers };
  if (typeof resHeaders?.set === "function") {
    for (const [name, value] of Object.entries(headers)) {
      resHeaders.set(name, mergedHeader(name, value, resHeaders.get(name)));
    }
  } else if (typeof res?.setHeader === "function" && !res.headersSent) {
    applyNodeHeaders(res, headers);
  }
}

/** tRPC takes errors with this name for its own, since several copies of it may be installed. */
function trpcError(denial: Denial, headers: Readonly<Record<string, string>>): Error {
  const cause = Object.assign(new Error(denial.reason), { status: denial.status, headers });
  const error = new Error(denial.message, { cause });
  return Object.assign(error, { name: "TRPCError", code: CODES[denial.status] ?? "FORBIDDEN" });
}

function statusOf(result: unknown): number {
  const { ok, error } = result as { ok?: boolean; error?: { code?: string } };
  return ok === false ? (STATUSES[error?.code ?? ""] ?? 500) : 200;
}

function isFetchRequest(request: Request | NodeRequest): request is Request {
  return typeof (request as Request).headers.get === "function";
}
