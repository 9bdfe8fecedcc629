import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { chromiumPath, launchChromium } from "../../../tests/support/chromium.ts";
import { factsOf, readBody, sendSource, serve, type Site } from "../../../tests/support/serve.ts";
import { csrf } from "../csrf.ts";

const AXIOS = path.join(
  path.dirname(createRequire(import.meta.url).resolve("axios/package.json")),
  "dist/esm/axios.js",
);
const SECRET = "0123456789abcdef0123456789abcdef";
const guard = csrf({ secret: SECRET });

let app: Site;
let other: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Why the application refused, newest last. */
let reasons: string[] = [];
/** `METHOD path header-value` of everything that carried the token header to the other origin. */
let leaks: string[] = [];
let tokensServed = 0;

const protection = guard.protect({
  session: (request) => /sid=([\w-]+)/.exec(request.header("cookie") ?? "")?.[1],
  onDenied: ({ reason }) => void reasons.push(reason),
});

/** 127.0.0.1 and localhost are two sites to a browser; two ports of one of them are one site and two origins. */
const own = (): string => `http://127.0.0.1:${app.port}`;
const sibling = (): string => `http://127.0.0.1:${other.port}`;
const evil = (): string => `http://localhost:${other.port}`;

async function handleApp(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", own());
  if (pathname.startsWith("/src/")) {
    response.setHeader("access-control-allow-origin", "*"); // a sandboxed frame loads it, too
    return sendSource(pathname, response);
  }
  if (pathname === "/axios.js") {
    response.setHeader("content-type", "text/javascript");
    return void response.end(await readFile(AXIOS));
  }
  const session = /sid=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? crypto.randomUUID();
  if (pathname.startsWith("/page/")) return sendPage(pathname.slice(6), session, response);
  if (pathname === "/token") {
    tokensServed += 1;
    return void response.end(JSON.stringify({ token: guard.issue(session, "request") }));
  }
  const body = await readBody(request);
  if (pathname === "/naive")
    return void response.end(request.headers.cookie?.includes("sid=") ? "done" : "who?");
  const { denial } = await protection.checkRequest(
    factsOf(request, Object.fromEntries(new URLSearchParams(body))),
  );
  if (denial) {
    response.writeHead(denial.status, denial.headers);
    return void response.end(denial.message);
  }
  const to = searchParams.get("to");
  if (to !== null) return void response.writeHead(307, { location: to }).end();
  response.end(`done ${request.method} ${body}`);
}

function sendPage(flow: string, session: string, response: ServerResponse): void {
  const head: Record<string, string> = {
    meta: guard.metaTag(session, "request"),
    "expired-meta": yesterday(() => guard.metaTag(session, "request", { refresh: "/token" })),
    "expired-alone": yesterday(() => guard.metaTag(session, "request")),
    form: `<form method="post" action="/transfer">${guard.field(session, "request")}<input name="amount" value="1"><button>Go</button></form>`,
    base: `<base href="http://localhost:${other.port}/">${guard.metaTag(session, "request")}`,
  };
  const cookies = [`sid=${session}; Path=/; SameSite=None; Secure; HttpOnly`];
  if (flow === "cookie") cookies.push(guard.cookie(session, "request"));
  response.writeHead(200, { "content-type": "text/html", "set-cookie": cookies });
  response.end(`<!doctype html><head>${head[flow] ?? ""}</head><body></body>`);
}

/** What `make` would have made a day ago. */
function yesterday<T>(make: () => T): T {
  const now = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(now - 86_400_000);
  const made = make();
  clock.mockRestore();
  return made;
}

/** Answers every preflight with yes, as an attacker would, and keeps what it is sent. */
function handleOther(request: IncomingMessage, response: ServerResponse): void {
  const token = request.headers["x-csrf-token"] ?? request.headers["x-xsrf-token"];
  if (token !== undefined) leaks.push(`${request.method} ${request.url} ${String(token)}`);
  response.writeHead(200, {
    "content-type": "text/html",
    "access-control-allow-origin": request.headers.origin ?? "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "x-csrf-token, x-xsrf-token, content-type",
    "access-control-allow-methods": "POST, PUT, DELETE",
  });
  response.end("<!doctype html><body>other</body>");
}

/** Runs code with the package's browser module in scope, and answers its result or `"error: <name>"`. */
async function run(code: string, on: Page = page): Promise<unknown> {
  return on.evaluate(`(async () => {
    const { csrfFetch, createCsrfFetch, csrfAxios, csrfXhr, csrfHeaders } = await import("${own()}/src/csrf/browser/index.ts");
    try { return await (async () => { ${code} })(); } catch (error) { return "error: " + error.name }
  })()`);
}

const post = `const r = await csrfFetch("/transfer", { method: "POST", body: "a=1" }); return r.status + " " + await r.text();`;

describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
  beforeAll(async () => {
    app = await serve(handleApp);
    other = await serve(handleOther);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([app?.close(), other?.close()]);
  });

  beforeEach(async () => {
    [reasons, leaks, tokensServed] = [[], [], 0];
    context = await browser.newContext();
    page = await context.newPage();
  });

  afterEach(() => context.close());

  test("plain fetch is refused, csrfFetch passes: token from the meta tag", async () => {
    await page.goto(`${own()}/page/meta`);
    expect(await run(post.replace("csrfFetch", "fetch"))).toBe("403 Forbidden");
    expect(reasons).toEqual(["no token"]);
    expect(await run(post)).toBe("200 done POST a=1");
  });

  test("token from the cookie", async () => {
    await page.goto(`${own()}/page/cookie`);
    expect(await run(post)).toBe("200 done POST a=1");
  });

  test("token from the endpoint, asked once for many requests", async () => {
    await page.goto(`${own()}/page/none`);
    expect(await run(post)).toBe("403 Forbidden");
    const code = `const f = createCsrfFetch({ endpoint: "/token" });
      const all = await Promise.all([1, 2, 3, 4].map((n) => f("/transfer", { method: "PUT", body: String(n) })));
      return Promise.all(all.map((r) => r.text()));`;
    expect(await run(code)).toEqual([1, 2, 3, 4].map((n) => `done PUT ${n}`));
    expect(tokensServed).toBe(1);
  });

  test("token from a form's field", async () => {
    await page.goto(`${own()}/page/form`);
    await page.click("button");
    expect(await page.textContent("body")).toMatch(/^done POST _csrf=.{72}&amount=1$/);
  });

  test("every way of calling fetch", async () => {
    await page.goto(`${own()}/page/meta`);
    const code = `const url = new URL("/transfer", location.href);
      const answers = [
        await csrfFetch(url, { method: "post", body: "b" }),
        await csrfFetch(new Request(url, { method: "POST", body: "c" })),
        await csrfFetch(new Request(url, { method: "POST", body: "x" }), { method: "DELETE", body: "d" }),
        await csrfFetch("transfer/../../transfer", { method: "PATCH", body: new Blob(["e"]), headers: new Headers({ "x-a": "1" }) }),
        await csrfFetch("//" + location.host + "/transfer", { method: "POST", body: "f", mode: "no-cors" }),
        await csrfFetch("/transfer?to=/landing", { method: "POST", body: "g" }),
        await csrfFetch("/transfer"),
        await csrfFetch("/transfer", undefined),
      ];
      return Promise.all(answers.map((r) => r.text()));`;
    const expected = ["POST b", "POST c", "DELETE d", "PATCH e", "POST f", "POST g", "GET ", "GET "];
    expect(await run(code)).toEqual(expected.map((text) => `done ${text}`));
  });

  test("errors, aborts and other answers are those of fetch", async () => {
    await page.goto(`${own()}/page/meta`);
    expect(await run(`return csrfFetch("http://[", { method: "POST" })`)).toBe("error: TypeError");
    expect(await run(`return csrfFetch("/transfer", { method: "PO ST" })`)).toBe("error: TypeError");
    expect(await run(`return csrfFetch("/transfer", { method: "POST", signal: AbortSignal.abort() })`)).toBe(
      "error: AbortError",
    );
    expect(await run(`return (await csrfFetch("${evil()}/x")).status`)).toBe(200);
  });

  test("an expired token is replaced and the request sent once more, body and all", async () => {
    await page.goto(`${own()}/page/expired-meta`);
    expect(await run(post)).toBe("200 done POST a=1");
    expect([reasons, tokensServed]).toEqual([["token expired"], 1]);
    const blob = `const r = await csrfFetch("/transfer", { method: "POST", body: new Blob(["big ".repeat(50000)]) }); return (await r.text()).length;`;
    expect(await run(blob)).toBe("done POST ".length + 200_000);
  });

  test("without a way to a fresh token the refusal is the answer, after one try", async () => {
    await page.goto(`${own()}/page/expired-alone`);
    expect(await run(post)).toBe("403 Forbidden");
    expect(reasons).toEqual(["token expired"]);
  });

  test("an endpoint whose tokens are refused as well is not asked for ever", async () => {
    await page.goto(`${own()}/page/expired-meta`);
    const login = `await fetch("/token"); return 0`;
    await run(login);
    await context.clearCookies();
    await context.addCookies([{ name: "sid", value: "someone-else", url: own() }]);
    await page.route("**/token", (route) =>
      route.fulfill({ json: { token: guard.issue("not-this-session", "request") } }),
    );
    expect(await run(post)).toBe("403 Forbidden");
    expect(reasons).toHaveLength(2);
  });

  test("an endpoint that answers with the refused token is not tried with it again", async () => {
    await page.goto(`${own()}/page/expired-meta`);
    const token = await page.getAttribute("meta", "content");
    await page.route("**/token", (route) => route.fulfill({ json: { token } }));
    expect(await run(post)).toBe("403 Forbidden");
    expect(reasons).toEqual(["token expired"]);
  });

  test("several tabs with several tokens work side by side", async () => {
    await page.goto(`${own()}/page/meta`);
    const tabs = [page, await context.newPage(), await context.newPage()];
    for (const tab of tabs.slice(1)) await tab.goto(`${own()}/page/meta`);
    const tokens = await Promise.all(tabs.map((tab) => tab.getAttribute("meta", "content")));
    expect(new Set(tokens).size).toBe(3);
    for (const tab of [...tabs, ...tabs.reverse()]) expect(await run(post, tab)).toBe("200 done POST a=1");
  });

  test("another visitor's token is refused", async () => {
    await page.goto(`${own()}/page/meta`);
    const stolen = await page.getAttribute("meta", "content");
    const victim = await (await browser.newContext()).newPage();
    await victim.goto(`${own()}/page/none`);
    const code = `return (await fetch("/transfer", { method: "POST", headers: { "x-csrf-token": "${stolen}" } })).status`;
    expect(await run(code, victim)).toBe(403);
    expect(await run(code)).toBe(200);
    await victim.context().close();
  });

  describe("a cross-site page", () => {
    const submit = (action: string, field = ""): string => `
      document.body.innerHTML = '<form method="post" action="${action}"><input name="amount" value="999">${field}</form>';
      document.forms[0].submit();`;

    test.each(["evil", "sibling"])(
      "can post a form with the victim's cookie (%s), and is refused",
      async (name) => {
        const origin = name === "evil" ? evil() : sibling();
        await page.goto(`${own()}/page/meta`);
        const token = await page.getAttribute("meta", "content");
        await page.goto(`${origin}/attack`);
        await Promise.all([page.waitForURL(`${own()}/naive`), page.evaluate(submit(`${own()}/naive`))]);
        expect(await page.textContent("body")).toBe("done");
        await page.goto(`${origin}/attack`);
        await Promise.all([page.waitForURL(`${own()}/transfer`), page.evaluate(submit(`${own()}/transfer`))]);
        expect(await page.textContent("body")).toBe("Forbidden");
        // Not even with a token that leaked.
        const field = `<input name="_csrf" value="${token}">`;
        await page.goto(`${origin}/attack`);
        await Promise.all([
          page.waitForURL(`${own()}/transfer`),
          page.evaluate(submit(`${own()}/transfer`, field)),
        ]);
        expect(await page.textContent("body")).toBe("Forbidden");
        const site = name === "evil" ? "cross-site" : "same-site";
        expect(reasons).toEqual([`Sec-Fetch-Site is "${site}"`, `Sec-Fetch-Site is "${site}"`]);
      },
    );

    test("cannot read a token, and gets nowhere with fetch", async () => {
      await page.goto(`${own()}/page/meta`);
      await page.goto(`${evil()}/attack`);
      const tries = `
        const results = [];
        for (const go of [
          () => fetch("${own()}/token", { credentials: "include" }),
          () => fetch("${own()}/page/meta", { credentials: "include" }),
          () => fetch("${own()}/transfer", { method: "POST", credentials: "include", headers: { "x-csrf-token": "x" } }),
        ]) results.push(await go().then((r) => r.text(), (error) => error.name));
        await fetch("${own()}/transfer", { method: "POST", credentials: "include", mode: "no-cors", body: "a=1" });
        return results;`;
      expect(await page.evaluate(`(async () => {${tries}})()`)).toEqual([
        "TypeError",
        "TypeError",
        "TypeError",
      ]);
      expect(reasons).toEqual(['Sec-Fetch-Site is "cross-site"']);
    });
  });

  describe("the token never leaves the origin", () => {
    const targets = (): string[] => [
      `${evil()}/x`,
      `//localhost:${other.port}/x`,
      `\\\\\\\\localhost:${other.port}/x`,
      `/\\\\localhost:${other.port}/x`,
      `/\\t/localhost:${other.port}/x`,
      `http:\\\\\\\\localhost:${other.port}\\\\x`,
      `http://127.0.0.1:${app.port}@localhost:${other.port}/x`,
      `${sibling()}/x`,
      `HTTP://LOCALHOST:${other.port}/x`,
      `/transfer?to=${encodeURIComponent(`${evil()}/x`)}`,
      `/transfer?to=${encodeURIComponent(`${own()}/transfer?to=${encodeURIComponent(`${sibling()}/x`)}`)}`,
    ];

    test("with csrfFetch, whatever the URL, the object or the redirect", async () => {
      await page.goto(`${own()}/page/meta`);
      for (const target of targets()) {
        for (const call of [
          `csrfFetch("${target}", { method: "POST", body: "a", credentials: "include" })`,
          `csrfFetch(new Request("${target}", { method: "POST", body: "a" }))`,
          `csrfFetch(new Request("${target}"), { method: "PUT", body: "a" })`,
          `csrfFetch({ toString: () => "${target}" }, { method: "DELETE" })`,
          `csrfFetch(new URL("${target}", location.href), { method: "POST", mode: "cors" })`,
          `csrfFetch({ url: "/transfer", method: "POST", toString: () => "${target}" })`,
        ]) {
          await run(`const r = await ${call}; return r.status;`);
        }
      }
      expect(leaks).toEqual([]);
    });

    test("a redirect of our own server to another origin fails like a network error", async () => {
      await page.goto(`${own()}/page/meta`);
      const code = `return (await csrfFetch("/transfer?to=${encodeURIComponent(`${evil()}/x`)}", { method: "POST" })).status`;
      expect(await run(code)).toBe("error: TypeError");
      // The same with a plain fetch and the header set by hand does leak: the danger is real.
      const naive = `const token = document.querySelector("meta").content;
        return (await fetch("/transfer?to=${encodeURIComponent(`${evil()}/x`)}", { method: "POST", headers: { "x-csrf-token": token } })).status`;
      await run(naive);
      expect(leaks).toHaveLength(1);
    });

    test("with axios", async () => {
      await page.goto(`${own()}/page/meta`);
      for (const target of targets()) {
        await run(`const axios = (await import("/axios.js")).default; const a = csrfAxios(axios.create({ withXSRFToken: false }));
          await a.post("${target}", "a"); await a.request({ baseURL: "${evil()}", url: "/x", method: "put" });`);
        await run(`const axios = (await import("/axios.js")).default;
          await csrfAxios(axios.create({ baseURL: "${target}" })).post("", "a");`);
      }
      expect(leaks).toEqual([]);
    });

    test("with XMLHttpRequest", async () => {
      await page.goto(`${own()}/page/meta`);
      for (const target of targets().filter((url) => !url.includes("?to="))) {
        await run(
          `const xhr = csrfXhr("POST", "${target}"); await new Promise((done) => { xhr.onloadend = done; xhr.send("a"); });`,
        );
      }
      expect(leaks).toEqual([]);
    });

    test("under a foreign <base>", async () => {
      await page.goto(`${own()}/page/base`);
      await run(`await csrfFetch("transfer", { method: "POST" });`);
      await run(
        `const xhr = csrfXhr("POST", "transfer"); await new Promise((done) => { xhr.onloadend = done; xhr.send(); });`,
      );
      expect(leaks).toEqual([]);
      expect(await run(`return (await csrfFetch("${own()}/transfer", { method: "POST" })).status`)).toBe(200);
    });

    test("from an endpoint of another origin no token is taken", async () => {
      await page.goto(`${own()}/page/none`);
      await page.route(`${evil()}/token`, (route) => route.fulfill({ json: { token: "planted" } }));
      const code = `const f = createCsrfFetch({ endpoint: "${evil()}/token" }); return (await f("/transfer", { method: "POST" })).status`;
      expect(await run(code)).toBe(403);
      expect(reasons).toEqual(["no token"]);
    });
  });

  test("axios: token added, expired token replaced, body kept, other requests untouched", async () => {
    const load = `const axios = (await import("/axios.js")).default; const a = csrfAxios(axios.create());`;
    await page.goto(`${own()}/page/meta`);
    expect(await run(`${load} return (await a.post("/transfer", { a: 1 })).data`)).toBe('done POST {"a":1}');
    expect(await run(`${load} return (await a.get("/transfer")).data`)).toBe("done GET ");
    expect(await run(`${load} return (await a.get("${evil()}/x")).status`)).toBe(200);
    await page.goto(`${own()}/page/expired-meta`);
    expect(await run(`${load} return (await a.put("/transfer", { a: 1 })).data`)).toBe('done PUT {"a":1}');
    const lenient = `return (await a.put("/transfer", "b", { validateStatus: () => true })).data`;
    expect(await run(`${load} ${lenient}`)).toBe("done PUT b");
    await page.goto(`${own()}/page/expired-alone`);
    expect(await run(`${load} return await a.post("/transfer", "b").catch((e) => e.response.status)`)).toBe(
      403,
    );
  });

  test("XMLHttpRequest: token added; csrfHeaders says the same for other libraries", async () => {
    await page.goto(`${own()}/page/meta`);
    const code = `const xhr = csrfXhr("POST", "/transfer"); await new Promise((done) => { xhr.onloadend = done; xhr.send("a=1"); }); return xhr.responseText;`;
    expect(await run(code)).toBe("done POST a=1");
    expect(await run(`return Object.keys(csrfHeaders("POST", "/transfer"))`)).toEqual(["X-CSRF-Token"]);
    expect(await run(`return csrfHeaders("GET", "/transfer")`)).toEqual({});
    expect(await run(`return csrfHeaders("POST", "${evil()}/")`)).toEqual({});
  });

  test("a sandboxed frame has no origin of its own: nothing is added", async () => {
    await page.goto(`${own()}/page/meta`);
    const inFrame = `import("${own()}/src/csrf/browser/index.ts").then((m) => parent.postMessage(m.csrfHeaders("POST", "${own()}/transfer"), "*"), (e) => parent.postMessage(e.name, "*"))`;
    const code = `return new Promise((done) => { addEventListener("message", (e) => done(e.data));
      const frame = document.createElement("iframe"); frame.sandbox = "allow-scripts";
      frame.srcdoc = '<meta name="csrf-token" content="secret"><script>${inFrame}<\\/script>'; document.body.append(frame); })`;
    expect(await run(code)).toEqual({});
  });
});
