import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { initTRPC, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { createAdaptorServer } from "@hono/node-server";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { protect } from "secure-patterns/trpc";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { RunningApp } from "./contract.ts";
import { listen } from "./listen.ts";
import { createProbe } from "./probe.ts";

type Context = { req: IncomingMessage | Request; res?: ServerResponse; resHeaders?: Headers };

const probe = createProbe();
const t = initTRPC.context<Context>().create();
const limited = t.procedure.use(protect(probe));
const router = t.router({
  guess: limited.input(z.object({ code: z.string() })).mutation(({ input }) => input.code.length),
  wrong: limited.query(() => {
    throw new TRPCError({ code: "UNAUTHORIZED" });
  }),
  broken: limited.query(() => {
    throw new Error("thrown by the resolver");
  }),
});

/** tRPC has one HTTP response for many calls, so that the common contract's routes do not fit: this is its own. */
describe.each([
  [
    "standalone",
    () => listen(createHTTPHandler({ router, createContext: ({ req, res }) => ({ req, res }) })),
  ],
  [
    "fetch",
    () => {
      const handler = (req: Request): Promise<Response> =>
        fetchRequestHandler({
          endpoint: "",
          req,
          router,
          createContext: ({ resHeaders }) => ({ req, resHeaders }),
        });
      return listen(createAdaptorServer({ fetch: handler }) as Server);
    },
  ],
] as [string, () => Promise<RunningApp>][])("tRPC, %s", (name, start) => {
  let app: RunningApp;
  let client: ReturnType<typeof createTRPCClient<typeof router>>;
  beforeAll(async () => {
    app = await start();
    client = createTRPCClient<typeof router>({ links: [httpBatchLink({ url: app.url })] });
  });
  afterAll(() => app.close());
  beforeEach(() => probe.reset(1_000));

  it("lets a call through with headers, and sees path, input and peer", async () => {
    const response = await fetch(`${app.url}/guess`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"code":"1234"}',
    });
    expect(await response.json()).toEqual({ result: { data: 4 } });
    expect(response.headers.get("ratelimit-policy")).toBe('"probe";q=1000;w=60');
    expect(probe.seen[0]).toMatchObject({ method: "POST", url: "/guess", body: { code: "1234" } });
    expect(probe.seen[0]?.remoteAddress).toEqual(name === "fetch" ? undefined : "127.0.0.1");
    expect(probe.settled).toEqual([200]);
  });

  it("counts each call of a batch", async () => {
    probe.reset(10);
    const guesses = Array.from({ length: 50 }, (_, index) => client.guess.mutate({ code: String(index) }));
    const outcomes = await Promise.allSettled(guesses);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason.data.code).toBe("TOO_MANY_REQUESTS");
    }
  });

  it("refuses as tRPC does", async () => {
    probe.reset(0);
    const refusal = await client.guess.mutate({ code: "1" }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TRPCClientError);
    expect(refusal).toMatchObject({ message: "Too many requests", data: { httpStatus: 429 } });
    const response = await fetch(`${app.url}/wrong`);
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(probe.settled).toEqual([]);
  });

  it.each([
    ["/wrong", 401],
    ["/broken", 500],
    ["/guess", 400],
  ])("tells the protection how %s ended: %d", async (path, status) => {
    const headers = { "content-type": "application/json" };
    const isMutation = path === "/guess";
    const response = await fetch(app.url + path, isMutation ? { method: "POST", headers, body: "{}" } : {});
    expect(response.status).toBe(status);
    expect(probe.settled).toEqual([status]);
  });

  it("does not run the resolver when the protection itself fails", async () => {
    probe.failure = new Error("the store is gone");
    await expect(client.guess.mutate({ code: "1" })).rejects.toMatchObject({ data: { httpStatus: 500 } });
  });
});

describe("tRPC without a request", () => {
  it("says what is missing", async () => {
    const bare = initTRPC.context<object>().create();
    const caller = bare.router({ ok: bare.procedure.use(protect(probe)).query(() => 1) }).createCaller({});
    await expect(caller.ok()).rejects.toThrow(/context holds no request/);
  });

  it.each([
    ["those of Fetch", new Headers({ "user-agent": "probe/1" })],
    ["those of Node", { "user-agent": "probe/1" }],
  ])("makes do with headers: %s", async (_name, headers) => {
    probe.reset(1);
    const own = initTRPC.context<{ headers: Headers | Record<string, string> }>().create();
    const caller = own
      .router({ ok: own.procedure.use(protect(probe)).mutation(() => 1) })
      .createCaller({ headers });
    expect(await caller.ok()).toBe(1);
    expect(probe.seen[0]).toMatchObject({ agent: "probe/1", method: "POST", remoteAddress: undefined });
  });

  it("takes a request from where the application keeps it", async () => {
    probe.reset(1);
    const own = initTRPC.context<{ event: { request: Request } }>().create();
    type OwnContext = { event: { request: Request } };
    const limit = protect<OwnContext>(probe, { request: (ctx) => ctx.event.request });
    const request = new Request("http://site.test/", { headers: { "user-agent": "probe/1" } });
    const caller = own
      .router({ ok: own.procedure.use(limit).query(() => 1) })
      .createCaller({ event: { request } });
    expect(await caller.ok()).toBe(1);
    expect(probe.seen[0]?.agent).toBe("probe/1");
  });
});
