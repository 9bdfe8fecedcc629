import fc from "fast-check";

/** Values that make careless code throw, hang or change a prototype. */
export function hostileValues(): readonly unknown[] {
  const cycle: Record<string, unknown> = { name: "cycle" };
  cycle["self"] = cycle;
  cycle["list"] = [cycle, { cycle }];
  const throwing = {
    get email(): string {
      throw new Error("getter");
    },
    toString(): string {
      throw new Error("toString");
    },
    toJSON(): unknown {
      throw new Error("toJSON");
    },
  };
  const trap = (): never => {
    throw new Error("trap");
  };
  const handler = {
    get: trap,
    has: trap,
    ownKeys: trap,
    getPrototypeOf: trap,
    getOwnPropertyDescriptor: trap,
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    cycle,
    throwing,
    new Proxy({}, handler),
    new Proxy([], handler),
    revoked.proxy,
    JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":{"__proto__":{"polluted":true}}}',
    ),
    Object.create(null),
    Object.create({ inherited: "ann@example.com" }),
    new Map<unknown, unknown>([
      ["password", "x"],
      [cycle, cycle],
    ]),
    new Set([cycle, "ann@example.com"]),
    new Error("ann@example.com", { cause: cycle }),
    Object.assign(new Error("x"), { stack: undefined, message: 1n }),
    new Date(NaN),
    Symbol("x"),
    1n << 200n,
    () => "x",
    async () => "x",
    Promise.resolve("x"),
    new Uint8Array(1000),
    new Float64Array(10),
    new ArrayBuffer(10),
    new URL("https://user:pw@example.com/?token=abc"),
    new URLSearchParams("password=x"),
    new Headers({ cookie: "a=b" }),
    new WeakMap(),
    /x/g,
    new (class Ann {
      #email = "ann@example.com";
      get email(): string {
        return this.#email;
      }
    })(),
    NaN,
    -0,
    Infinity,
    "",
    "\0",
    "\ud800",
    "__proto__",
    "constructor",
    new Array(1_000),
    [[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]],
    document(),
  ];
}

/** What a DOM-like or socket-like object looks like: wide, deep and full of cycles. */
function document(): object {
  const root: Record<string, unknown> = {};
  for (let index = 0; index < 200; index++) root[`child${index}`] = { parent: root, siblings: root, index };
  return root;
}

/** Long texts: of one character, of beginnings that never end, and of whatever a search may start over at. */
export function longTexts(length: number): readonly string[] {
  const pieces = [
    "a",
    "1",
    " ",
    "@",
    ":",
    "=",
    ".",
    "-",
    "/",
    "\\",
    "<",
    '"',
    "'",
    "&",
    "%",
    "+",
    "(",
    "\n",
    "\t",
    "\u00a0",
    "\u{1f600}",
    "a@",
    "@a.",
    "a.a",
    "1.",
    "1 ",
    "1-",
    "+1 ",
    "1.1.1.1.",
    "::",
    "a:",
    ":1",
    "a=",
    "password=",
    "password: ",
    '"password":"',
    'token="',
    "eyJ",
    "eyJhbGciOi.",
    "AKIA",
    "sk-",
    "://",
    "://a:",
    "a@a.a",
    "a@a@",
    "..",
    "bearer ",
    "Basic ",
    "Cookie: ",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "DE89",
    "DE ",
    "4111 ",
    "4111-1111-",
    "123-45-",
    "phone: ",
    "<a ",
    "<!--",
    "<b>",
    "</",
    "&#",
    "%2f",
    "//",
    "/\\",
    "\\/",
    'for="',
    "for=;",
    ",",
    ";",
    "a,",
    "[",
    "]",
    "{",
    '{"a":',
    "__proto__.",
    "%s",
    "%",
    '"\\',
    "::ffff:",
    "fe80::",
    "1:2:",
    "x-",
    "_",
    "é",
    "ﬀ",
    "\u2028",
  ];
  return pieces.map((piece) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
}

/** Texts put together from what the helpers look for. */
export const fragments: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "ann@example.com",
        "4111111111111111",
        "4111 1111 1111 1111",
        "123-45-6789",
        "+41 22 730 5989",
        "10.0.0.1",
        "::1",
        "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x",
        "DE89 3704 0044 0532 0130 00",
        "password=",
        "token: ",
        '"email":"',
        "Bearer ",
        "https://a:b@c.d/?code=",
        "-----BEGIN PRIVATE KEY-----",
        "AKIAIOSFODNN7EXAMPLE",
        "//",
        "/",
        "\\",
        "..",
        "%2e",
        "<script>",
        "javascript:",
        '"',
        "'",
        "\n",
        " ",
        ".",
        "@",
        ":",
        "=",
        "%s",
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        "__proto__",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(""));

/** Any value, with the keys that helpers look at. */
export const values: fc.Arbitrary<unknown> = fc.anything({
  key: fc.oneof(
    fc.constantFrom(
      "email",
      "password",
      "ip",
      "toJSON",
      "then",
      "__proto__",
      "constructor",
      "message",
      "stack",
      "a",
    ),
    fragments,
  ),
  values: [fragments, fc.double(), fc.bigInt(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  maxDepth: 4,
});
