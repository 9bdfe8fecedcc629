import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [typescript] = await languagesOf("server.ts");
const [javascript] = await languagesOf("server.js");
const express = 'import express from "express"; const app = express();\n';

function findings(body: string, confidence = "proven"): string[] {
  const code = `${express}app.get("/", (req, res) => {\n${body}\n});`;
  return lint({
    code,
    filename: "server.ts",
    language: typescript as never,
    rules: { "no-open-redirect": { confidence } },
  }).map(
    ({ messageId, message }) =>
      `${messageId}: ${/\(try (.*?)\)|lets (.*?) through/.exec(message)?.slice(1).find(Boolean)}`,
  );
}

const checked = (check: string): string => `const next = String(req.query.next);\n${check}`;

it.each([
  ["a later write", "let next = '/'; load().then(() => res.redirect(next)); next = req.query.next;"],
  [
    "another turn of a loop",
    "let next = '/'; for (const each of list) { next = '/'; load().then(() => res.redirect(next)); next = req.query.next; }",
  ],
  [
    "a write in another callback",
    "let next = '/'; next = '/a'; read((to) => { next = req.query.next; }); load().then(() => res.redirect(next));",
  ],
])("a callback sees %s", (_, body) => {
  expect(findings(body)).toHaveLength(1);
});

it.each([
  ["names from a list", 'for (const part of ["query", "body"]) res.redirect(req[part].next);', 1],
  ["the program's own key", "res.redirect(req[STORE].next);", 0],
  ["the program's own key, further inside", "res.redirect(req.socket[STORE].next + req.app[STORE].next);", 0],
])("parts of a request by %s", (_, body, count) => {
  expect(findings(body)).toHaveLength(count);
});

describe("a handler of errors", () => {
  it.each([
    ["takes four", "app.use((error, incoming, outgoing, next) => outgoing.redirect(incoming.query.to));", 1],
    ["is none with three", "app.use((incoming, outgoing, next) => outgoing.redirect(incoming.query.to));", 1],
    [
      "does not answer by its second",
      "app.use((error, outgoing, other, next) => outgoing.redirect(error.query.to));",
      0,
    ],
  ])("%s", (_, handler, expected) => {
    const code = express + handler;
    const rules = { "no-open-redirect": {} };
    expect(lint({ code, filename: "a.js", language: javascript as never, rules })).toHaveLength(expected);
  });
});

describe("a link that shows its address", () => {
  const link = (shown: string): string =>
    `const to = new URLSearchParams(location.search).get("to"); export const Link = () => <a href={to}>${shown}</a>;`;
  it.each([
    ["is followed knowingly", link("\n{to}\n"), 0],
    ["and says something else", link("{label}"), 1],
    ["behind a word", link("Back to {to}"), 1],
  ])("%s", (_, code, expected) => {
    const rules = { "no-open-redirect": {} };
    expect(lint({ code, filename: "a.jsx", language: javascript as never, rules })).toHaveLength(expected);
  });
});

describe("checks that hold", () => {
  it.each([
    ["an allow-list", checked('if (["/a", "/b"].includes(next)) res.redirect(next);')],
    [
      "a set",
      checked('const SET = new Set(["/a"]); if (!SET.has(next)) throw new Error(); res.redirect(next);'),
    ],
    ["a key of a map", checked("const MAP = { a: 1 }; if (next in MAP) res.redirect(next);")],
    [
      "a host that is its own",
      checked("const { host } = url.parse(next); if (host === req.headers.host) res.redirect(next);"),
    ],
    ["what is no address at all", checked("if (!next || next.match(/[^\\w-]/)) return; res.redirect(next);")],
    [
      "a state that only comes back as it was signed",
      'function stateOf(text) { const [data, signature] = text.split("."); const ours = createHmac("sha256", key).update(data).digest("hex"); if (signature !== ours) throw new Error(); return JSON.parse(data); } res.redirect(stateOf(String(req.query.state)).returnTo);',
    ],
    [
      "a signature that is compared in constant time",
      'function stateOf(text) { const [data, signature] = text.split("."); const ours = createHmac("sha256", key).update(data).digest(); if (!timingSafeEqual(Buffer.from(signature), ours)) return null; return JSON.parse(data); } res.redirect(stateOf(String(req.query.state)).returnTo);',
    ],
    ["a query behind a page", "res.redirect(['page?section=', req.query.section].join(''));"],
    ["a member that no text has", "res.redirect(req.params.id.page.link);"],
    ["a word in front", "res.redirect(config.prefix + req.query.next);"],
    ["a query behind an unknown address", "res.redirect(`${base.url}&next=${req.query.next}`);"],
    ["equality", checked('if (next === "/home") res.redirect(next);')],
    [
      "a switch",
      checked(
        'switch (next) { case "/a": case "/b": res.redirect(next); break; default: res.redirect("/"); }',
      ),
    ],
    [
      "the origin of the parsed URL",
      checked("const url = new URL(next, BASE); if (url.origin !== BASE) return; res.redirect(url.href);"),
    ],
    [
      "the path of the parsed URL, without a second slash",
      checked(
        'const url = new URL(next, BASE); if (url.pathname.startsWith("//")) return; res.redirect(url.pathname + url.search);',
      ),
    ],
    [
      "what replaced it before a callback was made",
      "let next = req.query.next; next = known(next); load().then(() => res.redirect(next)); function known() { return '/'; }",
    ],
    ["the host, then the text", checked('if (new URL(next, BASE).host === "a.example") res.redirect(next);')],
    [
      "a host below a domain that the project knows",
      checked("if (new URL(next).hostname.endsWith(`.${process.env.ROOT_DOMAIN}`)) res.redirect(next);"),
    ],
    [
      "the host of an address that is built",
      'const url = new URL("https://" + req.query.next); if (url.hostname === "a.example") res.redirect(url.href);',
    ],
    [
      "a host below a domain, of an address that is built",
      'const url = URL.parse("https://" + req.query.next); if (!url.hostname.endsWith(".a.example")) return; url.searchParams.set("a", "b"); res.redirect(url.href);',
    ],
    [
      "a host below a domain that is handed in",
      'function allowed(raw, root) { const url = new URL("https://" + raw); return url.hostname === root || url.hostname.endsWith("." + root) ? url : null; } const to = allowed(req.query.next, rootDomain()); if (to) res.redirect(to.href);',
    ],
    [
      "characters one by one",
      checked('if (next[0] !== "/" || next[1] === "/" || next[1] === "\\\\") return; res.redirect(next);'),
    ],
    [
      "the host without its first label",
      checked(
        'if (["a.example"].includes(new URL(next).hostname.replace(/^www\\./, ""))) res.redirect(next);',
      ),
    ],
    [
      "the host of what a helper has parsed",
      checked(
        "function parse(text) { try { return new URL(text); } catch { return null; } } const url = parse(next); if (!url || !ALLOWED.includes(url.hostname)) return; res.redirect(url.href);",
      ),
    ],
    [
      "a host below one of the listed domains",
      checked(
        'const url = new URL(next); if (!["a.example", "b.example"].some((domain) => url.hostname.endsWith(`.${domain}`))) return; res.redirect(url.toString());',
      ),
    ],
    [
      "the own parts of an address, its slashes made one",
      checked(
        'const url = new URL(next, BASE); if (url.origin === BASE) res.redirect(`${url.pathname}${url.search}`.replace(/^\\/+/, "/"));',
      ),
    ],
    ["an anchored pattern", checked("if (/^\\/[\\w-]+$/.test(next)) res.redirect(next);")],
    ["a full prefix", checked('if (next.startsWith("https://a.example/")) res.redirect(next);')],
    [
      "one slash and neither a second nor a backslash",
      checked(
        'if (next.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\\\")) res.redirect(next);',
      ),
    ],
    [
      "an overwriting check",
      'let next = String(req.query.next); if (!isSafeRedirect(next)) next = "/"; res.redirect(next);',
    ],
    ["a ternary", checked('res.redirect(isSafeRedirect(next) ? next : "/");')],
    [
      "a predicate of the file",
      checked('const ok = (u: string) => u === "/a" || u === "/b"; if (ok(next)) res.redirect(next);'),
    ],
    [
      "an assertion of the file",
      checked(
        "function check(u: string) { if (!ALLOWED.includes(u)) throw new Error(); } check(next); res.redirect(next);",
      ),
    ],
    [
      "a loop that ends on a match",
      checked("for (const item of ALLOWED) { if (item === next) { res.redirect(next); return; } }"),
    ],
    [
      "an index in a list that is kept",
      checked('const at = ["/a", "/b"].indexOf(next); if (at >= 0) res.redirect(next);'),
    ],
    [
      "an index in a list that is kept, the other way round",
      checked('const at = ["/a", "/b"].indexOf(next); if (at === -1) return; res.redirect(next);'),
    ],
    [
      "a path behind a host",
      "const parts = { host: makeHost(), pathname: req.url }; res.redirect(url.format(parts));",
    ],
    ["a helper of the project", "res.redirect(getSafeRedirectUrl(req.query.next));"],
    [
      "a stored answer",
      checked("const ok = isSafeRedirect(next); if (!ok) return res.end(); res.redirect(next);"),
    ],
    [
      "a catch",
      'let url; try { url = new URL(String(req.query.next)); } catch { return; } if (url.hostname !== "a.example") return; res.redirect(url.href);',
    ],
  ])("%s", (_, body) => {
    expect(findings(body, "likely")).toEqual([]);
  });
});

describe("checks that an input passes", () => {
  it.each([
    [
      "something else was signed",
      'if (req.get("x-signature") !== createHmac("sha256", key).update(req.rawBody).digest("hex")) throw new Error(); res.redirect(String(req.query.next));',
      "https://evil.example",
    ],
    [
      "a signature that nobody compares",
      'function stateOf(text) { const [data, signature] = text.split("."); log(createHmac("sha256", key).update(data).digest("hex")); return data; } res.redirect(stateOf(String(req.query.state)));',
      "https://evil.example",
    ],
    [
      "a host that ends like the site's",
      checked('if (new URL(next).hostname.endsWith("a.example")) res.redirect(next);'),
      "https://evil-a.example",
    ],
    [
      "a host that ends like the site's, of an address that is built",
      'const url = new URL("https://" + req.query.next); if (url.hostname.endsWith("a.example")) res.redirect(url.href);',
      "evil-a.example",
    ],
    [
      "a host that begins like the site's, of an address that is built",
      'const url = new URL("https://" + req.query.next); if (url.hostname.startsWith("a.example")) res.redirect(url.href);',
      "a.example.evil.example",
    ],
    [
      "the scheme of an address that is built",
      'const url = new URL("https://" + req.query.next); if (url.protocol === "https:") res.redirect(url.href);',
      "evil.example",
    ],
    [
      "characters one by one, of which one is forgotten",
      checked('if (next[0] !== "/" || next[1] === "/") return; res.redirect(next);'),
      "/\\evil.example",
    ],
    [
      "a slash that is taken away",
      "res.redirect(`/${req.query.next}`.replace(/^\\//, ''));",
      "https://evil.example",
    ],
    [
      "the host without some label",
      checked('if (new URL(next).hostname.replace(/.*evil/, "a") === "a.example") res.redirect(next);'),
      "https://evil.example",
    ],
    [
      "an address, whoever's",
      checked("if (validator.isURL(next)) res.redirect(next);"),
      "https://evil.example",
    ],
    ["one slash", checked('if (next.startsWith("/")) res.redirect(next);'), "//evil.example"],
    [
      "no second slash",
      checked('if (next.startsWith("/") && !next.startsWith("//")) res.redirect(next);'),
      "/\\evil.example",
    ],
    [
      "the host somewhere",
      checked('if (next.includes("a.example")) res.redirect(next);'),
      "https://evil.example/a.example",
    ],
    [
      "a prefix without its slash",
      checked('if (next.startsWith("https://a.example")) res.redirect(next);'),
      "https://a.example.evil.example",
    ],
    [
      "no host, as Node's older parser sees it",
      checked("if (url.parse(next).hostname) return; res.redirect(next);"),
      "//evil.example",
    ],
    [
      "several checks that do not end anything",
      checked(
        'if (next.startsWith("https://a.example/")) log("a"); if (next.startsWith("https://b.example")) res.redirect(next);',
      ),
      "https://b.example.evil.example",
    ],
    [
      "a list that the request brings along",
      checked("if (req.query.allowed.includes(next)) res.redirect(next);"),
      "https://evil.example",
    ],
    [
      "a pattern that nobody can see",
      checked("if (next.match(BAD)) return; res.redirect(next);"),
      "https://evil.example",
    ],
    ["the first character", checked('if (next[0] === "/") res.redirect(next);'), "//evil.example"],
    ["no scheme", checked('if (next.indexOf("://") === -1) res.redirect(next);'), "//evil.example"],
    [
      "an open pattern",
      checked("if (/^https:\\/\\/a\\.example/.test(next)) res.redirect(next);"),
      "https://a.example.evil.example",
    ],
    [
      "the scheme alone",
      checked('if (new URL(next).protocol === "https:") res.redirect(next);'),
      "https://evil.example",
    ],
    [
      "the path of the parsed URL",
      "res.redirect(new URL(String(req.query.next), BASE).pathname);",
      "//evil.example/",
    ],
    [
      "a check on one branch only",
      checked("if (req.secure) { if (!ALLOWED.includes(next)) return; } res.redirect(next);"),
      "https://evil.example",
    ],
    [
      "a check of another value",
      checked("if (ALLOWED.includes(req.query.other)) res.redirect(next);"),
      "https://evil.example",
    ],
  ])("%s", (_, body, input) => {
    expect(findings(body)).toEqual([expect.stringContaining(input)]);
  });
});

it("offers the helper, import included", () => {
  const [found] = lint({
    code: `${express}app.get("/", (req, res) => res.redirect(req.query.next));`,
    filename: "server.js",
    language: javascript as never,
    rules: { "no-open-redirect": {} },
  });
  expect(found?.suggestions).toHaveLength(1);
});

it("offers the helper inside of an object that stands there, or has a name", () => {
  const language = javascript as never;
  const code = (head: string, headers: string): string =>
    `const app = require("express")();\napp.get("/", (req, res) => { ${head} res.writeHead(302, ${headers}); res.end(); });`;
  for (const [head, headers] of [
    ["", "{ Location: req.query.to }"],
    ["const headers = { Location: req.query.to };", "headers"],
  ] as const) {
    const text = code(head, headers);
    const [found] = lint({ code: text, filename: "server.js", language, rules: { "no-open-redirect": {} } });
    const [{ fix } = { fix: undefined }] = found?.suggestions ?? [];
    const fixed = fix && text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
    expect(fixed).toContain('{ Location: safeRedirect(req.query.to, "/") }');
  }
});

describe("behind a text that is not known", () => {
  it.each([
    ["BASE_URL + req.query.next", 1],
    ["`https://${host}${req.query.next}`", 1],
    ["`${BASE_URL}/${req.query.next}`", 0],
    ["lang + req.query.next", 0],
  ])("%s", (target, count) => {
    expect(findings(`res.redirect(${target});`)).toHaveLength(0);
    expect(findings(`res.redirect(${target});`, "likely")).toHaveLength(count);
  });
});

describe("handlers that nobody registers in sight", () => {
  const reported = (code: string, filename = "server.ts"): number =>
    lint({ code, filename, language: typescript as never, rules: { "no-open-redirect": {} } }).length;
  const inExpress = (code: string): number => reported(`import "express";\n${code}`);

  it("are known by what they take out of the request", () => {
    expect(inExpress("export const go = ({ query }, res) => res.redirect(query.next);")).toBe(1);
    expect(inExpress("export const go = ({ colour }, res) => res.redirect(colour.next);")).toBe(0);
  });

  it("are handed a response, unlike those of the Fetch standard", () => {
    expect(
      inExpress("export function go(req: Request, res: Response) { res.redirect(req.query.next); }"),
    ).toBe(1);
  });

  it("are components that a router wraps", () => {
    const code = (name: string, from: string): string =>
      `import { withRouter } from "${from}"; export const Page = withRouter(({ ${name} }) => { ${name}.push(location.hash.slice(1)); });`;
    expect(reported(code("router", "next/router"))).toBe(1);
  });
});

it("suspects a word without a slash in front of a target", () => {
  expect(findings('res.redirect("shop" + req.query.next);')).toEqual([]);
  expect(findings('res.redirect("shop" + req.query.next);', "likely")).toHaveLength(1);
  expect(findings('res.redirect("shop/" + req.query.next);', "likely")).toEqual([]);
  expect(findings('res.redirect("shop?q=" + req.query.next);', "likely")).toEqual([]);
});

describe("the requested path", () => {
  const reported = (code: string, confidence = "proven"): number =>
    lint({
      code: `import express, { Router } from "express"; const app = express(); const router = Router();\n${code}`,
      filename: "server.ts",
      language: typescript as never,
      rules: { "no-open-redirect": { confidence } },
    }).length;

  it("starts as the route says, where the route says it", () => {
    expect(reported('app.get("/a/:id", (req, res) => res.redirect(req.originalUrl + "/"));', "likely")).toBe(
      0,
    );
    expect(reported('router.use(["/a", "/b"], (req, res) => res.redirect(req.originalUrl));', "likely")).toBe(
      0,
    );
  });

  it("starts with two slashes, where every request comes in", () => {
    expect(reported("app.use((req, res) => res.redirect(req.path.slice(0, -1)));")).toBe(1);
    expect(reported('app.get("*", (req, res) => res.redirect(req.originalUrl));')).toBe(1);
  });

  it("is tried on the pattern of a route", () => {
    const route = (pattern: string): string =>
      `app.get(${pattern}, (req, res) => res.redirect(req.path + "/"));`;
    expect(reported(route("/\\.html$/"))).toBe(1);
    expect(reported(route("/^(.*)$/"))).toBe(1);
    expect(reported(route("/^\\/docs\\//"), "likely")).toBe(0);
    expect(reported(route("/^\\/[^/]+$/"))).toBe(0);
  });

  it("is what is left of it behind an Express mount", () => {
    expect(reported('app.use("/a", (req, res) => res.redirect(req.url));', "likely")).toBe(1);
    expect(reported('app.use("/a", (req, res) => res.redirect(req.originalUrl));', "likely")).toBe(0);
  });

  it("has no other slash in a piece between two", () => {
    const route = (piece: string): string =>
      `app.get("*", (req, res) => res.redirect("/" + ${piece} + "/list"));`;
    expect(reported(route("req.originalUrl.split('/')[1]"))).toBe(0);
    expect(reported(route("req.query.to.split('/')[1]"))).toBe(1);
  });

  it("is in doubt where nothing is registered in sight", () => {
    const code =
      "export function slash(req: express.Request, res: express.Response) { res.redirect(req.url); }";
    expect(reported(code)).toBe(0);
    expect(reported(code, "likely")).toBe(1);
  });
});

describe("what is kept for later", () => {
  const kept = (code: string, confidence: string): number =>
    lint({
      code: `${express}${code}`,
      filename: "server.ts",
      language: typescript as never,
      rules: { "no-open-redirect": { confidence } },
    }).length;

  it("is a guess where one request registers an address and another one asks for it", () => {
    const code = `const links = new Map<string, string>();
      app.post("/", (req, res) => { links.set(id(), req.body.url); res.end(); });
      app.get("/:id", (req, res) => res.redirect(links.get(req.params.id)));`;
    expect(kept(code, "proven")).toBe(0);
    expect(kept(code, "likely")).toBe(1);
  });

  it.each([
    ["a target by its name", 'location.href = sessionStorage.getItem("returnTo");', 1],
    ["a target whose name is not known", "location.href = sessionStorage.getItem(KEYS[0]);", 1],
    ["what the page keeps for itself", 'location.href = sessionStorage.getItem("base-path") + "/a";', 0],
  ])("%s in a page's storage", (_, code, count) => {
    const rules = { "no-open-redirect": { confidence: "likely" } };
    expect(lint({ code, filename: "page.js", language: javascript as never, rules })).toHaveLength(count);
  });
});

describe("the query of a request's path", () => {
  const server = (query: string): string =>
    `import http from "node:http"; import url from "node:url";
http.createServer((req, res) => { res.writeHead(302, { Location: ${query} }); res.end(); });`;

  it.each([
    ["as url.parse reads it", "url.parse(req.url, true).query.next", 1],
    ["as URL reads it", 'new URL(req.url, "http://site").searchParams.get("next")', 1],
    [
      "behind the site's own address",
      'new URL("http://" + req.headers.host + req.url).searchParams.get("next")',
      1,
    ],
    ["behind the site's address", "`https://site.example/?next=${url.parse(req.url, true).query.next}`", 0],
  ])("%s", (_, query, count) => {
    const rules = { "no-open-redirect": { confidence: "proven" } };
    const found = lint({ code: server(query), filename: "server.js", language: javascript as never, rules });
    expect(found).toHaveLength(count);
    for (const { message } of found)
      expect(message).toMatch(/^the query string \(line 2\).*\(try https:\/\/evil\.example\)/);
  });
});

it.each([
  ["proven", 0],
  ["likely", 1],
])("leaves it open whether back is away: %s", (confidence, count) => {
  const rules = { "no-open-redirect": { confidence } };
  const code = "location.href = document.referrer;";
  expect(lint({ code, filename: "page.js", language: javascript as never, rules })).toHaveLength(count);
});

describe("the page's own path", () => {
  it.each([
    ["in a link", 'document.querySelector("a").href = `${location.pathname}/print`;', 0],
    ["in an address", 'location.href = location.pathname + "?all=1";', 0],
    ["of what the page itself was asked for", 'location.href = location.href + "#top";', 0],
    ["of the page itself, with another mark", 'location.href = location.href.replace("#", "?");', 0],
    ["of the page itself, without its fragment", 'location.href = location.href.replace(/#.*$/, "");', 0],
    [
      "as far as a pattern goes",
      'document.querySelector("a").href = `${/.*\\/p\\/[^/]+/.exec(location.pathname)[0]}/print`;',
      0,
    ],
    [
      "as far as a pattern goes, all that it has found",
      'const root = /.*\\/p\\/[^/]+/.exec(location.pathname); document.querySelector("a").href = `${root}/print`;',
      0,
    ],
    [
      "the first group of a pattern",
      "document.querySelector('a').href = location.pathname.match(/^(.*)\\/print/)[1];",
      0,
    ],
    [
      "what a pattern finds further on",
      "document.querySelector('a').href = location.href.match(/next=(.*)/)[1];",
      1,
    ],
    ["of what stands behind a word", 'location.href = location.href.replace(/.*next=/, "");', 1],
  ])("%s", (_, code, count) => {
    const rules = { "no-open-redirect": { confidence: "likely" } };
    expect(lint({ code, filename: "page.js", language: javascript as never, rules })).toHaveLength(count);
  });
});

describe("cookies of Next's pages", () => {
  const page = (cookie: string, confidence: string): number =>
    lint({
      code: `import type { GetServerSideProps } from "next"; export const getServerSideProps: GetServerSideProps = async (ctx) => ({ redirect: { destination: ctx.req.cookies.${cookie}, permanent: false } });`,
      filename: "pages/index.tsx",
      language: typescript as never,
      rules: { "no-open-redirect": { confidence } },
    }).length;

  it("decide proven only where they are said to hold where to go", () => {
    expect([page("returnTo", "proven"), page("theme", "proven"), page("theme", "likely")]).toEqual([1, 0, 1]);
  });
});

describe("a page of Next whose getServerSideProps is made by a helper", () => {
  const page = (props: string): number =>
    lint({
      code: `import { useRouter } from "next/router"; import { pageOf } from "./page-of"; const values = (query) => ({ ...query, sort: "new" }); export const getServerSideProps = ${props}; export default function Page() { const { query } = useRouter(); return values(query); }`,
      filename: "pages/index.tsx",
      language: typescript as never,
      rules: { "no-open-redirect": { confidence: "likely" } },
    }).length;

  it("answers with what the function does that is handed over itself, not with an option's", () => {
    expect(page("pageOf({ values, notFound: (data) => !data })")).toBe(0);
    expect(page("pageOf(async ({ query }) => ({ redirect: { destination: query.next } }))")).toBe(1);
  });
});

it.each([
  ["its own path, whose slashes Next makes single", "router.asPath", 0],
  ["its own path without the query", 'router.asPath.split("?")[0]', 0],
  ["what stands in the query of its path", 'router.asPath.split("next=")[1]', 1],
  ["a parameter", "String(router.query.next)", 1],
])("a page of Next goes to %s", (_, target, expected) => {
  const code = `import { useRouter } from "next/router"; export default function Page() { const router = useRouter(); return () => router.push(${target}); }`;
  const rules = { "no-open-redirect": { confidence: "likely" } };
  const found = lint({ code, filename: "pages/a.tsx", language: typescript as never, rules });
  expect(found).toHaveLength(expected);
});

it.each([
  ["the router of pages, which makes the slashes of a path single", "next/router", '"/" + next', 0],
  ["the router of pages, to another host", "next/router", "next", 1],
  [
    "a path that a check lets through, in the router of pages",
    "next/router",
    'next.startsWith("/") ? next : "/"',
    0,
  ],
  [
    "a path that a check lets through, in the router of apps",
    "next/navigation",
    'next.startsWith("/") ? next : "/"',
    1,
  ],
])("a page goes by %s", (_, module, target, expected) => {
  const code = `import { useRouter } from "${module}"; export default function Page() { const router = useRouter(); const next = new URLSearchParams(location.search).get("next"); return () => router.push(${target}); }`;
  const rules = { "no-open-redirect": { confidence: "likely" } };
  const found = lint({ code, filename: "pages/a.tsx", language: typescript as never, rules });
  expect(found).toHaveLength(expected);
});

describe("an object that functions hand on to each other", () => {
  /** Each of the functions hands it to all that come after it, in more ways than could be followed. */
  const handedOn = (count: number): string =>
    Array.from({ length: count }, (_, index) => {
      const calls = Array.from({ length: count - index - 1 }, (_, more) => `f${index + more + 1}(o, v);`);
      return `function f${index}(o, v) { ${calls.join(" ")} o.next = v; }`;
    }).join("\n");

  it("keeps what the functions wrote", () => {
    const body = `${handedOn(24)}\nconst o = {}; f0(o, req.query.next); res.redirect(o.next);`;
    expect(findings(body)).toHaveLength(1);
    expect(findings(body.replace("req.query.next", '"/home"'))).toEqual([]);
  });
});
