import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./require-csrf-protection.ts";

const start = 'import express from "express"; import session from "express-session"; const app = express();';
const route = 'app.post("/email", (req, res) => change(req.session.userId));';

testRule("require-csrf-protection", rule, {
  valid: [
    `${start} import csurf from "csurf"; app.use(session({ secret })); app.use(csurf()); ${route}`,
    `${start} app.use(session({ secret })); app.use(csrfProtection); ${route}`,
    `${start} import lusca from "lusca"; app.use(session({ secret })); app.use(lusca({ csrf: true })); ${route}`,
    `${start} app.use(session({ secret })); app.post("/email", (req, res) => { if (req.session.csrfToken !== req.body._csrf) return res.sendStatus(403); change(req.session.userId); });`,
    `${start} app.use(session({ secret })); app.get("/me", (req, res) => res.json(req.session.user));`,
    `${start} app.use(session({ secret })); app.post("/search", (req, res) => res.json(find(req.body.text)));`,
    `${start} app.use(session({ secret })); app.post("/login", (req, res) => { req.session.user = check(req.body); });`,
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.path === "/webhook") return next(); check(req, res, next); };',
    'const isActive = (req, res) => { if (req.originalUrl.includes("/admin")) mark(); };',
    "export default { csrf: { checkOrigin: true } };",
    {
      code: `${start} app.use(session({ secret, cookie: { sameSite: "lax" } })); ${route}`,
      options: { confidence: "proven" },
    },
  ],
  invalid: [
    `${start} app.use(session({ secret })); ${route}`,
    `${start} app.use(session({ secret, cookie: { sameSite: "lax" } })); ${route}`,
    `${start} import lusca from "lusca"; app.use(session({ secret })); app.use(lusca({ xframe: "DENY" })); ${route}`,
    `${start} app.use(session({ secret })); ${route} app.use(csrfProtection);`,
    'import express from "express"; import cookieParser from "cookie-parser"; const app = express(); app.use(cookieParser()); app.put("/name", (req, res) => change(req.cookies.user));',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.originalUrl.includes("/webhook")) return next(); check(req, res, next); };',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (/webhook/.test(req.url)) { next(); } else { check(req, res, next); } };',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.path.startsWith("/api")) return next(); check(req, res, next); };',
    "export default { kit: { csrf: { checkOrigin: false } } };",
    'import csurf from "csurf"; export const check = csurf({ ignoreMethods: ["GET", "POST"] });',
  ],
});
