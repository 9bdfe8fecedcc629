import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeProject, type FixtureProject } from "../project/fixture-project.ts";
import { openProject } from "../project/index.ts";
import { isRunByHand } from "./program-kind.ts";

const PACKAGE = {
  name: "app",
  main: "server.js",
  bin: { app: "./tool.js" },
  scripts: {
    start: "node server.js",
    dev: "nodemon --inspect src/dev.js",
    "db:fill": "NODE_ENV=test node --env-file=.env db/fill",
    "make:docs": "tsx ./lib/docs.ts && node server.js",
  },
};

let app: FixtureProject;
beforeAll(() => {
  app = writeProject({ "package.json": PACKAGE });
});
afterAll(() => app.dispose());

function isByHand(file: string, text = "export {};", globals: readonly string[] = []): boolean {
  const filename = app.at(file);
  const project = openProject({ physicalFilename: filename, sourceCode: {} as never });
  const through = globals.map((name) => ({ identifier: { name } }));
  const unit = { filename, text, ast: { body: [] }, scopeManager: { globalScope: { through } } };
  return isRunByHand(unit as never, project, app.at("."));
}

describe("isRunByHand", () => {
  it.each([
    "db/fill.js",
    "lib/docs.ts",
    "tool.js",
    "scripts/a.js",
    "test/old/user.js",
    "db/seed.ts",
    "extra/mock-mqtt-server.js",
    "dev/mail-adapter.ts",
    "public/test-login.html",
    "e2e/tests/mails.ts",
    "seed-plans.html",
  ])("%s is", (file) => {
    expect(isByHand(file)).toBe(true);
  });

  it("scripts of a page are not", () => {
    expect(isByHand("public/scripts/a.js", "document.title = 1;", ["document"])).toBe(false);
  });

  it.each([
    "server.js",
    "src/dev.js",
    "lib/users.js",
    "lib/mock-servers.js",
    "src/tests/blood-tests.js",
    "public/tests.html",
    "contest-rules.html",
  ])("%s is not", (file) => {
    expect(isByHand(file)).toBe(false);
  });

  it.each([
    "const [, , email] = process.argv;",
    "yargs(process.argv.slice(2))",
    "const { values } = parseArgs({ options });",
    'const rl = readline.createInterface({ output: process.stdout, input: process.stdin }); rl.question("Who?", done);',
    "const lines = createInterface(process.stdin);",
    'import { test } from "vitest"; export const withUser = test.extend({});',
  ])("a file with %s is", (text) => {
    expect(isByHand("lib/users.js", text)).toBe(true);
  });

  it.each([
    "async function list() { await prisma.$disconnect(); }\nlist();",
    "main()\n  .then(() => mongoose.disconnect())\n  .catch((error) => {\n    process.exit(1);\n  });",
  ])("a file that ends after %s is", (text) => {
    expect(isByHand("list-users.js", text)).toBe(true);
    expect(isByHand("jobs/list-users.js", text)).toBe(false);
    expect(isByHand("list-users.js", `export {};\n${text}`)).toBe(false);
    expect(isByHand("list-users.js", `setInterval(list, 1000);\n${text}`)).toBe(false);
    const asked = `if (require.main === module) {\n${text}\n}\nmodule.exports = { list };`;
    expect(isByHand("list-users.js", asked)).toBe(true);
    expect(isByHand("list-users.js", `app.listen(3000);\n${asked}`)).toBe(false);
    expect(isByHand("jobs/list-users.js", asked)).toBe(false);
  });

  it("one that looks into a matter, beside the package's description", () => {
    expect(isByHand("investigate-jwt-secret.js", "console.log(secret);")).toBe(true);
    expect(isByHand("investigate-jwt-secret.js", "export const secret = 1;")).toBe(false);
    expect(isByHand("lib/investigate-jwt-secret.js", "console.log(secret);")).toBe(false);
  });

  it.each([
    "const port = process.argv[2] ?? 3000; app.listen(port);",
    'const verbose = process.argv.includes("--verbose");',
    "const lines = createInterface({ input: request });",
    'import { defineConfig } from "vitest/config";',
  ])("a file with %s is not", (text) => {
    expect(isByHand("lib/users.js", text)).toBe(false);
  });
});
