import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memory } from "../stores/memory/memory.ts";
import type { NewToken, TokenStore } from "../stores/store.ts";
import {
  consumeToken,
  issueToken,
  peekToken,
  purgeTokens,
  randomCode,
  randomToken,
  revokeTokens,
} from "./index.ts";

const RESET = { purpose: "password-reset" };

describe("issueToken", () => {
  it("makes a token that consumes once and says whose it is", async () => {
    const tokens = memory({ clock: () => 1_000_000 });
    const token = await issueToken(tokens, { subject: "user-1", ...RESET });
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await consumeToken(tokens, token, RESET)).toEqual({
      subject: "user-1",
      purpose: "password-reset",
      payload: undefined,
      expiresAt: new Date(1_000_000 + 2 * 3_600_000),
    });
    expect(await consumeToken(tokens, token, RESET)).toBeNull();
  });

  it("lets earlier tokens live on", async () => {
    const tokens = memory();
    const first = await issueToken(tokens, { subject: "user-1", ...RESET });
    const second = await issueToken(tokens, { subject: "user-1", ...RESET });
    expect((await consumeToken(tokens, first, RESET))?.subject).toBe("user-1");
    expect((await consumeToken(tokens, second, RESET))?.subject).toBe("user-1");
  });

  it("hands the store a hash, never the token, and hashes each purpose apart", async () => {
    const seen: NewToken[] = [];
    const store = { ...memory(), putToken: (token: NewToken) => void seen.push(token) };
    const token = await issueToken(store, { subject: "user-1", ...RESET });
    await issueToken(store, { subject: "user-1", purpose: "invite", ttl: 1000, payload: { team: 7 } });
    expect(JSON.stringify(seen)).not.toContain(token);
    expect(seen[0]).toEqual({
      ...RESET,
      subject: "user-1",
      hash: seen[0]?.hash,
      payload: null,
      ttl: 7_200_000,
    });
    expect(seen[1]).toMatchObject({ ttl: 1000, payload: '{"team":7}' });
    expect(seen[0]?.hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("carries any JSON", async () => {
    const tokens = memory();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        const token = await issueToken(tokens, { subject: "user-1", ...RESET, payload });
        const claim = await consumeToken(tokens, token, RESET);
        expect(claim?.payload).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
    );
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each([
    [{ subject: "" }, /subject must be a string/],
    [{ subject: 7 }, /such as String\(user\.id\)/],
    [{ subject: "a\0b" }, /subject must be/],
    [{ subject: "\ud800" }, /subject must be/],
    [{ subject: "a".repeat(256) }, /subject must be/],
    [{ purpose: "" }, /purpose must be/],
    [{ purpose: "reset\n" }, /purpose must be/],
    [{ purpose: "{reset}" }, /purpose must be/],
    [{ purpose: "zurücksetzen" }, /purpose must be/],
    [{ purpose: undefined }, /purpose must be/],
    [{ ttl: 0 }, /ttl must be milliseconds/],
    [{ ttl: "2 hours" }, /ttl must be milliseconds/],
    [{ ttl: Date.UTC(2030, 0) }, /not a date/],
    [{ payload: cycle }, /payload must be/],
    [{ payload: 1n }, /payload must be/],
    [{ payload: () => 1 }, /payload must be/],
  ])("refuses %o", async (options, message) => {
    const given = { subject: "user-1", ...RESET, ...options } as Parameters<typeof issueToken>[1];
    await expect(issueToken(memory(), given)).rejects.toThrow(message);
    await expect(issueToken(memory(), given)).rejects.toThrow(TypeError);
  });

  it.each([[undefined], [null], [{}], ["store"]])("refuses %o for a store", async (store) => {
    const tokens = store as unknown as TokenStore;
    await expect(issueToken(tokens, { subject: "u", ...RESET })).rejects.toThrow(
      /tokens must be a token store/,
    );
    await expect(consumeToken(tokens, "t", RESET)).rejects.toThrow(/tokens must be a token store/);
    await expect(peekToken(tokens, "t", RESET)).rejects.toThrow(/tokens must be a token store/);
    await expect(revokeTokens(tokens, "u", "p")).rejects.toThrow(/tokens must be a token store/);
    await expect(purgeTokens(tokens)).rejects.toThrow(/tokens must be a token store/);
  });
});

describe("consumeToken and peekToken", () => {
  it("lets one of 64 win", async () => {
    const tokens = memory();
    const token = await issueToken(tokens, { subject: "user-1", ...RESET });
    const claims = await Promise.all(Array.from({ length: 64 }, () => consumeToken(tokens, token, RESET)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it("keeps a token for its own purpose, and alive when it is tried for another", async () => {
    const tokens = memory();
    const token = await issueToken(tokens, { subject: "user-1", ...RESET });
    expect(await consumeToken(tokens, token, { purpose: "e-mail" })).toBeNull();
    expect(await peekToken(tokens, token, { purpose: "e-mail" })).toBeNull();
    expect((await peekToken(tokens, token, RESET))?.subject).toBe("user-1");
    expect((await consumeToken(tokens, token, RESET))?.subject).toBe("user-1");
    expect(await peekToken(tokens, token, RESET)).toBeNull();
  });

  it("ends with the lifetime", async () => {
    let now = 1000;
    const tokens = memory({ clock: () => now });
    const token = await issueToken(tokens, { subject: "user-1", ...RESET, ttl: "10m" });
    now += 599_999;
    expect(await peekToken(tokens, token, RESET)).not.toBeNull();
    now += 1;
    expect(await consumeToken(tokens, token, RESET)).toBeNull();
    expect(await purgeTokens(tokens)).toBe(1);
  });

  it("answers null, without asking the store, for what cannot be a token", async () => {
    const down = {
      ...memory(),
      takeToken: () => Promise.reject(new Error("asked")),
      peekToken: () => Promise.reject(new Error("asked")),
    };
    for (const token of [
      undefined,
      null,
      1,
      "",
      "short",
      ["a".repeat(43)],
      {},
      "é".repeat(43),
      "a".repeat(1e6),
    ]) {
      expect(await consumeToken(down, token, RESET)).toBeNull();
      expect(await peekToken(down, token, RESET)).toBeNull();
    }
    await expect(consumeToken(down, "a".repeat(43), RESET)).rejects.toThrow("asked");
    await expect(peekToken(down, "a".repeat(43), RESET)).rejects.toThrow("asked");
  });

  it.each([[undefined], [{}], [true], [{ subject: 1, expiresAt: 2 }]])(
    "throws where a store answers %o",
    async (answer) => {
      const broken = { ...memory(), takeToken: () => answer } as unknown as TokenStore;
      await expect(consumeToken(broken, "a".repeat(43), RESET)).rejects.toThrow(/neither a token nor null/);
    },
  );

  it("needs a purpose", async () => {
    await expect(consumeToken(memory(), "t", undefined as unknown as typeof RESET)).rejects.toThrow(
      /purpose must be/,
    );
    await expect(peekToken(memory(), "t", {} as typeof RESET)).rejects.toThrow(/purpose must be/);
  });

  it("refuses options that it does not have", async () => {
    const misspelt = { ...RESET, TTL: "1h" };
    for (const call of [
      issueToken(memory(), { subject: "user-1", ...misspelt }),
      consumeToken(memory(), "t", misspelt),
      peekToken(memory(), "t", misspelt),
      consumeToken(() => 1, misspelt as never),
    ])
      await expect(call).rejects.toThrow(/is not an option of/);
  });
});

describe("revokeTokens", () => {
  it("ends the tokens of one subject and purpose", async () => {
    const tokens = memory();
    const first = await issueToken(tokens, { subject: "user-1", ...RESET });
    const second = await issueToken(tokens, { subject: "user-1", ...RESET });
    const other = await issueToken(tokens, { subject: "user-2", ...RESET });
    expect(await revokeTokens(tokens, "user-1", RESET.purpose)).toBe(2);
    expect(await consumeToken(tokens, first, RESET)).toBeNull();
    expect(await consumeToken(tokens, second, RESET)).toBeNull();
    expect(await consumeToken(tokens, other, RESET)).not.toBeNull();
    expect(await revokeTokens(tokens, "user-1", RESET.purpose)).toBe(0);
  });
});

describe("randomToken and randomCode", () => {
  it("makes tokens of the wanted size, all different", () => {
    expect(randomToken()).toHaveLength(43);
    expect(randomToken(16)).toHaveLength(22);
    expect(new Set(Array.from({ length: 1000 }, () => randomToken(16))).size).toBe(1000);
    for (const bytes of [15, 1025, 16.5, NaN, "32"]) {
      expect(() => randomToken(bytes as number)).toThrow(/bytes must be an integer from 16/);
    }
  });

  it("makes codes of digits", () => {
    expect(randomCode()).toMatch(/^\d{6}$/);
    expect(randomCode(64)).toMatch(/^\d{64}$/);
    for (const digits of [3, 65, 6.5, NaN, "6"]) {
      expect(() => randomCode(digits as number)).toThrow(/digits must be an integer from 4/);
    }
  });

  it("favours no digit", () => {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 4000; i++) for (const digit of randomCode(64)) counts[Number(digit)]! += 1;
    const expected = 25_600;
    // Chi-squared with 9 degrees of freedom: beyond 46 once in two million runs; `byte % 10` without rejection gives 140.
    const distance = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(distance).toBeLessThan(46);
  });
});
