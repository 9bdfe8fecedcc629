import {
  createStaticHandler,
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from "react-router";
import { protect } from "secure-patterns/fetch";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningApp } from "./contract.ts";
import { serveFetch } from "./listen.ts";
import { createProbe } from "./probe.ts";

const probe = createProbe();
const limit = protect(probe);

const { queryRoute } = createStaticHandler([
  {
    path: "/login",
    id: "login",
    loader: limit(({ params }: LoaderFunctionArgs) => new Response(`form ${Object.keys(params).length}`)),
    action: limit(async ({ request }: ActionFunctionArgs) => {
      const form = await request.formData();
      if (form.get("password") !== "right") return new Response("wrong", { status: 401 });
      throw redirect("/home");
    }),
  },
  {
    path: "/plain",
    id: "plain",
    action: limit(({ request: _request }: ActionFunctionArgs) => data({ error: "wrong" }, { status: 400 })),
  },
]);

/** Loaders and actions as React Router (and Remix) calls them, over real sockets; its pages are not rendered. */
describe("React Router", () => {
  let app: RunningApp;
  beforeAll(async () => {
    const served = async (request: Request): Promise<Response> => {
      const url = new URL(request.url);
      const result: unknown = await queryRoute(request, { routeId: url.pathname.slice(1) }).catch(
        (thrown: unknown) => thrown,
      );
      return result instanceof Response ? result : Response.json((result as { data: unknown }).data ?? null);
    };
    app = await serveFetch(served);
  });
  afterAll(() => app.close());
  beforeEach(() => probe.reset(1_000));

  const post = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(app.url + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

  it("lets loaders through with headers", async () => {
    const response = await fetch(`${app.url}/login`);
    expect(await response.text()).toBe("form 0");
    expect(response.headers.get("ratelimit-policy")).toContain("probe");
  });

  it("knows failed actions from thrown redirects", async () => {
    expect((await post("/login", { password: "wrong" })).status).toBe(401);
    const home = await post("/login", { password: "right" });
    expect([home.status, home.headers.get("location")]).toEqual([302, "/home"]);
    expect(home.headers.get("ratelimit-policy")).toContain("probe");
    await post("/plain", {});
    expect(probe.settled).toEqual([401, 302, 400]);
    expect(probe.seen[0]?.body).toEqual({ password: "wrong" });
  });

  it("admits exactly the limit of 50 at once", async () => {
    probe.reset(10);
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => post("/login", { password: "wrong" })),
    );
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(40);
  });
});
