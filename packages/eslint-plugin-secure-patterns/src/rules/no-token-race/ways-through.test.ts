import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const joining = (write: string): string =>
  `import { db } from "./db.js";\nexport async function joinByLink(id, email) {\n  const link = await db.inviteLink.findUnique({ where: { id } });\n  if (link.uses >= link.maxUses) throw new Error();\n  const known = await db.user.findUnique({ where: { email } });\n  if (known) {\n    await db.credit.create({ data: { userId: known.id } });\n    await db.inviteLink.${write};\n    return known;\n  }\n  const made = await db.user.create({ data: { email } });\n  await db.inviteLink.${write};\n  return made;\n}`;
const ordering = (limit: string): string =>
  `import { db } from "./db.js";\nexport async function createOnline(cart, code) {\n  const promotion = await db.promotion.findFirst({ where: { code } });\n  ${limit}\n  await db.order.create({ data: { cart, discount: promotion.discount } });\n  await db.promotion.update({ where: { id: promotion.id }, data: { totalUsed: { increment: 1 } } });\n}`;

testRule("no-token-race", rule, {
  valid: [
    {
      name: "what a token is good for was done before",
      code: 'import { Verification, User } from "./models.js";\nexport async function verifyEmail(token) {\n  const found = await Verification.findOne({ token });\n  const user = await User.findById(found.userId);\n  if (user.isEmailVerified) {\n    await found.deleteOne();\n    return { success: true };\n  }\n  throw new Error();\n}',
    },
    {
      name: "a token that works no more is thrown away",
      code: 'import { PasswordReset } from "./models.js";\nexport async function checkReset(token, res) {\n  const found = await PasswordReset.findOne({ token });\n  if (!found.isValid()) {\n    await found.deleteOne();\n    return res.status(400).json({ success: false });\n  }\n  return res.json({ success: true });\n}',
    },
    {
      name: "the change that a token is good for ends no token",
      code: 'import { Confirmation, User } from "./models.js";\nexport async function confirmEmail(token) {\n  const found = await Confirmation.findOne({ where: { token }, include: [User] });\n  await found.user.update({ confirmedAt: new Date() });\n  if ((await Confirmation.destroy({ where: { token } })) === 0) throw new Error();\n}',
      options: { confidence: "proven" },
    },
    {
      name: "a change of address is taken back",
      code: 'import { db } from "./db.js";\nexport async function revertEmailChange(token) {\n  const user = await db.user.findFirst({ where: { pendingEmailToken: token } });\n  await db.user.update({ where: { id: user.id }, data: { pendingEmail: null, pendingEmailToken: null } });\n}',
    },
    { name: "a count of uses that has no limit", code: ordering("if (!promotion) throw new Error();") },
  ],
  invalid: [
    {
      name: "two ways through a function, of which each counts",
      code: joining("update({ where: { id: link.id }, data: { uses: { increment: 1 } } })"),
    },
    {
      name: "a limit, in a function that makes an order",
      code: ordering("if (promotion.totalUsed >= promotion.totalCodes) throw new Error();"),
    },
    {
      name: "a change of address that belongs to the token",
      code: 'import { MailChange, User } from "./models.js";\nexport async function confirmEmailChange(token) {\n  const found = await MailChange.findOne({ where: { value: token }, include: [User] });\n  if (!found) throw new Error();\n  await found.user.update({ email: found.newEmail });\n  await found.destroy();\n}',
    },
    {
      name: "an invitation that costs an account",
      code: 'import { db } from "./db.js";\nexport async function createUser(code, name) {\n  const invite = await db.inviteCode.findFirst({ where: { code, usedAt: null } });\n  if (!invite) throw new Error();\n  await db.user.create({ data: { name } });\n  await db.inviteCode.update({ where: { id: invite.id }, data: { usedAt: new Date() } });\n}',
    },
  ],
});
