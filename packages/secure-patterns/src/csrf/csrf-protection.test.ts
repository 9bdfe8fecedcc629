import { expect, test, vi } from "vitest";
import type { OnDenied, RequestFacts, Verdict } from "../protection.ts";
import { csrf } from "./csrf.ts";
import type { CsrfProtectOptions } from "./csrf-protection.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const guard = csrf({ secret: SECRET });
const token = (): string => guard.issue("session-1", "request");

interface Given {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  body?: unknown;
  remoteAddress?: string;
}

function request({
  method = "POST",
  url = "/transfer",
  headers = {},
  body,
  remoteAddress,
}: Given): RequestFacts {
  const all: Record<string, string> = { host: "app.example", ...headers };
  return { method, url, header: (name) => all[name], remoteAddress, body, raw: undefined };
}

function ask(given: Given, options: Partial<CsrfProtectOptions> = {}): Promise<Verdict> {
  return guard.protect({ session: () => "session-1", ...options }).checkRequest(request(given));
}

const here = { "sec-fetch-site": "same-origin" };

test.each(["GET", "HEAD", "OPTIONS", "TRACE"])("%s passes: it must not change anything", async (method) => {
  expect((await ask({ method, headers: { "sec-fetch-site": "cross-site" } })).allowed).toBe(true);
});

test.each(["POST", "PUT", "PATCH", "DELETE", "QUERY", "patch", "get", "X"])(
  "%s needs a token",
  async (method) => {
    expect((await ask({ method, headers: here })).allowed).toBe(false);
    expect((await ask({ method, headers: { ...here, "x-csrf-token": token() } })).allowed).toBe(true);
  },
);

/** Header sets and where they come from, as seen without (`null` = needs the token) the token's help. */
const ORIGINS: [string, Record<string, string>, boolean | null][] = [
  ["same origin", { "sec-fetch-site": "same-origin" }, true],
  ["typed by the person", { "sec-fetch-site": "none" }, true],
  ["cross site", { "sec-fetch-site": "cross-site" }, false],
  ["a sibling subdomain", { "sec-fetch-site": "same-site" }, false],
  ["an unknown value", { "sec-fetch-site": "same-origin, cross-site" }, false],
  ["another spelling", { "sec-fetch-site": "Same-Origin" }, false],
  ["same origin whatever Origin says", { "sec-fetch-site": "same-origin", origin: "null" }, true],
  [
    "cross site whatever Origin says",
    { "sec-fetch-site": "cross-site", origin: "https://app.example" },
    false,
  ],
  ["own origin", { origin: "https://app.example" }, true],
  ["own origin over http", { origin: "http://app.example" }, true],
  [
    "own origin with its default port in Host",
    { origin: "https://app.example", host: "app.example:443" },
    true,
  ],
  ["own origin with a port", { origin: "http://app.example:8080", host: "app.example:8080" }, true],
  ["own IPv6 origin", { origin: "http://[::1]:8080", host: "[::1]:8080" }, true],
  ["another port", { origin: "https://app.example:8443" }, false],
  ["another host", { origin: "https://evil.example" }, false],
  ["a host that begins alike", { origin: "https://app.example.evil.example" }, false],
  ["a host that ends alike", { origin: "https://evilapp.example" }, false],
  ["credentials before another host", { origin: "https://app.example@evil.example" }, false],
  ["a path", { origin: "https://evil.example/app.example" }, false],
  ["opaque", { origin: "null" }, false],
  ["not http", { origin: "file://app.example" }, false],
  ["garbage", { origin: "app.example" }, false],
  ["two origins", { origin: "https://app.example, https://evil.example" }, false],
  ["no Host to compare", { origin: "https://app.example", host: "" }, false],
  ["a trusted origin", { "sec-fetch-site": "cross-site", origin: "https://admin.example.com" }, true],
  ["a trusted origin of an old browser", { origin: "https://admin.example.com" }, true],
  ["a trusted host under another scheme", { origin: "http://admin.example.com" }, false],
  ["a subdomain of a trusted origin", { origin: "https://x.admin.example.com" }, false],
  ["a trusted app", { origin: "capacitor://localhost" }, true],
  ["nothing said", {}, null],
];

test.each(ORIGINS)("%s: metadata, then the token", async (_name, headers, expected) => {
  const options = { origins: ["https://admin.example.com", "capacitor://localhost"] };
  const withToken = { ...headers, "x-csrf-token": token() };
  const relaxed = { ...options, token: "unless-same-origin" } as const;
  const nobody = { ...options, session: () => undefined };
  expect((await ask({ headers }, options)).allowed, "without token").toBe(false);
  expect((await ask({ headers: withToken }, options)).allowed, "with token").toBe(expected !== false);
  expect((await ask({ headers }, relaxed)).allowed, "relaxed, without token").toBe(expected === true);
  expect((await ask({ headers: withToken }, relaxed)).allowed, "relaxed, with token").toBe(
    expected !== false,
  );
  expect((await ask({ headers }, nobody)).allowed, "without session").toBe(expected === true);
});

test.each([
  ["header x-csrf-token", () => ({ headers: { "x-csrf-token": token() } })],
  ["header x-xsrf-token", () => ({ headers: { "x-xsrf-token": token() } })],
  ["header x-csrftoken", () => ({ headers: { "x-csrftoken": token() } })],
  ["field _csrf", () => ({ body: { _csrf: token() } })],
  ["field authenticity_token", () => ({ body: { authenticity_token: token() } })],
  ["field of URLSearchParams", () => ({ body: new URLSearchParams({ _csrf: token() }) })],
  ["a field beside another form's token", () => ({ body: { _token: "reset-token", _csrf: token() } })],
  ["a body without prototype", () => ({ body: Object.assign(Object.create(null), { _csrf: token() }) })],
] as [string, () => Given][])("the token is read from %s", async (_name, given) => {
  expect((await ask(given())).allowed).toBe(true);
});

test.each([
  ["the query", () => ({ url: `/transfer?_csrf=${token()}` })],
  ["a cookie, which browsers send to anyone", () => ({ headers: { cookie: `XSRF-TOKEN=${token()}` } })],
  ["an inherited field", () => ({ body: Object.create({ _csrf: token() }) })],
  ["a list", () => ({ body: { _csrf: [token()] } })],
  ["a text body", () => ({ body: token() })],
] as [string, () => Given][])("the token is not read from %s", async (_name, given) => {
  expect((await ask(given())).allowed).toBe(false);
});

test("a body that nobody has parsed is read only where no header has a token", async () => {
  const readBody = vi.fn(async () => ({ _csrf: token() }));
  const send = (headers: Record<string, string>): Promise<Verdict> =>
    guard.protect({ session: () => "session-1" }).checkRequest({ ...request({ headers }), readBody });
  expect((await send({})).allowed).toBe(true);
  expect((await send({ "x-csrf-token": token() })).allowed).toBe(true);
  expect(readBody).toHaveBeenCalledTimes(1);
});

test("names of headers and fields can be chosen, and then only those count", async () => {
  const options = { headers: ["X-My-Token"], fields: ["mine"] };
  expect((await ask({ headers: { "x-my-token": token() } }, options)).allowed).toBe(true);
  expect((await ask({ body: { mine: token() } }, options)).allowed).toBe(true);
  expect((await ask({ headers: { "x-csrf-token": token() } }, options)).allowed).toBe(false);
});

test("the client learns nothing, the log learns why", async () => {
  const onDenied = vi.fn<OnDenied>();
  const cases: [string, Given, Partial<CsrfProtectOptions>][] = [
    ['Sec-Fetch-Site is "cross-site"', { headers: { "sec-fetch-site": "cross-site" } }, {}],
    [
      'Origin "https://evil.example" is not this site\'s',
      { headers: { origin: "https://evil.example" } },
      {},
    ],
    ["no token", {}, {}],
    ["token malformed", { headers: { "x-csrf-token": "x" } }, {}],
    [
      "token made for another session, purpose, address or secret, or forged",
      { headers: { "x-csrf-token": guard.issue("session-2", "request") } },
      {},
    ],
    ["no session, and no proof of the same origin", {}, { session: () => undefined }],
    ["no session, and no proof of the same origin", { headers: here }, { session: () => "anonymous" }],
  ];
  const answers = [];
  for (const [reason, given, options] of cases) {
    const { denial } = await ask(given, { ...options, onDenied });
    expect(denial?.reason).toBe(reason);
    expect(onDenied).toHaveBeenLastCalledWith({ kind: "csrf", reason, request: expect.anything() });
    answers.push(JSON.stringify({ ...denial, reason: "" }));
  }
  expect(onDenied).toHaveBeenCalledTimes(cases.length);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('"status":403');
});

test("an expired token is named as such", async () => {
  vi.useFakeTimers();
  const old = token();
  vi.advanceTimersByTime(13 * 3_600_000);
  expect((await ask({ headers: { "x-csrf-token": old } })).denial?.reason).toBe("token expired");
  vi.useRealTimers();
});

test("a hook that fails changes nothing but one line, without the message", async () => {
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  const onDenied = (): never => {
    throw new RangeError("postgres://user:secret@db");
  };
  expect((await ask({}, { onDenied })).denial?.status).toBe(403);
  expect((await ask({}, { onDenied })).denial?.status).toBe(403);
  expect((await ask({}, { onDenied: () => Promise.reject(new Error("late")) })).denial?.status).toBe(403);
  expect(print.mock.calls.flat()).toEqual([
    "secure-patterns: onDenied failed (RangeError)",
    "secure-patterns: onDenied failed (Error)",
  ]);
  print.mockRestore();
});

test("a purpose per request", async () => {
  const options = {
    purpose: ({ url }: RequestFacts) => (url === "/account/delete" ? "delete-account" : "request"),
  };
  const forDelete = guard.issue("session-1", "delete-account");
  const send = (url: string, value: string): Promise<Verdict> =>
    ask({ url, headers: { "x-csrf-token": value } }, options);
  expect((await send("/account/delete", forDelete)).allowed).toBe(true);
  expect((await send("/account/delete", token())).allowed).toBe(false);
  expect((await send("/transfer", forDelete)).allowed).toBe(false);
});

test("bindIp compares the address of the socket, or of the function given", async () => {
  const bound = csrf({ secret: SECRET, bindIp: true });
  const value = bound.issue("session-1", "request", { ip: "192.0.2.1" });
  const send = (remoteAddress: string | undefined, ip?: CsrfProtectOptions["ip"]): Promise<Verdict> =>
    bound
      .protect({ session: () => "session-1", ...(ip && { ip }) })
      .checkRequest(request({ headers: { "x-csrf-token": value }, ...(remoteAddress && { remoteAddress }) }));
  expect((await send("192.0.2.1")).allowed).toBe(true);
  expect((await send("192.0.2.2")).allowed).toBe(false);
  expect((await send(undefined)).denial?.reason).toMatch(/no client address/);
  expect((await send("10.0.0.1", () => "192.0.2.1")).allowed).toBe(true);
});

test("a session function that fails refuses by failing, not by passing", async () => {
  const session = (): Promise<string> => Promise.reject(new Error("session store away"));
  await expect(ask({ headers: here }, { session })).rejects.toThrow("session store away");
});

const session = (): string => "session-1";

test.each([
  [{}, /^session must be a function/],
  [undefined, /^session must be a function/],
  [{ session: "id" }, /^session must be a function/],
  [{ session, token: "never" }, /^token must be/],
  [{ session, purpose: "" }, /^purpose must be/],
  [{ session, ip: "192.0.2.1" }, /^ip must be/],
  [{ session, headers: [] }, /^headers must be/],
  [{ session, fields: "_csrf" }, /^fields must be/],
  [{ session, origins: "https://a.example" }, /^origins must be/],
  [{ session, origins: ["https://a.example/"] }, /^origins must be/],
  [{ session, origins: ["https://*.example"] }, /^origins must be/],
  [{ session, origins: ["a.example"] }, /^origins must be/],
  [{ session, origins: ["null"] }, /^origins must be/],
  [{ session, origins: ["*"] }, /^origins must be/],
] as [unknown, RegExp][])("protect options %j are refused", (options, message) => {
  expect(() => guard.protect(options as never)).toThrow(message);
});
