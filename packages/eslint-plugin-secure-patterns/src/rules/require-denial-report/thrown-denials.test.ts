import { readFileSync } from "node:fs";

import { afterEach, describe, expect, it } from "vitest";

import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

async function messagesOf(
  code: string,
  files: Readonly<Record<string, string>> = {},
  confidence: "likely" | "proven" = "likely",
): Promise<string[]> {
  project = writeProject({ "package.json": { name: "app" }, "a.ts": code, ...files });
  const [language] = await languagesOf("file.ts");
  const filename = project.at("a.ts");
  const rules = { "require-denial-report": { confidence } };
  return lint({ code: readFileSync(filename, "utf8"), filename, language: language!, rules }).map(
    ({ message }) => message,
  );
}

const orders =
  "class Orders { remove(user, order) { if (order.owner !== user.id) throw new ForbiddenException(); return this.drop(order); } }";

describe("a refusal that is thrown", () => {
  it.each([
    orders,
    "export default defineEventHandler(async (event) => { if (!mayRead(event)) throw createError({ statusCode: 403 }); });",
    'export const load = async ({ locals }) => { if (!locals.user.isAdmin) throw error(403, "no"); };',
    'export const remove = admin.mutation(({ ctx }) => { if (!ctx.user.isAdmin) throw new TRPCError({ code: "FORBIDDEN" }); });',
    'class A { get(user) { if (!user.isAdmin) throw new HttpException("no", HttpStatus.FORBIDDEN); } }',
    'router.get("/", (ctx) => { if (!mayRead(ctx)) ctx.throw(403); });',
    'app.get("/", (req, res, next) => { if (!mayRead(req)) return next(createError(403, "no")); res.end(); });',
    'app.get("/", (req, res, next) => { if (!mayRead(req)) return next({ status: 403, message: "no" }); res.end(); });',
    "export const actions = { default: async ({ locals }) => { if (!locals.user.isAdmin) return fail(403, { text }); } };",
    "export const load = async ({ locals }) => { if (!locals.user.isAdmin) error(403); };",
  ])("is likely unheard: %s", async (code) => {
    expect(await messagesOf(code)).toEqual([expect.stringContaining("Likely")]);
    project?.dispose();
    expect(await messagesOf(code, {}, "proven")).toEqual([]);
  });

  it.each([
    orders.replace("throw", "{ this.logger.warn(user.id); throw").replace("();", "(); }"),
    "const load = () => { try { if (!mayRead()) throw new ForbiddenError(); } catch (error) { logger.warn(error); throw error; } };",
    "export default defineEventHandler(async (event) => { if (!found) throw createError({ statusCode: 404 }); });",
    "export const load = async ({ locals }) => { if (!locals.user) throw error(401); };",
    'app.get("/", (req, res, next) => { if (!found(req)) return next({ status: 404 }); next(); });',
    'app.get("/", (req, res) => { const id = Number(req.user?.id); const userId = id; if (!Number.isFinite(userId) || userId <= 0) return res.status(401).end(); res.end(); });',
    'app.get("/", (req, res) => { const authHeader = req.headers.authorization; if (!authHeader || !authHeader.startsWith("Bearer ")) return res.status(401).end(); res.end(); });',
  ])("is heard, or is none: %s", async (code) => expect(await messagesOf(code)).toEqual([]));

  it.each([
    [
      "all.filter.ts",
      "@Catch() class AllFilter { catch(exception, host) { this.logger.warn(exception); } }",
      0,
    ],
    ["all.filter.ts", "@Catch() class AllFilter { catch(exception, host) { host.answer(exception); } }", 1],
    ["app.ts", "app.use((error, req, res, next) => { console.error(error); res.end(); });", 0],
    ["app.ts", "app.use((error, req, res, next) => { res.end(); });", 1],
  ])("is what %s hears of, %s: %i", async (name, text, findings) =>
    expect(await messagesOf(orders, { [name]: text })).toHaveLength(findings),
  );
});
