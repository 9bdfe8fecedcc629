import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const joining = (write: string): string =>
  `import { db } from "./db.js";\nexport async function joinByLink(id, email) {\n  const link = await db.inviteLink.findUnique({ where: { id } });\n  if (link.uses >= link.maxUses) throw new Error();\n  const known = await db.user.findUnique({ where: { email } });\n  if (known) {\n    await db.credit.create({ data: { userId: known.id } });\n    await db.inviteLink.${write};\n    return known;\n  }\n  const made = await db.user.create({ data: { email } });\n  await db.inviteLink.${write};\n  return made;\n}`;
const ordering = (limit: string): string =>
  `import { db } from "./db.js";\nexport async function createOnline(cart, code) {\n  const promotion = await db.promotion.findFirst({ where: { code } });\n  ${limit}\n  await db.order.create({ data: { cart, discount: promotion.discount } });\n  await db.promotion.update({ where: { id: promotion.id }, data: { totalUsed: { increment: 1 } } });\n}`;

const member =
  'import { db } from "./db.js";\nexport async function acceptInvite(token, user, now) {\n  const invite = await db.invite.findUnique({ where: { token } });\n  if (invite.acceptedAt) throw new Error();\n  if (await isMember(user)) {\n';
const repositories = (use: string): string =>
  `class BaseRepository {\n  constructor(db, table) { this.db = db; this.table = table; }\n  async update(id, changes) { const rows = await this.db.update(this.table).set(changes).where(eq(this.table.id, id)).returning(); return rows[0]; }\n}\nclass InviteRepository extends BaseRepository {\n  async findByCode(code) { const rows = await this.db.select().from(this.table).where(eq(this.table.code, code)); return rows[0]; }\n  async useInvite(code, usedBy) { const rows = await this.db.update(this.table).set({ usedBy }).where(and(eq(this.table.code, code), sql\`used_by is null\`)).returning(); return rows[0]; }\n}\nclass EmployeeRepository extends BaseRepository {}\nconst repositories = { invite: new InviteRepository(db, invites), employee: new EmployeeRepository(db, employees) };\nexport async function acceptInvite(code, id) {\n  const invite = await repositories.invite.findByCode(code);\n  if (!invite || invite.usedBy) throw new Error();\n  ${use}\n}`;

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
    {
      name: "a use that is taken back",
      code: 'import { db } from "./db.js";\nexport async function reopenVerification(code, note) {\n  const found = await db.verification.findOne({ where: { code } });\n  found.note = note;\n  found.usedAt = null;\n  await db.verification.save(found);\n  await db.account.update({ where: { id: found.accountId }, data: { balance: 5 } });\n}',
    },
    {
      name: "a member who comes back ends the invitation",
      code: `${member}    await db.invite.update({ where: { id: invite.id }, data: { acceptedAt: now } });\n    return { success: true };\n  }\n  const won = await db.invite.updateMany({ where: { id: invite.id, acceptedAt: null }, data: { acceptedAt: now } });\n  if (won.count === 0) throw new Error();\n  await db.credit.create({ data: { user: user.id } });\n}`,
      options: { confidence: "proven" },
    },
    {
      name: "repositories of one base class, where the answer is looked at first",
      code: repositories(
        "const used = await repositories.invite.useInvite(code, id);\n  if (!used) throw new Error();\n  await repositories.employee.update(id, { company: invite.company });",
      ),
    },
    { name: "a count of uses that has no limit", code: ordering("if (!promotion) throw new Error();") },
  ],
  invalid: [
    {
      name: "repositories of one base class: the write of the invitation is what ends it",
      code: repositories(
        'const employee = await repositories.employee.update(id, { company: invite.company, status: "active" });\n  await repositories.invite.useInvite(code, employee.id);',
      ),
    },
    {
      name: "SvelteKit throws where it goes on",
      code: 'import { db } from "./db.js";\nimport { redirect } from "@sveltejs/kit";\nexport async function joinWithInvite(code, kind) {\n  const invite = await db.invite.findFirst({ where: { code, usedAt: null } });\n  if (kind === "new") {\n    await createUser(code);\n    await db.invite.update({ where: { id: invite.id }, data: { usedAt: new Date() } });\n    throw redirect(303, "/");\n  }\n}',
    },
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
