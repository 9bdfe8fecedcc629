import type { Protection, RequestFacts, Verdict } from "secure-patterns";

/** A protection whose every move the test can see: at most `limit` requests, remembered by nothing but a counter. */
export interface Probe extends Protection {
  limit: number;
  /** Thrown by the next checks, if set. */
  failure: Error | undefined;
  readonly seen: SeenRequest[];
  readonly settled: number[];
  reset(limit: number): void;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly agent: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly body: unknown;
}

export const SECRET_REASON = "probe: the reason is for the log only";

export function createProbe(): Probe {
  const probe: Probe & { used: number } = {
    limit: 0,
    used: 0,
    failure: undefined,
    seen: [],
    settled: [],
    reset(limit) {
      probe.limit = limit;
      probe.used = 0;
      probe.failure = undefined;
      probe.seen.length = 0;
      probe.settled.length = 0;
    },
    async checkRequest(request) {
      if (probe.failure) throw probe.failure;
      probe.used += 1;
      const verdict = answer(probe, probe.used <= probe.limit);
      await remember(probe, request);
      return verdict;
    },
  };
  return probe;
}

async function remember(probe: Probe, request: RequestFacts): Promise<void> {
  probe.seen.push({
    method: request.method,
    url: request.url,
    agent: request.header("user-agent"),
    remoteAddress: request.remoteAddress,
    body: await request.readBody?.(),
  });
}

function answer(probe: Probe, allowed: boolean): Verdict {
  const headers = { "RateLimit-Policy": `"probe";q=${probe.limit};w=60` };
  if (!allowed) {
    const denial = {
      status: 429,
      message: "Too many requests",
      reason: SECRET_REASON,
      headers: { "Retry-After": "30" },
    };
    return { allowed, headers, denial };
  }
  return {
    allowed,
    headers,
    settle: async (status) => {
      probe.settled.push(status);
      throw new Error("probe: settle always fails after taking note");
    },
  };
}
