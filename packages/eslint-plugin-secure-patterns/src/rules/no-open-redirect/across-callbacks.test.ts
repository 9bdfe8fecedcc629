import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-open-redirect through callbacks of other files", () => {
  testProject("follows callbacks and promises of other files", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const app = require("express")(); const nav = require("./nav");
      app.get("/", (req, res) => { nav.find(req.query.n, (err, url) => {
        res.redirect(url); // !
      }); });
      app.get("/p", (req, res) => { nav.later(req.query.n).then((url) =>
        res.redirect(url), // !
      ); });
      app.get("/q", (req, res) => { nav.made(req.query.n).then(({ url }) =>
        res.redirect(url), // !
      ); });
    `,
    "nav.js": `
      exports.find = function (n, cb) { if (!n) return cb(new Error("x")); cb(null, n); };
      exports.later = (n) => new Promise((resolve) => { resolve(n); });
      exports.made = async (n) => { const o = { url: n }; return o; };
    `,
  });

  testProject("follows what frameworks hand on", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { hono: "4", fastify: "5", koa: "2" } },
    "hono.ts": `
      import { Hono } from "hono"; import * as nav from "./nav";
      const app = new Hono();
      app.get("/", (c) => nav.honoGo(c));
      app.get("/2", (c) => {
        return c.redirect(nav.target(c.req.query("n"))); // !
      });
      export default app;
    `,
    "fast.ts": `
      import fastify from "fastify"; import { Nav } from "./nav";
      const app = fastify(); const nav = new Nav();
      app.get("/", async (request, reply) => nav.go(reply, request.query));
      app.get("/x", (request, reply) => {
        const { to } = nav.parse(request.query);
        return reply.redirect(to); // !
      });
    `,
    "nav.ts": `
      import type { Context } from "hono";
      export function honoGo(c: Context) {
        return c.redirect(c.req.query("next") ?? "/"); // !
      }
      export const target = (n?: string) => n ?? "/";
      export class Nav {
        go(reply: any, query: any) {
          reply.redirect(query.next); // !
        }
        parse(q: any) { return { to: q.to as string }; }
      }
    `,
  });

  testProject("follows services of route files and actions", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { next: "15" } },
    "app/api/route.ts": `
      import { NextRequest, NextResponse } from "next/server"; import { authService } from "@/lib/auth";
      export async function GET(request: NextRequest) {
        const result = await authService.callback(request.nextUrl.searchParams);
        return NextResponse.redirect(result.url); // !
      }
    `,
    "app/login/actions.ts": `
      "use server";
      import { redirect } from "next/navigation"; import { after } from "@/lib/after";
      export async function login(formData: FormData) {
        const to = formData.get("redirectTo") as string;
        after(to);
      }
    `,
    "lib/after.ts": `
      import { redirect } from "next/navigation";
      export function after(to?: string) {
        redirect(to || "/"); // !
      }
    `,
    "lib/auth.ts": `
      class AuthService { async callback(params: URLSearchParams) { const url = params.get("next"); return { url: url ?? "/", user: null }; } }
      export const authService = new AuthService();
    `,
    "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./*"] } } },
  });
});
