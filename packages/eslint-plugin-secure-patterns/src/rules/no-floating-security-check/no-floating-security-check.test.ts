import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { awaitedOfRuntime } from "../../catalog/secure-patterns.ts";
import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-floating-security-check.ts";

const tokens = 'import { consumeToken } from "secure-patterns";';
const limit = 'import { rateLimit } from "secure-patterns"; const limiter = rateLimit({ bucket: "login" });';
const wall = 'import { firewall } from "secure-patterns/firewall"; const wall = firewall();';
const bcrypt = 'import bcrypt from "bcrypt";';

testRule("no-floating-security-check", rule, {
  valid: [
    `${bcrypt} class Users { validatePassword(text, hash) { return bcrypt.compareSync(text, hash); } login(text, hash) { if (!this.validatePassword(text, hash)) throw new Error("no"); enter(); } }`,
    "const verifyToken = (text) => (text ? new Promise((done) => read(text, done)) : false); const open = (text) => { if (verifyToken(text)) enter(); };",
    `${tokens} async function reset(token) { if (!(await consumeToken(store, token, { purpose: "reset" }))) throw new Error(); }`,
    `${tokens} const reset = (token) => consumeToken(store, token, { purpose: "reset" });`,
    `${tokens} consumeToken(store, token, { purpose: "reset" }).then((claim) => { if (!claim) leave(); });`,
    `${tokens} async function reset(token) { const claim = consumeToken(store, token, { purpose: "reset" }); if (await claim) change(); }`,
    `${tokens} async function reset(token) { const claim = consumeToken(store, token, { purpose: "reset" }); const [won] = await Promise.all([claim, load()]); if (won) change(); }`,
    `${limit} async function login(req) { const { allowed } = await limiter.check(req.ip); return allowed; }`,
    `${wall} async function pay(req) { void wall.report(req, "fraud"); }`,
    `${bcrypt} bcrypt.compare(password, hash, (error, same) => { if (same) enter(); });`,
    `${bcrypt} async function login(password) { const pending = bcrypt.compare(password, hash); return pending; }`,
    'import { limiter } from "./limiter"; if (limiter.check(key)) enter();',
    "async function isAdmin(user) { return (await load(user)).role === 1; } const open = async (user) => { if (await isAdmin(user)) enter(); };",
    "function isAdmin(user) { return user.role === 1; } const open = (user) => { if (isAdmin(user)) enter(); };",
    "async function checkSession() { show(await load()); } checkSession();",
    'async function verifyToken(text) { return (await read(text)).payload; } it("refuses", () => verifyToken("").should.be.rejected);',
    "async function isAuthor(book) { return load(book); } if (isAuthor(book)) show();",
    "const cache = new Cache(); if (cache.check(key)) enter();",
    'import { rateLimit } from "secure-patterns/express"; app.post("/login", rateLimit({ bucket: "login" }), login);',
    {
      code: `${wall} async function pay(req) { wall.report(req, "fraud"); }`,
      options: { confidence: "proven" },
    },
  ],
  invalid: [
    `${bcrypt} class Users { validatePassword(text, hash) { return bcrypt.compare(text, hash); } login(text, hash) { if (!this.validatePassword(text, hash)) throw new Error("no"); enter(); } }`,
    "const verifyToken = (text) => new Promise((done) => read(text, done)); const open = (text) => { if (verifyToken(text)) enter(); };",
    "class Users { async compareHash(text, hash) { return (await hashOf(text)) === hash; } login(text, hash) { if (!this.compareHash(text, hash)) return; enter(); } }",
    "async function isAdmin(user) { return (await load(user)).role === 1; } const open = async (user) => { if (!isAdmin(user)) return; enter(); };",
    "async function verifyToken(text) { return (await read(text)).payload; } const open = async (text) => enter(verifyToken(text).user);",
    'async function requireRole(user, role) { if ((await load(user)).role !== role) throw new Error("no"); } const open = async (user) => { requireRole(user, 1); enter(); };',
    `${tokens} async function reset(token) { if (!consumeToken(store, token, { purpose: "reset" })) throw new Error(); }`,
    `${tokens} function reset(token) { if (consumeToken(store, token, { purpose: "reset" })) change(); }`,
    `${tokens} async function reset(token) { const claim = consumeToken(store, token, { purpose: "reset" }); if (!claim) throw new Error(); change(claim.subject); }`,
    `${tokens} async function reset(token) { consumeToken(store, token, { purpose: "reset" }); change(); }`,
    'import { consumeToken as take } from "secure-patterns/tokens"; const isGood = (token) => take(store, token, { purpose: "reset" }) !== null;',
    'import { issueToken } from "secure-patterns"; async function invite(subject) { await send(`https://example.com/?t=${issueToken(store, { subject, purpose: "invite" })}`); }',
    `${limit} async function login(req) { if (!limiter.check(req.ip).allowed) throw new Error(); enter(req); }`,
    `${limit} async function login(req) { const { allowed } = limiter.check(req.ip); if (allowed) enter(req); }`,
    `${limit} async function login(req) { limiter.check(req.ip); enter(req); }`,
    `${wall} async function pay(req) { if (wall.isBlocked(req.ip) && strict) throw new Error(); }`,
    `${wall} async function pay(req) { wall.report(req, "fraud"); }`,
    `${bcrypt} async function login(password) { return bcrypt.compare(password, hash) ? enter() : leave(); }`,
    'const { RateLimiterMemory } = require("rate-limiter-flexible"); const points = new RateLimiterMemory({ points: 5 }); async function login(req) { points.consume(req.ip); enter(req); }',
  ],
});

describe("the list of what the runtime answers by promises", () => {
  const named = new Set(awaitedOfRuntime.map(({ path }) => path.filter((each) => each !== "()").join(".")));

  it.each([
    ["tokens", ["consumeToken", "issueToken", "peekToken", "purgeTokens", "revokeTokens"]],
    ["validate", ["validateAsync"]],
    ["optional-import", ["optionalImport"]],
    ["firewall", ["firewallPage"]],
    ["csrf", []],
    ["rate-limit", []],
    ["safe-redirect", []],
    ["html", []],
  ])("names the functions of %s", (module, expected) => {
    const functions = publicApi(module)
      .split(/^declare function /m)
      .slice(1);
    const names = [...new Set(functions.filter(answersLater).map(nameOf))].sort();
    expect(names).toEqual(expected);
    for (const name of names) expect(named).toContain(name);
  });

  it.each([
    ["rate-limit", "RateLimiter", "rateLimit"],
    ["firewall", "Firewall", "firewall"],
    ["csrf", "Csrf", "csrf"],
  ])("names the methods of %s", (module, type, maker) => {
    const body =
      new RegExp(`^interface ${type}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, "m").exec(publicApi(module))?.[1] ?? "";
    const methods = body
      .split(/\n(?= {4}\w)/)
      .filter(answersLater)
      .map(nameOf);
    expect(body).not.toBe("");
    for (const method of methods) expect(named).toContain(`${maker}.${method}`);
    const rows = awaitedOfRuntime.filter(({ path }) => path[0] === maker && path.length === 3);
    const inherited = new Set(["checkRequest"]);
    for (const { path } of rows) {
      const name = path.at(-1) ?? "";
      expect(inherited.has(name) || methods.includes(name), name).toBe(true);
    }
  });
});

function publicApi(module: string): string {
  return readFileSync(new URL(`../../../../secure-patterns/api/${module}.api.md`, import.meta.url), "utf8");
}

function answersLater(declaration: string): boolean {
  return /^\s*\w+(?:<[^>]*>)?\((?:(?!\n\n)[\s\S])*?\): Promise</.test(declaration);
}

function nameOf(declaration: string): string {
  return /\w+/.exec(declaration)?.[0] ?? "";
}
