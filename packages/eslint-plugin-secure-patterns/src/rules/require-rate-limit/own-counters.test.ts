import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

async function isReported(code: string, files: Readonly<Record<string, string>>): Promise<boolean> {
  const facts = {
    name: "app",
    dependencies: { express: "*", "@nestjs/common": "*", bcrypt: "*", ioredis: "*" },
  };
  project = writeProject({ "package.json": facts, "route.ts": code, ...files });
  const [language] = await languagesOf("file.ts");
  const rules = { "require-rate-limit": { confidence: "likely" } };
  return lint({ code, filename: project.at("route.ts"), language: language!, rules }).length > 0;
}

const express = `import express from "express"; import bcrypt from "bcrypt"; import { before } from "./guard"; const app = express();
  app.post("/login", async (req, res) => { const user = await User.findOne({ email: req.body.email }); await before(user, req); res.json({ valid: await bcrypt.compare(req.body.password, user.hash) }); });`;
const nest = `import { Body, Controller, Post } from "@nestjs/common"; import bcrypt from "bcrypt"; import { Guard } from "./guard";
  @Controller("auth") export class AuthController { constructor(private readonly before: Guard) {}
    @Post("login") async login(@Body() dto: LoginDto) { const user = await this.users.findOne({ email: dto.email }); await this.before.check(user, dto.email); return { valid: await bcrypt.compare(dto.password, user.hash) }; } }`;

/** What is done about a user before the password is compared, in another file. */
describe.each([
  ["an imported function", express, (body: string) => `export async function before(user, req) { ${body} }`],
  [
    "an injected service",
    nest,
    (body: string) => `@Injectable() export class Guard { async check(user, email) { ${body} } }`,
  ],
  [
    "a service that asks another",
    nest,
    (body: string) =>
      `@Injectable() export class Store { async ask(user, email) { ${body} } } @Injectable() export class Guard { constructor(private store: Store) {} async check(user, email) { await this.store.ask(user, email); } }`,
  ],
])("%s", (_, code, write) => {
  it.each([
    [
      "a counter in Redis",
      "const hits = await redis.incr(`login:${user.id}`); if (hits > 5) throw new Error('Try later');",
    ],
    [
      "a counter in Redis, as a number",
      "const hits = await redis.incr(`login:${user.id}`); if (+hits > 5) throw new Error('Try later');",
    ],
    [
      "a refusal in its own words",
      "if (await wasAskedOften(user.id)) return Promise.reject('password retry out of limit');",
    ],
    [
      "a counter in Redis, set first",
      "const key = `tries:${user.id}`; const hits = await redis.incr(key); if (hits === 1) await redis.expire(key, 60); return hits <= 5;",
    ],
    [
      "a counter in Redis, in a chain",
      "const [[, hits]] = await redis.multi().incr(key).expire(key, 60).exec(); if (hits > 5) throw new Error('Try later');",
    ],
    [
      "a counter that is read",
      "const hits = Number(await redis.get(`attempts:${user.id}`)); if (hits >= MAX) throw new Error('Try later');",
    ],
    ["a date", "if (user.lockedUntil && user.lockedUntil > new Date()) throw new Error('Try later');"],
    ["a date of another name", "if (user.lockUntil > Date.now()) throw new Error('Try later');"],
    ["a date of an account", "if (user.accountLockedUntil > Date.now()) throw new Error('Try later');"],
    ["a date until which it is blocked", "if (user.blockedUntil > Date.now()) throw new Error('Try later');"],
    ["a number of failures", "if (user.failedLogins >= 5) throw new Error('Try later');"],
    ["a number of failed logins", "if (user.failedLoginCount >= 5) throw new Error('Try later');"],
    ["a number of failures of logins", "if (user.loginFailures >= 5) throw new Error('Try later');"],
    ["attempts", "if (user.failed_attempts >= 5) throw new Error('Try later');"],
    [
      "rows of a table",
      "const failures = await prisma.loginAttempt.count({ where: { email: user.email } }); if (failures >= 5) throw new Error('Try later');",
    ],
    [
      "a status",
      "if (seen.get(user.id) > 5) throw new HttpException('Slow down', HttpStatus.TOO_MANY_REQUESTS);",
    ],
    [
      "a map",
      "const entry = attempts.get(user.id); if (entry && entry.count >= 5) throw new Error('Try later');",
    ],
    [
      "how long ago",
      "if (user.otpSentAt && Date.now() - user.otpSentAt.getTime() < 60_000) throw new Error('Wait a minute');",
    ],
    [
      "a sliding window",
      "await redis.zremrangebyscore(key, 0, since); const count = await redis.zcard(key); if (count >= MAX) throw new Error('Wait');",
    ],
    [
      "rows of SQL",
      "const { rows } = await pool.query('SELECT COUNT(*) AS n FROM login_attempts WHERE email = $1', [user.email]); if (Number(rows[0].n) >= 5) throw new Error('Wait');",
    ],
    ["a locked account", "if (user.isLocked()) throw new Error('Try later');"],
  ])("limits by %s", async (_name, body) =>
    expect(await isReported(code, { "guard.ts": write(body) })).toBe(false),
  );

  it.each([
    ["telling", "await sendLockoutEmail(user);"],
    ["telling of brute force", "if (user.isNew) await notifyBruteForce(user);"],
    ["a counter that nobody asks", "await redis.incr(`login:${user.id}`);"],
    ["counters of visits", "user.visits += 1; if (user.visits > 5) await reward(user);"],
    ["an old password", "if (user.passwordChangedAt < Date.now() - YEAR) throw new Error('Expired');"],
    ["an account that is no more", "if (user.deletedAt < Date.now()) throw new Error('Gone');"],
  ])("is not taken in by %s", async (_name, body) =>
    expect(await isReported(code, { "guard.ts": write(body) })).toBe(true),
  );
});
