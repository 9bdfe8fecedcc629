import type { TRPCError } from "@trpc/server";
import type { RequestEvent } from "@sveltejs/kit";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { H3, toNodeHandler } from "h3";
import { createApp, toNodeListener } from "h3v1";
import type { RequestListener } from "node:http";
import { listen } from "./listen.ts";
import byMiddleware from "../suggested/h3-2-handler.ts";
import byHook from "../suggested/h3-handler.ts";
import { actions } from "../suggested/sveltekit-actions.ts";
import { POST } from "../suggested/sveltekit-endpoint.ts";
import { router as byHeaders } from "../suggested/trpc-headers.ts";
import { router as bySocket } from "../suggested/trpc-socket.ts";

/**
 * What the suggestions of `require-rate-limit` write, which the plugin's tests compare with these files. Those for Next
 * are part of `next-app`.
 */
describe("suggested limits", () => {
  const eleven = async <Answer>(ask: () => Promise<Answer>): Promise<PromiseSettledResult<Answer>[]> =>
    Promise.allSettled(Array.from({ length: 11 }, ask));
  const codes = (answers: readonly PromiseSettledResult<unknown>[]): unknown[] =>
    answers.flatMap((each) => (each.status === "rejected" ? [(each.reason as TRPCError).code] : []));

  it("count the calls of a procedure by the address of its socket", async () => {
    const ask = (remoteAddress: string) => {
      const req = { headers: {}, method: "POST", url: "/", socket: { remoteAddress } };
      const context = { req: req as unknown as IncomingMessage, res: {} as ServerResponse };
      return () => bySocket.createCaller(context).login({ password: "right" });
    };
    expect(codes(await eleven(ask("192.0.2.1")))).toEqual(["TOO_MANY_REQUESTS"]);
    expect(await ask("192.0.2.2")()).toEqual({ valid: true });
  });

  it("count them by what a proxy says where there are headers only", async () => {
    const ask = (address: string) => {
      const headers = new Headers({ "x-forwarded-for": address });
      return () => byHeaders.createCaller({ db: new Map(), headers }).login({ password: "right" });
    };
    expect(codes(await eleven(ask("192.0.2.1")))).toEqual(["TOO_MANY_REQUESTS"]);
    expect(await ask("192.0.2.2")()).toEqual({ valid: true });
  });

  it("answer 429 for an endpoint of SvelteKit", async () => {
    const answers = await eleven(async () => {
      const request = new Request("http://site.test/", { method: "POST", body: '{"password":"right"}' });
      const event = { request, getClientAddress: () => "192.0.2.1", setHeaders() {} };
      return (await POST(event as unknown as RequestEvent)).status;
    });
    const statuses = answers.map((each) => (each.status === "fulfilled" ? each.value : each.reason));
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
  });

  it("answer as a form's action does where it fails", async () => {
    const answers = await eleven(async () => {
      const form = new FormData();
      form.set("password", "right");
      const request = new Request("http://site.test/", { method: "POST", body: form });
      const event = { request, getClientAddress: () => "192.0.2.1", setHeaders() {} };
      return actions.login(event as unknown as RequestEvent);
    });
    const values = answers.map((each) => (each.status === "fulfilled" ? each.value : each.reason));
    expect(values.slice(0, 10)).toEqual(Array<unknown>(10).fill({ done: true }));
    expect(values[10]).toMatchObject({ status: 429, data: { message: expect.any(String) } });
  });

  it.each([
    ["1", toNodeListener(createApp().use("/login", byHook))],
    ["2", toNodeHandler(new H3().post("/login", byMiddleware))],
  ])("answer 429 for a handler of h3, version %s", async (_, listener) => {
    const server = await listen(listener as RequestListener);
    const headers = { "content-type": "application/json" };
    const answers = await eleven(async () => {
      const answer = await fetch(`${server.url}/login`, {
        method: "POST",
        headers,
        body: '{"password":"right"}',
      });
      return answer.status;
    });
    await server.close();
    const statuses = answers.map((each) => (each.status === "fulfilled" ? each.value : each.reason));
    expect(statuses.sort()).toEqual([...Array<number>(10).fill(200), 429]);
  });
});
