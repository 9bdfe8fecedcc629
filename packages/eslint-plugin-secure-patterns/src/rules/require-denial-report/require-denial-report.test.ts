import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./require-denial-report.ts";

testRule("require-denial-report", rule, {
  valid: [
    'app.get("/", (req, res) => { if (!req.user) { logger.warn({ path: req.path }, "refused"); return res.status(401).end(); } res.end(); });',
    'app.get("/", (req, res) => { if (!req.user) { res.sendStatus(403); req.log.warn("refused"); return; } res.end(); });',
    'app.get("/", async (req, res) => { if (!req.user) { await wall.report(req, "login"); return res.sendStatus(401); } res.end(); });',
    'const deny = (req, res) => { console.warn("refused", req.path); res.status(403).end(); }; app.get("/", (req, res) => (req.user ? res.end() : deny(req, res)));',
    'const note = (req) => logger.warn(req.path); app.get("/", (req, res) => { if (!req.user) { note(req); return res.status(401).end(); } res.end(); });',
    'app.get("/", (req, res) => { if (!req.user) return audit(req), res.sendStatus(401); res.end(); });',
    'app.get("/", (req, res) => { res.status(404).end(); });',
    "if (response.status === 401) retry();",
    "const limits = { max: 429 };",
    "const load = async (id) => { if (!id) return { status: 401, response: 'no' }; return { status: 200 }; };",
    "class A { @ApiResponse({ status: 403 }) get() {} }",
    "throw new HttpException('no', 403);",
    'import { firewall, rateLimit } from "secure-patterns"; const wall = firewall(); export const limit = rateLimit({ bucket: "login", onDenied: wall.onDenied });',
    'import { rateLimit } from "secure-patterns"; export const limit = rateLimit({ bucket: "login" });',
    { filename: "app.test.ts", code: 'app.get("/", (req, res) => res.sendStatus(401));' },
    {
      code: 'import morgan from "morgan"; app.use(morgan("combined")); app.get("/", (req, res) => res.sendStatus(401));',
      options: { confidence: "proven" },
    },
    {
      code: "export const forbid = (res) => res.status(403).end();",
      options: { confidence: "proven" },
    },
  ],
  invalid: [
    'app.get("/", (req, res) => { if (!req.user) return res.status(401).json({ error: "no" }); logger.info("in"); res.end(); });',
    'app.get("/", (req, res) => { if (!req.user) return res.sendStatus(403); res.end(); });',
    'app.get("/", (req, res) => { if (req.user) logger.info("in"); else res.writeHead(401).end(); });',
    'fastify.get("/", async (request, reply) => { if (!request.user) return reply.code(429).send(); });',
    'router.get("/", (ctx) => { if (!ctx.state.user) { ctx.status = 403; return; } ctx.body = "in"; });',
    'app.get("/", (c) => (c.get("user") ? c.text("in") : c.json({ error: "no" }, 401)));',
    'export async function POST(request) { if (!(await isIn(request))) return NextResponse.json({}, { status: 403 }); return new Response("in"); }',
    'export const handler = async (event) => { if (!event.user) return { statusCode: 401, body: "" }; return { statusCode: 200 }; };',
    'app.get("/", (req, res) => { if (!req.user) return res.status(HttpStatus.FORBIDDEN).end(); res.end(); });',
    'app.use((error, req, res, next) => { if (error.code === "EBADCSRFTOKEN") return res.status(403).send("form expired"); next(error); });',
    "export const forbid = (res) => res.status(403).end();",
    'import { firewall, rateLimit } from "secure-patterns"; const wall = firewall(); export const limit = rateLimit({ bucket: "login", limit: 5 });',
    'import { csrf, firewall } from "secure-patterns"; const wall = firewall(); export const check = csrf({ secret }).protect({ session: (req) => req.id });',
  ],
});
