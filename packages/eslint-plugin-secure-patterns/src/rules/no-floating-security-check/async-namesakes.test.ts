import { readFileSync } from "node:fs";

import { afterEach, expect, it } from "vitest";

import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

async function messagesOf(model: string, use: string): Promise<string[]> {
  project = writeProject({
    "package.json": { name: "app" },
    "models/user.js": model,
    "login.js": `const User = require("./models/user"); async function login(email, text) { const user = await User.findOne({ email }); ${use} }`,
  });
  const [language] = await languagesOf("file.js");
  const filename = project.at("login.js");
  const rules = { "no-floating-security-check": { confidence: "likely" as const } };
  return lint({ code: readFileSync(filename, "utf8"), filename, language: language!, rules }).map(
    ({ message }) => message,
  );
}

const asked = 'if (!user.comparePassword(text)) throw new Error("no"); enter();';

it.each([
  ["schema.methods.comparePassword = async function (text) { return compare(text, this.hash); };", asked, 1],
  ["schema.methods = { async comparePassword(text) {\n return compare(text, this.hash); } };", asked, 0],
  ["class User {\n  async comparePassword(text) { return compare(text, this.hash); }\n}", asked, 1],
  ["schema.methods.comparePassword = function (text) { return same(text, this.hash); };", asked, 0],
  [
    "schema.methods.comparePassword = async function (text) { return compare(text, this.hash); };",
    asked.replace("user.compare", "await user.compare"),
    0,
  ],
  [
    "a.methods.comparePassword = async function (text) {}; b.methods.comparePassword = function (text) {};",
    asked,
    0,
  ],
])("a method of a document, known by its name: %s %s", async (model, use, findings) =>
  expect(await messagesOf(model, use)).toHaveLength(findings),
);
