import type { Denial, Protection, RequestFacts } from "../protection.ts";
import { rateLimit as createRateLimit, type RateLimitOptions } from "../rate-limit/rate-limit.ts";
import { decide } from "./decide.ts";
import { fetchFacts } from "./fetch-http.ts";
import { statusOfResult, statusOfThrown } from "./outcome.ts";
import { runProtected } from "./run-protected.ts";

export type { RateLimitOptions };

/** What the adapter uses of SvelteKit's `RequestEvent`. */
export interface SvelteKitEventLike {
  readonly request: Request;
  getClientAddress(): string;
  setHeaders(headers: Record<string, string>): void;
}

export interface SvelteKitProtection {
  /** The `handle` hook, alone or in `sequence(…)`: every request of the app. */
  <Event extends SvelteKitEventLike>(input: {
    event: Event;
    resolve: (event: Event) => Response | Promise<Response>;
  }): Promise<Response>;
  /** Wraps an endpoint: `export const POST = limit(async ({ request }) => …)`. */
  <Event extends SvelteKitEventLike>(
    endpoint: (event: Event) => Response | Promise<Response>,
  ): (event: Event) => Promise<Response>;
}

export interface SvelteKitActionOptions<Event extends SvelteKitEventLike, Result, Denied> {
  /** What a refused action answers: `(denial) => fail(denial.status, { error: denial.message })`. */
  readonly denied: (denial: Denial) => Denied;
  readonly action: (event: Event) => Result | Promise<Result>;
}

interface HandleInput {
  readonly event: SvelteKitEventLike;
  readonly resolve: (event: SvelteKitEventLike) => Response | Promise<Response>;
}

type Endpoint = (event: SvelteKitEventLike) => Response | Promise<Response>;

/** The `handle` hook, and a wrapper for endpoints, that lets through only what the protection allows. */
export function protect(protection: Protection): SvelteKitProtection {
  const run = (event: SvelteKitEventLike, handler: () => Response | Promise<Response>): Promise<Response> =>
    runProtected(protection, eventFacts(event), event.request, handler);
  const hook = (subject: HandleInput | Endpoint): unknown =>
    typeof subject === "function"
      ? (event: SvelteKitEventLike) => run(event, () => subject(event))
      : run(subject.event, () => subject.resolve(subject.event));
  return hook as SvelteKitProtection;
}

/** Limits requests: `export const POST = rateLimit({ bucket: "login" })(async ({ request }) => …)`. */
export function rateLimit(options: RateLimitOptions): SvelteKitProtection {
  return protect(createRateLimit(options));
}

/**
 * Wraps a form action. Unlike the `handle` hook it knows a failed action (`fail(400, …)`) from a successful one when the
 * form was sent by `use:enhance`, whose responses always have status 200.
 */
export function protectAction<Event extends SvelteKitEventLike, Result, Denied>(
  protection: Protection,
  options: SvelteKitActionOptions<Event, Result, Denied>,
): (event: Event) => Promise<Result | Denied> {
  return async (event) => {
    const decision = await decide(protection, eventFacts(event));
    setHeaders(event, decision.headers);
    if (decision.denial) return options.denied(decision.denial);
    let result: Result;
    try {
      result = await options.action(event);
    } catch (thrown) {
      await decision.settle?.(statusOfThrown(thrown));
      throw thrown;
    }
    await decision.settle?.(statusOfResult(result));
    return result;
  };
}

function eventFacts(event: SvelteKitEventLike): RequestFacts {
  return fetchFacts(event.request, clientAddress(event), event);
}

/** SvelteKit throws where there is no address: while prerendering, and in adapters that know none. */
function clientAddress(event: SvelteKitEventLike): string | undefined {
  try {
    return event.getClientAddress();
  } catch {
    return undefined;
  }
}

/** SvelteKit refuses to set a header twice; the second limiter of an action leaves the first one's headers. */
function setHeaders(event: SvelteKitEventLike, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      event.setHeaders({ [name]: value });
    } catch {
      continue;
    }
  }
}
