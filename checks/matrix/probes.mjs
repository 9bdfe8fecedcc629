// One probe per entry of the runtime: what a user would do with it, in a few lines that run on any platform. No imports.

/** Runs the probes of `modules` (subpath → namespace) and answers subpath → "ok" or what went wrong. */
export async function runProbes(load, subpaths, env) {
  const results = {};
  for (const subpath of subpaths) {
    try {
      const probe = probes[subpath];
      if (!probe) throw new Error("has no probe");
      await probe(await load(subpath), env);
      results[subpath] = "ok";
    } catch (error) {
      results[subpath] = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
  return results;
}

const SECRET = "0123456789abcdef0123456789abcdef-matrix";
const fields = { bucket: "probe", limit: 10, window: "60s" };

const probes = {
  async "."(all) {
    const missing = expected.filter((name) => typeof all[name] !== "function");
    equal(missing.join(", "), "", "missing exports");
    equal(all.safeRedirect("//evil.test", "/home"), "/home");
  },
  "./safe-redirect"({ safeRedirect }) {
    equal(safeRedirect("//evil.test", "/home"), "/home");
    equal(safeRedirect("/a?b=c", "/home"), "/a?b=c");
  },
  async "./tokens"({ issueToken, consumeToken, randomCode }, { memory }) {
    const store = (await memory()).memory();
    const token = await issueToken(store, { subject: "ada", purpose: "reset" });
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => consumeToken(store, token, { purpose: "reset" })),
    );
    equal(claims.filter((claim) => claim?.subject === "ada").length, 1, "winners");
    equal(/^\d{6}$/.test(randomCode(6)), true, "code");
  },
  async "./rate-limit"({ rateLimit }) {
    const limiter = rateLimit(fields);
    const results = await Promise.all(Array.from({ length: 50 }, () => limiter.check("ada")));
    equal(results.filter(({ allowed }) => allowed).length, 10, "admissions");
  },
  async "./memory"({ memory }) {
    const query = { bucket: "probe", keys: ["a"], limit: 1, window: 60_000 };
    const store = memory();
    equal((await store.hit({ ...query, cost: 1, block: 0 })).admitted, true);
    equal((await store.hit({ ...query, cost: 1, block: 0 })).admitted, false);
  },
  "./client-ip"({ clientIp, ipKey }) {
    const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 2001:db8::1" });
    equal(clientIp({ headers }, { trust: 1 }), "2001:db8::1");
    equal(ipKey("2001:db8:0:ff12::1"), "2001:db8:0:ff00::/56");
  },
  "./csrf"({ csrf }) {
    const tokens = csrf({ secret: SECRET });
    const token = tokens.issue("session-of-ada", "request");
    equal(tokens.verify(token, "session-of-ada", "request"), true);
    equal(tokens.verify(token, "session-of-eve", "request"), false);
  },
  "./csrf-fetch"({ csrfFetch, csrfHeaders }) {
    equal(typeof csrfFetch, "function");
    const isPage = typeof document === "object";
    if (isPage) document.cookie = "csrf-token=of-this-page";
    // Rendered on a server there is no page, and no token to send.
    const headers = csrfHeaders("POST", isPage ? "/save" : "https://site.test/save");
    equal(headers["X-CSRF-Token"], isPage ? "of-this-page" : undefined, "token");
    equal(Object.keys(csrfHeaders("POST", "https://evil.test/")).length, 0, "tokens for another site");
  },
  "./pii-safe-logger"({ piiSafeLogger, createPiiHasher }) {
    const lines = [];
    const logger = piiSafeLogger({ info: (...parts) => lines.push(parts), error: () => {}, warn: () => {} });
    logger.info("mail from ada@example.com", { password: "hunter2" });
    equal(/ada@example|hunter2/.test(JSON.stringify(lines)), false, "leaks");
    const hash = createPiiHasher({ key: SECRET });
    equal(hash("ada@example.com"), hash("ada@example.com"));
  },
  "./html"({ escapeHtml }) {
    equal(escapeHtml("<img onerror=x>").includes("<"), false);
  },
  async "./validate"({ validate }) {
    const schema = {
      "~standard": {
        version: 1,
        vendor: "matrix",
        validate: (value) =>
          typeof value === "string" ? { value } : { issues: [{ message: "not a string" }] },
      },
    };
    equal(await validate(schema, "ada"), "ada");
    equal(await refused(() => validate(schema, 7)), true);
  },
  async "./optional-import"({ optionalImport }) {
    equal(await optionalImport("present", async () => ({ answer: 42 })).then((found) => found.answer), 42);
    equal(
      await refused(() => optionalImport("broken", () => Promise.reject(new RangeError("broken inside")))),
      true,
    );
  },
  "./purify-html": ({ purifyHtml }) =>
    equal(purifyHtml("<b onclick=x()>a</b><script>x()</script>"), "<b>a</b>"),
  async "./purify-html-browser"({ purifyHtml }) {
    const dirty = "<b onclick=x()>a</b><script>x()</script>";
    // Rendered on a server there is no DOM, and nothing is let through.
    if (typeof document === "object") equal(purifyHtml(dirty), "<b>a</b>");
    else equal(await refused(async () => purifyHtml(dirty)), true, "refuses without a DOM");
  },
  async "./firewall"({ firewall }) {
    const fw = firewall({ events: { probe: { limit: 2, window: "1h" } }, log: () => {} });
    await fw.report({ ip: "192.0.2.7" }, "probe");
    equal(await fw.isBlocked("192.0.2.7"), false);
    await fw.report({ ip: "192.0.2.7" }, "probe");
    equal(await fw.isBlocked("192.0.2.7"), true);
  },
  async "./fetch"({ rateLimit }, { serveFetch }) {
    const limit = rateLimit({ ...fields, ...(serveFetch ? {} : { key: () => "ada" }) });
    const handler = limit((request, _platform) => new Response(request.url));
    const { call, close } = serveFetch
      ? await serveFetch(handler)
      : { call: () => handler(new Request("http://site.test/")), close: () => {} };
    await exactlyTen(async () => (await call()).status);
    await close();
  },
  async "./hono"({ rateLimit }) {
    const middleware = rateLimit({ ...fields, key: () => "ada" });
    await exactlyTen(async () => {
      const headers = new Headers();
      const context = {
        req: { raw: new Request("http://site.test/") },
        env: {},
        res: new Response("ok"),
        header: (name, value) => headers.set(name, value),
      };
      return ((await middleware(context, async () => {})) ?? context.res).status;
    });
  },
  async "./h3"({ rateLimit }) {
    const middleware = rateLimit({ ...fields, key: () => "ada" });
    await exactlyTen(async () => {
      const event = {
        req: new Request("http://site.test/"),
        res: { headers: new Headers(), errHeaders: new Headers() },
      };
      return (await middleware(event, () => new Response("ok"))).status;
    });
  },
  async "./sveltekit"({ rateLimit }) {
    const handle = rateLimit(fields);
    await exactlyTen(async () => {
      const event = {
        request: new Request("http://site.test/"),
        getClientAddress: () => "192.0.2.7",
        setHeaders() {},
      };
      return (await handle({ event, resolve: async () => new Response("ok") })).status;
    });
  },
  async "./trpc"({ rateLimit }) {
    const middleware = rateLimit({ ...fields, key: () => "ada" });
    await exactlyTen(async () => {
      const ctx = { req: new Request("http://site.test/") };
      const call = {
        ctx,
        path: "login",
        type: "mutation",
        getRawInput: async () => ({}),
        next: async () => ({ ok: true }),
      };
      return middleware(call).then(
        () => 200,
        (error) => (error.code === "TOO_MANY_REQUESTS" ? 429 : 500),
      );
    });
  },
  async "./next"({ rateLimit }) {
    const handler = rateLimit({ ...fields, clientIp: { trust: 1 } })(async () => new Response("ok"));
    const headers = { "x-forwarded-for": "192.0.2.7" };
    await exactlyTen(async () => (await handler(new Request("http://site.test/", { headers }))).status);
  },
  "./express": ({ rateLimit }, { serveNode }) =>
    withNode(serveNode, (request, response) => {
      limits.express ??= rateLimit(fields);
      limits.express(request, response, (error) => {
        response.statusCode = error ? 500 : 200;
        response.end();
      });
    }),
  "./fastify": ({ rateLimit }, { serveNode }) =>
    withNode(serveNode, async (request, response) => {
      limits.fastify ??= rateLimit(fields);
      const reply = {
        raw: response,
        getHeader: (name) => response.getHeader(name),
        header: (name, value) => response.setHeader(name, value),
        code: (status) => ({ send: (text) => Object.assign(response, { statusCode: status }).end(text) }),
      };
      if ((await limits.fastify({ raw: request }, reply)) === undefined) response.end();
    }),
  "./koa": ({ rateLimit }, { serveNode }) =>
    withNode(serveNode, async (request, response) => {
      limits.koa ??= rateLimit(fields);
      const context = {
        req: request,
        res: response,
        request: {},
        response: { get: () => "" },
        status: 200,
        body: "",
        set: (name, value) => response.setHeader(name, value),
      };
      await limits.koa(context, async () => {});
      response.statusCode = context.status;
      response.end(context.body);
    }),
  async "./nest"({ rateLimit }) {
    const request = { method: "GET", url: "/", headers: {}, socket: { remoteAddress: "192.0.2.7" } };
    const response = { statusCode: 200, headersSent: false, getHeader() {}, setHeader() {}, once() {} };
    const context = { getType: () => "http", getArgByIndex: (index) => [request, response][index] };
    equal(await rateLimit(fields).canActivate(context), true);
  },
  "./sqlite": ({ sqlite }, { openSqlite }) => admitsOnce(sqlite, openSqlite),
  "./postgres": ({ postgres }, { openPostgres }) => admitsOnce(postgres, openPostgres),
  "./mysql": ({ mysql }, { openMysql }) => admitsOnce(mysql, openMysql),
  "./redis": ({ redis }, { openRedis }) => admitsOnce(redis, openRedis),
  "./testing": (all) =>
    equal(
      Object.values(all).some((each) => typeof each === "function"),
      true,
    ),
};

/** What the root entry holds, wherever it runs. */
const expected = [
  ...[
    "safeRedirect",
    "issueToken",
    "consumeToken",
    "peekToken",
    "revokeTokens",
    "purgeTokens",
    "randomToken",
  ],
  ...["randomCode", "rateLimit", "memory", "clientIp", "ipKey", "csrf", "csrfFetch", "piiSafeLogger"],
  ...["createPiiHasher", "firewall"],
];

/** Limiters of the probes that a server calls for each request. */
const limits = {};

async function withNode(serveNode, listener) {
  const { call, close } = await serveNode(listener);
  await exactlyTen(async () => (await call()).status);
  await close();
}

async function exactlyTen(call) {
  const statuses = await Promise.all(Array.from({ length: 50 }, call));
  equal(statuses.filter((status) => status === 200).length, 10, "admissions");
  equal(statuses.filter((status) => status === 429).length, 40, "refusals");
}

async function refused(work) {
  try {
    await work();
    return false;
  } catch {
    return true;
  }
}

/** Without a server or a client library at hand (`open` is undefined) a store can only show that it loads. */
async function admitsOnce(create, open) {
  equal(await refused(async () => create(undefined)), true, "refuses what is no client");
  if (!open) return;
  const { client, options, close } = await open();
  const store = create(client, options);
  await store.migrate();
  const query = { bucket: "matrix", keys: [`probe-${Math.random()}`], limit: 1, window: 60_000 };
  equal((await store.hit({ ...query, cost: 1, block: 0 })).admitted, true, "first");
  equal((await store.hit({ ...query, cost: 1, block: 0 })).admitted, false, "second");
  await close();
}

function equal(actual, wanted, what = "value") {
  if (actual !== wanted) throw new Error(`${what}: ${String(actual)} instead of ${String(wanted)}`);
}
