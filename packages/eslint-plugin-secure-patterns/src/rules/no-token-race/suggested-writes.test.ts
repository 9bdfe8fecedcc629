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
      name: "an entity manager saves",
      code: reset(
        'import { User } from "./models.js";',
        "await db.manager.findOneBy(User, { resetToken: token })",
        "found.password = password;\n  found.resetToken = null;\n  await db.manager.save(found);",
      ),
    },
  ],
});
