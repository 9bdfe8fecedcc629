import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const redeem = (wait: string): string =>
  `import { db } from "./db.js";\nexport function redeem(code, user) {\n  const run = db.transaction(${wait && "async "}() => {\n    const voucher = db.prepare("SELECT * FROM vouchers WHERE code = ?").get(code);\n    if (!voucher || voucher.status !== "active") throw new Error();\n    ${wait}db.prepare("INSERT INTO credits (user_id, amount) VALUES (?, ?)").run(user, voucher.amount);\n    db.prepare("UPDATE vouchers SET status = ? WHERE id = ?").run("redeemed", voucher.id);\n  });\n  return run();\n}`;
const documents = (condition: string): string =>
  `import { documents } from "./db.js";\nexport async function verify(email, otp) {\n  let verified = false;\n  const found = await documents.get({ TableName: "email_otp", Key: { email } }).promise();\n  if (found.Item && found.Item.otp === otp) {\n    await documents.delete({ TableName: "email_otp", Key: { email }${condition} }).promise();\n    verified = true;\n  }\n  return answer(200, { verified });\n}`;
const mark = (write: string): string =>
  `import { db } from "./db.js";\nexport async function markInviteCodeAsUsed(code, user) {\n  const found = await db.collection("inviteCodes").where("code", "==", code).where("isUsed", "==", false).get();\n  if (found.empty) throw new Error();\n  const [invite] = found.docs;\n  ${write}\n}`;

testRule("no-token-race", rule, {
  valid: [
    { name: "a transaction of better-sqlite3 that waits for nothing", code: redeem("") },
    {
      name: "DynamoDB without commands: a condition rejects whoever comes second",
      code: documents(', ConditionExpression: "attribute_exists(email)"'),
    },
    {
      name: "Firestore: a transaction marks what it read",
      code: mark(
        "await db.runTransaction(async (tx) => {\n    const again = await tx.get(invite.ref);\n    if (again.get('isUsed')) throw new Error();\n    tx.update(invite.ref, { isUsed: true });\n    tx.set(db.doc(`members/${user}`), { role: 'member' });\n  });",
      ),
    },
    {
      name: "a user is handed in, and nothing of it is compared",
      code: "export async function verifyPhone(user) {\n  user.phoneVerified = true;\n  user.phoneOtp = null;\n  await user.save();\n}",
    },
  ],
  invalid: [
    { name: "a transaction that waits in between", code: redeem("await audit(voucher); ") },
    { name: "DynamoDB without commands", code: documents("") },
    {
      name: "Firestore: what was found is marked, in a function that is named after the mark",
      code: mark("await invite.ref.update({ isUsed: true });\n  await addMember(user);"),
    },
    {
      name: "a user is handed in whose code is compared, in whatever case",
      code: "export async function verifyPhone(user, otp) {\n  if (user.phoneOtp.trim().toUpperCase() !== otp.toUpperCase()) return false;\n  user.phoneVerified = true;\n  user.phoneOtp = null;\n  await user.save();\n  return true;\n}",
    },
  ],
});
