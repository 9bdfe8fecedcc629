import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.js");

const imports = [
  'import express from "express";',
  'import { createHmac, createHash, createVerify, timingSafeEqual } from "node:crypto";',
  'import Stripe from "stripe";',
  'import { Webhook } from "svix";',
  'import { validateRequest } from "twilio";',
  'import { model } from "mongoose";',
  'const app = express(); const stripe = new Stripe(process.env.KEY); const Order = model("Order", {});',
  'const digest = (text) => "sha256=" + createHmac("sha256", process.env.SECRET).update(text).digest("hex");',
  "const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));",
].join("\n");

const ALL = ["require-input-validation", "no-unsafe-html", "no-open-redirect"];

function findings(code: string, confidence = "likely", rules = ALL): (string | null)[] {
  return lint({
    code: `${imports}\n${code}`,
    filename: "server.js",
    language: javascript as never,
    rules: Object.fromEntries(rules.map((rule) => [rule, { confidence }])),
  }).map(({ ruleId, fatal, message }) =>
    fatal ? message : (ruleId?.replace("secure-patterns/", "") ?? null),
  );
}

const handler = (body: string): string => `app.post("/hook", async (req, res) => {\n${body}\n});`;
const HEADER = 'req.get("x-signature")';

describe("what a signature was checked of is nobody else's choice", () => {
  it.each([
    [
      "a library that throws",
      "try { stripe.webhooks.constructEvent(req.rawBody, req.headers['stripe-signature'], process.env.SECRET); } catch { return res.status(400).end(); } await Order.create(req.body);",
    ],
    [
      "a class of a library",
      "new Webhook(process.env.SECRET).verify(req.rawBody, req.headers); await Order.create(req.body);",
    ],
    [
      "a library that answers",
      "if (!validateRequest(token, req.get('x-twilio-signature'), url, req.body)) return res.sendStatus(403); res.send(`<b>${req.body.From}</b>`);",
    ],
    [
      "a comparison in constant time",
      `const ours = createHmac("sha256", key).update(JSON.stringify(req.body)).digest(); if (!timingSafeEqual(Buffer.from(${HEADER}), ours)) return res.sendStatus(401); await Order.create(req.body);`,
    ],
    [
      "a comparison of texts, with a prefix",
      `const ours = \`v0=\${createHmac("sha256", key).update(\`v0:\${req.get("time")}:\${req.rawBody}\`).digest("hex")}\`; if (ours !== ${HEADER}) { res.status(401).end(); return; } await Order.create(req.body);`,
    ],
    [
      "a body that was gathered before",
      `const raw = await getRawBody(req); const mac = createHmac("sha256", key); mac.update(raw); if (mac.digest("hex") !== ${HEADER}) throw new Error(); await Order.create(req.body);`,
    ],
    [
      "no signature, or a wrong one",
      `const given = ${HEADER}; if (!given || !same(given, digest(req.rawBody))) return res.sendStatus(401); await Order.create(req.body);`.replace(
        "same(given, digest(req.rawBody))",
        "timingSafeEqual(Buffer.from(given), Buffer.from(digest(req.rawBody)))",
      ),
    ],
    [
      "an answer with a name",
      `let isValid = false; try { isValid = timingSafeEqual(Buffer.from(${HEADER}), Buffer.from(digest(req.rawBody))); } catch (error) { log(error); } if (!isValid) return res.sendStatus(401); await Order.create(req.body);`,
    ],
    [
      "the branch where it is right",
      `if (digest(req.rawBody) === ${HEADER}) { await Order.create(req.body); } else { res.sendStatus(401); }`,
    ],
    [
      "an own function that answers",
      `function isGenuine(request) { const given = request.get("x-signature"); if (!given) return false; return timingSafeEqual(Buffer.from(given), Buffer.from(digest(request.rawBody))); } if (!isGenuine(req)) return res.sendStatus(401); await Order.create(req.body);`,
    ],
    [
      "an own function that throws",
      `function assertGenuine(text, given) { if (digest(text) !== given) throw new Error(); } assertGenuine(req.rawBody, ${HEADER}); await Order.create(req.body);`,
    ],
    [
      "an own function that nobody sees",
      `if (!(await verifySignature(req.rawBody, ${HEADER}))) return res.sendStatus(401); res.redirect(req.body.next);`,
    ],
    [
      "a key of two parts",
      'const check = createVerify("RSA-SHA256"); check.update(req.rawBody); if (!check.verify(key, req.get("x-signature"))) return; await Order.create(req.body);',
    ],
    [
      "a hash of the text and the key",
      'const ours = createHash("sha512").update(req.body.order + process.env.SERVER_KEY).digest("hex"); if (ours !== req.body.signature) return; res.redirect(req.body.next);',
    ],
    [
      "a closure that is made afterwards",
      `if (digest(req.rawBody) !== ${HEADER}) return; req.body.orders.forEach((each) => Order.create(each));`,
    ],
  ])("%s", (_, body) => {
    expect(findings(handler(body))).toEqual([]);
  });

  it("in a function that the body comes out of", () => {
    const read =
      'async function readSigned(req) { const { body } = req; if (digest(req.rawBody) !== req.get("x-signature")) throw new Error(); return body; }';
    expect(findings(`${read}\n${handler("await Order.create(await readSigned(req));")}`)).toEqual([]);
  });

  it("in front of the function that the body goes into", () => {
    const save = "const save = (data) => Order.create(data);";
    expect(
      findings(`${save}\n${handler(`if (digest(req.rawBody) !== ${HEADER}) return; await save(req.body);`)}`),
    ).toEqual([]);
  });

  it("in a layer before the handler", () => {
    const layer = `const check = (req, res, next) => { if (digest(req.rawBody) !== ${HEADER}) return res.sendStatus(401); next(); };`;
    const route = 'app.post("/hook", check, (req, res) => Order.create(req.body));';
    expect(findings(`${layer}\n${route}`)).toEqual([]);
  });

  it("as the name of a layer says, perhaps", () => {
    const route = 'app.post("/hook", verifySignature, (req, res) => Order.create(req.body));';
    expect(findings(route, "proven")).toEqual([]);
    expect(findings(route)).toEqual(["require-input-validation"]);
  });
});

describe("what no signature stands before", () => {
  it.each([
    [
      "a check that comes later",
      `await Order.create(req.body); if (digest(req.rawBody) !== ${HEADER}) throw new Error();`,
    ],
    [
      "a check whose failure is only told",
      "try { stripe.webhooks.constructEvent(req.rawBody, req.headers['stripe-signature'], key); } catch (error) { console.error(error.code); } await Order.create(req.body);",
    ],
    [
      "a check that some pass by",
      `if (req.query.signed) { if (digest(req.rawBody) !== ${HEADER}) return; } await Order.create(req.body);`,
    ],
    [
      "an answer that nobody reads",
      `timingSafeEqual(Buffer.from(${HEADER}), Buffer.from(digest(req.rawBody))); await Order.create(req.body);`,
    ],
    [
      "the branch where it is wrong",
      `if (digest(req.rawBody) === ${HEADER}) return; await Order.create(req.body);`,
    ],
    [
      "a comparison of what was sent",
      `if (req.body.signature !== ${HEADER}) return; await Order.create(req.body);`,
    ],
    [
      "a signature of something else",
      `if (digest(req.query.id) !== ${HEADER}) return; await Order.create(req.body);`,
    ],
    [
      "an own function that says yes to everybody",
      "function verifySignature(request) { return request.rawBody.length > 0; } if (!verifySignature(req)) return; await Order.create(req.body);",
    ],
    [
      "an own function that lets through what has no signature",
      `function isGenuine(request) { if (!request.get("x-signature")) return true; return digest(request.rawBody) === request.get("x-signature"); } if (!isGenuine(req)) return; await Order.create(req.body);`,
    ],
  ])("%s", (_, body) => {
    expect(findings(handler(body), "proven")).toEqual(["require-input-validation"]);
  });

  it("the query beside a signed body", () => {
    const check = `if (digest(req.rawBody) !== ${HEADER}) return;`;
    expect(findings(handler(`${check} res.redirect(req.query.next);`), "proven")).toEqual([
      "no-open-redirect",
    ]);
  });

  it("another value than the one that was signed", () => {
    const take =
      "function take(text, mac, next) { if (digest(text) !== mac) throw new Error(); return next; }";
    const asked = "res.redirect(take(req.query.state, req.query.mac, req.query.next));";
    expect(findings(`${take}\n${handler(asked)}`, "proven")).toEqual(["no-open-redirect"]);
    expect(findings(`${take}\n${handler(asked.replace("query.next", "query.state.next"))}`)).toEqual([]);
  });
});

describe("a handler that works on what was signed", () => {
  const found =
    'if (!(await Coupon.findOne({ code: req.body.code }))) return res.status(404).send("Invalid coupon"); res.end();';
  const redeem = (body: string): string =>
    `const Coupon = model("Coupon", {}); app.post("/coupon/redeem", async (req, res) => { ${body} });`;
  const check = `if (digest(req.rawBody) !== ${HEADER}) return res.sendStatus(401);`;

  it("needs no limit", () => {
    const limits = (code: string): unknown => findings(code, "likely", ["require-rate-limit"]);
    expect(limits(redeem(found))).toEqual(["require-rate-limit"]);
    expect(limits(redeem(`${check} ${found}`))).toEqual([]);
    expect(limits(redeem(`try { ${check} ${found} } catch (error) { res.status(500).end(); }`))).toEqual([]);
    expect(limits(redeem(`if (req.query.signed) { ${check} return res.end(); } ${found}`))).toEqual([
      "require-rate-limit",
    ]);
  });

  it("needs no token against forgery", () => {
    const app = 'import session from "express-session"; app.use(session({ secret: key }));';
    const pay = (before: string): string =>
      `${app} app.post("/paid", async (req, res) => { ${before} await pay(req.session.userId, req.body.sum); res.end(); });`;
    const forged = (code: string): unknown => findings(code, "likely", ["require-csrf-protection"]);
    expect(forged(pay(""))).toEqual(["require-csrf-protection"]);
    expect(forged(pay(check))).toEqual([]);
  });
});
