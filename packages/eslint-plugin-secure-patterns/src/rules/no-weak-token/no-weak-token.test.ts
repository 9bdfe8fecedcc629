import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-weak-token.ts";

testRule("no-weak-token", rule, {
  valid: [
    "const tokenExpires = Date.now() + 3600000;",
    "const color = Math.random(); const jitterMs = Math.random() * 100;",
    "const elementKey = Math.random().toString(36);",
    "const statusCode = Math.floor(Math.random() * 500);",
    'import { randomBytes } from "node:crypto"; const resetToken = Date.now() + randomBytes(16).toString("hex");',
    'const { createHash } = require("crypto"); const tokenHash = createHash("sha256").update(token).digest("hex");',
    'const crypto = require("crypto"); const resetToken = crypto.createHmac("sha256", key).update(String(Date.now())).digest("hex");',
    "const token = jwt.sign({ iat: Date.now() }, secret);",
    'import { customAlphabet } from "nanoid"; const otp = customAlphabet("0123456789", 6)();',
    'import { v4 } from "uuid"; const resetToken = v4();',
    'import { nanoid } from "nanoid"; const inviteToken = nanoid();',
    "const bytes = new Uint8Array(32); crypto.getRandomValues(bytes); const token = btoa(String.fromCharCode(...bytes));",
    { name: "a test", filename: "token.test.js", code: "const token = Math.random().toString(36);" },
  ],
  invalid: [
    "const resetToken = Math.random().toString(36).slice(2);",
    "function generateOtp() { return Math.floor(100000 + Math.random() * 900000).toString(); }",
    'let otp = ""; for (let i = 0; i < 6; i++) otp += "0123456789"[Math.floor(Math.random() * 10)];',
    "const password = Array.from({ length: 10 }, () => chars.charAt(Math.floor(Math.random() * chars.length))).join('');",
    "const secret = Date.now().toString();",
    "user.resetPasswordToken = new Date().getTime().toString(36);",
    "save({ verificationCode: `${Math.floor(Math.random() * (9999 - 1000 + 1)) + 1000}` });",
    'import { v1 as uuid } from "uuid"; const apiKey = uuid();',
    'import { nanoid } from "nanoid"; const accessToken = nanoid(6);',
    'import crypto from "node:crypto"; const inviteToken = crypto.randomBytes(32).toString("hex").slice(0, 6);',
    'import md5 from "md5"; const activationToken = md5(user.email);',
    'import crypto from "crypto"; const resetToken = crypto.createHash("sha1").update(user.id + Date.now()).digest("hex");',
    "let next = 0; const sessionId = `s-${++next}`;",
    "const draw = (n) => Math.floor(Math.random() * n); const couponCode = draw(1e6);",
    'res.cookie("sessionId", Math.random().toString());',
    "class Session { token = Math.random(); }",
    'import { randomCode } from "./mine.js"; const authCode = xs.sort(() => Math.random() - 0.5).join("");',
  ],
});
