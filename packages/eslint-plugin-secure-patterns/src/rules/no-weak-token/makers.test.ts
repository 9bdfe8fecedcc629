import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-weak-token and makers in other files", () => {
  testProject(
    "a maker that speaks of nothing is reported where its answer is a secret",
    "no-weak-token",
    {
      "package.json": { name: "app", version: "1.0.0" },
      "lib/text.js": `
      export function makeCode() { return Math.floor(100000 + Math.random() * 900000).toString(); }
      export function generateSixDigitCode() {
        return Math.floor(100000 + Math.random() * 900000).toString(); // !
      }
    `,
      "signup.js": `
      import { generateSixDigitCode, makeCode } from "./lib/text.js";
      export async function sendVerification(mail) {
        const code = makeCode(); // !
        await mail.send(code);
      }
      export async function resendVerification(mail) {
        const code = generateSixDigitCode();
        await mail.send(code);
      }
    `,
      "paint/colors.js": `
      import { makeCode } from "../lib/text.js";
      export function paint() {
        const code = makeCode();
        return code;
      }
    `,
    },
    { confidence: "likely" },
  );
});
