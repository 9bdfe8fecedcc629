import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import { protect } from "secure-patterns/fetch";
import { describe, expect, it } from "vitest";
import { adapterContract } from "./contract.ts";
import { listen } from "./listen.ts";
import { createProbe } from "./probe.ts";
import { streamedBody } from "./streamed.ts";

async function handle(request: Request): Promise<Response> {
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case "GET /ok":
      return new Response("ok");
    case "HEAD /ok":
      return new Response(null);
    case "OPTIONS /ok":
      return new Response(null, { status: 204 });
    case "POST /echo":
      return Response.json(await request.json());
    case "GET /unauthorized":
      return new Response(null, { status: 401 });
    case "GET /stream":
      return new Response(streamedBody());
    case "GET /redirect":
      return Response.redirect("http://site.test/");
    default:
      throw new Error("thrown by the handler");
  }
}

/** The Node bridge hands `{ incoming }` to the handler beside the request, as Deno hands `info` and Bun its server. */
adapterContract("Fetch", {
  start(protection) {
    const limited = protect(protection)((request: Request, _platform: unknown) => handle(request));
    const served = async (request: Request, platform: unknown): Promise<Response> => {
      try {
        return await limited(request, platform);
      } catch {
        return new Response(null, { status: 500 });
      }
    };
    return listen(createAdaptorServer({ fetch: served }) as Server);
  },
  readsBody: true,
  knowsPeer: true,
});

describe("Fetch, request by request", () => {
  const request = new Request("http://site.test/ok");

  it("answers undefined or the refusal", async () => {
    const probe = createProbe();
    probe.reset(1);
    const check = protect(probe);
    expect(await check(request)).toBeUndefined();
    expect((await check(request))?.status).toBe(429);
  });

  it.each([
    [{ remoteAddr: { transport: "tcp", hostname: "192.0.2.7", port: 1 } }, "192.0.2.7"],
    [{ requestIP: () => ({ address: "192.0.2.8", family: "IPv4", port: 1 }) }, "192.0.2.8"],
    [{ remoteAddress: "192.0.2.9" }, "192.0.2.9"],
    [{ MY_BINDING: {} }, undefined],
    [undefined, undefined],
    [{ requestIP: () => null }, undefined],
  ])("knows the peer from %j", async (platform, expected) => {
    const probe = createProbe();
    probe.reset(10);
    await protect(probe)(request, platform);
    await protect(probe)((_request: Request, _platform: unknown) => new Response())(request, platform);
    expect(probe.seen.map(({ remoteAddress }) => remoteAddress)).toEqual([expected, expected]);
  });

  it("adds headers to responses that cannot be changed", async () => {
    const probe = createProbe();
    probe.reset(10);
    const response = await protect(probe)(handle)(new Request("http://site.test/redirect"));
    expect([response.status, response.headers.get("location")]).toEqual([302, "http://site.test/"]);
    expect(response.headers.get("ratelimit-policy")).toContain("probe");
    expect(probe.settled).toEqual([302]);
  });

  it("merges the headers of two protections", async () => {
    const probe = createProbe();
    probe.reset(10);
    const response = await protect(probe)(protect(probe)(handle))(request);
    expect(response.headers.get("ratelimit-policy")).toBe('"probe";q=10;w=60, "probe";q=10;w=60');
  });

  it("prefers plain text for people", async () => {
    const probe = createProbe();
    const refused = await protect(probe)(
      new Request("http://site.test/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } }),
    );
    expect(refused?.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await refused?.text()).toBe("Too many requests");
  });

  it("refuses what a protection does not plainly allow", async () => {
    const headers = {};
    for (const allowed of [false, undefined, 1, "true"]) {
      const check = protect({ checkRequest: async () => ({ allowed: allowed as boolean, headers }) });
      expect((await check(request))?.status).toBe(403);
    }
  });
});

describe("Fetch, the copy of the body", () => {
  const bodyOf = async (init: RequestInit): Promise<unknown> => {
    const probe = createProbe();
    probe.reset(10);
    const request = new Request("http://site.test/", { method: "POST", ...init });
    await protect(probe)(request);
    expect(request.bodyUsed).toBe(false);
    return probe.seen[0]?.body;
  };

  it("is JSON or form fields", async () => {
    expect(
      await bodyOf({ headers: { "content-type": "application/json; charset=utf-8" }, body: '{"a":[1]}' }),
    ).toEqual({
      a: [1],
    });
    expect(await bodyOf({ headers: { "content-type": "application/csp-report+json" }, body: "1" })).toBe(1);
    expect(await bodyOf({ body: new URLSearchParams("a=1&b=2&b=3") })).toEqual({ a: "1", b: ["2", "3"] });
    const form = new FormData();
    form.set("__proto__", "x");
    const fields = (await bodyOf({ body: form })) as object;
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.entries(fields)).toEqual([["__proto__", "x"]]);
  });

  it.each([
    ["malformed", { headers: { "content-type": "application/json" }, body: "{" }],
    ["of another type", { body: "a=1" }],
    ["absent", {}],
    [
      "too large",
      { headers: { "content-type": "application/json" }, body: JSON.stringify("x".repeat(1_048_576)) },
    ],
  ])("is undefined where the body is %s", async (_what, init) => {
    expect(await bodyOf(init)).toBeUndefined();
  });

  it("stops reading a stream that has no end", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(97)),
    });
    const headers = { "content-type": "application/json" };
    expect(await bodyOf({ headers, body, duplex: "half" } as RequestInit)).toBeUndefined();
  });
});
