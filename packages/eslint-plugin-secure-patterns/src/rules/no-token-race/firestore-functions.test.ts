import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const imports =
  'import { doc, collection, query, where, getDoc, getDocs, updateDoc, deleteDoc, runTransaction } from "firebase/firestore";\nimport { db } from "./firebase.js";\n';
const accept = (end: string): string =>
  `${imports}export async function acceptInvite(code, user) {\n  const invite = doc(db, "invites", code);\n  const found = await getDoc(invite);\n  if (!found.exists() || found.data().used) throw new Error();\n  ${end}\n}`;
const search = (end: string): string =>
  `${imports}export async function redeemCoupon(code, user) {\n  const asked = query(collection(db, "coupons"), where("code", "==", code), where("used", "==", false));\n  const found = await getDocs(asked);\n  if (found.empty) return false;\n  await grantCredit(user, found.docs[0].data().amount);\n  ${end}\n  return true;\n}`;

testRule("no-token-race", rule, {
  valid: [
    {
      name: "a transaction reads and marks",
      code: `${imports}export async function acceptInvite(code, user) {\n  const invite = doc(db, "invites", code);\n  await runTransaction(db, async (tx) => {\n    const found = await tx.get(invite);\n    if (found.data().used) throw new Error();\n    tx.update(invite, { used: true });\n    tx.update(doc(db, "users", user), { role: "member" });\n  });\n}`,
    },
    {
      name: "a profile is read and changed",
      code: `${imports}export async function confirmName(user, name) {\n  const profile = doc(db, "profiles", user);\n  const found = await getDoc(profile);\n  if (!found.exists()) throw new Error();\n  await updateDoc(profile, { name, confirmed: true });\n}`,
    },
  ],
  invalid: [
    {
      name: "a mark after the effect",
      code: accept(
        "await grantCredit(user, found.data().bonus);\n  await updateDoc(invite, { used: true });",
      ),
    },
    {
      name: "a delete after the effect",
      code: accept(
        'await grantCredit(user, found.data().bonus);\n  await deleteDoc(doc(db, "invites", code));',
      ),
    },
    {
      name: "what a search found is marked",
      code: search("await updateDoc(found.docs[0].ref, { used: true });"),
    },
  ],
});
