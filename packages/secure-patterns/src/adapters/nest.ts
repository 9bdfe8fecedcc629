import type { Protection } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { validateAsync, ValidationError, type InferOutput, type StandardSchema } from "../validate/index.ts";
import type { ValidateBodyOptions } from "./check-body.ts";
import { decide, type Decision } from "./decide.ts";
import { denialJson } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";
import { bodyOf, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

export type { RateLimitOptions, ValidateBodyOptions };

/** What the adapter uses of Nest's `ExecutionContext`. */
export interface NestContextLike {
  getType<Kind extends string>(): Kind;
  getArgByIndex<Value>(index: number): Value;
}

/** An instance for `@UseGuards(…)`, `app.useGlobalGuards(…)` or `{ provide: APP_GUARD, useValue: … }`. */
export interface NestGuard {
  canActivate(context: NestContextLike): Promise<boolean>;
}

/** Express's request and response, or Fastify's, which hold Node's in `raw`. */
type PlatformRequest = NodeRequest & { readonly raw?: NodeRequest };
type PlatformResponse = NodeResponse & {
  readonly raw?: NodeResponse;
  header?(name: string, value: string): unknown;
};

type HttpExceptionClass = new (body: object, status: number) => Error;

/** Where `@UseGuards` of `@nestjs/common` keeps a handler's guards. */
const GUARDS = "__guards__";

/**
 * A guard that lets a request through only if the protection allows it. A refusal is an `HttpException` with the denial's
 * status, so that exception filters see it.
 */
export function protect(protection: Protection): NestGuard {
  return {
    async canActivate(context) {
      const { request, response } = httpOf(context);
      const decision = await decide(protection, nodeFacts(request.raw ?? request, request, bodyOf(request)));
      applyHeaders(response, decision.headers);
      if (decision.denial) throw await httpException(decision.denial.status, denialJson(decision.denial));
      settleNode(response.raw ?? response, decision);
      return true;
    },
  };
}

/** A guard that limits requests: `@UseGuards(rateLimit({ bucket: "login", limit: 10, window: "60s" }))`. */
export function rateLimit(options: RateLimitOptions): NestGuard {
  return protect(createRateLimit(options));
}

/** A pipe for `@Body(…)`, `@Query(…)`, `@Param(…)`. */
export interface NestPipe<Output> {
  transform(value: unknown): Promise<Output>;
}

/**
 * A pipe that checks a parameter against a schema (zod, valibot, arktype …) and passes on what the schema makes of it:
 * `create(@Body(validate(User)) user: z.infer<typeof User>)`. What does not fit is refused by an `HttpException` with status 400 and
 * the names of the fields.
 *
 * @param options - `onDenied` is told without a request, since pipes are given none
 */
export function validate<Schema extends StandardSchema>(
  schema: Schema,
  options?: ValidateBodyOptions,
): NestPipe<InferOutput<Schema>> {
  return {
    async transform(value) {
      try {
        return await validateAsync(schema, value, options);
      } catch (error) {
        throw error instanceof ValidationError ? await httpException(error.status, error.toJSON()) : error;
      }
    },
  };
}

/** `@Protect(protection)` on a handler or a controller: what `@UseGuards(protect(protection))` does. */
export function Protect(protection: Protection): ClassDecorator & MethodDecorator {
  return useGuard(protect(protection));
}

/** `@RateLimit({ bucket: "login" })` on a handler or a controller: what `@UseGuards(rateLimit(…))` does. */
export function RateLimit(options: RateLimitOptions): ClassDecorator & MethodDecorator {
  return useGuard(rateLimit(options));
}

/** Adds a guard to a class or a method, as `@UseGuards` does. */
function useGuard(guard: NestGuard): ClassDecorator & MethodDecorator {
  return (target: object, _key?: unknown, descriptor?: PropertyDescriptor) => {
    const subject = (descriptor?.value ?? target) as object;
    const { getMetadata, defineMetadata } = Reflect as Partial<MetadataReflect>;
    if (!getMetadata || !defineMetadata) {
      throw new TypeError('Import "reflect-metadata" before the first decorator of secure-patterns/nest');
    }
    const present = (getMetadata(GUARDS, subject) as NestGuard[] | undefined) ?? [];
    defineMetadata(GUARDS, [...present, guard], subject);
  };
}

interface MetadataReflect {
  getMetadata(key: string, target: object): unknown;
  defineMetadata(key: string, value: unknown, target: object): void;
}

/** HTTP handlers, and GraphQL resolvers whose context holds `req` and `res`; nothing else has a request to ask about. */
function httpOf(context: NestContextLike): { request: PlatformRequest; response: PlatformResponse } {
  if (context.getType<string>() === "http") {
    return { request: context.getArgByIndex(0), response: context.getArgByIndex(1) };
  }
  const graphql =
    context.getType<string>() === "graphql" ? context.getArgByIndex<GraphqlContext>(2) : undefined;
  const request = graphql?.req ?? graphql?.request;
  const response = graphql?.res ?? graphql?.reply ?? request?.res;
  if (request && response) return { request, response };
  throw new TypeError(
    "The guard of secure-patterns/nest needs an HTTP request: for GraphQL put { req, res } into the context, and limit other transports by rateLimit(…).check(key)",
  );
}

interface GraphqlContext {
  readonly req?: PlatformRequest & { readonly res?: PlatformResponse };
  readonly request?: PlatformRequest & { readonly res?: PlatformResponse };
  readonly res?: PlatformResponse;
  readonly reply?: PlatformResponse;
}

function applyHeaders(response: PlatformResponse, headers: Decision["headers"]): void {
  for (const [name, value] of Object.entries(headers)) {
    const merged = mergedHeader(name, value, response.getHeader(name));
    if (response.raw && response.header) response.header(name, merged);
    else response.setHeader(name, merged);
  }
}

/** Only Nest's own class is known to filters (`exception instanceof HttpException`), so it is taken from the application. */
async function httpException(status: number, body: object): Promise<Error> {
  // Widened to `string`, so that types do not need Nest to be installed; bundlers still see the name.
  const { HttpException } = (await import("@nestjs/common" as string)) as {
    HttpException: HttpExceptionClass;
  };
  return new HttpException({ statusCode: status, ...body }, status);
}
