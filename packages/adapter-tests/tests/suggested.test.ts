import type { TRPCError } from "@trpc/server";
import type { RequestEvent } from "@sveltejs/kit";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
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
});
