import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-token-race.ts";

const reset = (refusal: string, write: string): string =>
  `import { prisma } from "./db.js";\nexport async function resetPassword(token, password) {\n  const reset = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!reset || reset.usedAt) ${refusal}\n  ${write}\n}`;
const change = "prisma.user.update({ where: { id: reset.userId }, data: { password } })";
const mark = "prisma.passwordReset.update({ where: { id: reset.id }, data: { usedAt: new Date() } })";
const ours = (text: string): string => text.replace("prisma.", "tx.");

testRule("no-token-race", rule, {
  valid: [
    {
      name: "a delete in a list rejects for whoever comes second, and takes back the rest",
      code: reset(
        "throw new Error();",
        `await prisma.$transaction([${change}, prisma.passwordReset.delete({ where: { token } })]);`,
      ),
    },
  ],
  invalid: [
    {
      name: "a mark in a list",
      code: reset(
        'return { error: "No such link" };',
        `await prisma.$transaction([\n    ${change},\n    ${mark},\n  ]);`,
      ),
    },
    {
      name: "updateMany in a list rejects for nobody",
      code: reset(
        "throw new Error();",
        `await prisma.$transaction([${change}, ${mark.replace("update(", "updateMany(")}]);`,
      ),
    },
    {
      name: "behind others of whom nobody knows how many they are",
      code: reset("throw new Error();", `await prisma.$transaction([...changes, ${change}, ${mark}]);`),
    },
    {
      name: "in the callback, where an error takes all back",
      code: reset(
        "throw new Error();",
        `await prisma.$transaction(async (tx) => {\n    await ${ours(change)};\n    await ${ours(mark)};\n  });`,
      ),
    },
    {
      name: "in the callback, from where nobody can return for the function",
      code: reset(
        "return false;",
        `await prisma.$transaction(async (tx) => {\n    await ${ours(change)};\n    await ${ours(mark)};\n  });\n  return true;`,
      ),
    },
  ],
});
