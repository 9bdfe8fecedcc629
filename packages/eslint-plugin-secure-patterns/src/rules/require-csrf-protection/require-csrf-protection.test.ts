import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./require-csrf-protection.ts";

const start = 'import express from "express"; import session from "express-session"; const app = express();';
const route = 'app.post("/email", (req, res) => change(req.session.userId));';

testRule("require-csrf-protection", rule, {
  valid: [
    `${start} import csurf from "csurf"; app.use(session({ secret })); app.use(csurf()); ${route}`,
    `${start} app.use(session({ secret })); app.use(csrfProtection); ${route}`,
    `${start} app.use(session({ secret })); app.use(csrfProtection); function csrfProtection(req, res, next) { if (!verify(req)) return res.sendStatus(403); next(); } ${route}`,
    `${start} app.use(session({ secret })); app.use(csrfProtection); function csrfProtection(req, res, next) { verify(req, res, next); } ${route}`,
    `${start} import lusca from "lusca"; app.use(session({ secret })); app.use(lusca({ csrf: true })); ${route}`,
    `${start} app.use(session({ secret })); app.post("/email", (req, res) => { if (req.session.csrfToken !== req.body._csrf) return res.sendStatus(403); change(req.session.userId); });`,
    `${start} app.use(session({ secret })); app.get("/me", (req, res) => res.json(req.session.user));`,
    `${start} app.use(session({ secret })); app.post("/search", (req, res) => res.json(find(req.body.text)));`,
    `${start} app.use(session({ secret })); app.post("/login", (req, res) => { req.session.user = check(req.body); });`,
    `${start} app.use(session({ secret })); app.post("/auth", (req, res) => { db.query("SELECT * FROM users WHERE name = ? AND password = ?", [req.body.name, req.body.password], (error, [user]) => { req.session.user = user; res.end(); }); });`,
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.path === "/webhook") return next(); check(req, res, next); };',
    'const isActive = (req, res) => { if (req.originalUrl.includes("/admin")) mark(); };',
    "export default { csrf: { checkOrigin: true } };",
    'if (process.env.NODE_ENV !== "production") serve({ csrfProtection: false });',
    { filename: "app.test.ts", code: "new ApolloServer({ csrfPrevention: false });" },
    'export default { experimental: { serverActions: { allowedOrigins: ["app.example.com"] } } };',
    `${start} const api = make(); app.use("/api", api); app.use(session({ secret })); app.use(csrfProtection); function make() { const router = express.Router(); router.post("/name", (req, res) => change(req.session.userId)); return router; }`,
    'import csurf from "csurf"; app.use(csurf({ skip: (req) => req.path === "/hook" || req.path === "/up" })); app.post("/up", parse, csurf(), (req, res) => save(req.body)); app.post("/hook", (req, res) => { stripe.webhooks.constructEvent(req.body, req.headers["stripe-signature"], key); res.end(); });',
    'import csurf from "csurf"; const check = csurf(); const open = ["/a", "/b"]; export const guard = (req, res, next) => { if (open.some((each) => each === req.path)) return next(); check(req, res, next); };',
    'import csurf from "csurf"; app.use(methodOverride()); app.use(csurf());',
    {
      name: "an override of POST alone, proven",
      code: 'import csurf from "csurf"; app.use(csurf()); app.use(methodOverride("_method"));',
      options: { confidence: "proven" },
    },
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { mark(req.url.includes("/a")); check(req, res, next); };',
    {
      code: `${start} import cookieParser from "cookie-parser"; app.use(cookieParser()); app.post("/in", (req, res) => res.cookie("token", sign(), { sameSite: "lax" })); app.put("/name", (req, res) => change(req.cookies.token));`,
      options: { confidence: "proven" },
    },
    {
      code: `${start} app.use(session({ secret, cookie: { sameSite: "lax" } })); ${route}`,
      options: { confidence: "proven" },
    },
  ],
  invalid: [
    `${start} app.use(session({ secret })); ${route}`,
    `${start} app.use(session({ secret })); app.use(csrfProtection); function csrfProtection(req, res, next) { res.locals.csrf = null; next(); } ${route}`,
    `${start} import cookieParser from "cookie-parser"; const cookies = cookieParser(); app.put("/name", cookies, (req, res) => change(req.cookies.user)); app.put("/mail", cookies, (req, res) => change(req.cookies.user));`,
    `${start} app.use(session({ secret, cookie: { sameSite: "lax" } })); ${route}`,
    `${start} import lusca from "lusca"; app.use(session({ secret })); app.use(lusca({ xframe: "DENY" })); ${route}`,
    `${start} app.use(session({ secret })); ${route} app.use(csrfProtection);`,
    'import express from "express"; import cookieParser from "cookie-parser"; const app = express(); app.use(cookieParser()); app.put("/name", (req, res) => change(req.cookies.user));',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.originalUrl.includes("/webhook")) return next(); check(req, res, next); };',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (/webhook/.test(req.url)) { next(); } else { check(req, res, next); } };',
    'import csurf from "csurf"; const check = csurf(); export const guard = (req, res, next) => { if (req.path.startsWith("/api")) return next(); check(req, res, next); };',
    'import csurf from "csurf"; const check = csurf(); const open = ["/webhook"]; export const guard = (req, res, next) => { if (open.some((each) => req.originalUrl.includes(each))) return next(); check(req, res, next); };',
    'import { doubleCsrf } from "csrf-csrf"; export const csrf = doubleCsrf({ getSecret, skipCsrfProtection: (req) => req.url.includes("/hook") });',
    'import { createCsrfMiddleware } from "@edge-csrf/nextjs"; export const middleware = createCsrfMiddleware({ excludePathPrefixes: ["/api/"] });',
    'import csurf from "csurf"; import express from "express"; const app = express(); const check = csurf(); app.use((req, res, next) => { if (req.path === "/hook") return next(); check(req, res, next); }); app.post("/hook", (req, res) => { pay(req.body.order); res.end(); });',
    {
      name: "an override of every method, proven",
      code: 'import csurf from "csurf"; app.use(csurf()); app.use(methodOverride("_method", { methods: ["GET", "POST"] }));',
      options: { confidence: "proven" },
    },
    'import csurf from "csurf"; app.use(csurf()); app.use(methodOverride());',
    "export default { kit: { csrf: { checkOrigin: false } } };",
    'export default { experimental: { serverActions: { allowedOrigins: ["*"] } } };',
    "new ApolloServer({ csrfPrevention: false });",
    'import { csrf } from "hono/csrf"; app.use(csrf({ origin: () => true }));',
    `${start} import cookieParser from "cookie-parser"; const router = express.Router(); app.use(router); router.post("/name", cookieParser(), (req, res) => change(req.cookies.user));`,
    `${start} const other = express(); app.use(session({ secret })); app.use(csrfProtection); ${route} other.use(session({ secret: second })); other.post("/name", (req, res) => change(req.session.name));`,
    `${start} app.use(session({ secret })); app.post("/a", csrfProtection, (req, res) => change(req.body)); app.post("/b", (req, res) => change(req.body));`,
    'import csurf from "csurf"; export const check = csurf({ ignoreMethods: ["GET", "POST"] });',
  ],
});
