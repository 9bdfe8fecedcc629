import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-rotation.ts";

testRule("no-token-rotation", rule, {
  valid: [
    "async function f(userId, token) { await prisma.passwordReset.create({ data: { userId, token } }); }",
    "async function logIn(userId, token) { await prisma.session.deleteMany({ where: { userId } }); await prisma.session.create({ data: { userId, token } }); }",
    "async function rotate(userId, token) { await prisma.refreshToken.deleteMany({ where: { userId } }); await prisma.refreshToken.create({ data: { userId, token } }); }",
    "async function signUp(data) { const user = new User(data); user.verificationToken = makeToken(); await user.save(); }",
    "async function sendCode(user) { if (!user.hasValidOtp()) { user.loginCode = makeCode(); await user.save(); } }",
    "async function resend(user) { const code = isValid(user) ? user.loginCode : makeCode(); user.loginCode = code; await user.save(); }",
    "async function verify(token) { const user = await User.findOne({ verifyToken: token }); user.verifyToken = undefined; await user.save(); }",
    "async function sendLoginCode(email, code) { await redis.set(`login_code:${email}`, code, 'EX', 600, 'NX'); }",
    "async function requestCode(token) { await redis.set(`login_code:${token}`, email); }",
    "async function enable2fa(user) { await prisma.user.update({ where: { id: user.id }, data: { backupCodes: makeCodes() } }); }",
    "async function revokeInvite(id, token) { await prisma.invite.deleteMany({ where: { id } }); await prisma.invite.create({ data: { token } }); }",
    "async function passkeyOptions(sessionId, token) { await prisma.verificationToken.upsert({ where: { sessionId }, create: { token }, update: { token } }); }",
    "const twoFactorSetup = async (target, secret) => { await prisma.verification.upsert({ where: { target }, create: { target, secret }, update: { secret } }); };",
    "async function confirm(user) { await users.updateResetToken(user.id, null); }",
    "async function save(link) { await prisma.link.update({ where: { id: link.id }, data: { enableScreenshotProtection: link.screenshotProtection } }); } // token",
  ],
  invalid: [
    "async function sendTwoFactorCode(target, code) { await prisma.verificationCode.upsert({ where: { target }, create: { target, code }, update: { code } }); }",
    "class Forgot { constructor(private readonly users: UserRepository) {} async execute(email) { const user = await this.users.findByEmail(email); const token = randomUUID(); await this.users.updatePasswordResetToken(user.id, token); } }",
    "async function forgot(user) { user.resetToken = makeToken(); user.resetExpires = Date.now() + 3600000; await user.save(); }",
    "async function forgot(id, resetToken) { await prisma.user.update({ where: { id }, data: { resetToken } }); }",
    "async function sendLoginCode(email, code) { await redis.set(`login_code:${email}`, code, 'EX', 600); }",
    "async function forgot(userId, token) { await prisma.passwordReset.updateMany({ where: { userId }, data: { expiresAt: new Date() } }); await prisma.passwordReset.create({ data: { userId, token } }); }",
    "const expireOld = (userId) => prisma.passwordReset.deleteMany({ where: { userId } }); async function forgot(userId, token) { await expireOld(userId); await prisma.passwordReset.create({ data: { userId, token } }); }",
    "class Resets { private store: ResetTokenStore; async create(user, token) { await this.store.expireTokensOf(user); return this.store.insert({ token, user }); } }",
    "async function forgot(userId, token) { await prisma.passwordReset.deleteMany({ where: { userId } }); await prisma.passwordReset.create({ data: { userId, token } }); }",
    "async function forgot(userId, token) { await prisma.passwordReset.upsert({ where: { userId }, create: { userId, token }, update: { token } }); }",
  ],
});
