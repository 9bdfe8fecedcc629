import { request as httpRequest } from "node:http";
import { csrf, firewall, rateLimit, type Protection, type RateLimitOptions } from "secure-patterns";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createProbe, SECRET_REASON } from "./probe.ts";
import { readFirst } from "./streamed.ts";

/**
 * An app of one framework, served on a loopback port, with these routes behind `protect(protection)`:
 * `GET /ok` and `HEAD /ok` (200 "ok"), `OPTIONS /ok` (204), `POST /echo` (the JSON body), `GET /unauthorized` (401),
 * `GET /throw` (an exception), `GET /stream` (`streamedText()`).
 */
export interface Driver {
  start(protection: Protection): Promise<RunningApp>;
  /** The protection can read the body, parsed by the framework or as a copy. */
  readonly readsBody: boolean;
  /** The framework tells middleware the peer's address. */
  readonly knowsPeer: boolean;
  /** The framework's own shape of an error body, where denials go through its exceptions. */
  readonly denialBody?: (error: string) => unknown;
  /** Routes to leave out, with the reason that is printed. */
  readonly without?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  readonly url: string;
  close(): Promise<void>;
}

const CONCURRENT = 50;

/** What every adapter must do, on the real framework over real sockets. */
export function adapterContract(name: string, driver: Driver): void {
  describe(name, () => {
    const probe = createProbe();
    let protection: Protection;
    let app: RunningApp;
    beforeAll(async () => {
      app = await driver.start({ checkRequest: (request) => protection.checkRequest(request) });
    });
    afterAll(() => app?.close());
    beforeEach(() => {
      probe.reset(1_000);
      protection = probe;
    });
    const limitBy = (options: Omit<RateLimitOptions, "bucket">): void => {
      // Where the framework does not tell the peer's address, a key of the application's own.
      const key = driver.knowsPeer ? {} : { key: () => "everybody" };
      protection = rateLimit({ bucket: "contract", ...key, ...options });
    };

    const call = (path: string, init?: RequestInit): Promise<Response> => fetch(app.url + path, init);
    const unless = (what: string): typeof it | typeof it.skip => {
      const reason = driver.without?.[what];
      if (reason) console.info(`${name}: "${what}" is not tested: ${reason}`);
      return reason ? it.skip : it;
    };

    it("lets an allowed request through, with headers", async () => {
      const response = await call("/ok?x=1", { headers: { "user-agent": "probe/1" } });
      expect([response.status, await response.text()]).toEqual([200, "ok"]);
      expect(response.headers.get("ratelimit-policy")).toBe('"probe";q=1000;w=60');
      expect(probe.seen).toHaveLength(1);
      expect(probe.seen[0]).toMatchObject({ method: "GET", agent: "probe/1" });
      expect(new URL(probe.seen[0]?.url ?? "", app.url).pathname).toMatch(/\/ok$/);
      expect(new URL(probe.seen[0]?.url ?? "", app.url).search).toBe("?x=1");
    });

    it("leaves the body to the handler", async () => {
      const body = { name: "Ada", tags: [1, 2] };
      const headers = { "content-type": "application/json" };
      const response = await call("/echo", { method: "POST", headers, body: JSON.stringify(body) });
      expect(await response.json()).toEqual(body);
      expect(probe.seen[0]?.body).toEqual(driver.readsBody ? body : undefined);
    });

    it("sees the peer's address as the socket says, whatever headers say", async () => {
      await call("/ok", { headers: { "x-forwarded-for": "6.6.6.6", forwarded: "for=6.6.6.6" } });
      const expected = driver.knowsPeer ? expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$/) : undefined;
      expect(probe.seen[0]?.remoteAddress).toEqual(expected);
    });

    it("answers 400 to headers that name no client, and does not take them for an error of the server's", async () => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
      protection = rateLimit({ bucket: "contract", clientIp: { trust: 1 } });
      for (const headers of [
        { "x-forwarded-for": "6.6.6.6", forwarded: "for=7.7.7.7" },
        { "x-forwarded-for": "6.6.6.6, <b>" },
      ]) {
        const response = await call("/ok", { headers });
        const text = await response.text();
        expect([response.status, text]).toEqual([400, expect.stringContaining("Bad request")]);
        expect(text).not.toContain("<b>");
      }
      expect(warn.mock.calls.flat().join()).not.toContain("<b>");
      warn.mockRestore();
      const behindProxy = await call("/ok", { headers: { "x-forwarded-for": "6.6.6.6, 192.0.2.1" } });
      expect(behindProxy.status).toBe(200);
    });

    it(`admits exactly the limit of ${CONCURRENT} at once`, async () => {
      probe.reset(10);
      const responses = await Promise.all(Array.from({ length: CONCURRENT }, () => call("/ok")));
      const statuses = responses.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(CONCURRENT - 10);
      await Promise.all(responses.map((response) => response.text()));
    });

    it("refuses with status, Retry-After and a short body", async () => {
      probe.reset(0);
      const response = await call("/ok");
      const text = await response.text();
      expect(response.status).toBe(429);
      expect(response.headers.get("retry-after")).toBe("30");
      expect(response.headers.get("ratelimit-policy")).toBe('"probe";q=0;w=60');
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      const expected = driver.denialBody?.("Too many requests") ?? { error: "Too many requests" };
      expect(JSON.parse(text)).toEqual(expected);
      expect(text).not.toContain(SECRET_REASON);
      expect(probe.settled).toEqual([]);
    });

    it("refuses a request whose body nobody reads", async () => {
      probe.reset(0);
      expect(await postWithoutReuse(`${app.url}/echo`, "x".repeat(100_000))).toBe(429);
    });

    it("answers HEAD without a body, allowed and refused", async () => {
      const allowed = await call("/ok", { method: "HEAD" });
      expect([allowed.status, await allowed.text()]).toEqual([200, ""]);
      expect(allowed.headers.get("ratelimit-policy")).toBe('"probe";q=1000;w=60');
      probe.reset(0);
      const refused = await call("/ok", { method: "HEAD" });
      expect([refused.status, await refused.text()]).toEqual([429, ""]);
      expect(refused.headers.get("retry-after")).toBe("30");
    });

    unless("OPTIONS")("asks about OPTIONS too", async () => {
      const allowed = await call("/ok", { method: "OPTIONS" });
      expect(allowed.status).toBe(204);
      expect(probe.seen[0]?.method).toBe("OPTIONS");
      probe.reset(0);
      expect((await call("/ok", { method: "OPTIONS" })).status).toBe(429);
    });

    it.each([
      ["/ok", 200],
      ["/unauthorized", 401],
      ["/throw", 500],
    ])("tells the protection how %s ended: %d", async (path, status) => {
      const response = await call(path);
      await response.text();
      expect(response.status).toBe(status);
      await until(() => probe.settled.length > 0);
      expect(probe.settled).toEqual([status]);
    });

    unless("streaming")("passes a stream on as it comes", async () => {
      const response = await call("/stream");
      expect(response.headers.get("ratelimit-policy")).toBe('"probe";q=1000;w=60');
      expect(await readStream(response)).toBe("firstsecond");
      await until(() => probe.settled.length > 0);
      expect(probe.settled).toEqual([200]);
    });

    it("does not run the handler when the protection itself fails", async () => {
      probe.failure = new Error("the store is gone");
      const response = await call("/ok");
      expect(response.status).toBe(500);
      expect(await response.text()).not.toBe("ok");
    });

    it("limits exactly, by address, with the real limiter", async () => {
      limitBy({ limit: 10, window: "60s" });
      const responses = await Promise.all(Array.from({ length: CONCURRENT }, () => call("/ok")));
      const refused = responses.filter(({ status }) => status === 429);
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(refused).toHaveLength(CONCURRENT - 10);
      for (const response of refused) {
        expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(50);
        expect(response.headers.get("ratelimit")).toMatch(/^"contract";r=0;t=\d+$/);
        expect(response.headers.get("ratelimit-policy")).toBe('"contract";q=10;w=60');
      }
      await Promise.all(responses.map((response) => response.text()));
    });

    it("keeps errors of onDenied from the client", async () => {
      const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
      const onDenied = vi.fn(() => {
        throw new Error("thrown by onDenied");
      });
      limitBy({ limit: 1, onDenied });
      await (await call("/ok")).text();
      const response = await call("/ok");
      expect(response.status).toBe(429);
      expect(await response.text()).not.toContain("onDenied");
      expect(onDenied).toHaveBeenCalledOnce();
      complaint.mockRestore();
    });

    it("counts only failures where it is told to", async () => {
      limitBy({ limit: 3, count: "failures" });
      for (let round = 0; round < 8; round++) expect(await finished(call("/ok"))).toBe(200);
      for (const path of ["/unauthorized", "/throw", "/unauthorized"]) await finished(call(path));
      expect(await finished(call("/unauthorized"))).toBe(429);
      expect(await finished(call("/ok"))).toBe(429);
    });

    if (driver.readsBody) {
      it("limits by what the body says", async () => {
        limitBy({ limit: 2, key: async ({ readBody }) => ((await readBody?.()) as { email: string }).email });
        const headers = { "content-type": "application/json" };
        const login = (email: string): Promise<number> =>
          finished(call("/echo", { method: "POST", headers, body: JSON.stringify({ email }) }));
        expect([await login("ada"), await login("ada"), await login("ada"), await login("eve")]).toEqual([
          200, 200, 429, 200,
        ]);
      });
    }

    it("asks for a CSRF token, with the real check", async () => {
      const guard = csrf({ secret: "0123456789abcdef0123456789abcdef" });
      const session = "session-1";
      protection = guard.protect({ session: () => session });
      const post = async (headers: Record<string, string>, body: object = {}): Promise<Response> => {
        const type = { "content-type": "application/json" };
        return call("/echo", {
          method: "POST",
          headers: { ...type, ...headers },
          body: JSON.stringify(body),
        });
      };
      const token = guard.issue(session, "request");
      expect(await (await post({ "x-csrf-token": token }, { a: 1 })).json()).toEqual({ a: 1 });
      expect((await post({}, { _csrf: token })).status).toBe(driver.readsBody ? 200 : 403);
      expect((await post({ "x-csrf-token": guard.issue("session-2", "request") })).status).toBe(403);
      expect((await post({ "x-csrf-token": token, "sec-fetch-site": "cross-site" })).status).toBe(403);
      const refused = await post({});
      expect([refused.status, refused.headers.get("x-csrf-refused")]).toEqual([403, "1"]);
      expect(await refused.text()).not.toContain("token");
      expect((await call("/ok")).status).toBe(200);
    });

    it("refuses a client that the firewall has blocked, and records it", async () => {
      // Where the framework does not tell the peer's address, a proxy in front of it does.
      const fw = firewall(driver.knowsPeer ? {} : { trust: 1 });
      const headers = driver.knowsPeer ? {} : { "x-forwarded-for": "127.0.0.1" };
      const limiter = rateLimit({
        bucket: "firewall",
        key: () => "everybody",
        limit: 1,
        onDenied: fw.onDenied,
      });
      protection = limiter;
      const statuses = [];
      for (let round = 0; round < 2; round++) statuses.push(await finished(call("/ok", { headers })));
      protection = fw.check;
      statuses.push(await finished(call("/ok", { headers })));
      await fw.block("127.0.0.1");
      const refused = await call("/ok", { headers });
      expect(await refused.text()).not.toContain("hand");
      expect([...statuses, refused.status]).toEqual([200, 429, 200, 403]);
      expect((await fw.events()).map(({ kind, ip }) => [kind, ip])).toEqual([
        ["firewall", "127.0.0.1"],
        ["block", "127.0.0.1"],
        ["rate-limit", "127.0.0.1"],
      ]);
    });

    it("survives a client that leaves", async () => {
      await leaveEarly(`${app.url}/stream`);
      await until(() => probe.seen.length > 0);
      expect(await (await call("/ok")).text()).toBe("ok");
    });
  });
}

/** The status of a response that was read to its end, and for which the server has done what it does afterwards. */
async function finished(call: Promise<Response>): Promise<number> {
  const response = await call;
  await response.text();
  await new Promise((resolve) => setTimeout(resolve, 10));
  return response.status;
}

/** Waits for what a server does after its response, since the client may see the response first. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** On a connection of its own: some servers close one after a body that was not read, which the next request would feel. */
function postWithoutReuse(url: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method: "POST", agent: false, headers: { "content-type": "text/plain" } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Lets the stream go on once its beginning has arrived. */
async function readStream(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.startsWith("first")) readFirst();
  }
  return text;
}

function leaveEarly(url: string): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(url);
    request.on("error", () => undefined);
    request.on("close", resolve);
    request.end(() => setTimeout(() => request.destroy(), 30));
  });
}
