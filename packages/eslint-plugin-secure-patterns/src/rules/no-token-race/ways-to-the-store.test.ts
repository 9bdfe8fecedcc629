import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const slonik =
  'import { sql } from "slonik";\nimport { pool, identifiersOf, Passcodes } from "./db.js";\nconst { table, fields } = identifiersOf(Passcodes);\nconst findPasscode = (code) => pool.maybeOne(sql`select * from ${table} where ${fields.code} = ${code} and ${fields.consumed} = false`);\n';
const d1 =
  "const getRecord = (db, text, values) => db.prepare(text).bind(...values).first();\nconst deleteRecord = (db, text, values) => db.prepare(text).bind(...values).run();\n";
const peek =
  "export async function peek(token) { return db.resetTokens.findOneAndUpdate({ token, usedAt: { $exists: false } }, { $inc: { peekCount: 1 } }, { returnDocument: 'after' }); }\n";

const knexReset = (write: string): string =>
  `import knex from "./db.js";\nexport async function resetPassword(token, password) {\n  const user = await knex("users").where("reset_password_token", token).first();\n  if (!user) throw new Error();\n  await knex("users").where("id", user.id).update({ password });\n  ${write}\n}`;

const joining = (email: string, told: string): string =>
  `import { db } from "./db.js";\nexport async function acceptInvite(token, name, email) {\n  const invite = await db.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  try {\n    const user = await db.user.create({ data: { name, email: ${email} } });\n    await db.credit.create({ data: { userId: user.id, amount: 5 } });\n    await db.invite.deleteMany({ where: { id: invite.id } });\n  } catch (error) {\n    ${told}\n    throw error;\n  }\n}`;
const taken = 'if (error.code === "P2002") throw new Error("already accepted");';
const signUp = (words: string, after: string): string =>
  `import { OTP, User } from "./models.js";\nexport async function signUp(email, otp, password) {\n  const [latest] = await OTP.find({ email }).sort({ createdAt: -1 }).limit(1);\n  if (!latest || ${words}) throw new Error();\n  await User.create({ email, password });\n  ${after}\n}`;

const firestore = (write: string): string =>
  `import { db } from "./db.js";\nexport async function acceptInvite(tokenHash, uid) {\n  const found = await db.collection("invites").where("tokenHash", "==", tokenHash).where("status", "==", "pending").get();\n  if (found.empty) throw new Error();\n  const invite = found.docs[0];\n  if (invite.data().expiresAt < Date.now()) {\n    await invite.ref.update({ status: "expired" });\n    throwFailedPrecondition("expired");\n  }\n  ${write}\n}`;

testRule("no-token-race", rule, {
  valid: [
    {
      name: "Firestore: what is marked in a transaction that read it",
      code: firestore(
        'await db.runTransaction(async (tx) => {\n    const again = await tx.get(invite.ref);\n    if (again.get("status") !== "pending") throw new Error();\n    tx.set(db.doc(`members/${uid}`), { role: "admin" });\n    tx.update(invite.ref, { status: "accepted" });\n  });',
      ),
    },
    {
      name: "a map tells which code was claimed before",
      code: 'import { prisma } from "./db.js";\nconst claimedCodes = new Map();\nexport async function completeInvite(user) {\n  const inviteCode = claimedCodes.get(user.email);\n  if (!inviteCode) return;\n  await prisma.inviteCode.update({ where: { id: inviteCode.id }, data: { usedById: user.id } });\n  await prisma.credit.create({ data: { user: user.id } });\n}',
    },
    {
      name: "a store that answers at once, asked again by the helper that writes, proven",
      code: 'import { db } from "./db.js";\nfunction finish(id, account) {\n  const row = db.prepare("SELECT * FROM verify_requests WHERE id = ?").get(id);\n  if (row.status !== "pending") return false;\n  grantCredit(account);\n  db.prepare("UPDATE verify_requests SET status = \'verified\', account = ? WHERE id = ?").run(account, id);\n  return true;\n}\nexport async function verifyNow(user) {\n  const request = db.prepare("SELECT * FROM verify_requests WHERE user = ?").get(user);\n  if (request.status !== "pending") return;\n  const paid = await findPayment(user);\n  if (finish(request.id, paid.account)) await notify(user);\n}',
      options: { confidence: "proven" },
    },
    {
      name: "how far a person is verified, proven",
      code: "class Verifications {\n  constructor(@InjectRepository(MemberVerification) private readonly repo: Repository<MemberVerification>) {}\n  async grantLevel(userId, level) {\n    const row = await this.repo.findOne({ where: { userId } });\n    if (row.level === level) return row;\n    row.level = level;\n    row.verifiedAt = new Date();\n    return this.repo.save(row);\n  }\n}",
      options: { confidence: "proven" },
    },
    {
      name: "an error's code is no token",
      code: 'import { supabase } from "./db.js";\nexport async function register(employee, now) {\n  const { data: found, error } = await supabase.from("attendance").select("*").eq("employee", employee).single();\n  if (error && error.code !== "PGRST116") throw error;\n  if (found) return found;\n  await supabase.from("attendance").upsert({ employee, check_in: now, status: "present" });\n}',
    },
    {
      name: "a code that is given back where the rest failed",
      code: 'import { supabase } from "./db.js";\nexport async function redeemInvite(jti, user) {\n  const { data: invite } = await supabase.from("invites").select().eq("token", jti).single();\n  if (!invite) return null;\n  const { error: insertError } = await supabase.from("users").insert({ user });\n  if (insertError) {\n    await supabase.from("invites").delete().eq("token", jti);\n    return respond(500);\n  }\n  return respond(200);\n}',
    },
    {
      name: "a map of the process that is read and changed without waiting",
      code: "const codeStore = new Map();\nexport const consumeAuthCode = (code) => {\n  const entry = codeStore.get(code);\n  if (!entry) return null;\n  codeStore.delete(code);\n  return entry.userId;\n};",
    },
    {
      name: "a switch that turns coupons off and on",
      code: 'import { prisma } from "./db.js";\nexport async function activateShop(shop) {\n  const coupons = await prisma.coupon.findMany({ where: { shopId: shop.id } });\n  await prisma.shop.update({ where: { id: shop.id }, data: { balance: 5 } });\n  await prisma.coupon.updateMany({ where: { shopId: shop.id }, data: { isActive: !shop.isActive } });\n  return coupons;\n}',
    },
    {
      name: "a helper that makes a code, and ends the ones before it",
      code: 'import { prisma } from "./db.js";\nconst storeLoginOtp = async (userId, otp) => { await prisma.loginOtp.updateMany({ where: { userId }, data: { used: true } }); await prisma.loginOtp.create({ data: { userId, otp } }); };\nexport async function completeStep(userId, otp) {\n  const active = await prisma.loginOtp.findFirst({ where: { userId, otp } });\n  if (!active) await storeLoginOtp(userId, otp);\n  await prisma.user.update({ where: { id: userId }, data: { balance: 5 } });\n}',
    },
    {
      name: "a list of codes that the database shortens",
      code: 'import { users } from "./db.js";\nexport async function logInWithBackupCode(id, code) {\n  const user = await users.findOne({ _id: id });\n  if (!user.backupCodes.includes(code)) throw new Error();\n  await users.updateOne({ _id: id }, { $pull: { backupCodes: code } });\n  return createSession(user);\n}',
    },
    {
      name: "Objection: the condition asks for the token",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(token, password) {\n  const user = await User.query().findOne({ resetToken: token });\n  if (!user) throw new Error();\n  const changed = await User.query().where({ id: user.id, resetToken: token }).patch({ password, resetToken: null });\n  if (changed === 0) throw new Error();\n}',
    },
    {
      name: "an invitation that is handed in and only renamed",
      code: "export async function acceptRename(invitation, role) {\n  await addMember(invitation.team, role);\n  invitation.role = role;\n  await invitation.save();\n}",
    },
    {
      name: "an invitation that is handed in and revoked",
      code: "export async function declineInvitation(invitation, user) {\n  await removeMember(invitation.team, user);\n  await invitation.destroy();\n}",
    },
    {
      name: "a record of the request that is no token's",
      code: 'router.post("/verify", async (req, res) => {\n  const { account } = req;\n  await account.updatePassword(req.body.password);\n  await account.revoke();\n  res.end();\n});',
    },
    {
      name: "a kept code that is deleted, and that the delete answers for",
      code: 'import { redis } from "./db.js";\nimport { User } from "./models.js";\nexport async function register(email, code, password) {\n  const verifyCode = await redis.get(`code:${email}`);\n  if (verifyCode !== code) throw new Error();\n  if ((await redis.del(`code:${email}`)) === 0) throw new Error();\n  await User.create({ email, password });\n}',
    },
    {
      name: "everybody's expired codes are thrown away afterwards",
      code: 'import { db } from "./db.js";\nconst removeExpired = () => db.authCode.deleteMany({ where: { expiresAt: { lt: new Date() } } });\nexport async function exchangeCode(codeHash) {\n  const found = await db.authCode.findUnique({ where: { codeHash } });\n  if (!found) throw new Error();\n  void removeExpired();\n  return signToken(found.userId);\n}',
    },
    {
      name: "a row whose code is shown, and compared with nothing",
      code: "class Auth {\n  async activate(dto) {\n    const pending = await this.pendingModel.findOne({ email: dto.email });\n    show(pending.code);\n    await this.userModel.create({ email: pending.email });\n    await this.pendingModel.deleteOne({ email: dto.email });\n  }\n}",
    },
    {
      name: "a code that a party is joined by, as often as one likes",
      code: 'import { prisma } from "./db.js";\nexport async function createParty(name) {\n  let inviteCode = makeCode();\n  while (await prisma.party.findUnique({ where: { inviteCode } })) inviteCode = makeCode();\n  const party = await prisma.party.create({ data: { name, inviteCode } });\n  await prisma.seat.create({ data: { partyId: party.id } });\n  await prisma.party.update({ where: { id: party.id }, data: { status: "ready" } });\n}',
    },
    {
      name: "a record that is found by what is no token, in a function about tokens",
      code: "export async function verifyEmail(req, token) {\n  const job = await Job.findOne({ where: { key: req.body.name } });\n  job.done = true;\n  job.key = null;\n  await job.save();\n  return token;\n}",
    },
    {
      name: "what a cache remembers of a reset that goes on",
      code: "export const showStatus = (token) => {\n  const key = `password_reset_${token}`;\n  const known = cache.get(key);\n  if (known) return known;\n  const status = { active: true, message: 'still open' };\n  cache.set(key, status);\n  return status;\n};",
    },
    {
      name: "an invitation that is kept as it is",
      code: 'import { prisma } from "./db.js";\nexport async function acceptLater(token) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  await prisma.invite.update({ where: { id: invite.id }, data: { used: false } });\n  await prisma.credit.create({ data: { user: invite.user } });\n}',
    },
    {
      name: "a helper does it all, and is told where it stands",
      code: 'import { prisma } from "./db.js";\nexport class Auth {\n  constructor(private readonly users: Users) {}\n  async verify(otp) { await this.users.verifyAll(otp); return true; }\n}',
    },
    {
      name: "a flag that a helper is handed and copies, proven",
      code: "const updateUserById = async (id, changes) => {\n  const user = await User.findById(id);\n  Object.assign(user, changes);\n  await user.save();\n};\nexport const verifyEmail = async (token) => {\n  const found = await Token.findOne({ token, type: 'verifyEmail' });\n  if (!found) throw new Error();\n  await Token.deleteMany({ user: found.user, type: 'verifyEmail' });\n  await updateUserById(found.user, { isEmailVerified: true });\n};",
      options: { confidence: "proven" },
    },
    {
      name: "a helper knows that the one whom the invitation is for can be written once",
      code: 'import { db } from "./db.js";\nconst createUser = async (values) => {\n  try { return await db.user.create({ data: values }); } catch (error) { if (error.code === "P2002") throw new Error("taken"); throw error; }\n};\nexport async function acceptInvite(token, name) {\n  const invite = await db.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  const user = await createUser({ name, email: invite.email });\n  await db.invite.deleteMany({ where: { id: invite.id } });\n  return user.id;\n}',
    },
    {
      name: "the one whom the invitation is for can be written once",
      code: joining("invite.email", taken),
    },
    {
      name: "a code that is looked up, and compared with nothing",
      code: signUp("latest.attempts > 3", ""),
    },
    {
      name: "a code that is deleted by whoever comes first",
      code: signUp("latest.otp !== otp || (await OTP.deleteOne({ _id: latest._id })).deletedCount !== 1", ""),
    },
    {
      name: "Knex: the row's token is cleared by whoever comes first, who then changes the same row",
      code: 'import knex from "./db.js";\nexport async function resetPassword(token, password) {\n  const user = await knex("users").where("reset_token", token).first();\n  const count = await knex("users").where("reset_token", token).update("reset_token", null);\n  if (count !== 1) throw new Error();\n  await knex("users").where("id", user.id).update({ password });\n}',
    },
    {
      name: "Knex: a column that is told beside its value, and that keeps its token",
      code: knexReset('await knex("users").where("id", user.id).update("seen_by", user.id);').replace(
        "update({ password })",
        'update("seen", true)',
      ),
    },
    {
      name: "tagged SQL that asks whether it is unused, and whose row must come back",
      code: `${slonik}export async function verifyPasscode(code) {\n  const found = await findPasscode(code);\n  if (!found) throw new Error();\n  const used = await pool.maybeOne(sql\`update \${table} set \${fields.consumed} = true where \${fields.id} = \${found.id} and \${fields.consumed} = false returning *\`);\n  if (!used) throw new Error();\n}`,
    },
    {
      name: "a statement that is handed on with its connection, and whose count is checked",
      code: `${d1}export async function useVerificationToken(db, token) {\n  const found = await getRecord(db, "SELECT * FROM verification_tokens WHERE token = ?", [token]);\n  const { meta } = await deleteRecord(db, "DELETE FROM verification_tokens WHERE token = ?", [token]);\n  return meta.changes === 1 ? found : null;\n}`,
    },
    {
      name: "TypeORM's manager: a conditional update",
      code: "class Auth {\n  async resetPassword(data) {\n    const user = await this.manager.findOneBy(User, { resetToken: data.token });\n    const { affected } = await this.manager.update(User, { id: user.id, resetToken: data.token }, { resetToken: null, password: data.password });\n    if (affected !== 1) throw new Error();\n  }\n}",
    },
    {
      name: "something beside the token forgets it too",
      code: 'import { prisma, sessionCache, mailQueue } from "./db.js";\nexport async function verifyInvite(token) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (!invite) throw new Error();\n  sessionCache.delete(invite.id);\n  await mailQueue.remove(invite.id);\n  return invite;\n}',
    },
    {
      name: "a look at the token that counts, and a write that decides",
      code: `import { db } from "./db.js";\n${peek}export async function confirmEmail(token) {\n  await peek(token);\n  const reset = await db.resetTokens.findOneAndUpdate({ token, usedAt: { $exists: false } }, { $set: { usedAt: new Date() } });\n  if (!reset) throw new Error();\n  await db.users.updateOne({ _id: reset.user }, { $set: { emailConfirmed: true } });\n}`,
    },
    {
      name: "a closure that lets its own write decide",
      code: 'import { prisma } from "./db.js";\nexport async function acceptPage(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  const accept = async () => {\n    const { count } = await prisma.invite.deleteMany({ where: { id: invite.id } });\n    if (count !== 1) return;\n    await prisma.credit.create({ data: { user, amount: invite.amount } });\n  };\n  return accept;\n}',
    },
    {
      name: "routes with a token in their path",
      code: 'export function routes(router, invites) {\n  router.get("/invites/:token", invites.show);\n  router.delete("/invites/:token", invites.revoke);\n  createSession(router);\n}',
    },
    {
      name: "what a helper does wrong is reported in the helper",
      code: 'import { db } from "./db.js";\nimport { confirmByCode } from "./confirm.js";\nexport async function confirmEmail(uid) {\n  const code = await db.get(`confirm:byUid:${uid}`);\n  await revalidate(code);\n  return true;\n}',
    },
    {
      name: "a wrapper of the browser's storage",
      code: 'import { storage } from "./storage.js";\nconst sessionStorage = { pendingVerification: () => storage.getItem("verification:pending"), clearVerification: () => storage.removeItem("verification:pending") };\nexport async function verifyPending() {\n  const pending = sessionStorage.pendingVerification();\n  if (!pending) return;\n  sessionStorage.clearVerification();\n  await updateUserPassword(pending);\n}',
    },
    {
      name: "a stage of a session that is good for one password",
      code: 'import { db } from "./db.js";\nexport async function verifyResetEmail(id, code) {\n  const found = db.prepare("SELECT * FROM password_reset_session WHERE id = ?").get(id);\n  if (found.code !== code) return null;\n  db.prepare("UPDATE password_reset_session SET email_verified = 1 WHERE id = ?").run(id);\n  await createAccount(found.user_id);\n  return true;\n}',
    },
    {
      name: "an OAuth state, and a session, deleted by what was found",
      code: 'import { adapter } from "./db.js";\nexport async function verifyState(state) {\n  const found = await adapter.findVerification(state);\n  if (!found) throw new Error();\n  await createSession(found.user);\n  await adapter.deleteVerification(state);\n}',
    },
    {
      name: "a helper that throws expired tokens away",
      code: 'import { prisma } from "./db.js";\nasync function checkInvite(token) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  if (invite.expiresAt < new Date()) {\n    await prisma.invite.deleteMany({ where: { token } });\n    throw new Error();\n  }\n  return invite;\n}\nexport async function verifyInvite(token) {\n  const invite = await checkInvite(token);\n  await createSession(invite.user);\n  return true;\n}',
    },
    {
      name: "an invitation that asks in its write what the search asked",
      code: 'import { prisma } from "./db.js";\nexport async function completeInvitation(token, user) {\n  const invitation = await prisma.invitation.findFirst({ where: { token, newUser: null } });\n  if (!invitation) throw new Error();\n  const { count } = await prisma.invitation.updateMany({ where: { id: invitation.id, newUser: null }, data: { newUser: user } });\n  if (count !== 1) throw new Error();\n  await prisma.credit.create({ data: { user, amount: invitation.amount } });\n}',
    },
  ],
  invalid: [
    {
      name: "Firestore: a batch",
      code: firestore(
        'const batch = db.batch();\n  batch.set(db.doc(`accounts/${uid}`), { role: invite.data().role });\n  batch.update(invite.ref, { status: "accepted" });\n  await batch.commit();',
      ),
    },
    {
      name: "SQL that a variable holds in turn",
      code: 'import { db } from "./db.js";\nexport async function resetPassword(token, password) {\n  let query = "SELECT * FROM password_resets WHERE token = ?";\n  const [found] = await db.query(query, [token]);\n  if (!found) throw new Error();\n  query = "UPDATE users SET password = ? WHERE id = ?";\n  await db.query(query, [password, found.user_id]);\n  query = "DELETE FROM password_resets WHERE token = ?";\n  await db.query(query, [token]);\n}',
    },
    {
      name: "a row that is no token by its name, and whose code is compared",
      code: "class Auth {\n  constructor(private readonly pendingModel: Model<PendingDocument>) {}\n  async activate(dto) {\n    const pending = await this.pendingModel.findOne({ email: dto.email }).select('+hashedCode');\n    if (!pending) throw new Error();\n    if (!(await compare(dto.code, pending.hashedCode))) throw new Error();\n    const user = await this.userModel.create({ email: pending.email });\n    await this.pendingModel.deleteOne({ email: dto.email });\n    return user;\n  }\n}",
      filename: "auth.service.ts",
    },
    {
      name: "helpers that look somebody up are no effect, whatever they keep",
      code: "const findUser = async (email) => { await db.user.update({ where: { email }, data: { seenBy: 1 } }); return db.user.findUnique({ where: { email } }); };\nexport async function verifyOtp(email, otp) {\n  const user = await findUser(email);\n  if (otp !== (await cache.get(`otp:${email}`))) throw new Error();\n  await cache.del(`otp:${email}`);\n  return signToken(user);\n}",
    },
    {
      name: "a column of whatever name that a token is looked up by",
      code: "export async function verifyUserEmail(ctx) {\n  const { token } = ctx.request.body;\n  const email = await EmailAuthorization.findOne({ where: { key: token } });\n  if (!email) throw new Error();\n  email.verified = true;\n  email.key = null;\n  await email.save();\n}",
    },
    {
      name: "an answer to an invitation",
      code: "export async function respondInvite(ctx) {\n  const invite = await Invite.findOne({ where: { key: ctx.params.token } });\n  if (!invite) throw new Error();\n  if (ctx.body.yes) await Member.create({ user: ctx.user.id, role: invite.role });\n  await invite.destroy();\n}",
    },
    {
      name: "a key that resets",
      code: "export async function resetPassword(ctx, token, password) {\n  const member = await Member.findOne({ where: { resetKey: token } });\n  if (!member) throw new Error();\n  await member.update({ password, resetKey: null });\n}",
    },
    {
      name: "a helper clears the token of the record that it is handed",
      code: "const setPassword = (user, password) => { user.password = password; user.passwordResetToken = ''; };\nexport const postReset = async (req, res) => {\n  const found = await Token.findOne({ token: req.params.token });\n  if (!found) throw new Error();\n  const user = await User.findById(found.user);\n  if (user.passwordResetToken !== found.token) throw new Error();\n  setPassword(user, req.body.password);\n  await user.save();\n};",
    },
    {
      name: "a private check that throws by a helper, and deletes",
      code: "class Codes {\n  #otpRepository;\n  #validateCode = async (userId, code) => {\n    const found = await this.#otpRepository.findById(userId);\n    if (!found) throwHttpError(404);\n    if (code !== found.code) throwHttpError(403);\n    await this.#otpRepository.remove(userId);\n  };\n}",
    },
    {
      name: "a record that has the code, and says that it was used",
      code: 'import { prisma } from "./db.js";\nexport async function signQuote(id, otpCode) {\n  const found = await prisma.signature.findFirst({ where: { id, otpCode, otpUsed: false } });\n  if (!found) throw new Error();\n  await prisma.signature.update({ where: { id: found.id }, data: { otpUsed: true } });\n  await prisma.quote.update({ where: { id: found.quoteId }, data: { state: "signed" } });\n}',
    },
    {
      name: "an expiry that is now, as text",
      code: 'import { db } from "./db.js";\nexport async function createNewPassword(token, password) {\n  const [found] = await db.select().from(resetTokens).where(eq(resetTokens.token, token));\n  if (!found) throw new Error();\n  await db.update(users).set({ password }).where(eq(users.id, found.userId));\n  await db.update(resetTokens).set({ expiresAt: new Date().toISOString() }).where(eq(resetTokens.token, token));\n}',
    },
    {
      name: "what belongs to the token is saved with it",
      code: "class Users {\n  static async verify(ctx) {\n    const tokenRepository: Repository<EmailVerifyToken> = getManager().getRepository(EmailVerifyToken);\n    const token = await tokenRepository.findOne({ token: ctx.params.token }, { relations: ['user'] });\n    if (!token) {\n      ctx.status = 400;\n    } else {\n      token.user.verified = true;\n      await tokenRepository.save(token);\n      await tokenRepository.remove(token);\n    }\n  }\n}",
      filename: "users.ts",
    },
    {
      name: "a service changes what it is handed",
      code: "class Users {\n  constructor(private readonly repo: Repository<User>) {}\n  async change(id, attrs) { const user = await this.repo.preload({ id, ...attrs }); await this.repo.save(user); }\n  async findByResetCode(passwordResetCode) { return this.repo.findOneBy({ passwordResetCode }); }\n  async resetPassword(code, password) {\n    const user = await this.findByResetCode(code);\n    if (!user) throw new Error();\n    user.password = password;\n    user.passwordResetCode = null;\n    await this.change(user.id, user);\n  }\n}",
      filename: "users.ts",
    },
    {
      name: "a unique e-mail address that the caller chooses",
      code: joining("email", taken),
    },
    {
      name: "a unique constraint of which nobody knows",
      code: joining("invite.email", "log(error);"),
    },
    {
      name: "a code that still works after the account was made",
      code: signUp("latest.otp !== otp", ""),
    },
    {
      name: "a user who is verified, and whose column is cleared, by saving",
      code: "export async function GET(request) {\n  const token = request.nextUrl.searchParams.get('token');\n  const user = await User.findOne({ verificationToken: token });\n  if (!user) return Response.json({ message: 'Invalid' });\n  user.isVerified = true;\n  user.verificationToken = undefined;\n  await user.save();\n  return Response.json({ message: 'Verified' });\n}",
    },
    {
      name: "TypeORM's older repository: no id, and a condition",
      code: "class Auth {\n  async resetPassword(token, password) {\n    const user = await this.userRepository.findOne(undefined, { where: { resetToken: token } });\n    if (!user) throw new Error();\n    user.password = password;\n    user.resetToken = null;\n    await this.userRepository.save(user);\n  }\n}",
    },
    {
      name: "a cache that is called a manager, behind a wrapper",
      code: "class Kept {\n  constructor(private readonly cacheManager: Store) {}\n  async get(key: string) { return this.cacheManager.get(key); }\n  async del(key: string) { await this.cacheManager.delete(key); }\n}\nclass Auth {\n  constructor(private readonly kept: Kept, private readonly users: UserRepository) {}\n  async resetPassword(code: string, password: string) {\n    const found = await this.kept.get(`reset-password:${code}`);\n    if (!found) throw new Error();\n    await this.users.update({ id: found.userId }, { password });\n    await this.kept.del(`reset-password:${code}`);\n  }\n}",
      filename: "auth.service.ts",
    },
    {
      name: "Knex: a column that is told beside its value",
      code: knexReset('await knex("users").where("id", user.id).update("reset_password_token", null);'),
    },
    {
      name: "a map of the process that waits in between",
      code: "const codeStore = new Map();\nexport const redeemAuthCode = async (code) => {\n  const entry = codeStore.get(code);\n  if (!entry) return null;\n  await createSession(entry.userId);\n  codeStore.delete(code);\n  return entry.userId;\n};",
    },
    {
      name: "a list of codes that is written back without the one that was used",
      code: 'import { prisma } from "./db.js";\nexport async function logInWithBackupCode(id, code) {\n  const user = await prisma.user.findUnique({ where: { id } });\n  const at = user.backupCodes.indexOf(code);\n  if (at < 0) throw new Error();\n  const left = [...user.backupCodes];\n  left.splice(at, 1);\n  await prisma.user.update({ where: { id }, data: { backupCodes: left } });\n  return createSession(user);\n}',
    },
    {
      name: "MikroORM: what is assigned is flushed",
      code: "class Coupons {\n  async useCoupon(id) {\n    const coupon = await this.couponRepository.findOneOrFail({ id });\n    if (coupon.used) throw new Error();\n    coupon.assign({ used: true });\n    await this.couponRepository.persistAndFlush(coupon);\n    return coupon;\n  }\n}",
    },
    {
      name: "Mongoose: what is assigned to the object is saved",
      code: 'import { User } from "./models.js";\nexport async function resetPassword(token, password) {\n  const user = await User.findOne({ resetToken: token });\n  if (!user) throw new Error();\n  Object.assign(user, { password, resetToken: null });\n  await user.save();\n}',
    },
    {
      name: "supabase-js: a mark; the caller hears that the code was right",
      code: 'import { supabase } from "./db.js";\nrouter.post("/verify-otp", async (req, res) => {\n  const { data: found } = await supabase.from("phone_otps").select("id, otp_hash").eq("phone", req.body.phone).eq("verified", false).maybeSingle();\n  if (!found || !matches(req.body.otp, found)) return res.status(400).json({ success: false });\n  const { error } = await supabase.from("phone_otps").update({ verified: true }).eq("id", found.id);\n  if (error) return res.status(500).json({ success: false });\n  return res.json({ success: true });\n});',
    },
    {
      name: "a code that lets in, and that nobody ends",
      code: 'import { Verification } from "./models.js";\nexport const verifyCode = async (req, res) => {\n  const found = await Verification.findOne({ code: req.body.code, phone: req.body.phone });\n  if (!found) throw new Error();\n  res.json({ authToken: generateToken(req.user.id) });\n};',
    },
    {
      name: "Objection: the id asks, the rest is written",
      code: 'import { User } from "./models.js";\nexport async function confirmSignUp(email, verifyToken) {\n  const user = await User.query().findOne({ email, verifyToken });\n  if (!user) throw new Error();\n  return User.query().patchAndFetchById(user.id, { verified: true, verifyToken: "" });\n}',
    },
    {
      name: "TypeORM: a hashed token that an empty buffer ends",
      code: 'class Users {\n  async resetPassword(email, token, password) {\n    const user = await this.userRepo.findOneByOrFail({ email });\n    if (!(await compare(token, user.hashedResetToken.toString("utf8")))) throw new Error();\n    user.password = await hash(password);\n    user.hashedResetToken = Buffer.from("", "utf-8");\n    await this.userRepo.save(user);\n  }\n}',
    },
    {
      name: "TypeORM: a builder of the repository that a class was given",
      code: 'class Invites {\n  constructor(private ormRepository: Repository<TeamInvitation>) {}\n  findPending(uuid) { return this.ormRepository.createQueryBuilder("i").where("i.uuid = :uuid and i.status = :status", { uuid, status: "sent" }).getOne(); }\n  async acceptInvitation(uuid, user) {\n    const invitation = await this.findPending(uuid);\n    if (!invitation) throw new Error();\n    invitation.status = "accepted";\n    await this.ormRepository.save(invitation);\n    await this.subscriptions.createSubscription(user, invitation.plan);\n  }\n}',
    },
    {
      name: "an invitation that is handed in and removed",
      code: "export async function acceptInvitation(invitation, user) {\n  await addMember(invitation.team, user);\n  await invitation.destroy();\n}",
    },
    {
      name: "a record that a middleware found",
      code: 'router.put("/reset-password", async (req, res) => {\n  const { passwordReset } = req;\n  const user = await User.findOne({ email: passwordReset.email });\n  await user.updatePassword(req.body.password);\n  passwordReset.revokeToken();\n  res.end();\n});',
    },
    {
      name: "an account that is handed in is verified",
      code: "export async function verifyEmailToken(user, token) {\n  const found = await tokens.findEmailVerificationToken(user, token);\n  await tokens.deleteEmailVerificationTokens(user);\n  if (!found) throw new Error();\n  user.emailVerified = true;\n  await user.save();\n}",
    },
    {
      name: "callbacks: what was found, and what ends it",
      code: 'import { db } from "./db.js";\nconst findReset = (token, done) => db.query("select user_id from reset_tokens where token = $1", [token], (err, found) => done(err, found.rows[0]));\nconst clearReset = (token, done) => db.query("delete from reset_tokens where token = $1", [token], (err) => done(err));\nexport function resetPassword(token, hash, res) {\n  findReset(token, (err, found) => {\n    if (err) return res.fail(err);\n    db.query("update users set password = $1 where id = $2", [hash, found.user_id], (err) => {\n      clearReset(token, (err) => log(err));\n      res.end();\n    });\n  });\n}',
    },
    {
      name: "a kept code that nobody deletes",
      code: 'import { kv } from "./db.js";\nimport { User } from "./models.js";\nexport async function register(email, code, password) {\n  const verifyCode = await kv.get(`mail:${email}`);\n  if (verifyCode !== code) throw new Error();\n  await User.create({ email, password });\n}',
    },
    {
      name: "a repository that is asked for, and a part of the record",
      code: "class Users {\n  async resetPasswordByToken(ctx, passwordResetToken, password) {\n    const user = await this.connection.getRepository(ctx, User).createQueryBuilder('user').where('user.passwordResetToken = :passwordResetToken', { passwordResetToken }).getOne();\n    if (!user) return null;\n    const method = user.getNativeMethod();\n    method.passwordHash = await hash(password);\n    method.passwordResetToken = null;\n    await this.connection.getRepository(ctx, NativeMethod).save(method);\n    return user;\n  }\n}",
    },
    {
      name: "a column that the search asks to be empty",
      code: 'import { prisma } from "./db.js";\nexport async function completeInvitation(token, user) {\n  const invitation = await prisma.invitation.findFirst({ where: { token, newUser: null } });\n  if (!invitation) throw new Error();\n  await prisma.credit.create({ data: { user, amount: invitation.amount } });\n  await prisma.invitation.update({ where: { id: invitation.id }, data: { newUser: user } });\n}',
    },
    {
      name: "a token that is replaced by another one",
      code: 'import { Passwords } from "./models.js";\nexport async function resetPassword(id, resetToken, password) {\n  const found = await Passwords.findOne({ user: id });\n  if (resetToken !== found.resetToken) return null;\n  await Passwords.findOneAndUpdate({ user: id }, { password, resetToken: makeToken() }, { new: true });\n  return true;\n}',
    },
    {
      name: "a session that is good for one password",
      code: 'import { db } from "./db.js";\nexport async function resetPassword(id, password) {\n  const found = db.prepare("SELECT * FROM password_reset_session WHERE id = ?").get(id);\n  if (!found) return null;\n  db.prepare("DELETE FROM password_reset_session WHERE user_id = ?").run(found.user_id);\n  await updateUserPassword(found.user_id, password);\n  return true;\n}',
    },
    {
      name: "tagged SQL with identifiers in its holes; the caller goes on",
      code: `${slonik}const consume = (id) => pool.query(sql\`update \${table} set \${fields.consumed} = true where \${fields.id} = \${id}\`);\nexport async function verifyPasscode(code) {\n  const found = await findPasscode(code);\n  if (!found) throw new Error();\n  await consume(found.id);\n}`,
    },
    {
      name: "a statement that is handed on with its connection",
      code: `${d1}export async function useVerificationToken(db, token) {\n  const found = await getRecord(db, "SELECT * FROM verification_tokens WHERE token = ?", [token]);\n  if (!found) return null;\n  await deleteRecord(db, "DELETE FROM verification_tokens WHERE token = ?", [token]);\n  return found;\n}`,
    },
    {
      name: "TypeORM's manager, and a record that goes on under another name",
      code: "class Auth {\n  async resetPassword(data) {\n    const user = await this.manager.findOneBy(User, { tempToken: data.token });\n    if (!user) throw new Error();\n    data.user = user;\n    data.user.password = data.password;\n    data.user.tempToken = null;\n    await this.manager.save(User, data.user);\n  }\n}",
    },
    {
      name: "rows that a callback picks from",
      code: 'import { db, verificationTokens } from "./db.js";\nexport async function useVerificationToken(token) {\n  const found = await db.select().from(verificationTokens).where(eq(verificationTokens.token, token)).then((rows) => rows[0]);\n  if (found) await db.delete(verificationTokens).where(eq(verificationTokens.token, token));\n  return found;\n}',
    },
    {
      name: "a library that nobody knows is told what was found",
      code: 'import { prisma, gateway } from "./db.js";\nexport async function acceptInvite(token, user) {\n  const found = await prisma.invite.findUnique({ where: { token } });\n  if (!found) throw new Error();\n  await prisma.credit.create({ data: { user, amount: found.amount } });\n  await gateway.remove(found.id);\n}',
    },
    {
      name: "a look at the token that counts is a look",
      code: `import { db } from "./db.js";\n${peek}export async function confirmReset(token, password) {\n  const reset = await peek(token);\n  if (!reset) throw new Error();\n  await db.users.updateOne({ _id: reset.user }, { $set: { password } });\n  await db.resetTokens.updateOne({ token }, { $set: { usedAt: new Date() } });\n}`,
    },
    {
      name: "a closure that goes on with what was read around it",
      code: 'import { prisma } from "./db.js";\nexport async function acceptPage(token, user) {\n  const invite = await prisma.invite.findUnique({ where: { token } });\n  const accept = async () => {\n    await prisma.credit.create({ data: { user, amount: invite.amount } });\n    await prisma.invite.deleteMany({ where: { id: invite.id } });\n  };\n  return accept;\n}',
    },
    {
      name: "a storage behind a helper",
      code: 'import { storage } from "./db.js";\nconst getItem = async (key) => JSON.parse(await storage.getItem(key));\nexport async function useVerificationToken(token) {\n  const found = await getItem(`verification:${token}`);\n  if (!found) return null;\n  await storage.removeItem(`verification:${token}`);\n  return found;\n}',
    },
    {
      name: "Keystone: a session starts",
      code: "export async function redeemAuthToken(context, id, token) {\n  const user = await context.db.User.findOne({ where: { id } });\n  if (user.oneTimeToken !== token) return false;\n  await context.db.User.updateOne({ where: { id }, data: { oneTimeToken: null } });\n  await context.sessionStrategy.start({ context, data: { id } });\n  return true;\n}",
    },
    {
      name: "Firestore: a reference of what was found",
      code: 'import { collections } from "./db.js";\nexport async function useVerificationToken(token) {\n  const found = (await collections.verificationTokens.where("token", "==", token).limit(1).get()).docs[0];\n  if (!found) return null;\n  const data = found.data();\n  await found.ref.delete();\n  return data;\n}',
    },
  ],
});
