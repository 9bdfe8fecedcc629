import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const reset = (imports: string, read: string, write: string): string =>
  `${imports}\nexport async function resetPassword(db, token, password) {\n  const found = ${read};\n  if (!found) return false;\n  ${write}\n  return true;\n}`;
const redeem = (imports: string, read: string, write: string): string =>
  `${imports}\nexport async function redeem(db, code, user) {\n  const coupon = ${read};\n  if (!coupon) return false;\n  await grantCredit(user, coupon.amount);\n  ${write}\n  return true;\n}`;

testRule("no-token-race", rule, {
  valid: [],
  invalid: [
    {
      name: "Mongoose: an update by id answers with the record for everyone, so it has to ask",
      code: 'import { Otp, User } from "./models.js";\nexport async function resetPassword(email, otp, password) {\n\tconst found = await Otp.findOne({ email, otp, isVerified: false }).lean();\n\tif (!found) {\n\t\tawait User.updateOne({ email }, { $inc: { failures: 1 } });\n\t\tthrow new Error("Wrong code");\n\t}\n\tawait User.updateOne({ email }, { password });\n\tawait Otp.findByIdAndUpdate(found._id, { isVerified: true });\n}',
    },
    {
      name: "Mongoose: hidden columns that the read asks for",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(token, password) {\n  const user = await User.findOne({ resetToken: token }).select("+resetToken");\n  if (!user) throw new Error();\n  user.password = password;\n  user.resetToken = undefined;\n  await user.save();\n}',
    },
    {
      name: "a comment inside the write stays there",
      code: 'import { prisma } from "./db.js";\nexport async function acceptInvite(token, password) {\n  const user = await prisma.user.findUnique({ where: { inviteToken: token } });\n  if (!user) throw new Error();\n  await prisma.user.update({\n    where: { id: user.id },\n    data: { password, inviteToken: null /* used */ },\n  });\n}',
    },
    {
      name: "Drizzle: the time that a variable holds",
      code: 'import { db, resets, users } from "./db.js";\nimport { and, eq, isNull } from "drizzle-orm";\nexport async function resetPassword(token, password) {\n  const now = Math.floor(Date.now() / 1000);\n  const [found] = await db.select().from(resets).where(and(eq(resets.token, token), isNull(resets.usedAt)));\n  if (!found) throw new Error();\n  await db.update(users).set({ password }).where(eq(users.id, found.userId));\n  await db.update(resets).set({ usedAt: now }).where(eq(resets.id, found.id));\n}',
    },
    {
      name: "SQL with numbered places: the token's column",
      code: reset(
        "",
        '(await db.query("SELECT id FROM users WHERE reset_hash = $1", [token])).rows[0]',
        'await db.query("UPDATE users SET password_hash = $2, reset_hash = NULL WHERE id = $1 RETURNING id", [found.id, password]);',
      ),
    },
    {
      name: "SQL with question marks: the token's column",
      code: reset(
        "",
        '(await db.execute("SELECT id FROM users WHERE reset_hash = ?", [token]))[0][0]',
        'await db.execute("UPDATE users SET password_hash = ?, reset_hash = NULL WHERE id = ?", [password, found.id]);',
      ),
    },
    {
      name: "SQL with question marks behind the condition: no place for one more",
      code: reset(
        "",
        '(await db.execute("SELECT id FROM users WHERE reset_hash = ?", [token]))[0][0]',
        'await db.execute("UPDATE users SET password_hash = ?, reset_hash = NULL WHERE id = ? LIMIT ?", [password, found.id, 1]);',
      ),
    },
    {
      name: "SQL whose condition has an alternative",
      code: redeem(
        "",
        '(await db.query("SELECT * FROM coupons WHERE code = $1", [code])).rows[0]',
        'await db.query("UPDATE coupons SET used_at = now() WHERE id = $1 OR code = $2", [coupon.id, code]);',
      ),
    },
    {
      name: "SQL that is prepared: a flag",
      code: redeem(
        "",
        'db.prepare("SELECT * FROM coupons WHERE code = ? AND used = 0").get(code)',
        'db.prepare("UPDATE coupons SET used = 1 WHERE id = ?").run(coupon.id);',
      ),
    },
    {
      name: "SQL in an object",
      code: redeem(
        "",
        '(await db.execute({ sql: "SELECT * FROM coupons WHERE code = ?", args: [code] })).rows[0]',
        "await db.execute({ sql: \"UPDATE coupons SET redeemed_at = datetime('now') WHERE id = ?\", args: [coupon.id] });",
      ),
    },
    {
      name: "SQL in a template",
      code: redeem(
        'import { sql } from "./db.js";',
        "(await sql`select * from coupons where code = ${code}`)[0]",
        "await sql`update coupons set used_at = now() where id = ${coupon.id}`;",
      ),
    },
    {
      name: "Drizzle: a mark",
      code: redeem(
        'import { eq } from "drizzle-orm";\nimport { coupons } from "./schema.js";',
        "(await db.select().from(coupons).where(eq(coupons.code, code)))[0]",
        "await db.update(coupons).set({ usedAt: new Date() }).where(eq(coupons.id, coupon.id));",
      ),
    },
    {
      name: "Drizzle: the token's column",
      code: reset(
        'import { and, eq } from "drizzle-orm";\nimport { users } from "./schema.js";',
        "(await db.select().from(users).where(eq(users.resetToken, token)))[0]",
        "await db.update(users).set({ password, resetToken: null }).where(eq(users.id, found.id));",
      ),
    },
    {
      name: "Kysely: a mark",
      code: redeem(
        "",
        'await db.selectFrom("coupons").selectAll().where("code", "=", code).executeTakeFirst()',
        'await db.updateTable("coupons").set({ used_at: new Date() }).where("id", "=", coupon.id).execute();',
      ),
    },
    {
      name: "Kysely: the token's column",
      code: reset(
        "",
        'await db.selectFrom("users").selectAll().where("reset_token", "=", token).executeTakeFirst()',
        'await db.updateTable("users").set({ password, reset_token: null }).where("id", "=", found.id).execute();',
      ),
    },
    {
      name: "Knex: a mark",
      code: redeem(
        "",
        'await db("coupons").where("code", code).first()',
        'await db("coupons").where("id", coupon.id).update({ used_at: new Date() });',
      ),
    },
    {
      name: "Knex: the token's column",
      code: reset(
        "",
        'await db("users").where({ reset_token: token }).first()',
        'await db("users").where({ id: found.id }).update({ password, reset_token: null });',
      ),
    },
    {
      name: "TypeORM: null is no value that a condition can ask for",
      code: redeem(
        "",
        "await db.couponRepository.findOneBy({ code })",
        "await db.couponRepository.update({ id: coupon.id }, { usedAt: new Date() });",
      ),
    },
    {
      name: "a record of TypeORM's saves itself",
      code: reset(
        'import { BaseEntity } from "typeorm";\nimport { User } from "./models.js";',
        "await User.findOne({ where: { resetToken: token } })",
        "found.password = password;\n  found.resetToken = null;\n  await found.save();",
      ),
    },
    {
      name: "a record of Sequelize's saves itself",
      code: reset(
        'import { Op } from "sequelize";\nimport { User } from "./models.js";',
        "await User.findOne({ where: { resetToken: token } })",
        "found.password = password;\n  found.resetToken = null;\n  await found.save();",
      ),
    },
    {
      name: "a record of Sequelize's removes itself",
      code: redeem(
        'import "sequelize";\nimport { Coupon } from "./models.js";',
        "await Coupon.findOne({ where: { code } })",
        "await coupon.destroy();",
      ),
    },
    {
      name: "a record of Mongoose's removes itself",
      code: redeem(
        'import "mongoose";\nimport { Coupon } from "./models.js";',
        "await Coupon.findOne({ code, expiresAt: { $gt: new Date() } })",
        "await coupon.deleteOne();",
      ),
    },
    {
      name: "a record that was found by whose it is: no token to ask for",
      code: redeem(
        'import "mongoose";\nimport { Coupon } from "./models.js";',
        "await Coupon.findOne({ userId: user })",
        "await coupon.deleteOne();",
      ),
    },
    {
      name: "TypeORM: a token that was compared, emptied as the program does it",
      code: "class Users {\n  async resetPassword(email, token, password) {\n    const user = await this.userRepo.findOneBy({ email });\n    if (!user || !(await compare(token, user.resetToken))) throw new Error('No such link');\n    user.password = await hash(password);\n    user.resetToken = '';\n    return this.userRepo.save(user);\n  }\n  nameOf(user) { return user.id; }\n}",
    },
    {
      name: "Mongoose: a code that was compared, of this user",
      code: reset(
        'import { User } from "./models.js";',
        "await User.findOne({ email: db.email })",
        "if (found.otp !== token) return false;\n  found.password = password;\n  found.otp = undefined;\n  await found.save();",
      ),
    },
    {
      name: "Mongoose: a mark, which old documents lack",
      code: redeem(
        'import "mongoose";\nimport { Coupon } from "./models.js";',
        "await Coupon.findOne({ code })",
        "if (coupon.used) return false;\n  coupon.used = true;\n  await coupon.save();\n  await grantCredit(user, coupon.bonus);",
      ).replace("  await grantCredit(user, coupon.amount);\n", ""),
    },
    {
      name: "TypeORM: a mark of time, which no plain condition asks for",
      code: "class Coupons {\n  async redeem(id, user) {\n    const coupon = await this.couponRepo.findOneBy({ id });\n    if (!coupon || coupon.usedAt) throw new Error();\n    coupon.usedAt = new Date();\n    await this.couponRepo.save(coupon);\n    await grantCredit(user, coupon.amount);\n  }\n}",
    },
    {
      name: "TypeORM: a repository removes what was found",
      code: "class Invites {\n  async acceptInvite(token, user) {\n    const invite = await this.inviteRepo.findOne({ where: { token } });\n    if (!invite) throw new Error();\n    await this.credits.save({ user, amount: invite.bonus });\n    await this.inviteRepo.remove(invite);\n  }\n}",
    },
    {
      name: "MikroORM: a repository removes what was found; the read says no",
      code: 'import { EntityRepository } from "@mikro-orm/core";\nclass Invites {\n  async acceptInvite(token, user) {\n    const invite = await this.inviteRepo.findOneOrFail({ token });\n    await this.credits.create({ user, amount: invite.bonus });\n    await this.inviteRepo.removeAndFlush(invite);\n  }\n}',
    },
    {
      name: "all that a user has: the one that was shown comes first",
      code: 'import { prisma } from "./db.js";\nexport async function resetPassword(token, password) {\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await prisma.user.update({ where: { id: found.userId }, data: { password } });\n  await prisma.passwordReset.deleteMany({ where: { userId: found.userId } });\n}',
    },
    {
      name: "a helper that answers as its write does",
      code: 'import { prisma } from "./db.js";\nconst endReset = (token) => prisma.passwordReset.deleteMany({ where: { token } });\nexport async function resetPassword(token, password) {\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await prisma.user.update({ where: { id: found.userId }, data: { password } });\n  await endReset(token);\n}',
    },
    {
      name: "a helper that answers nothing",
      code: 'import { prisma } from "./db.js";\nconst endReset = async (token) => { await prisma.passwordReset.deleteMany({ where: { token } }); };\nexport async function resetPassword(token, password) {\n  const found = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await prisma.user.update({ where: { id: found.userId }, data: { password } });\n  await endReset(token);\n}',
    },
    {
      name: "what is said to a token that was used, and what stands in the other branch",
      code: 'import { prisma } from "./db.js";\nexport async function acceptInvite(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (invite) {\n    await prisma.credit.create({ data: { user, amount: invite.bonus } });\n    await prisma.invite.deleteMany({ where: { id: invite.id } });\n  } else throw new Error("No such invite");\n}\nexport async function redeem(code, user) {\n  const coupon = await prisma.coupon.findUnique({ where: { code } });\n  if (!coupon) throw new Error("No such coupon");\n  if (coupon.usedAt) throw new Error("Used already");\n  await prisma.coupon.update({ where: { id: coupon.id }, data: { usedAt: new Date() } });\n  await prisma.credit.create({ data: { user, amount: coupon.amount } });\n}',
    },
    {
      name: "an effect that comes before the branch of the write: nothing can be moved in front of it",
      code: 'import { prisma } from "./db.js";\nexport async function acceptInvite(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  await prisma.credit.create({ data: { user, amount: invite.bonus } });\n  if (invite.once) {\n    await prisma.invite.deleteMany({ where: { id: invite.id } });\n  }\n}',
    },
    {
      name: "Prisma: a code that was compared, as it was read",
      code: 'import { prisma } from "./db.js";\nexport async function resetPassword(email, otp, password) {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (!user || !(await compare(otp, user.resetOtp))) throw new Error("No such code");\n  await prisma.user.update({ where: { id: user.id }, data: { password, resetOtp: null } });\n}',
    },
    {
      name: "Prisma: the state that the function insists on, and another read of the same table",
      code: 'import { prisma } from "./db.js";\nexport async function activateInvitationCode(uid, code) {\n  const found = await prisma.invitationCode.findUnique({ where: { code } });\n  if (!found || found.status !== "pending") throw new Error("No such code");\n  const other = await prisma.invitationCode.findFirst({ where: { uid, status: "accepted" } });\n  if (other) throw new Error("You have one");\n  await prisma.invitationCode.update({ where: { code }, data: { status: "accepted", uid } });\n  await prisma.credit.create({ data: { uid } });\n}',
    },
    {
      name: "Prisma: the state that the search asks for",
      code: 'import { prisma } from "./db.js";\nimport { InviteStatus } from "./status.js";\nexport async function acceptInvite(token, userId) {\n  const invite = await prisma.invite.findFirst({ where: { token, status: InviteStatus.PENDING } });\n  if (!invite) throw new Error("No such invite");\n  await prisma.invite.update({ where: { id: invite.id }, data: { status: InviteStatus.ACCEPTED } });\n  await prisma.credit.create({ data: { userId } });\n}',
    },
    {
      name: "Prisma: what the write answers is used",
      code: 'import { prisma } from "./db.js";\nexport async function verifyEmail(email, otp) {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (!user || !(await compare(otp, user.verifyOtp))) throw new Error("No such code");\n  const updated = await prisma.user.update({ where: { id: user.id }, data: { verified: true, verifyOtp: null } });\n  return issueToken(updated);\n}',
    },
    {
      name: "Prisma: what a write behind the effect answers is used: it cannot be moved",
      code: 'import { prisma } from "./db.js";\nexport async function redeem(code, user) {\n  const coupon = await prisma.coupon.findUnique({ where: { code } });\n  if (!coupon) throw new Error();\n  await prisma.credit.create({ data: { user, amount: coupon.amount } });\n  const spent = await prisma.coupon.update({ where: { id: coupon.id }, data: { usedAt: new Date() } });\n  return spent;\n}',
    },
    {
      name: "an entity manager saves",
      code: reset(
        'import { User } from "./models.js";',
        "await db.manager.findOneBy(User, { resetToken: token })",
        "found.password = password;\n  found.resetToken = null;\n  await db.manager.save(found);",
      ),
    },
  ],
});
