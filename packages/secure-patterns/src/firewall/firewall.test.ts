import { beforeEach, describe, expect, test, vi } from "vitest";
import { factsOf, serve } from "../../tests/support/serve.ts";
import { csrf } from "../csrf/csrf.ts";
import type { RequestFacts } from "../protection.ts";
import { rateLimit } from "../rate-limit/rate-limit.ts";
import { memory } from "../stores/memory/memory.ts";
import type { Store } from "../stores/store.ts";
import { firewall } from "./firewall.ts";
import type { Firewall, OnBlock } from "./firewall-types.ts";
import { noFirewall } from "./no-firewall.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let now: number;
let store: Store;

beforeEach(() => {
  now = 1_800_000_000_000;
  store = memory({ clock: () => now });
});

function facts(
  ip: string,
  headers: Record<string, string> = {},
  rest: Partial<RequestFacts> = {},
): RequestFacts {
  const all: Record<string, string> = { host: "app.example", "user-agent": "Agent/1", ...headers };
  const header = (name: string): string | undefined => all[name];
  return { method: "POST", url: "/donate", header, remoteAddress: ip, raw: undefined, ...rest };
}

const attacker = facts("192.0.2.7");
const neighbour = facts("192.0.2.8");

async function isAllowed(fw: Firewall, request: RequestFacts): Promise<boolean> {
  const { allowed } = await fw.check.checkRequest(request);
  expect((await fw.checkRequest(request)).allowed).toBe(allowed);
  return allowed;
}

describe("counting and blocking", () => {
  test("five events of fraud in two hours block an address, and only that one", async () => {
    const fw = firewall({ store });
    for (let count = 1; count <= 5; count++) {
      expect(await isAllowed(fw, attacker)).toBe(true);
      await fw.report(attacker, "fraud");
      expect(await fw.isBlocked("192.0.2.7")).toBe(count >= 5);
      now += MINUTE;
    }
    expect(await isAllowed(fw, attacker)).toBe(false);
    expect(await isAllowed(fw, neighbour)).toBe(true);
  });

  test("lets go as soon as the count over the last window falls below the limit, at every edge", async () => {
    const fw = firewall({ store, events: { fraud: { limit: 3, window: "1h" } } });
    for (const at of [0, 10, 20]) {
      now = 1_800_000_000_000 + at * MINUTE;
      await fw.report(attacker, "fraud");
    }
    now = 1_800_000_000_000 + HOUR - 1;
    expect(await fw.isBlocked("192.0.2.7")).toBe(true);
    now = 1_800_000_000_000 + HOUR;
    expect(await fw.isBlocked("192.0.2.7")).toBe(false);
    await fw.report(attacker, "fraud"); // three again: of minutes 10, 20 and 60
    expect(await fw.isBlocked("192.0.2.7")).toBe(true);
    now += 10 * MINUTE;
    expect(await fw.isBlocked("192.0.2.7")).toBe(false);
  });

  test("denials are logged but not counted: a blocked address that goes on trying is free in time", async () => {
    const fw = firewall({ store });
    for (let count = 0; count < 5; count++) await fw.report(attacker, "fraud");
    for (let minute = 0; minute < 120; minute += 10) {
      expect(await isAllowed(fw, attacker)).toBe(false);
      now += 10 * MINUTE;
    }
    expect(await isAllowed(fw, attacker)).toBe(true);
    const denials = await fw.events({ kind: "firewall", limit: 1000 });
    expect(denials).toHaveLength(24);
    expect(denials.every(({ counted }) => !counted)).toBe(true);
    expect(denials[0]?.reason).toMatch(/^blocked: too many events of kind fraud; free in \d+ s$/);
  });

  test("kinds count apart, each with its own limit and window", async () => {
    const fw = firewall({ store, events: { probe: { limit: 2, window: "1m" }, note: false } });
    for (let count = 0; count < 4; count++) await fw.report(attacker, "fraud");
    for (let count = 0; count < 9; count++) await fw.report(attacker, "note");
    await fw.report(attacker, "probe");
    expect(await fw.isBlocked("192.0.2.7")).toBe(false);
    await fw.report(attacker, "probe");
    expect(await fw.status("192.0.2.7")).toMatchObject({
      blocked: true,
      by: "probe",
      counts: { fraud: 4, probe: 2, csrf: 0 },
    });
    expect((await fw.events({ kind: "note" })).map(({ counted }) => counted)).toEqual(Array(9).fill(false));
  });

  test("a concurrent burst is counted to the last one", async () => {
    const fw = firewall({ store });
    await Promise.all(Array.from({ length: 300 }, () => fw.report(attacker, "login")));
    expect((await fw.status("192.0.2.7")).counts["login"]).toBe(300);
  });

  test("two firewalls over one store see one count", async () => {
    const [one, two] = [firewall({ store }), firewall({ store })];
    for (let count = 0; count < 5; count++) await (count % 2 ? one : two).report(attacker, "fraud");
    expect(await isAllowed(one, attacker)).toBe(false);
    expect(await isAllowed(two, attacker)).toBe(false);
  });

  test("IPv6 counts by network, IPv4-mapped addresses as IPv4; the record keeps the address", async () => {
    const fw = firewall({ store, events: { fraud: { limit: 2, window: "1h" } } });
    await fw.report(facts("2001:db8:0:ff01::1"), "fraud");
    await fw.report(facts("2001:db8:0:ff02::2"), "fraud");
    expect(await fw.isBlocked("2001:db8:0:ffff::9")).toBe(true);
    expect(await fw.isBlocked("2001:db8:1::9")).toBe(false);
    const [last] = await fw.events({ ip: "2001:db8:0:ff00::/56" });
    expect(last).toMatchObject({ ip: "2001:db8:0:ff00::/56", context: { address: "2001:db8:0:ff02::2" } });
    await fw.report(facts("::ffff:192.0.2.7"), "fraud");
    await fw.report(facts("192.0.2.7"), "fraud");
    expect(await fw.isBlocked("192.0.2.7")).toBe(true);
  });

  test("forwarded headers are believed only with trust", async () => {
    const spoofed = facts("10.0.0.1", { "x-forwarded-for": "203.0.113.5" });
    const naive = firewall({ store, events: { fraud: { limit: 1, window: "1h" } } });
    await naive.report(spoofed, "fraud");
    expect([await naive.isBlocked("10.0.0.1"), await naive.isBlocked("203.0.113.5")]).toEqual([true, false]);
    const behindProxy = firewall({
      store: memory(),
      trust: 1,
      events: { fraud: { limit: 1, window: "1h" } },
    });
    await behindProxy.report(spoofed, "fraud");
    expect(await behindProxy.isBlocked("203.0.113.5")).toBe(true);
  });
});

describe("by hand", () => {
  test("allowed addresses and ranges are never blocked and never counted, but recorded", async () => {
    const fw = firewall({ store, allow: ["192.0.2.0/29", "2001:db8::/32"] });
    for (let count = 0; count < 9; count++) await fw.report(attacker, "fraud");
    await fw.block("192.0.2.7");
    expect(await isAllowed(fw, attacker)).toBe(true);
    expect(await fw.isBlocked("192.0.2.7")).toBe(false);
    expect(await fw.status("192.0.2.7")).toMatchObject({ isAllowed: true, counts: { fraud: 0 } });
    expect(await fw.events({ kind: "fraud" })).toHaveLength(9);
  });

  test("block for a time, or until unblocked; both are on record", async () => {
    const fw = firewall({ store });
    await fw.block("192.0.2.7", { duration: "24h", reason: "scanner" });
    await fw.block("192.0.2.8", { reason: "again" });
    expect(await fw.status("192.0.2.7")).toMatchObject({ blocked: true, by: "manual" });
    expect((await fw.blocked()).map(({ ip, reason, until }) => [ip, reason, until !== null])).toEqual([
      ["192.0.2.8", "again", false],
      ["192.0.2.7", "scanner", true],
    ]);
    now += DAY;
    expect(await isAllowed(fw, attacker)).toBe(true);
    expect(await isAllowed(fw, neighbour)).toBe(false);
    await fw.unblock("192.0.2.8", { reason: "a mistake" });
    expect(await isAllowed(fw, neighbour)).toBe(true);
    const history = (await fw.events({ ip: "192.0.2.8" })).filter(({ kind }) => kind !== "firewall");
    expect(history.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["unblock", "a mistake"],
      ["block", "again"],
    ]);
  });

  test("unblock also forgets what was counted", async () => {
    const fw = firewall({ store });
    for (let count = 0; count < 8; count++) await fw.report(attacker, "fraud");
    await fw.unblock("192.0.2.7");
    expect(await isAllowed(fw, attacker)).toBe(true);
    await fw.report(attacker, "fraud");
    expect(await isAllowed(fw, attacker)).toBe(true);
    expect(await fw.events({ kind: "fraud" })).toHaveLength(9);
  });

  test("blocked lists who is blocked now, by hand and by count, and nobody else", async () => {
    const fw = firewall({ store, allow: ["192.0.2.9"], events: { probe: { limit: 2, window: "1h" } } });
    for (const last of [1, 2, 2, 3, 3, 3, 9, 9, 9]) await fw.report({ ip: `192.0.2.${last}` }, "probe");
    await fw.block("192.0.2.4", { duration: "1d" });
    await fw.block("192.0.2.5");
    await fw.unblock("192.0.2.3");
    const list = async (): Promise<unknown[]> => (await fw.blocked()).map(({ ip, by }) => [ip.slice(-1), by]);
    expect(await list()).toEqual([
      ["5", "manual"],
      ["4", "manual"],
      ["2", "probe"],
    ]);
    now += HOUR;
    expect(await list()).toEqual([
      ["5", "manual"],
      ["4", "manual"],
    ]);
  });

  test("an IPv6 network is blocked and unblocked by any of its addresses or as it is shown", async () => {
    const fw = firewall({ store });
    await fw.block("2001:db8:0:ff01::1");
    const [block] = await fw.blocked();
    expect(await fw.isBlocked("2001:db8:0:ff99::5")).toBe(true);
    await fw.unblock(block!.ip);
    expect(await fw.isBlocked("2001:db8:0:ff01::1")).toBe(false);
  });

  test("dry run: everybody gets in, and the log says who would not", async () => {
    const onBlock = vi.fn<OnBlock>();
    const fw = firewall({ store, dryRun: true, onBlock });
    for (let count = 0; count < 5; count++) await fw.report(attacker, "fraud");
    expect((await fw.check.checkRequest(attacker)).allowed).toBe(true);
    expect((await fw.events({ kind: "firewall" }))[0]?.reason).toMatch(/^dry run, let in: blocked/);
    expect(onBlock.mock.calls).toMatchObject([[{ ip: "192.0.2.7", by: "fraud", dryRun: true }]]);
  });
});

describe("the record", () => {
  test("says when, who, what and why", async () => {
    const fw = firewall({ store });
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site", cookie: "sid=s3cret" };
    await fw.report(facts("192.0.2.7", headers, { url: "/donate?amount=5" }), "fraud", {
      reason: "card testing",
      content: { amount: 5, note: "hello" },
      user: "u-17",
    });
    expect(await fw.events()).toEqual([
      {
        id: expect.any(String),
        at: new Date(now),
        ip: "192.0.2.7",
        kind: "fraud",
        counted: true,
        user: "u-17",
        agent: "Agent/1",
        method: "POST",
        path: "/donate?amount=5",
        reason: "card testing",
        content: '{"amount":5,"note":"hello"}',
        context: { host: "app.example", origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      },
    ]);
  });

  test("holds no secrets and no personal data", async () => {
    const fw = firewall({ store });
    const url = "/reset?token=9f86d081884c7d659a2feaa0c55ad015&mail=ann@example.com";
    await fw.report(facts("192.0.2.7", { referer: `https://app.example${url}` }, { url }), "fraud", {
      reason: "card 4111 1111 1111 1111 of ann@example.com",
      content: {
        password: "hunter2",
        card: { number: "4111111111111111" },
        list: ["ann@example.com"],
        ip: "192.0.2.7",
      },
    });
    const text = JSON.stringify(await fw.events());
    for (const secret of ["hunter2", "4111", "ann@example.com", "9f86d081"])
      expect(text).not.toContain(secret);
    expect(text).toContain("192.0.2.7");
  });

  test("any content can be reported, and long content is cut visibly", async () => {
    const fw = firewall({ store, events: { any: false } });
    const circular: Record<string, unknown> = { big: 1n };
    circular["self"] = circular;
    const hostile = {
      get x(): never {
        throw new Error("no");
      },
      toJSON() {
        throw new Error("no");
      },
    };
    const contents = [
      circular,
      hostile,
      new Map([["a", 1]]),
      Symbol("s"),
      () => 1,
      1n,
      0,
      false,
      "",
      [],
      new FormData(),
      "x".repeat(100_000),
    ];
    for (const content of contents) await fw.report(attacker, "any", { content });
    const events = await fw.events();
    expect(events).toHaveLength(contents.length);
    expect(events[0]?.content).toMatch(/^x{4000} \[truncated: \d+ more\]$/);
    const long = "y".repeat(50_000);
    await fw.report(
      facts("192.0.2.7", { "user-agent": long, origin: long }, { url: `/${long}`, method: long }),
      "any",
      {
        reason: long,
        user: long,
      },
    );
    expect(JSON.stringify(await fw.events({ limit: 1 })).length).toBeLessThan(5_000);
  });

  test("hostile texts come back as they were: escaping is the page's work", async () => {
    const fw = firewall({ store });
    const agent = `<script>alert(1)</script>"' onx=\u2028\\`;
    await fw.report(facts("192.0.2.7", { "user-agent": agent }), "fraud", { content: agent });
    expect((await fw.events())[0]).toMatchObject({ agent, content: agent });
  });

  test("queries by address, kind, user, time, counted, page", async () => {
    const fw = firewall({ store });
    await fw.report(attacker, "fraud", { user: "ann" });
    now += HOUR;
    await fw.report(attacker, "login", { user: "bob" });
    await fw.report(neighbour, "fraud");
    await fw.report(neighbour, "validation");
    const kinds = async (query: Parameters<Firewall["events"]>[0]): Promise<string[]> =>
      (await fw.events(query)).map(({ ip, kind }) => `${ip.slice(-1)} ${kind}`);
    expect(await kinds({})).toEqual(["8 validation", "8 fraud", "7 login", "7 fraud"]);
    expect(await kinds({ ip: "192.0.2.7" })).toEqual(["7 login", "7 fraud"]);
    expect(await kinds({ kind: "fraud" })).toEqual(["8 fraud", "7 fraud"]);
    expect(await kinds({ user: "bob" })).toEqual(["7 login"]);
    expect(await kinds({ counted: false })).toEqual(["8 validation"]);
    expect(await kinds({ since: "30m" })).toEqual(["8 validation", "8 fraud", "7 login"]);
    const [, second] = await fw.events({ limit: 2 });
    expect(await kinds({ before: second!.id })).toEqual(["7 login", "7 fraud"]);
  });

  test("purge removes what is older than the retention, one month by default", async () => {
    const fw = firewall({ store });
    await fw.report(attacker, "fraud");
    now += 29 * DAY;
    await fw.report(attacker, "fraud");
    expect(await fw.purge()).toBe(0);
    now += 2 * DAY;
    expect(await fw.purge()).toBe(1);
    expect(await fw.events()).toHaveLength(1);
    expect(await firewall({ store, retention: "1d" }).purge()).toBe(1);
  });

  test("old records go without a job, too", async () => {
    await firewall({ store }).report(attacker, "fraud");
    now += 40 * DAY;
    await firewall({ store }).report(neighbour, "fraud"); // as another process would
    expect((await firewall({ store }).events()).map(({ ip }) => ip)).toEqual(["192.0.2.8"]);
  });

  test("a flood of refusals leaves a handful of records that say how many there were", async () => {
    const fw = firewall({ store });
    for (let count = 0; count < 5; count++) await fw.report(attacker, "fraud");
    for (let count = 0; count < 500; count++)
      expect((await fw.check.checkRequest(attacker)).allowed).toBe(false);
    expect(await fw.events({ kind: "firewall", limit: 1000 })).toHaveLength(60);
    const later = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 2 * MINUTE);
    await fw.check.checkRequest(attacker);
    later.mockRestore();
    expect((await fw.events({ kind: "firewall", limit: 1 }))[0]?.reason).toContain(
      "(440 more were not recorded)",
    );
  });
});

describe("whom a report is about", () => {
  test("a request of node:http, over a real socket", async () => {
    const fw = firewall({ store });
    const site = await serve(async (request, response) => {
      await fw.report(request, "login", { user: "ann" });
      response.end();
    });
    await fetch(`http://127.0.0.1:${site.port}/login?x=1`, {
      method: "POST",
      headers: { "user-agent": "UA" },
    });
    await site.close();
    expect((await fw.events())[0]).toMatchObject({
      ip: "127.0.0.1",
      method: "POST",
      path: "/login?x=1",
      agent: "UA",
    });
  });

  test("Express-like, Fetch and plain forms", async () => {
    const fw = firewall({ store, trust: 1 });
    const headers = { "x-forwarded-for": "192.0.2.7", "user-agent": "UA" };
    const express = {
      method: "PUT",
      url: "/",
      originalUrl: "/mounted/",
      headers,
      socket: { remoteAddress: "10.0.0.1" },
    };
    await fw.report(express, "fraud");
    await fw.report(new Request("https://app.example/f", { method: "POST", headers }), "fraud");
    await fw.report({ ip: "192.0.2.7", method: "JOB", path: "/p", agent: "cron" }, "fraud");
    expect((await fw.events()).map(({ ip, method, path, agent }) => [ip, method, path, agent])).toEqual([
      ["192.0.2.7", "JOB", "/p", "cron"],
      ["192.0.2.7", "POST", "https://app.example/f", "UA"],
      ["192.0.2.7", "PUT", "/mounted/", "UA"],
    ]);
    expect((await fw.status(express)).counts["fraud"]).toBe(3);
  });

  test("a request without an address is recorded as such and counts against nobody", async () => {
    const fw = firewall({ store });
    await fw.report(new Request("https://app.example/f"), "fraud");
    expect((await fw.events({ ip: "unknown" }))[0]).toMatchObject({ ip: "unknown", counted: false });
    await expect(fw.isBlocked(new Request("https://app.example/"))).rejects.toThrow(TypeError);
    await expect(fw.checkRequest({ ...attacker, remoteAddress: undefined })).rejects.toThrow();
  });

  test("what is neither is a TypeError", async () => {
    const fw = firewall({ store });
    for (const wrong of [undefined, null, "192.0.2.7", {}, { ip: "nonsense" }, { ip: "192.0.2.0/24" }]) {
      await expect(fw.report(wrong as never, "fraud")).rejects.toThrow(TypeError);
    }
    await expect(fw.report(attacker, "fruad" as never)).rejects.toThrow(/^kind must be one of fraud, /);
    await expect(fw.report(attacker, "firewall" as never)).rejects.toThrow(TypeError);
    await expect(fw.isBlocked("nonsense")).rejects.toThrow(TypeError);
    await expect(fw.block("192.0.2.0/24")).rejects.toThrow(/^ip must be one address/);
    await expect(fw.block("192.0.2.7", { duration: "soon" as never })).rejects.toThrow(/^duration must be/);
    await expect(fw.events({ limit: 0 })).rejects.toThrow(/^limit must be/);
    await expect(fw.events({ since: "x" as never })).rejects.toThrow(/^since must be/);
    await expect(fw.events({ ip: "x" })).rejects.toThrow(TypeError);
  });
});

describe("connected in one line", () => {
  test("to rateLimit: refusals are recorded, and count where a limit says so", async () => {
    const fw = firewall({ store, events: { "rate-limit": { limit: 2, window: "1h" } } });
    const limiter = rateLimit({ bucket: "login", limit: 1, window: "1h", onDenied: fw.onDenied });
    for (let count = 0; count < 3; count++) await limiter.checkRequest(attacker);
    expect((await fw.events({ kind: "rate-limit" }))[0]?.reason).toMatch(/^rate limit "login"/);
    expect(await isAllowed(fw, attacker)).toBe(false);
  });

  test("to csrf: an invalid token is an event, and ten of them block", async () => {
    const fw = firewall({ store });
    const guard = csrf({ secret: "0123456789abcdef0123456789abcdef" });
    const protection = guard.protect({ session: () => "session-1", onDenied: fw.onDenied });
    const forged = facts("192.0.2.7", { "x-csrf-token": "forged" });
    for (let count = 0; count < 10; count++) {
      expect(await isAllowed(fw, forged)).toBe(true);
      await protection.checkRequest(forged);
    }
    expect((await fw.events({ kind: "csrf", limit: 1 }))[0]).toMatchObject({
      reason: "token malformed",
      path: "/donate",
    });
    expect(await isAllowed(fw, forged)).toBe(false);
  });

  test("a denial without a request is recorded under no address; its own denials are not written twice", async () => {
    const fw = firewall({ store });
    await fw.onDenied({ kind: "validation", reason: "field name", request: undefined });
    await fw.onDenied({ kind: "firewall", reason: "x", request: attacker });
    expect((await fw.events()).map(({ ip, kind }) => [ip, kind])).toEqual([["unknown", "validation"]]);
  });

  test("without a firewall callers keep working", async () => {
    const handle = async (fw: Firewall): Promise<boolean> => {
      await fw.report(attacker, "fraud");
      await fw.onDenied({ kind: "csrf", reason: "x", request: attacker });
      return (await fw.check.checkRequest(attacker)).allowed && !(await fw.isBlocked("192.0.2.7"));
    };
    expect(await handle(noFirewall)).toBe(true);
    expect(await handle(firewall({ store }))).toBe(true);
    expect([await noFirewall.events(), await noFirewall.purge()]).toEqual([[], 0]);
    await expect(noFirewall.block("192.0.2.7")).rejects.toThrow("nothing was blocked");
  });
});

describe("hooks", () => {
  test("onBlock is told once when an address becomes blocked, and again after it was free or unblocked", async () => {
    const onBlock = vi.fn<OnBlock>();
    const fw = firewall({ store, onBlock });
    const burst = async (): Promise<void> => {
      for (let count = 0; count < 8; count++) await fw.report(attacker, "fraud");
    };
    await burst();
    expect(onBlock).toHaveBeenCalledTimes(1);
    expect(onBlock).toHaveBeenCalledWith(
      expect.objectContaining({
        ip: "192.0.2.7",
        by: "fraud",
        blocked: true,
        until: expect.any(Date),
        dryRun: false,
      }),
    );
    now += 3 * HOUR;
    await burst();
    expect(onBlock).toHaveBeenCalledTimes(2);
    await fw.unblock("192.0.2.7");
    await burst();
    expect(onBlock).toHaveBeenCalledTimes(3);
    await Promise.all(Array.from({ length: 50 }, () => fw.report(neighbour, "fraud")));
    expect(onBlock).toHaveBeenCalledTimes(4);
    await fw.block("192.0.2.9");
    expect(onBlock).toHaveBeenLastCalledWith(
      expect.objectContaining({ ip: "192.0.2.9", by: "manual", until: null }),
    );
  });

  test("onEvent sees every record, redacted; hooks that fail are logged by name only", async () => {
    const seen: unknown[] = [];
    const lines: string[] = [];
    const fw = firewall({
      store,
      log: (line) => lines.push(line),
      onEvent: ({ kind, content }) => void seen.push([kind, content]),
      onBlock: () => {
        throw new RangeError("smtp://user:secret@mail");
      },
    });
    for (let count = 0; count < 5; count++)
      await fw.report(attacker, "fraud", { content: { password: "hunter2" } });
    expect(seen).toHaveLength(5);
    expect(JSON.stringify(seen)).not.toContain("hunter2");
    expect(lines).toEqual(["secure-patterns: the firewall's onBlock failed (RangeError)"]);
  });
});

describe("when the store is away", () => {
  const away = (): never => {
    throw new Error("ECONNREFUSED postgres://user:secret@db");
  };

  function brokenStore(): Store {
    return {
      ...memory(),
      addEvent: () => Promise.resolve().then(away),
      ipStatus: () => Promise.resolve().then(away),
    };
  }

  test("local: this process goes on counting for itself, and says so once", async () => {
    const log = vi.fn();
    const fw = firewall({ store: brokenStore(), log });
    for (let count = 0; count < 5; count++) await fw.report(attacker, "fraud");
    expect(await isAllowed(fw, attacker)).toBe(false);
    expect(await isAllowed(fw, neighbour)).toBe(true);
    expect(log.mock.calls).toEqual([
      [
        "secure-patterns: the firewall's store does not answer (Error); deciding by what this process has seen itself until it does",
      ],
    ]);
  });

  test("open lets everybody in, closed answers 503; a report never fails its caller", async () => {
    for (const [onStoreError, status] of [
      ["open", undefined],
      ["closed", 503],
    ] as const) {
      const fw = firewall({ store: brokenStore(), onStoreError, log: () => {} });
      for (let count = 0; count < 5; count++) await fw.report(attacker, "fraud");
      expect((await fw.check.checkRequest(attacker)).denial?.status).toBe(status);
    }
  });

  test("a store that hangs is waited for only so long", async () => {
    const store = { ...memory(), ipStatus: () => new Promise<never>(() => {}) };
    const fw = firewall({ store, timeout: 20, onStoreError: "closed", log: () => {} });
    expect((await fw.check.checkRequest(attacker)).denial?.status).toBe(503);
  });

  test("blocking by hand and queries say that they failed", async () => {
    const fw = firewall({ store: { ...memory(), blockIp: away, findEvents: away }, log: () => {} });
    await expect(fw.block("192.0.2.7")).rejects.toThrow();
    await expect(fw.events()).rejects.toThrow();
  });
});

test("the answer to a blocked client tells nothing", async () => {
  const fw = firewall({ store });
  await fw.block("192.0.2.7", { reason: "we know who you are" });
  const { denial } = await fw.check.checkRequest(attacker);
  expect(denial).toEqual({
    status: 403,
    message: "Forbidden",
    reason: "blocked by hand",
    headers: { "cache-control": "no-store" },
  });
});

test("mounted on a real server", async () => {
  const fw = firewall({ store });
  const site = await serve(async (request, response) => {
    const { denial } = await fw.check.checkRequest(factsOf(request));
    response.statusCode = denial?.status ?? 200;
    response.end();
  });
  const ask = async (): Promise<number> => (await fetch(`http://127.0.0.1:${site.port}/`)).status;
  expect(await ask()).toBe(200);
  await fw.block("127.0.0.1");
  expect(await ask()).toBe(403);
  await site.close();
});

test.each([
  [{ store: {} }, /^store must be a store/],
  [{ events: [] }, /^events must be an object/],
  [{ events: { fraud: true } }, /^events\.fraud must be/],
  [{ events: { fraud: { limit: 0, window: "1h" } } }, /^events\.fraud\.limit must be/],
  [{ events: { fraud: { limit: 5, window: "soon" } } }, /^events\.fraud\.window must be/],
  [{ events: { "a b": false } }, /cannot be a kind/],
  [{ events: { firewall: { limit: 1, window: "1h" } } }, /cannot be a kind/],
  [{ events: { manual: false } }, /cannot be a kind/],
  [{ retention: "forever" }, /^retention must be/],
  [{ allow: "192.0.2.7" }, /^allow must be/],
  [{ allow: ["192.0.2.300"] }, /^allow must be/],
  [{ dryRun: "yes" }, /^dryRun must be/],
  [{ onBlock: "mail" }, /^onBlock must be/],
  [{ onStoreError: "ignore" }, /^onStoreError must be/],
  [{ timeout: 0 }, /^timeout must be/],
  [{ trust: true }, /^trust must be/],
  [{ ipv6Prefix: 129 }, /^ipv6Prefix must be/],
  [{ retention: "3651d" }, /^retention must be at most/],
  [{ timeout: "25d" }, /^timeout must be at most/],
  [{ dryrun: true }, /^dryrun is not an option of firewall/],
  [null, /^firewall takes its options as an object/],
])("options %j are refused", (options, message) => {
  expect(() => firewall(options as never)).toThrow(message);
});
