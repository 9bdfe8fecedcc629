import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const db = 'import { prisma } from "./db.js";\n';
const read =
  "const reset = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!reset) throw new Error();\n";
const effect = "await prisma.user.update({ where: { id: reset.userId }, data: { password } });\n";
const reset = (body: string, name = "resetPassword"): string =>
  `${db}export async function ${name}(token, password) {\n  ${body}}\n`;

testRule("no-token-race", rule, {
  valid: [
    "async function verifyEmail(email, otp) { await lockUntilOrThrow(`verify:${email}`, async () => { const found = await redis.get(`otp:${email}`); if (found !== otp) throw new Error(); await createSession(email); await redis.del(`otp:${email}`); }); }",
    "const deleteHashedOtp = (email) => new Promise((resolve, reject) => { redis.del(email, (error, count) => { if (error || count !== 1) return reject(error); resolve(true); }); });\nasync function verifyOtp(email, otp) { try { const found = await getHashedOtp(email); if (!(await compare(otp, found.hash))) return false; await deleteHashedOtp(email); return true; } catch { return false; } }",
    "async function verifyEmail(payload) { const token = createToken(payload); await database.delete().from('emailVerification').where({ email: payload.email }); await database('emailVerification').insert({ email: payload.email, token }); }",
    "async function verify(identifier, token) { const [found] = await db.select().from(verificationTokens).where(eq(verificationTokens.identifier, identifier)); if (!found) return 'missing'; if (found.token !== token) { await db.delete(verificationTokens).where(eq(verificationTokens.identifier, identifier)); return 'invalid'; } const result = await db.delete(verificationTokens).where(and(eq(verificationTokens.identifier, identifier), eq(verificationTokens.token, token))); return result.affectedRows === 1 ? 'verified' : 'used'; }",
    "async function updateVoucher(id, input) { const found = await prisma.voucher.findUnique({ where: { id } }); return prisma.voucher.update({ where: { id }, data: { status: input.status ?? found.status, discount: input.discount } }); }",
    "async function vouch(accountId, legalName) { const found = await KycVerification.findOne({ where: { accountId, status: 'PENDING' } }); await found.update({ status: 'VERIFIED', data: { legalName } }); }",
    "async function changeProfile(id, resetExpires) { const user = await users.findOne({ where: { id } }); user.resetExpires = null; user.name = await nameOf(id); await users.save(user); }",
    {
      name: "flags that a helper is handed, counters, and a membership that is written again, proven",
      code: `${db}const updateUser = async ({ where, data }) => {\n  data = tidy(data);\n  return prisma.user.update({ where, data });\n};\nconst unlockAccount = (user) => updateUser({ where: { id: user.id }, data: { failedAttempts: 0, lockedAt: null } });\nconst addMember = (teamId, userId) => prisma.teamMember.upsert({ where: { teamId_userId: { teamId, userId } }, create: { teamId, userId }, update: { role: "member" } });\nexport async function verify(token) {\n  const found = await prisma.verificationToken.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await updateUser({ where: { email: found.identifier }, data: { emailVerified: new Date() } });\n  await prisma.verificationToken.deleteMany({ where: { token } });\n}\nexport async function unlock(token) {\n  const found = await prisma.verificationToken.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await unlockAccount(found.user);\n  await prisma.verificationToken.deleteMany({ where: { token } });\n}\nexport async function accept(token, user) {\n  const found = await prisma.invitation.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await addMember(found.teamId, user.id);\n  await sendEvent(found.teamId, "member.created");\n  await prisma.invitation.deleteMany({ where: { token } });\n}`,
      options: { confidence: "proven" },
    },
    {
      name: "a mark that decides, and then a look at what was won",
      code: reset(
        "const used = await prisma.passwordReset.updateMany({ where: { token, usedAt: null }, data: { usedAt: new Date() } });\n  if (used.count !== 1) return null;\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!found) return null;\n  await prisma.user.update({ where: { id: found.userId }, data: { password, passwordResetToken: null } });\n",
      ),
    },
    {
      name: "what is done before the token is looked for",
      code: reset(
        "await prisma.user.update({ where: { id: session.userId }, data: { password } });\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  const used = await prisma.passwordReset.updateMany({ where: { token, usedAt: null }, data: { usedAt: new Date() } });\n  if (used.count === 0) return null;\n  await prisma.user.update({ where: { id: found.userId }, data: { password } });\n",
      ),
    },
    "async function changeEmail(event, token) { const user = await db.selectFrom('users').selectAll().where('email_change_token', '=', token).executeTakeFirst(); if (await isTaken(user.pending_email)) { await db.updateTable('users').set({ pending_email: null, email_change_token: null }).where('id', '=', user.id).execute(); return sendRedirect(event, '/profile?change=email_taken'); } }",
    "import { Coupon } from './models.js'; async function redeemInOrder(code) { const coupon = await Coupon.findOne({ code }); if (coupon) await Coupon.updateOne({ id: coupon.id }, { $inc: { used_count: 1 } }); }",
    "import { Coupon, Usage } from './models.js'; async function cancelOrder(code) { const coupon = await Coupon.findOne({ code }); if (coupon.usedCount <= 0) throw new Error(); await Coupon.updateOne({ code }, { $inc: { usedCount: -1 } }); }",
    "async function changeBooking(code, booking) { const promo = await prisma.promoCode.findUnique({ where: { code } }); if (promo.currentUses >= promo.maxUses) throw new Error(); await prisma.promoCode.update({ where: { id: booking.promoCodeId }, data: { currentUses: { decrement: 1 } } }); }",
    "async function completeRefund(bookingId, code) { const operation = await prisma.paymentRecoveryOperation.findFirst({ where: { bookingId, status: 'PENDING' } }); if (!operation) throw new Error(code); await prisma.user.update({ where: { id: operation.userId }, data: { credit: operation.amount } }); await prisma.paymentRecoveryOperation.update({ where: { id: operation.id }, data: { status: 'DONE' } }); }",
    "async function PUT(code, body) { const found = await prisma.coupon.findUnique({ where: { code } }); if (!found) throw new Error(); await prisma.coupon.update({ where: { code }, data: { discount: body.discount, active: body.active } }); }",
    {
      name: "an invitation that is refused, proven",
      code: reset(
        'const found = await prisma.providerInvitation.findUnique({ where: { token } });\n  if (found.status !== "PENDING") throw new Error();\n  await prisma.providerInvitation.update({ where: { id: found.id }, data: { status: "REJECTED", rejectedAt: new Date(), rejectionReason: password } });\n',
        "respond",
      ),
      options: { confidence: "proven" },
    },
    "async function raise(userId) { const row = await MemberVerification.findOne({ where: { userId } }); row.level = 2; row.method = 'id'; row.verifiedAt = new Date(); await row.save(); }",
    {
      name: "Prisma: a delete that throws, before the effect",
      code: reset(`${read}  await prisma.passwordReset.delete({ where: { token } });\n  ${effect}`),
    },
    {
      name: "Prisma: a count that is checked",
      code: reset(
        `${read}  const { count } = await prisma.passwordReset.deleteMany({ where: { token } });\n  if (count !== 1) throw new Error();\n  ${effect}`,
      ),
    },
    {
      name: "Prisma: effect and throwing delete in one transaction",
      code: reset(
        `${read}  await prisma.$transaction([prisma.user.update({ where: { id: reset.userId }, data: { password } }), prisma.passwordReset.delete({ where: { token } })]);\n`,
      ),
    },
    {
      name: "consumeToken",
      code: `import { consumeToken } from "secure-patterns";\n${reset(`${read}  if ((await consumeToken(() => prisma.passwordReset.deleteMany({ where: { token } }))) === null) throw new Error();\n  ${effect}`)}`,
    },
    {
      name: "Kysely: a deleted row that must come back",
      code: 'import { db } from "./db.js";\nexport async function redeem(code, user) {\n  const gift = await db.selectFrom("gift_codes").selectAll().where("code", "=", code).executeTakeFirstOrThrow();\n  await db.deleteFrom("gift_codes").where("id", "=", gift.id).returning("id").executeTakeFirstOrThrow();\n  await db.updateTable("wallets").set({ balance: gift.amount }).where("user_id", "=", user).execute();\n}',
    },
    {
      name: "a mark that asks whether it is unused",
      code: reset(
        `${read}  const used = await prisma.passwordReset.updateMany({ where: { token, usedAt: null }, data: { usedAt: new Date() } });\n  if (used.count === 0) return null;\n  ${effect}`,
      ),
    },
    {
      name: "serializable",
      code: reset(
        `await prisma.$transaction(async (tx) => { const reset = await tx.passwordReset.findUnique({ where: { token } }); await tx.user.update({ where: { id: reset.userId }, data: { password } }); await tx.passwordReset.deleteMany({ where: { token } }); }, { isolationLevel: "Serializable" });\n`,
      ),
    },
    {
      name: "an expired token is thrown away",
      code: reset(
        "const reset = await prisma.passwordReset.findUnique({ where: { token } });\n  if (reset.expiresAt < new Date()) { await prisma.passwordReset.delete({ where: { token } }); throw new Error(); }\n  return true;\n",
        "checkReset",
      ),
    },
    {
      name: "revocation",
      code: reset(
        "const invite = await prisma.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  await prisma.invite.delete({ where: { token } });\n  await prisma.user.update({ where: { id: 1 }, data: { seats: 2 } });\n",
        "revokeInvite",
      ),
    },
    {
      name: "a refresh token",
      code: `${db}export async function refresh(token) { const row = await prisma.refreshToken.findUnique({ where: { token } }); await prisma.refreshToken.delete({ where: { id: row.id } }); return createSession(row.userId); }`,
    },
    {
      name: "a session",
      code: `${db}export async function verifySession(token) { const row = await prisma.session.findUnique({ where: { token } }); await createAccount(row); await prisma.session.deleteMany({ where: { id: row.id } }); }`,
    },
    {
      name: "a generic token table, asked for a refresh token",
      code: 'import { Token } from "./models.js";\nexport async function verify(token) { const row = await Token.findOne({ token, type: "refresh" }); await Token.deleteOne({ _id: row._id }); return createSession(row.user); }',
    },
    {
      name: "Mongoose: one write clears and applies",
      code: 'import { User } from "./models.js";\nexport async function reset(req, res) { const user = await User.findOneAndUpdate({ resetToken: req.body.token }, { $set: { password: req.body.password }, $unset: { resetToken: 1 } }); if (!user) return res.status(400).end(); }',
    },
    {
      name: "SQL: RETURNING",
      code: 'import { pool } from "./db.js";\nexport async function redeem(code) { const { rows } = await pool.query("UPDATE vouchers SET used_at = now() WHERE code = $1 AND used_at IS NULL RETURNING amount", [code]); if (!rows[0]) throw new Error(); await pool.query("UPDATE accounts SET balance = balance + $1", [rows[0].amount]); }',
    },
    {
      name: "SQL: FOR UPDATE",
      code: 'import { pool } from "./db.js";\nexport async function redeem(code) { const { rows } = await pool.query("SELECT * FROM vouchers WHERE code = $1 FOR UPDATE", [code]); await pool.query("UPDATE accounts SET balance = balance + $1", [rows[0].amount]); await pool.query("DELETE FROM vouchers WHERE code = $1", [code]); }',
    },
    {
      name: "Redis: getdel",
      code: 'import { redis } from "./redis.js";\nexport async function logIn(phone, code) { const saved = await redis.getdel(`otp:${phone}`); if (saved !== code) throw new Error(); return createSession(phone); }',
    },
    {
      name: "Redis: the answer of del",
      code: 'import { redis } from "./redis.js";\nexport async function logIn(phone, code) { const saved = await redis.get(`otp:${phone}`); if (saved !== code) throw new Error(); if ((await redis.del(`otp:${phone}`)) !== 1) throw new Error(); return createSession(phone); }',
    },
    {
      name: "a mint that is handed out only by the winner",
      code: `${db}export async function magicLink(token) { const row = await prisma.magicLink.findUnique({ where: { token } }); const jwt = signJwt(row.userId); const { count } = await prisma.magicLink.deleteMany({ where: { token } }); if (count === 0) throw new Error(); return jwt; }`,
    },
    {
      name: "a limit in the condition",
      code: `${db}export async function useCoupon(code) { const c = await prisma.coupon.findUnique({ where: { code } }); const { count } = await prisma.coupon.updateMany({ where: { code, uses: { lt: c.maxUses } }, data: { uses: { increment: 1 } } }); if (!count) throw new Error(); return c; }`,
    },
    {
      name: "Mongoose: a limit in the condition",
      code: 'import { Coupon } from "./models.js";\nexport async function redeem(code) { const coupon = await Coupon.findOne({ code }); const { modifiedCount } = await Coupon.updateOne({ code, uses: { $lt: coupon.maxUses } }, { $inc: { uses: 1 } }); if (modifiedCount !== 1) throw new Error(); return coupon.amount; }',
    },
    {
      name: "DynamoDB: a condition that rejects whoever comes second",
      code: 'import { DeleteCommand, UpdateCommand, GetCommand } from "@aws-sdk/lib-dynamodb";\nimport { client } from "./db.js";\nexport async function redeem(code) { const { Item } = await client.send(new GetCommand({ TableName: "vouchers", Key: { code } })); await client.send(new DeleteCommand({ TableName: "vouchers", Key: { code }, ConditionExpression: "attribute_exists(code)" })); return grantCredit(Item.amount); }\nexport async function redeemOnce(code) { const { Item } = await client.send(new GetCommand({ TableName: "vouchers", Key: { code } })); await client.send(new UpdateCommand({ TableName: "vouchers", Key: { code }, UpdateExpression: "SET used = :yes", ConditionExpression: "used = :no" })); return grantCredit(Item.amount); }',
    },
    {
      name: "DynamoDB: the deleted item decides",
      code: 'import { DeleteCommand, GetCommand } from "@aws-sdk/lib-dynamodb";\nimport { client } from "./db.js";\nexport async function redeem(code) { const { Item } = await client.send(new GetCommand({ TableName: "vouchers", Key: { code } })); const { Attributes } = await client.send(new DeleteCommand({ TableName: "vouchers", Key: { code }, ReturnValues: "ALL_OLD" })); if (!Attributes) throw new Error(); return grantCredit(Item.amount); }',
    },
    {
      name: "Deno KV: a check of the version",
      code: 'const kv = await Deno.openKv();\nexport async function redeem(code) { const entry = await kv.get(["voucher", code]); const { ok } = await kv.atomic().check(entry).delete(["voucher", code]).commit(); if (!ok) throw new Error(); await grantCredit(entry.value.amount); }',
    },
    {
      name: "SQL: a limit in the condition",
      code: 'import { pool } from "./db.js";\nexport async function redeem(code) { const { rows } = await pool.query("SELECT * FROM coupons WHERE code = $1", [code]); const { rowCount } = await pool.query("UPDATE coupons SET uses = uses + 1 WHERE code = $1 AND uses < max_uses", [code]); if (rowCount !== 1) throw new Error(); return rows[0].amount; }',
    },
    {
      name: "Redis: the answer of decr",
      code: 'import { redis } from "./redis.js";\nexport async function redeem(code) { if (!(await redis.get(`coupon:${code}:uses_left`))) throw new Error(); const left = await redis.decr(`coupon:${code}:uses_left`); if (left < 0) throw new Error(); return grantCredit(code); }',
    },
    {
      name: "a helper that throws for the loser",
      code: `${db}const spend = async (token) => { const { count } = await prisma.passwordReset.deleteMany({ where: { token } }); if (count !== 1) throw new Error(); };\n${reset(`${read}  await spend(token);\n  ${effect}`)}`,
    },
    {
      name: "an access token, which lives on",
      code: 'import { db } from "./db.js";\nexport async function authenticate(token) { const row = await db.accessToken.findFirst({ where: { token } }); await db.accessToken.update({ where: { id: row.id }, data: { revoked: false } }); return createSession(row.userId); }',
    },
    {
      name: "revoking an invite",
      code: `${db}export async function declineInvite(token) { const invite = await prisma.invite.findUnique({ where: { token } }); await joinTeam(invite); await prisma.invite.deleteMany({ where: { token } }); }`,
    },
    {
      name: "somebody else's consumeToken",
      code: 'import { consumeToken } from "./mine.js";\nimport { prisma } from "./db.js";\nexport const run = (token) => consumeToken(() => prisma.session.findUnique({ where: { token } }));',
    },
    {
      name: "the user's other invites end with the one that was used",
      code: `${db}const revokeInvites = (project, user) => prisma.invite.deleteMany({ where: { project, email: user.email } });\nconst countInvites = (project) => prisma.invite.findMany({ where: { project } });\nexport async function acceptLink(token, project, user) {\n  const isFull = (await countInvites(project)).length > 3;\n  await addCredit(user, isFull);\n  await revokeInvites(project, user);\n}`,
    },
    {
      name: "a helper that only puts a key together",
      code: "class LoginCode {\n  async verify(email, code) {\n    const key = this.getKey(email);\n    const saved = await this.redis.get(key);\n    return saved === code;\n  }\n  async delete(email) {\n    const key = this.getKey(email);\n    await this.redis.del(key);\n    return true;\n  }\n  getKey(email) {\n    return `login_code:${email}`;\n  }\n}",
    },
    {
      name: "an effect in a branch that ends before the token does",
      code: `${db}export async function dropInvite(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (invite.kind === "upgrade") {\n    await prisma.plan.update({ where: { id: user.id }, data: { seats: 2 } });\n    return;\n  }\n  await prisma.invite.deleteMany({ where: { token } });\n}`,
    },
    {
      name: "a builder that asks for the token, kept in a variable, and counted",
      code: 'const knex = require("./knex");\nasync function change(match, data) {\n  const query = knex("users");\n  Object.entries(match).forEach(([key, value]) => {\n    query.where(key, value);\n  });\n  return query.update(data);\n}\nexports.reset = async (token, password) => {\n  const changed = await change({ reset_token: token }, { password, reset_token: null });\n  if (changed !== 1) throw new Error();\n};',
    },
  ],
  invalid: [
    "class User extends Model { resetPassword(password) { return this.$query().patch({ resetPasswordToken: null, password }); } }\nasync function reset(token, password) { const user = await User.query().findOne({ reset_password_token: token }).throwIfNotFound(); if (!user.isTokenValid()) throw new Error(); await user.resetPassword(password); }",
    "userSchema.methods.resetPassword = async function (password) { this.password = password; this.resetToken = undefined; await this.save(); };\nconst User = mongoose.model('User', userSchema);\nasync function reset(token, password) { const user = await User.findOne({ resetToken: token }); if (!user) throw new Error(); await user.resetPassword(password); }",
    "async function confirm(email, emailToken) { const user = await models.User.findOne({ where: { email } }); if (user.emailConfirmationToken !== emailToken) throw new Error(); await sequelize.transaction(async (transaction) => { await user.update({ emailConfirmationToken: null, confirmedAt: new Date() }, { transaction }); return user; }); return user; }",
    "async function validate(req, res) { const { email } = req.token; await database('users').update({ isVerified: true }).where({ email }); await database.delete().from('emailVerification').where({ email }); res.send({}); }",
    "class Auth { async checkVerification(sessionId, code) { const found = await this.prisma.verificationSession.findUnique({ where: { sessionId, expiresAt: { gt: new Date() } } }); if (found?.code !== code) throw new Error(); return this.prisma.user.create({ data: { email: found.email } }); } }",
    "class Auth { async verifyOtp(email, otp) { const found = await this.otpRepository.getOtpForEmail(email); if (!(await compare(otp, found.hash))) throw new Error(); const user = await this.users.findOrCreateWithEmail(email); this.otpRepository.deleteOtpByEmail(email).catch(log); return user; } }",
    "async function join(token, user, hasTeam) { const invite = await prisma.invite.findUnique({ where: { token } }); if (hasTeam) await prisma.invite.deleteMany({ where: { teamId: user.teamId } }); await prisma.user.create({ data: { teamId: invite.teamId } }); await prisma.invite.deleteMany({ where: { token } }); }",
    "router.post('/reset-password/:guid', async (req, res) => { const userRepository = getRepository(User); const user = await userRepository.findOne({ where: { resetPasswordGuid: req.params.guid } }); if (!user || user.recoveryLinkExpires <= new Date()) return res.sendStatus(400); await user.setPassword(req.body.password); user.recoveryLinkExpires = null; await userRepository.save(user); res.sendStatus(204); });",
    {
      name: "a password that a helper is handed, proven",
      code: `${db}const updateUser = async ({ where, data }) => {\n  data = tidy(data);\n  return prisma.user.update({ where, data });\n};\nexport async function reset(token, password) {\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await updateUser({ where: { email: found.email }, data: { password } });\n  await prisma.passwordReset.deleteMany({ where: { token } });\n}`,
      options: { confidence: "proven" },
    },
    {
      name: "DynamoDB: a delete without a condition succeeds for everyone",
      code: 'import { DeleteCommand, GetCommand } from "@aws-sdk/lib-dynamodb";\nimport { client } from "./db.js";\nexport async function redeem(code) {\n  const { Item } = await client.send(new GetCommand({ TableName: "vouchers", Key: { code } }));\n  if (!Item) throw new Error();\n  await client.send(new DeleteCommand({ TableName: "vouchers", Key: { code } }));\n  return grantCredit(Item.amount);\n}',
    },
    {
      name: "DynamoDB: an update without a condition",
      code: 'import { UpdateCommand, GetCommand } from "@aws-sdk/lib-dynamodb";\nimport { client } from "./db.js";\nexport async function redeem(code) {\n  const { Item } = await client.send(new GetCommand({ TableName: "vouchers", Key: { code } }));\n  if (!Item || Item.used) throw new Error();\n  await client.send(new UpdateCommand({ TableName: "vouchers", Key: { code }, UpdateExpression: "SET used = :yes" }));\n  return grantCredit(Item.amount);\n}',
    },
    {
      name: "Firestore, outside of a transaction",
      code: 'import { db } from "./db.js";\nexport async function redeem(code) {\n  const snapshot = await db.collection("vouchers").doc(code).get();\n  if (!snapshot.exists) throw new Error();\n  await grantCredit(snapshot.data().amount);\n  await db.collection("vouchers").doc(code).delete();\n}',
    },
    {
      name: "Deno KV: nothing tells who deleted",
      code: 'const kv = await Deno.openKv();\nexport async function redeem(code) {\n  const entry = await kv.get(["voucher", code]);\n  if (!entry.value) throw new Error();\n  await kv.delete(["voucher", code]);\n  await grantCredit(entry.value.amount);\n}',
    },
    {
      name: "a builder kept in a variable, told by its caller what to find and what to write",
      code: 'const knex = require("./knex");\nasync function change(match, data) {\n  const query = knex("users");\n  Object.entries(match).forEach(([key, value]) => {\n    query.andWhere(key, value);\n  });\n  const user = await query.select("id").first();\n  if (!user) return undefined;\n  const update = knex("users").where("id", user.id);\n  await update.update({ ...data, updated_at: new Date() });\n  return user;\n}\nexports.reset = async (token, password) => {\n  const user = await change({ reset_token: token }, { password, reset_token: null });\n  if (!user) throw new Error();\n};',
    },
    {
      name: "a membership, which most databases keep unique",
      code: `${db}export async function acceptInvite(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  await prisma.teamMember.create({ data: { teamId: invite.teamId, userId: user.id } });\n  await prisma.invite.deleteMany({ where: { token } });\n}`,
    },
    {
      name: "a helper declared below, which nobody waits for",
      code: `${db}export const changeEmail = async (token) => {\n  const row = await prisma.verificationToken.findUnique({ where: { token } });\n  if (!row) return null;\n  await prisma.user.update({ where: { id: row.userId }, data: { email: row.newEmail } });\n  waitUntil(Promise.all([drop(row), tell(row)]));\n  return true;\n};\nconst drop = async (row) => {\n  await prisma.verificationToken.delete({ where: { token: row.token } });\n};`,
    },
    {
      name: "Prisma: a column of the user, in one write that does not ask for it",
      code: `${db}export async function resetPassword(resetToken, password) {\n  const user = await prisma.user.findFirst({ where: { resetToken, resetExpires: { gt: new Date() } } });\n  if (!user) throw new Error();\n  await prisma.user.update({ where: { id: user.id }, data: { password, resetToken: null } });\n}`,
    },
    {
      name: "Mongoose: a document that is saved back",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(req, res) {\n  const user = await User.findOne({ resetToken: req.params.token });\n  if (!user) return res.status(400).end();\n  user.password = req.body.password;\n  user.resetToken = undefined;\n  await user.save();\n  res.end();\n}',
    },
    {
      name: "SQL of better-sqlite3, around something that waits",
      code: 'import { db } from "./db.js";\nexport async function resetPassword(token, password) {\n  const row = db.prepare("SELECT * FROM password_resets WHERE token = ?").get(token);\n  if (!row) throw new Error();\n  const hash = await hashPassword(password);\n  db.prepare("UPDATE users SET password = ? WHERE id = ?").run(hash, row.user_id);\n  db.prepare("DELETE FROM password_resets WHERE token = ?").run(token);\n}',
    },
    {
      name: "Sequelize: a record that is destroyed",
      code: 'import { Invite, Wallet } from "./models.js";\nexport async function acceptInvite(token, userId) {\n  const invite = await Invite.findOne({ where: { token } });\n  if (!invite) throw new Error();\n  await Wallet.create({ userId, amount: invite.bonus });\n  await invite.destroy();\n}',
    },
    {
      name: "Mongoose: a limited number of uses",
      code: 'import { Coupon } from "./models.js";\nexport async function redeem(code) {\n  const coupon = await Coupon.findOne({ code });\n  if (!coupon || coupon.uses >= coupon.maxUses) throw new Error();\n  await Coupon.updateOne({ code }, { $inc: { uses: 1 } });\n  return coupon.amount;\n}',
    },
    {
      name: "Mongoose: a counter that is saved back",
      code: 'import { Coupon } from "./models.js";\nexport async function redeem(code) {\n  const coupon = await Coupon.findOne({ code });\n  if (!coupon || coupon.usedCount >= coupon.limit) throw new Error();\n  coupon.usedCount += 1;\n  await coupon.save();\n  return coupon.amount;\n}',
    },
    {
      name: "SQL: a limited number of uses",
      code: 'import { pool } from "./db.js";\nexport async function redeem(code) {\n  const { rows } = await pool.query("SELECT * FROM coupons WHERE code = $1", [code]);\n  if (!rows[0] || rows[0].uses >= rows[0].max_uses) throw new Error();\n  await pool.query("UPDATE coupons SET uses = uses + 1 WHERE code = $1", [code]);\n  return rows[0].amount;\n}',
    },
    {
      name: "Redis: a limited number of uses",
      code: 'import { redis } from "./redis.js";\nexport async function redeem(code) {\n  const left = Number(await redis.get(`coupon:${code}:uses_left`));\n  if (left <= 0) throw new Error();\n  await redis.decr(`coupon:${code}:uses_left`);\n  return grantCredit(code);\n}',
    },
    {
      name: "a read that is given to consumeToken",
      code: 'import { consumeToken } from "secure-patterns";\nimport { prisma } from "./db.js";\nexport const run = (token) => consumeToken(() => prisma.session.findUnique({ where: { token } }));',
    },
    {
      name: "the application's own repository, filters and changes written at the call",
      code: 'import { accounts } from "./accounts.js";\nexport async function confirmEmailChange(code) {\n  const account = await accounts.find({ email_change_token: code });\n  if (!account) return null;\n  await accounts.update({ id: account.id }, { email: account.next_email, email_change_token: null });\n}',
    },
    {
      name: "a helper that is handed the changes",
      code: `${db}const change = (id, data) => prisma.user.update({ where: { id }, data });\nexport async function resetPassword(resetToken, password) {\n  const user = await prisma.user.findFirst({ where: { resetToken } });\n  if (!user) throw new Error();\n  await change(user.id, { password, resetToken: null });\n}`,
    },
    {
      name: "a helper that saves what it is handed",
      code: 'import { User } from "./models.js";\nconst keep = (user) => user.save();\nexport async function resetPassword(resetToken, password) {\n  const user = await User.findOne({ resetToken });\n  if (!user) throw new Error();\n  user.password = password;\n  user.resetToken = undefined;\n  await keep(user);\n}',
    },
    {
      name: "a record that clears its own column",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(resetToken, password) {\n  const user = await User.findOne({ resetToken });\n  if (!user || !user.consumeToken(resetToken)) throw new Error();\n  user.password = password;\n  await user.save();\n}',
    },
    {
      name: "a table that only its use tells of",
      code: `${db}export async function useKey(token) {\n  const row = await prisma.userKey.findFirst({ where: { kind: "verify", token } });\n  if (!row) throw new Error();\n  await prisma.userKey.deleteMany({ where: { id: row.id } });\n  await setPassword(row.userId);\n}`,
    },
    {
      name: "the declared type says what is kept",
      filename: "password-service.ts",
      code: "class PasswordService {\n  constructor(private readonly repo: Repository<PasswordReset>, private readonly users: Repository<User>) {}\n  async change(token, password) {\n    const row = await this.repo.findOneBy({ token });\n    if (!row) throw new Error();\n    await this.users.update({ id: row.userId }, { password });\n    await this.repo.delete({ id: row.id });\n  }\n}",
    },
    {
      name: "an interface that nobody can look behind",
      filename: "password-service.ts",
      code: "class PasswordService {\n  private store: ResetTokenStore;\n  async reset(token, password) {\n    const row = await this.store.getActive(token);\n    if (!row) throw new Error();\n    await changePassword(row.userId, password);\n    await this.store.useToken(token);\n  }\n}",
    },
    {
      name: "a key that helpers and constants make",
      code: "export class LoginCodes {\n  static PREFIX = 'login_code:';\n  static keyOf(email) { return `${LoginCodes.PREFIX}${email}`; }\n  static find(email) { return this.redis.get(this.keyOf(email)); }\n  static async use(email, code) {\n    if ((await this.find(email)) !== code) throw new Error();\n    await this.redis.del(this.keyOf(email));\n    return createSession(email);\n  }\n}",
    },
    {
      name: "accepting an invite, whatever the handler is called",
      code: 'import { invites } from "./store.js";\nrouter.post("/invite/accept", async (req, res) => {\n  const invite = await invites.findByToken(req.body.token);\n  if (!invite) return res.status(404).end();\n  await addMember(invite.teamId, req.user);\n  await invites.deleteByToken(req.body.token);\n  res.end();\n});',
    },
    {
      name: "Prisma: effect, then delete",
      code: reset(`${read}  ${effect}  await prisma.passwordReset.delete({ where: { id: reset.id } });\n`),
    },
    {
      name: "Prisma: deleteMany without a look at its count",
      code: reset(`${read}  await prisma.passwordReset.deleteMany({ where: { token } });\n  ${effect}`),
    },
    {
      name: "Prisma: a mark without condition",
      code: reset(
        `${read}  ${effect}  await prisma.passwordReset.update({ where: { id: reset.id }, data: { usedAt: new Date() } });\n`,
      ),
    },
    {
      name: "Prisma: a delete that nobody waits for",
      code: reset(
        `${read}  ${effect}  waitUntil(prisma.passwordReset.delete({ where: { id: reset.id } }));\n`,
      ),
    },
    {
      name: "Drizzle, in a transaction at read committed",
      code: 'import { db } from "./db.js";\nimport { eq } from "drizzle-orm";\nexport async function reset(token, password) {\n  await db.transaction(async (tx) => {\n    const [row] = await tx.select().from(passwordResets).where(eq(passwordResets.token, token));\n    if (!row) throw new Error();\n    await tx.update(users).set({ password }).where(eq(users.id, row.userId));\n    await tx.delete(passwordResets).where(eq(passwordResets.id, row.id));\n  });\n}',
    },
    {
      name: "Knex",
      code: 'import { knex } from "./db.js";\nexport async function verifyEmail(token) {\n  const row = await knex("email_verifications").where({ token }).first();\n  if (!row) throw new Error();\n  await knex("users").where({ id: row.user_id }).update({ verified: true });\n  await knex("email_verifications").where({ token }).del();\n}',
    },
    {
      name: "Kysely",
      code: 'import { db } from "./db.js";\nexport async function redeem(code, user) {\n  const gift = await db.selectFrom("gift_codes").selectAll().where("code", "=", code).executeTakeFirst();\n  if (!gift) return false;\n  await db.updateTable("wallets").set({ balance: gift.amount }).where("user_id", "=", user).execute();\n  await db.deleteFrom("gift_codes").where("id", "=", gift.id).execute();\n  return true;\n}',
    },
    {
      name: "Kysely: a count of nothing is no error",
      code: 'import { db } from "./db.js";\nexport async function redeem(code, user) {\n  const gift = await db.selectFrom("gift_codes").selectAll().where("code", "=", code).executeTakeFirstOrThrow();\n  await db.deleteFrom("gift_codes").where("id", "=", gift.id).executeTakeFirstOrThrow();\n  await db.updateTable("wallets").set({ balance: gift.amount }).where("user_id", "=", user).execute();\n}',
    },
    {
      name: "TypeORM",
      code: "class Auth {\n  async resetPassword(token, password) {\n    const user = await this.userRepository.findOne({ where: { resetToken: token } });\n    if (!user) throw new Error();\n    user.password = password;\n    user.resetToken = null;\n    await this.userRepository.save(user);\n  }\n}",
    },
    {
      name: "Sequelize",
      code: 'import { User } from "./models.js";\nexport const reset = async (token, password) => {\n  const user = await User.findOne({ where: { resetPasswordToken: token } });\n  if (!user) throw new Error();\n  await user.update({ password, resetPasswordToken: null });\n};',
    },
    {
      name: "Mongoose with callbacks",
      code: 'const User = require("./models/user");\nexports.reset = (req, res) => {\n  User.findOne({ resetPasswordToken: req.params.token }, (err, user) => {\n    if (!user) return res.redirect("/forgot");\n    user.password = req.body.password;\n    user.resetPasswordToken = undefined;\n    user.save(() => res.redirect("/"));\n  });\n};',
    },
    {
      name: "a code that is compared in the program",
      code: 'import { User } from "./models.js";\nexport async function verifyOtp(email, otp) {\n  const user = await User.findOne({ email });\n  if (!user || user.otp !== otp) throw new Error();\n  user.otp = null;\n  await user.save();\n  return createSession(user);\n}',
    },
    {
      name: "SQL",
      code: 'import { pool } from "./db.js";\nexport async function redeem(code, account) {\n  const { rows } = await pool.query("SELECT * FROM vouchers WHERE code = $1 AND used_at IS NULL", [code]);\n  if (!rows[0]) return false;\n  await pool.query("UPDATE accounts SET balance = balance + $1 WHERE id = $2", [rows[0].amount, account]);\n  await pool.query("UPDATE vouchers SET used_at = now() WHERE id = $1", [rows[0].id]);\n}',
    },
    {
      name: "SQL of better-sqlite3",
      code: 'import { db } from "./db.js";\nexport function resetPassword(token, password) {\n  const row = db.prepare("SELECT * FROM password_resets WHERE token = ?").get(token);\n  if (!row) throw new Error();\n  db.prepare("UPDATE users SET password = ? WHERE id = ?").run(password, row.user_id);\n  db.prepare("DELETE FROM password_resets WHERE token = ?").run(token);\n}',
    },
    {
      name: "what nobody knows happens once as well, in the suggestion",
      code: 'import { redis } from "./redis.js";\nexport async function reset(hash, password) {\n  const userKey = await redis.get(`reset:${hash}`);\n  if (userKey === null) return false;\n  const passwordHash = await hashPassword(password);\n  await redis.hSet(userKey, "passwordHash", passwordHash);\n  await redis.del(`reset:${hash}`);\n  return true;\n}',
    },
    {
      name: "Redis",
      code: 'import { redis } from "./redis.js";\nexport async function logIn(phone, code) {\n  const saved = await redis.get(`otp:${phone}`);\n  if (saved !== code) throw new Error();\n  const session = await createSession(phone);\n  await redis.del(`otp:${phone}`);\n  return session;\n}',
    },
    {
      name: "supabase-js",
      code: 'import { supabase } from "./db.js";\nexport async function accept(token, user) {\n  const { data: invite } = await supabase.from("invites").select().eq("token", token).single();\n  if (!invite) return null;\n  await supabase.from("credits").insert({ user, amount: invite.bonus });\n  await supabase.from("invites").delete().eq("id", invite.id);\n}',
    },
    {
      name: "a limited number of uses",
      code: `${db}export async function applyCoupon(code) {\n  const coupon = await prisma.coupon.findUnique({ where: { code } });\n  if (coupon.uses >= coupon.maxUses) throw new Error();\n  await prisma.coupon.update({ where: { id: coupon.id }, data: { uses: { increment: 1 } } });\n  return coupon.amount;\n}`,
    },
    {
      name: "through helpers of the file",
      code: `${db}const find = (token) => prisma.passwordReset.findUnique({ where: { token } });\nconst drop = (id) => prisma.passwordReset.deleteMany({ where: { id } });\nexport async function resetPassword(token, password) {\n  const reset = await find(token);\n  if (!reset) throw new Error();\n  ${effect}  await drop(reset.id);\n}`,
    },
    {
      name: "helpers that only names tell of",
      code: 'import { getVerificationToken, deleteVerificationToken } from "./tokens.js";\nexport async function verifyEmail(token) {\n  const row = await getVerificationToken(token);\n  if (!row) throw new Error();\n  await createSession(row.userId);\n  await deleteVerificationToken(row.id);\n}',
    },
    {
      name: "an answer that is handed out twice",
      code: `${db}export async function useVerificationToken(params) {\n  const found = await prisma.verificationToken.findUnique({ where: params });\n  await prisma.verificationToken.deleteMany({ where: params });\n  return found;\n}`,
    },
    {
      name: "never ended",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(token, password) {\n  const user = await User.findOne({ resetToken: token });\n  if (!user) throw new Error();\n  user.password = password;\n  await user.save();\n}',
    },
  ],
});
