import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as libphonenumber from "libphonenumber-js";
import { describe, expect, test, vi } from "vitest";
import { createRedactor } from "./index.ts";

const { hidden, innocent } = JSON.parse(
  readFileSync(new URL("./test-data/own-texts.json", import.meta.url), "utf8"),
) as { hidden: readonly (readonly [string, string])[]; innocent: readonly string[] };
const redactor = createRedactor();
const withLibrary = createRedactor({ phone: { ...libphonenumber, defaultCountry: "US" } });

test.each(hidden)("%s", (text, expected) => {
  expect(redactor.redactText(text)).toBe(expected);
  expect(redactor.redactText(expected)).toBe(expected);
});

test.each(innocent)("stays: %s", (text) => {
  expect(redactor.redactText(text)).toBe(text);
  expect(withLibrary.redactText(text)).toBe(text);
});

describe("phone numbers of every country", () => {
  const examples = createRequire(import.meta.url)("libphonenumber-js/examples.mobile.json") as Record<
    string,
    string
  >;
  const numbers = Object.entries(examples).map(([country, national]) =>
    libphonenumber.parsePhoneNumberWithError(national, country as libphonenumber.CountryCode),
  );

  test.each(numbers.map((number) => [number.country, number]))("%s", (country, number) => {
    for (const form of ["E.164", "INTERNATIONAL", "RFC3966"] as const) {
      const text = number.format(form);
      for (const sentence of [text, `call ${text}, please.`, `?phone=${text}&x=y`, `{"to":"${text}"}`]) {
        expect(redactor.redactText(sentence)).toMatch(/\[redacted:phone\]/);
        expect(redactor.redactText(sentence)).not.toMatch(/\d\d/);
      }
    }
    const national = number.formatNational();
    // Fewer than seven digits, or digits only, say nothing without a country code.
    if (number.nationalNumber.length < 7 || !/\D/.test(national)) return;
    const local = createRedactor({ phone: { ...libphonenumber, defaultCountry: country as string } });
    expect(local.redactText(`at ${national} today`)).toBe("at [redacted:phone] today");
  });
});

test("ids and times are not taken for numbers of people", () => {
  for (let index = 0; index < 20_000; index++) {
    const hash = createHash("sha256").update(String(index)).digest();
    const hex = hash.toString("hex");
    const uuid = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20, 32),
    ].join("-");
    const ids = [
      uuid,
      hex,
      hex.slice(0, 24),
      hex.slice(0, 7),
      hash.toString("base64url"),
      hash.toString("base64"),
      String(1_600_000_000_000 + index * 7_777_777),
    ];
    const text = `${ids.join(" ")} ${new Date(1.6e12 + index * 7_777_777).toISOString()} id=${uuid} /${hex}/`;
    expect(redactor.redactText(text)).toBe(text);
  }
});

describe("options", () => {
  test("ip: keep a prefix, or all", () => {
    const prefix = createRedactor({ ip: "prefix" });
    expect(prefix.redactText("from 192.0.2.77 to ::ffff:192.0.2.77 and 2001:db8:85a3::8a2e:370:7334")).toBe(
      "from 192.0.2.x to 192.0.2.x and 2001:db8:85a3::x",
    );
    expect(
      prefix.redact({ ip: "192.0.2.77", "x-forwarded-for": "192.0.2.77, 10.0.0.1", clientIp: "unknown" }),
    ).toEqual({
      ip: "192.0.2.x",
      "x-forwarded-for": "192.0.2.x, 10.0.0.x",
      clientIp: "[redacted:ip]",
    });
    const keep = createRedactor({ ip: "keep" });
    expect(keep.redact({ ip: "192.0.2.77", text: "192.0.2.77 ann@example.com" })).toEqual({
      ip: "192.0.2.77",
      text: "192.0.2.77 [redacted:email]",
    });
  });

  test("kinds, keys, allowKeys, patterns", () => {
    const own = createRedactor({
      kinds: { email: false, person: false },
      keys: ["badge", /^x-secret-/i],
      allowKeys: ["token"],
      patterns: [/EMP-\d+/],
    });
    expect(
      own.redact({
        email: "a@b.co",
        firstName: "Ann",
        employeeBadge: "77",
        "X-Secret-Thing": "y",
        token: "abc",
        accessToken: "abc",
        note: "EMP-123 EMP-9",
      }),
    ).toEqual({
      email: "a@b.co",
      firstName: "Ann",
      employeeBadge: "[redacted]",
      "X-Secret-Thing": "[redacted]",
      token: "abc",
      accessToken: "[redacted]",
      note: "[redacted] [redacted]",
    });
  });

  test("placeholder: a text or a function, whose failure shows nothing", () => {
    expect(createRedactor({ placeholder: "***" }).redact({ password: "x", m: "a@b.co" })).toEqual({
      password: "***",
      m: "***",
    });
    const placeholder = vi.fn(
      ({ kind, key }: { kind: string; key: string | undefined }) => `<${kind} ${key}>`,
    );
    expect(createRedactor({ placeholder }).redact({ password: "x", m: "to a@b.co" })).toEqual({
      password: "<secret password>",
      m: "to <email m>",
    });
    expect(placeholder.mock.calls[1]?.[0]).toMatchObject({ value: "a@b.co" });
    const failing = createRedactor({
      placeholder: () => {
        throw new Error("no");
      },
    });
    expect(failing.redact({ password: "x" })).toEqual({ password: "[redacted]" });
  });

  test("a library that throws does not break the log call", () => {
    const findPhoneNumbersInText = (): never => {
      throw new Error("no");
    };
    expect(createRedactor({ phone: { findPhoneNumbersInText } }).redactText("0123456789 +41446681800")).toBe(
      "0123456789 [redacted:phone]",
    );
  });

  test("maxLength cuts visibly, and never through a finding", () => {
    const short = createRedactor({ maxLength: 20 });
    expect(short.redactText(`${"x".repeat(30)}`)).toBe(`${"x".repeat(20)} [truncated: 10 more characters]`);
    expect(short.redactText(`to someone.long@example.com and more`)).not.toContain("someone");
  });

  test.each([
    [{ keys: "x" }, /options\.keys/],
    [{ keys: [1] }, /options\.keys/],
    [{ keys: [""] }, /options\.keys/],
    [{ allowKeys: [/x/] }, /options\.allowKeys/],
    [{ kinds: { mail: false } }, /options\.kinds\.mail/],
    [{ kinds: { email: "no" } }, /options\.kinds\.email/],
    [{ kinds: 1 }, /options\.kinds/],
    [{ ip: true }, /options\.ip/],
    [{ phone: {} }, /options\.phone/],
    [{ patterns: ["x"] }, /options\.patterns/],
    [{ placeholder: 1 }, /options\.placeholder/],
    [{ maxDepth: 0 }, /options\.maxDepth/],
    [{ maxEntries: 1.5 }, /options\.maxEntries/],
    [{ maxLength: "9" }, /options\.maxLength/],
    [{ key: [] }, /options\.key is unknown/],
    [null, /options must be/],
  ])("%j is refused by name", (options, message) => {
    expect(() => createRedactor(options as never)).toThrow(TypeError);
    expect(() => createRedactor(options as never)).toThrow(message);
  });
});
