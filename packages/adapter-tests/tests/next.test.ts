import type { IncomingMessage, ServerResponse } from "node:http";
import type { NextApiRequest, NextApiResponse } from "next";
import { NextRequest, NextResponse } from "next/server.js";
import { redirect } from "next/navigation.js";
import { protect, protectAction } from "secure-patterns/next";
import type { Protection } from "secure-patterns";
import { describe, expect, it } from "vitest";
import { adapterContract } from "./contract.ts";
import { listen, serveFetch } from "./listen.ts";
import { createProbe } from "./probe.ts";
import { nodeStream, streamedBody } from "./streamed.ts";

type RouteHandler = (request: NextRequest, context: { params: Promise<object> }) => Promise<Response>;

function routes(protection: Protection): Record<string, RouteHandler> {
  const limit = protect(protection);
  return {
    "GET /ok": limit(async (_request: NextRequest) => new NextResponse("ok")),
    "HEAD /ok": limit(async (_request: NextRequest) => new NextResponse(null)),
    "OPTIONS /ok": limit(async () => new NextResponse(null, { status: 204 })),
    "POST /echo": limit(async (request) => NextResponse.json(await request.json())),
    "GET /unauthorized": limit(async () => new Response(null, { status: 401 })),
    "GET /stream": limit(async () => new Response(streamedBody())),
    "GET /throw": limit(async (): Promise<Response> => {
      throw new Error("thrown by the handler");
    }),
  };
}

/** Next's own server is not started here: its route handlers are called with its `NextRequest`, over real sockets. */
adapterContract("Next, route handlers", {
  start(protection) {
    const handlers = routes(protection);
    const served = async (request: Request): Promise<Response> => {
      const next = new NextRequest(request);
      try {
        const handler = handlers[`${request.method} ${next.nextUrl.pathname}`] as RouteHandler;
        return await handler(next, { params: Promise.resolve({}) });
      } catch {
        return new Response(null, { status: 500 });
      }
    };
    return serveFetch(served);
  },
  readsBody: true,
  knowsPeer: false,
});

/** As Next calls API routes: Node's own request and response, the body parsed and the helpers of `NextApiResponse` added. */
adapterContract("Next, API routes", {
  start(protection) {
    const handler = protect(protection)(async (request: NextApiRequest, response: NextApiResponse) => {
      switch (`${request.method} ${request.url?.split("?")[0]}`) {
        case "OPTIONS /ok":
          return void response.status(204).end();
        case "POST /echo":
          return void response.json(request.body);
        case "GET /unauthorized":
          return void response.status(401).end();
        case "GET /stream":
          return void nodeStream().pipe(response);
        case "GET /throw":
          throw new Error("thrown by the handler");
        default:
          response.end("ok");
      }
    });
    return listen(async (request, response) => {
      try {
        await handler(await asApiRequest(request), asApiResponse(response));
      } catch {
        response.statusCode = 500;
        response.end();
      }
    });
  },
  readsBody: true,
  knowsPeer: true,
});

async function asApiRequest(request: IncomingMessage): Promise<NextApiRequest> {
  const text = (await request.setEncoding("utf8").toArray()).join("");
  const isJson = request.headers["content-type"] === "application/json";
  return Object.assign(request, { body: isJson ? JSON.parse(text) : text, query: {}, cookies: {}, env: {} });
}

function asApiResponse(response: ServerResponse): NextApiResponse {
  const status = (code: number): ServerResponse => Object.assign(response, { statusCode: code });
  const json = (body: unknown): void => void response.end(JSON.stringify(body));
  return Object.assign(response, { status, json }) as unknown as NextApiResponse;
}

describe("Next, middleware", () => {
  it("keeps what NextResponse.next() says to Next", async () => {
    const probe = createProbe();
    probe.reset(1);
    const middleware = protect(probe)((_request: NextRequest) => NextResponse.next());
    const request = new NextRequest("http://site.test/ok");
    const allowed = await middleware(request);
    expect(allowed.headers.get("x-middleware-next")).toBe("1");
    expect(allowed.headers.get("ratelimit-policy")).toContain("probe");
    expect((await middleware(request)).status).toBe(429);
  });
});

describe("Next, server actions", () => {
  const headers = async (): Promise<Headers> =>
    new Headers({ "user-agent": "probe/1", "x-forwarded-for": "192.0.2.7" });
  const denied = (denial: { message: string }): { error: string } => ({ error: denial.message });

  it("runs the action or answers with what the application makes of the refusal", async () => {
    const probe = createProbe();
    probe.reset(1);
    const login = protectAction(probe, {
      headers,
      denied,
      action: async (_previous: unknown, form: FormData) => ({ hello: form.get("name") }),
    });
    const form = new FormData();
    form.set("name", "Ada");
    expect(await login(null, form)).toEqual({ hello: "Ada" });
    expect(await login(null, form)).toEqual({ error: "Too many requests" });
    expect(probe.seen[0]).toMatchObject({ method: "POST", agent: "probe/1", body: { name: "Ada" } });
    expect(probe.settled).toEqual([200]);
  });

  it.each([
    ["a redirect", 307, () => redirect("/home")],
    ["an error", 500, () => Promise.reject(new Error("thrown by the action"))],
  ])("tells the protection that %s is %d, and passes it on", async (_what, status, action) => {
    const probe = createProbe();
    probe.reset(1);
    await expect(protectAction(probe, { headers, denied, action: async () => action() })()).rejects.toThrow();
    expect(probe.settled).toEqual([status]);
  });

  it("counts a result as a failure where the application says so", async () => {
    const probe = createProbe();
    probe.reset(2);
    const login = protectAction(probe, {
      headers,
      denied,
      isFailure: (result) => "error" in result,
      action: async (name: string) => (name === "Ada" ? { ok: true } : { error: "who?" }),
    });
    await login("Ada");
    await login("Eve");
    expect(probe.settled).toEqual([200, 400]);
  });
});
