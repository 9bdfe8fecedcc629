import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-rotation.ts";

testRule("no-token-rotation", rule, {
  valid: [
    "async function f(userId, token) { await prisma.passwordReset.create({ data: { userId, token } }); }",
    "async function logIn(userId, token) { await prisma.session.deleteMany({ where: { userId } }); await prisma.session.create({ data: { userId, token } }); }",
    "async function rotate(userId, token) { await prisma.refreshToken.deleteMany({ where: { userId } }); await prisma.refreshToken.create({ data: { userId, token } }); }",
  ],
  invalid: [
    "async function forgot(userId, token) { await prisma.passwordReset.deleteMany({ where: { userId } }); await prisma.passwordReset.create({ data: { userId, token } }); }",
    "async function forgot(userId, token) { await prisma.passwordReset.upsert({ where: { userId }, create: { userId, token }, update: { token } }); }",
  ],
});
