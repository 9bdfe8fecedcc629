import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";

type Crypto = typeof import("./index.ts");

const bytes = fc.uint8Array({ maxLength: 300 });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The same module as a browser or an edge worker loads it: no `process.getBuiltinModule`. */
async function withoutNode(getBuiltinModule?: () => unknown): Promise<Crypto> {
  vi.resetModules();
  vi.stubGlobal("process", Object.create(process, { getBuiltinModule: { value: getBuiltinModule } }));
  const loaded = await import("./index.ts");
  const { nativeCrypto } = await import("./native-crypto.ts");
  vi.unstubAllGlobals();
  expect(nativeCrypto).toBeUndefined();
  return loaded;
}

async function withNode(): Promise<Crypto> {
  vi.resetModules();
  const { nativeCrypto } = await import("./native-crypto.ts");
  expect(nativeCrypto).toBeDefined();
  return import("./index.ts");
}

describe.each([
  ["with node:crypto", withNode],
  ["without node:crypto", () => withoutNode()],
  [
    "with a process that throws",
    () =>
      withoutNode(() => {
        throw new Error("no");
      }),
  ],
  ["with an empty node:crypto", () => withoutNode(() => ({}))],
])("%s", (_name, load) => {
  test("SHA-256 of the FIPS 180 examples", async () => {
    const { sha256, toHex } = await load();
    expect(toHex(sha256("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(toHex(sha256(""))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test("HMAC-SHA256 of RFC 4231, cases 2 and 6", async () => {
    const { hmacSha256, toHex } = await load();
    expect(toHex(hmacSha256("Jefe", "what do ya want for nothing?"))).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    const longKey = new Uint8Array(131).fill(0xaa);
    expect(toHex(hmacSha256(longKey, "Test Using Larger Than Block-Size Key - Hash Key First"))).toBe(
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    );
  });

  test("any key and data: as OpenSSL", async () => {
    const { hmacSha256, sha256 } = await load();
    fc.assert(
      fc.property(bytes, bytes, (key, data) => {
        expect(sha256(data)).toEqual(new Uint8Array(createHash("sha256").update(data).digest()));
        expect(hmacSha256(key, data)).toEqual(
          new Uint8Array(createHmac("sha256", key).update(data).digest()),
        );
      }),
      { numRuns: 50 },
    );
  });

  test("constantTimeEqual is equality", async () => {
    const { constantTimeEqual } = await load();
    expect(constantTimeEqual("", "")).toBe(true);
    expect(constantTimeEqual("same", "same")).toBe(true);
    expect(constantTimeEqual("same", "samf")).toBe(false);
    expect(constantTimeEqual("same", "same ")).toBe(false);
    expect(constantTimeEqual(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
  });

  test("digests are plain arrays of 32 bytes", async () => {
    const { hmacSha256, sha256 } = await load();
    for (const digest of [sha256("x"), hmacSha256("k", "x")]) {
      expect(Object.getPrototypeOf(digest)).toBe(Uint8Array.prototype);
      expect(digest).toHaveLength(32);
    }
  });
});

test("base64url returns what went in and has one spelling for each value", async () => {
  const { fromBase64Url, toBase64Url } = await withNode();
  fc.assert(
    fc.property(bytes, (data) => {
      const text = toBase64Url(data);
      expect(text).toBe(Buffer.from(data).toString("base64url"));
      expect(fromBase64Url(text)).toEqual(data);
    }),
  );
  for (const bad of ["QR", "Q", "QQ==", "Q+", "Q/", "Q Q", "Qé", "QQ\n"]) {
    expect(fromBase64Url(bad), bad).toBeUndefined();
  }
});

test("strings are UTF-8, short and long, and times survive", async () => {
  const { readTime, toBytes, writeTime } = await withNode();
  const utf8 = new TextEncoder();
  const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 }));
  fc.assert(fc.property(texts, (text) => void expect(toBytes(text)).toEqual(utf8.encode(text))));
  const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(fc.property(times, (time) => void expect(readTime(writeTime(time))).toBe(time)));
});

test("joined parts cannot be read in two ways", async () => {
  const { joinParts, toHex } = await withNode();
  const joined = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"]].map((parts) =>
    toHex(joinParts(...parts)),
  );
  expect(new Set(joined).size).toBe(5);
  expect(toHex(joinParts("é", new Uint8Array(300)))).toMatch(/^00000002c3a90000012c(00){300}$/);
});

test("random bytes differ", async () => {
  const { randomBytes, toHex } = await withNode();
  const seen = new Set(Array.from({ length: 200 }, () => toHex(randomBytes(16))));
  expect(seen.size).toBe(200);
});
