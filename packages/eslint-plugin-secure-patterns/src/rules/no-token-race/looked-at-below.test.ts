import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const unique =
  "async function generateUniqueCode(client) {\n  for (let i = 0; i < 9; i++) {\n    const code = makeCode();\n    const { count } = await client.from('claims').select('id').eq('redemption_code', code);\n    if (count === 0) return code;\n  }\n}\n";
const end =
  'import { prisma } from "./db.js";\nconst endCode = (id, password) => prisma.$transaction([prisma.user.update({ where: { id }, data: { password, resetOtp: null } }), prisma.session.deleteMany({ where: { userId: id } })]);\n';

testRule("no-token-race", rule, {
  valid: [
    {
      name: "a limit that is set anew is no use",
      code: 'import { Coupon } from "./models.js";\nexport async function saveCoupon(id, max) {\n  const coupon = await Coupon.findById(id);\n  if (!coupon) throw new Error();\n  coupon.coupon_max_uses = max;\n  await coupon.save();\n  await sendNews(coupon);\n}',
    },
    {
      name: "a helper that asks whether a new code is free reads no token",
      code: `${unique}export async function confirmPayment(client, claim) {\n  const code = await generateUniqueCode(client);\n  await client.from('claims').update({ redemption_code: code, qr_code: makeQr(code), paid: true }).eq('id', claim.id);\n  return { success: true };\n}`,
    },
    {
      name: "a helper that finds a user and compares nothing of what is emptied",
      code: `${end}const userOf = async ({ email, password }) => {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (!user || user.password !== password) throw new Error();\n  return user;\n};\nexport async function changePassword(given) {\n  const user = await userOf(given);\n  await endCode(user.id, given.next);\n}`,
    },
    {
      name: "a branch that refuses and throws a code away",
      code: 'import { prisma } from "./db.js";\nexport async function verifyOtp(email, otp) {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (user.otp !== otp) {\n    await prisma.user.update({ where: { id: user.id }, data: { otp: null } });\n    throw new Error();\n  }\n  return true;\n}',
    },
  ],
  invalid: [
    {
      name: "users that are joined with their codes",
      code: 'const userOf = async (knex, code) => {\n  const [user] = await knex("users").select("users.id").leftJoin("users_change_password_codes", "user_id", "users.id").where("code", "=", code);\n  return user;\n};\nconst dropChangePasswordCode = (knex, id, code) => knex("users_change_password_codes").where("user_id", "=", id).andWhere("code", "=", code).del();\nexport async function changePassword(knex, code, password) {\n  const user = await userOf(knex, code);\n  await dropChangePasswordCode(knex, user.id, code);\n  await knex("users").where("id", user.id).update({ password });\n}',
    },
    {
      name: "a count of uses",
      code: 'import { Coupon } from "./models.js";\nexport async function addCouponUsage(id, user) {\n  const coupon = await Coupon.findById(id);\n  if (coupon.coupon_uses_count >= coupon.coupon_max_uses) throw new Error();\n  coupon.coupon_uses_count += 1;\n  await coupon.save();\n  await grantCredit(user, coupon.amount);\n}',
    },
    {
      name: "a helper finds the user and compares the code",
      code: `${end}const userOf = async ({ email, otp }) => {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (!user || user.resetOtp !== otp) throw new Error();\n  return user;\n};\nexport async function resetPassword(given) {\n  const user = await userOf(given);\n  await endCode(user.id, given.password);\n}`,
    },
    {
      name: "a branch that ends in an error, but not on the way of the write",
      code: 'import { prisma } from "./db.js";\nexport async function verifyOtp(email, otp) {\n  const user = await prisma.user.findUnique({ where: { email } });\n  if (user.isPending) {\n    if (user.verifyOtp === otp) {\n      await prisma.user.update({ where: { id: user.id }, data: { status: "approved", verifyOtp: null } });\n      return true;\n    }\n    throw new Error();\n  }\n  return user.verified;\n}',
    },
    {
      name: "a function that is named after using a coupon",
      code: 'import { client } from "./db.js";\nexport async function useOneCoupon(user) {\n  const { data: coupons } = await client.from("coupons").select("id").eq("user_id", user).eq("used", false).limit(1);\n  if (!coupons.length) throw new Error();\n  await client.from("coupons").update({ used: true }).eq("id", coupons[0].id);\n}',
    },
  ],
});
