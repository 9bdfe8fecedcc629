import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lint } from "../../../tests/support/lint.ts";
import { languagesOf } from "../../../tests/support/language.ts";
import { testRule } from "../../../tests/support/test-rule.ts";
import { writeProject } from "../../project/fixture-project.ts";
import rule from "./no-unguarded-optional-import.ts";

const fixture = "tests/fixtures/optional-imports/src";
const at = (file: string, code: string, name?: string) => ({
  filename: `${fixture}/${file}`,
  code,
  ...(name ? { name } : {}),
});
const billing = (code: string, name?: string) => at("billing.js", code, name);
const typed = (code: string) => at("typed.ts", code);
const legacy = (code: string) => at("legacy.cjs", code);

testRule("no-unguarded-optional-import", rule, {
  valid: [
    billing('import express from "express";'),
    billing('import { useState } from "react";'),
    billing('import fs from "node:fs";'),
    billing('import { s } from "./stripe.js";'),
    billing('import x from "stripe-mock";'),
    billing('export const load = () => import("stripe");'),
    billing('export const stripe = await import("stripe").catch(() => null);'),
    billing('let sharp; try { sharp = await import("sharp"); } catch {} export { sharp };'),
    billing('export const sharp = process.env.SHARP ? await import("sharp") : null;'),
    billing('if (process.env.SHARP) await import("sharp");'),
    billing(
      'export async function pay() { const { default: Stripe } = await import("stripe"); return new Stripe(); }',
    ),
    typed('import type Stripe from "stripe"; export let s: Stripe;'),
    typed('import { type Stripe } from "stripe"; export let s: Stripe;'),
    typed('import Stripe from "stripe"; export let s: Stripe;'),
    typed('export type { Stripe } from "stripe";'),
    typed('import Stripe = require("stripe"); export let s: Stripe;'),
    legacy('let sharp; try { sharp = require("sharp"); } catch {}'),
    legacy('exports.get = () => require("sharp");'),
    legacy('const sharp = process.env.SHARP && require("sharp");'),
    legacy('function optional(require) { return require("sharp"); }'),
    legacy('require.resolve("sharp");'),
    at("stripe.js", 'import Stripe from "stripe";', "an entry of its own"),
    at("lazy.js", 'import Stripe from "stripe";', "a file that is loaded on demand"),
    at("cli.js", 'import sharp from "sharp";', "a program"),
    at("billing.test.js", 'import Stripe from "stripe";', "a test"),
    at("../vite.config.js", 'import Stripe from "stripe";', "a file that is not on the disk"),
    { name: "switched off", settings: { project: false }, ...billing('import Stripe from "stripe";') },
    { name: "no project", filename: "/nowhere/file.js", code: 'import Stripe from "stripe";' },
  ],
  invalid: [
    billing('import Stripe from "stripe";\nexport const stripe = new Stripe(process.env.KEY);'),
    billing('import "sharp";'),
    billing('export { Stripe } from "stripe";'),
    billing('export * from "@aws-sdk/client-s3/commands";'),
    billing('export const sharp = await import("sharp");'),
    billing('try { await import("sharp"); } finally { done(); }'),
    billing(
      `// Payments
import Stripe from "stripe";
import express from "express";

export async function pay(amount) {
  "use strict";
  const stripe = new Stripe(process.env.KEY);
  return () => stripe.charge(amount, Stripe.VERSION);
}

export const refund = async (id) => { return new Stripe(process.env.KEY).refund(id); };
`,
      "a default import, used in asynchronous functions",
    ),
    billing(
      `import * as s3 from '@aws-sdk/client-s3'
import { S3Client as Client, PutObjectCommand } from '@aws-sdk/client-s3'

export const upload = async (body) => {
  await new s3.S3Client().send(new PutObjectCommand({ body }))
}
export async function list() {
  return new Client().list()
}
`,
      "a namespace and names, in a file without semicolons",
    ),
    billing(
      'import Stripe from "stripe";\nexport const pay = async (stripe = new Stripe()) => { return stripe; };',
    ),
    billing('import Stripe from "stripe";\nexport function pay() { return new Stripe(); }'),
    typed(
      `import Stripe, { type Charge, errors } from "stripe";

export class Billing {
  private stripe: Stripe | undefined;

  async pay(amount: number): Promise<Charge> {
    this.stripe ??= new Stripe("key");
    try {
      return await this.stripe.charge(amount);
    } catch (error) {
      if (error instanceof errors.StripeError) throw error;
      throw new Error("no");
    }
  }
}
`,
    ),
    typed('import Stripe = require("stripe");\nexport const s = new Stripe();'),
    legacy('const sharp = require("sharp");\nmodule.exports = sharp();'),
    legacy('(function () { require("sharp"); })();'),
    legacy(
      `const { resize } = require("sharp");

exports.small = function (image) {
  return resize(image, 10);
};
exports.large = (image) => {
  return [image].map((one) => { return resize(one, 1000); });
};
`,
    ),
  ],
});

describe("no-unguarded-optional-import, over a project", () => {
  it("names the way from the entry, and sees it change", async () => {
    const project = writeProject({
      "package.json": { name: "app", main: "dist/index.js", optionalDependencies: { sharp: "1" } },
      "src/index.ts": 'import "./a";',
      "src/a.ts": 'import "./b";',
      "src/b.ts": 'import "./c";',
      "src/c.ts": 'import "./image";',
      "src/image.ts": 'import "sharp";',
    });
    const [language] = await languagesOf("x.ts");
    const run = () =>
      lint({
        code: 'import "sharp";',
        filename: project.at("src/image.ts"),
        language: language!,
        rules: { "no-unguarded-optional-import": {} },
      });
    expect(run()[0]?.message).toContain("(src/index.ts → src/a.ts → … → src/c.ts → src/image.ts)");
    project.write("src/b.ts", 'export const c = () => import("./c");');
    expect(run()).toEqual([]);
    project.dispose();
  });

  it("reports a package that the whole of another needs once, where the entry meets it first", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `src/part-${String(index).padStart(2, "0")}.ts`);
    const project = writeProject({
      "package.json": {
        name: "parts",
        main: "dist/index.js",
        peerDependencies: { react: "19" },
        peerDependenciesMeta: { react: { optional: true } },
      },
      "src/index.ts": names.map((name) => `export * from "./${name.slice(4, -3)}";`).join("\n"),
      "src/part-00.ts": 'import { FC } from "react"; export type Part = FC;',
      ...Object.fromEntries(
        names
          .slice(1)
          .map((name) => [name, 'import { useState } from "react"; export const use = useState;']),
      ),
    });
    const [language] = await languagesOf("x.ts");
    const found = names.flatMap((name) => {
      const filename = project.at(name);
      const rules = { "no-unguarded-optional-import": {} };
      const code = readFileSync(filename, "utf8");
      return lint({ code, filename, language: language!, rules }).map(({ message }) => `${name}: ${message}`);
    });
    expect(found).toEqual([expect.stringMatching(/^src\/part-01\.ts: .*and 10 more of its files/)]);
    project.dispose();
  });
});

describe("what is to be done about it", () => {
  const peer = { peerDependencies: { stripe: "20" }, peerDependenciesMeta: { stripe: { optional: true } } };
  const library = { name: "pay", exports: { ".": "./dist/index.js" }, ...peer };
  const about = 'import Stripe from "stripe"; export const connect = () => new Stripe();';
  const partly = `${about} export const name = "pay";`;
  const index = 'export * from "./pay";';

  async function messageFor(
    file: string,
    files: Readonly<Record<string, string | object>>,
  ): Promise<string | undefined> {
    const project = writeProject(files as Parameters<typeof writeProject>[0]);
    const [language] = await languagesOf("x.ts");
    const filename = project.at(file);
    const code = readFileSync(filename, "utf8");
    const rules = { "no-unguarded-optional-import": {} };
    const [finding] = lint({ code, filename, language: language!, rules });
    project.dispose();
    return finding?.message;
  }

  it.each([
    [
      "an entry",
      library,
      about,
      'give it an entry (sub-path) of its own in "exports", and take it out of src/index.ts',
    ],
    [
      "the entry that there is",
      { ...library, exports: { ...library.exports, "./pay": "./dist/pay.js" } },
      about,
      'has an entry of its own ("./pay"): take it out of src/index.ts',
    ],
    [
      "an import() in an application",
      { ...library, private: true, exports: undefined, main: "dist/index.js" },
      about,
      "let src/index.ts load it with import()",
    ],
    ["asynchronous functions", library, partly, "make these asynchronous; or move it to dependencies"],
    [
      "a required one",
      library,
      `${partly} export class Ours extends Stripe {}`,
      "cannot do without it: move it to dependencies",
    ],
    [
      "another await",
      library,
      'export const stripe = await import("stripe");',
      "Await optionalImport() in its place",
    ],
    [
      "its users",
      library,
      'import Stripe from "stripe"; export async function connect() { return new Stripe(); }',
      "Load it where it is used.",
    ],
  ])("%s", async (_name, facts, code, advice) => {
    const files = { "package.json": facts, "src/index.ts": index, "src/pay.ts": code };
    expect(await messageFor("src/pay.ts", files)).toContain(advice);
  });

  it("nothing, where the workspace brings it along", async () => {
    const workspace = (own: object, user: object): Record<string, string | object> => ({
      "package.json": { private: true, workspaces: ["packages/*"] },
      "packages/pay/package.json": { ...library, private: true, ...own },
      "packages/pay/src/index.ts": index,
      "packages/pay/src/pay.ts": about,
      "packages/shop/package.json": { name: "shop", dependencies: { pay: "*" }, ...user },
      "packages/stripe/package.json": { name: "stripe-of-ours" },
    });
    const file = "packages/pay/src/pay.ts";
    const both = { dependencies: { pay: "*", stripe: "20" } };
    expect(await messageFor(file, workspace({}, both))).toBeUndefined();
    expect(await messageFor(file, workspace({}, {}))).toContain('"stripe"');
    expect(await messageFor(file, workspace({ private: false }, both))).toContain('"stripe"');
    // it is published from its build, by the words that it is to be found by
    expect(await messageFor(file, workspace({ keywords: ["payments"] }, both))).toContain('"stripe"');
    const sibling = workspace({}, {});
    sibling["packages/stripe/package.json"] = { name: "stripe" };
    expect(await messageFor(file, sibling)).toBeUndefined();
  });
});
