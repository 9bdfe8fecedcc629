import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createRedactor, redactedKeys } from "./index.ts";

const redactor = createRedactor();
const { redact } = redactor;
const MAIL = "ann@example.com";
const HIDDEN = "[redacted:email]";

describe("keys", () => {
  test.each(redactedKeys)("%s is hidden, in any spelling", (name) => {
    const snake = name.replace(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
    for (const key of [name, name.toUpperCase(), snake, snake.replaceAll("_", "-")]) {
      expect(redact({ [key]: "something" }), key).not.toEqual({ [key]: "something" });
    }
  });

  test.each([
    "userEmail",
    "billing_email",
    "customerPhone",
    "new_password",
    "DB_PASSWORD",
    "resetToken",
    "x-auth-token",
    "X-Amz-Security-Token",
    "email2",
    "phone_1",
    "useremail",
    "newpassword",
    "accesstoken",
    "user[password]",
    "user.password",
    "clientIP",
    "billingAddress",
    "customerFirstName",
    "stripeSecretKey",
    "otp_code",
  ])("%s is hidden", (key) => expect(redact({ [key]: "something" })).not.toEqual({ [key]: "something" }));

  test.each([
    "emailVerified",
    "email_sent_at",
    "passwordLength",
    "tokenType",
    "tokenCount",
    "maxTokens",
    "statusCode",
    "code",
    "errorCode",
    "countryCode",
    "name",
    "hostname",
    "filename",
    "id",
    "userId",
    "zip",
    "skip",
    "microphone",
    "iphone",
    "scorecard",
    "boardingPass",
    "nextPageToken",
    "pageToken",
    "key",
    "keys",
    "state",
    "message",
    "level",
    "url",
    "path",
    "method",
    "description",
    "compass",
    "shipping",
    "secretary",
    "tokenizer",
    "cardinality",
    "addressable",
    "ipsum",
    "pinned",
    "passed",
    "hasError",
  ])("%s is not", (key) => expect(redact({ [key]: "something" })).toEqual({ [key]: "something" }));

  test("what cannot hold it stays: booleans, nothing, counts", () => {
    const record = {
      password: null,
      token: undefined,
      email: true,
      emails: 3,
      hasPassword: true,
      cookie: "",
      secret: false,
    };
    expect(redact(record)).toBe(record);
    expect(redact({ otp: 123456, ssn: 123456789, pin: 1234n })).toEqual({
      otp: "[redacted]",
      ssn: "[redacted:us_ssn]",
      pin: "[redacted]",
    });
  });

  test("what is below a hidden key is hidden as a whole", () => {
    expect(redact({ credentials: { user: "x", list: [1] }, cookies: ["a"] })).toEqual({
      credentials: "[redacted]",
      cookies: "[redacted]",
    });
  });

  test("keys that are personal data themselves", () => {
    expect(redact({ [MAIL]: 3, other: 1 })).toEqual({ [HIDDEN]: 3, other: 1 });
    expect(redact(new Map([[MAIL, 1]]))).toEqual(new Map([[HIDDEN, 1]]));
  });

  test("a version is no address", () => {
    const record = { version: "1.2.3.4", appVersion: "10.0.0.1", browser: { name: "x", version: "1.2.3.4" } };
    expect(redact(record)).toBe(record);
    expect(redact({ host: "10.0.0.1" })).toEqual({ host: "[redacted:ip]" });
  });

  test("many different keys do not fill the memory, and old ones are still known", () => {
    for (let index = 0; index < 20_000; index++) redact({ [`key${index}`]: 1 });
    expect(redact({ password: "x", key1: MAIL })).toEqual({ password: "[redacted]", key1: HIDDEN });
  });
});

describe("values of every type", () => {
  test("the same reference where nothing is hidden", () => {
    for (const value of [
      "text",
      1,
      1n,
      true,
      null,
      undefined,
      Symbol("x"),
      () => 1,
      new Date(),
      /x/,
      new Map([["a", 1]]),
      new Set([1]),
      Buffer.from("text"),
      new Float64Array(2),
      new Error("text"),
      new URL("https://example.com/"),
      new Headers({ accept: "x" }),
      { a: { b: [1, { c: "x" }] } },
      Object.create(null),
      new (class X {
        a = 1;
      })(),
    ]) {
      expect(redact(value)).toBe(value);
    }
  });

  test("nothing is changed in place", () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return value;
      Object.values(value).forEach(freeze);
      return Object.freeze(value);
    };
    const record = {
      user: { email: MAIL, list: [MAIL, { password: "x" }] },
      error: new Error(MAIL),
      map: new Map([["email", MAIL]]),
    };
    const before = inspect(record, { depth: 9 });
    freeze(record);
    redact(record);
    expect(inspect(record, { depth: 9 })).toBe(before);
  });

  test("unchanged parts are shared, order is kept", () => {
    const clean = { x: 1 };
    const result = redact({ a: clean, email: MAIL, z: clean }) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(["a", "email", "z"]);
    expect(result["a"]).toBe(clean);
  });

  test("errors: message, stack, cause, own properties, aggregates; the class stays", () => {
    class DatabaseError extends Error {
      readonly detail = `Key (email)=(${MAIL}) exists`;
      override readonly name = "DatabaseError";
    }
    const error = new DatabaseError(`no ${MAIL}`, { cause: new TypeError(MAIL) });
    const safe = redact(error);
    expect(safe).toBeInstanceOf(DatabaseError);
    expect(safe.message).toBe(`no ${HIDDEN}`);
    expect(safe.stack).toContain(`no ${HIDDEN}`);
    expect(safe.stack).toContain("redact-value.test.ts");
    expect(safe.cause).toBeInstanceOf(TypeError);
    expect(inspect(safe)).not.toContain(MAIL);
    expect(inspect(safe)).toContain("DatabaseError");
    expect(error.message).toBe(`no ${MAIL}`);
    const aggregate = redact(new AggregateError([new Error(MAIL), "x"], "several"));
    expect(inspect(aggregate)).not.toContain(MAIL);
    expect(aggregate).toBeInstanceOf(AggregateError);
    expect(inspect(redact(new DOMException(MAIL, "AbortError")))).not.toContain(MAIL);
  });

  test("maps, sets, bytes, web types, boxed texts", () => {
    expect(
      redact(
        new Map<unknown, unknown>([
          ["password", "x"],
          [{ email: MAIL }, [MAIL]],
        ]),
      ),
    ).toEqual(
      new Map<unknown, unknown>([
        ["password", "[redacted]"],
        [{ email: HIDDEN }, [HIDDEN]],
      ]),
    );
    expect(redact(new Set([MAIL, 1]))).toEqual(new Set([HIDDEN, 1]));
    expect(redact(Buffer.from(`to ${MAIL}`))).toBe("[redacted: 18 bytes]");
    expect(redact(new URL(`https://u:p@example.com/?token=abc`))).toBe(
      "https://[redacted:credential]/?token=[redacted]",
    );
    expect(redact(new Headers({ cookie: "a=b", accept: "x" }))).toEqual({
      accept: "x",
      cookie: "[redacted]",
    });
    expect(redact(new URLSearchParams({ password: "x", q: "y" }))).toEqual({
      password: "[redacted]",
      q: "y",
    });
    expect(redact(Object("to " + MAIL))).toBe(`to ${HIDDEN}`);
    expect(redact(4111111111111111)).toBe("[redacted:credit_card]");
    expect(redact({ n: 4111111111111111n })).toEqual({ n: "[redacted:credit_card]" });
  });

  test("instances: their class stays, toJSON is looked at", () => {
    class User {
      readonly email: string;
      readonly id = 1;
      constructor(email: string) {
        this.email = email;
      }
    }
    const safe = redact(new User(MAIL));
    expect(safe).toBeInstanceOf(User);
    expect(safe).toEqual(new User(HIDDEN));
    class Document {
      #email = MAIL;
      toJSON(): unknown {
        return { email: this.#email };
      }
    }
    expect(redact(new Document())).toEqual({ email: HIDDEN });
    expect(redact({ toJSON: () => ({ email: MAIL }) })).toEqual({ email: HIDDEN });
  });

  test("symbol keys, which console prints", () => {
    const key = Symbol("extra");
    expect(redact({ [key]: MAIL })).toEqual({ [key]: HIDDEN });
  });

  test("cycles, getters that throw, proxies", () => {
    const cycle: Record<string, unknown> = { email: MAIL };
    cycle["self"] = cycle;
    expect(redact(cycle)).toEqual({ email: HIDDEN, self: "[Circular]" });
    const shared = { email: MAIL };
    expect(redact([shared, shared])).toEqual([{ email: HIDDEN }, { email: HIDDEN }]);
    const throwing = {
      get bad(): string {
        throw new Error(MAIL);
      },
      email: MAIL,
      a: 1,
    };
    expect(redact(throwing)).toEqual({ bad: "[unreadable]", email: HIDDEN, a: 1 });
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(redact({ proxy, email: MAIL })).toEqual({ proxy: "[unreadable]", email: HIDDEN });
    expect(redact(new Proxy({ email: MAIL }, {}))).toEqual({ email: HIDDEN });
  });

  test("a __proto__ key stays a key", () => {
    const parsed = JSON.parse(`{"__proto__":{"email":"${MAIL}"},"a":1}`) as object;
    const safe = redact(parsed);
    expect(Object.getPrototypeOf(safe)).toBe(Object.prototype);
    expect(JSON.stringify(safe)).toBe(`{"__proto__":{"email":"${HIDDEN}"},"a":1}`);
  });

  test("limits cut visibly", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(30)}"${MAIL}"${"}".repeat(30)}`) as unknown;
    expect(JSON.stringify(redact(deep))).toContain("[truncated]");
    expect(JSON.stringify(redact(deep))).not.toContain(MAIL);
    const small = createRedactor({ maxEntries: 3, maxDepth: 1 });
    expect(small.redact([1, 2, 3, MAIL, 5])).toEqual([1, 2, 3, "[truncated: 2 more]"]);
    expect(small.redact({ a: 1, b: 2, c: 3, d: MAIL })).toEqual({
      a: 1,
      b: 2,
      c: 3,
      "[truncated]": "1 more",
    });
    expect(small.redact({ a: { b: { c: MAIL } } })).toEqual({ a: { b: "[truncated]" } });
    expect(
      JSON.stringify(
        small.redact(
          new Map([
            [1, 1],
            [2, 2],
            [3, 3],
            [4, 4],
          ]),
        ).size,
      ),
    ).toBe("4");
    const wide = new Array<string>(1e7);
    expect((redact(wide) as unknown[]).length).toBeLessThan(20_000);
  });

  test("a record that logs while it is read", () => {
    const record = {
      get inner(): unknown {
        return redact({ email: MAIL, list: [1, 2, 3] });
      },
      phone: "+41446681800",
    };
    expect(redact(record)).toEqual({ inner: { email: HIDDEN, list: [1, 2, 3] }, phone: "[redacted:phone]" });
  });
});
