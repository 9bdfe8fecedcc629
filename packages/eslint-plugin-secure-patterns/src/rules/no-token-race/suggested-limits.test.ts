import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const redeem = (imports: string, read: string, full: string, write: string): string =>
  `${imports}\nexport async function redeem(db, code, user) {\n  const coupon = ${read};\n  if (!coupon) throw new Error("No such coupon");\n  if (${full}) throw new Error("Used up");\n  await grantCredit(user, coupon.amount);\n  ${write}\n}`;
const prisma = (full: string, write: string): string =>
  redeem("", "await db.coupon.findUnique({ where: { code } })", full, `await db.coupon.${write};`);
const counted = "update({ where: { id: coupon.id }, data: { uses: { increment: 1 } } })";

testRule("no-token-race", rule, {
  valid: [],
  invalid: [
    { name: "Prisma: one more use", code: prisma("coupon.uses >= coupon.maxUses", counted) },
    {
      name: "Prisma: a limit that may be missing",
      code: prisma("coupon.maxUses !== null && coupon.uses >= coupon.maxUses", counted),
    },
    {
      name: "Prisma: counted in the program",
      code: prisma("coupon.uses >= 5", "update({ where: { code }, data: { uses: coupon.uses + 1 } })"),
    },
    {
      name: "Prisma: what is left",
      code: prisma(
        "coupon.remaining <= 0",
        "update({ where: { code }, data: { remaining: { decrement: 1 } } })",
      ),
    },
    {
      name: "Prisma: by more than one, up to another bound",
      code: prisma(
        "coupon.uses >= coupon.maxUses",
        "update({ where: { code }, data: { uses: { increment: amount } } })",
      ),
    },
    {
      name: "a limit for members alone",
      code: prisma("user.isMember && coupon.uses >= coupon.maxUses", counted),
    },
    {
      name: "Mongoose: one more use, by id",
      code: redeem(
        'import { Coupon } from "./models.js";',
        "await Coupon.findOne({ code })",
        "coupon.usedCount >= coupon.maxUses",
        "await Coupon.findByIdAndUpdate(coupon._id, { $inc: { usedCount: 1 } });",
      ),
    },
    {
      name: "Mongoose: set by the program",
      code: redeem(
        'import { Coupon } from "./models.js";',
        "await Coupon.findOne({ code })",
        "coupon.usedCount >= coupon.maxUses",
        "await Coupon.updateOne({ _id: coupon._id }, { usedCount: coupon.usedCount + 1 });",
      ),
    },
    {
      name: "Drizzle: one more use",
      code: redeem(
        'import { eq, sql } from "drizzle-orm";\nimport { coupons } from "./schema.js";',
        "(await db.select().from(coupons).where(eq(coupons.code, code)))[0]",
        "coupon.uses >= coupon.maxUses",
        "await db.update(coupons).set({ uses: sql`${coupons.uses} + 1` }).where(eq(coupons.id, coupon.id));",
      ),
    },
    {
      name: "SQL: one more use",
      code: redeem(
        "",
        '(await db.query("SELECT * FROM coupons WHERE code = $1", [code])).rows[0]',
        "coupon.max_uses <= coupon.uses",
        'await db.query("UPDATE coupons SET uses = uses + 1 WHERE id = $1", [coupon.id]);',
      ),
    },
    {
      name: "SQL: a limit that may be missing has no words",
      code: redeem(
        "",
        '(await db.query("SELECT * FROM coupons WHERE code = $1", [code])).rows[0]',
        "coupon.max_uses && coupon.uses >= coupon.max_uses",
        'await db.query("UPDATE coupons SET uses = uses + 1 WHERE id = $1", [coupon.id]);',
      ),
    },
  ],
});
