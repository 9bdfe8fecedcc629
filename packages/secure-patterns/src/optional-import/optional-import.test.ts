import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test, vi } from "vitest";
import { isMissing } from "./is-missing.ts";
import { optionalImport, optionalRequire } from "./optional-import.ts";

const built = fileURLToPath(new URL("../../dist/", import.meta.url));
let folder: string;

/** A project on disk with packages in every state of repair. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": '{"type":"module"}',
  "node_modules/good/package.json": '{"name":"good","exports":"./index.mjs"}',
  "node_modules/good/index.mjs": "export const answer = 42;",
  "node_modules/throws/package.json": '{"name":"throws","exports":"./index.mjs"}',
  "node_modules/throws/index.mjs": 'throw new Error("inside");',
  "node_modules/lies/package.json": '{"name":"lies","main":"index.cjs"}',
  "node_modules/lies/index.cjs":
    'const e = new Error("Cannot find module \'other\'"); e.code = "MODULE_NOT_FOUND"; throw e;',
  "node_modules/lacks/package.json": '{"name":"lacks","exports":"./index.mjs"}',
  "node_modules/lacks/index.mjs": 'import "absent-dependency";',
  "node_modules/lacks-cjs/package.json": '{"name":"lacks-cjs","main":"index.cjs"}',
  "node_modules/lacks-cjs/index.cjs": 'require("absent-dependency");',
  "node_modules/broken/package.json": '{"name":"broken","main":"gone.cjs"}',
  "node_modules/syntax/package.json": '{"name":"syntax","exports":"./index.mjs"}',
  "node_modules/syntax/index.mjs": "export const = 1;",
  "node_modules/@org/plugin/package.json": '{"name":"@org/plugin","main":"index.cjs"}',
  "node_modules/@org/plugin/index.cjs": "module.exports = { name: 'plugin' };",
  "there.mjs": "export const here = true;",
  "there.cjs": "module.exports = { here: true };",
  "needs-gone.mjs": 'import "./gone.mjs";',
};
const NAMES = [
  "good",
  "throws",
  "lies",
  "lacks",
  "lacks-cjs",
  "broken",
  "syntax",
  "absent",
  "absent/sub",
  "@org/absent",
  "@org/absent/sub.js",
  "@org/plugin",
  "good/absent.js",
  "@org/plugin/absent.js",
  "absent-dependency",
  "./there.mjs",
  "./gone.mjs",
  "./needs-gone.mjs",
];

beforeAll(() => {
  if (!existsSync(join(built, "optional-import.js"))) throw new Error("Build the package first: pnpm build");
  folder = mkdtempSync(join(tmpdir(), "optional import-"));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in a Node of its own: a test runner resolves modules in its own way. */
function run(file: string, source: string): Record<string, string> {
  writeFileSync(join(folder, file), source);
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" })) as Record<
    string,
    string
  >;
}

const REPORT = `
  const lines = [];
  const options = { log: (line) => lines.push(line) };
  const result = {};
  const describe = (value) => (value === null ? "null" : "module");`;

describe("in Node", () => {
  test("import: null only for what is not installed", () => {
    const outcome = run(
      "esm.mjs",
      `import { optionalImport } from ${JSON.stringify(join(built, "optional-import.js"))};
      ${REPORT}
      for (const name of ${JSON.stringify(NAMES)})
        result[name] = await optionalImport(name, () => import(name), options).then(describe, (error) => "throws " + error.constructor.name);
      await optionalImport("absent", () => import("absent"), { feature: "billing", log: (line) => lines.push(line) });
      for (let i = 0; i < 3; i++) await optionalImport("absent", () => import(name), options);
      result.lines = lines.filter((line) => line.includes('"absent"'));
      console.log(JSON.stringify(result));`,
    );
    expect(outcome).toEqual({
      good: "module",
      throws: "throws Error",
      lies: "throws Error",
      lacks: "throws Error",
      "lacks-cjs": "throws Error",
      broken: "throws Error",
      syntax: "throws SyntaxError",
      absent: "null",
      "absent/sub": "null",
      "@org/absent": "null",
      "@org/absent/sub.js": "null",
      "@org/plugin": "module",
      "good/absent.js": "throws Error",
      "@org/plugin/absent.js": "throws Error",
      "absent-dependency": "null",
      "./there.mjs": "module",
      "./gone.mjs": "null",
      "./needs-gone.mjs": "throws Error",
      lines: [
        '"absent" is not installed; what needs it is skipped',
        '"absent" is not installed; billing is skipped',
      ],
    });
  });

  test("require: null only for what is not installed", () => {
    const names = [
      ...NAMES.filter((name) => !/good|throws|lacks$|syntax|mjs/.test(name)),
      "./there.cjs",
      "./gone.cjs",
    ];
    const outcome = run(
      "commonjs.cjs",
      `const { optionalRequire } = require(${JSON.stringify(join(built, "optional-import.cjs"))});
      ${REPORT}
      for (const name of ${JSON.stringify(names)}) {
        try {
          result[name] = describe(optionalRequire(name, () => require(name), options));
        } catch (error) {
          result[name] = "throws " + error.constructor.name;
        }
      }
      console.log(JSON.stringify(result));`,
    );
    expect(outcome).toEqual({
      lies: "throws Error",
      "lacks-cjs": "throws Error",
      broken: "throws Error",
      absent: "null",
      "absent/sub": "null",
      "@org/absent": "null",
      "@org/absent/sub.js": "null",
      "@org/plugin": "module",
      "@org/plugin/absent.js": "throws Error",
      "absent-dependency": "null",
      "./there.cjs": "module",
      "./gone.cjs": "null",
    });
  });
});

/** What loaders throw, as recorded from them: [runtime, error, name, whether the module of that name is missing]. */
const RECORDED: readonly [string, object, string, boolean][] = [
  [
    "Bun",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message: "Cannot find package 'x' imported from /app/a.mjs",
      specifier: "x",
      referrer: "/app/a.mjs",
    },
    "x",
    true,
  ],
  [
    "Bun, a dependency",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message: "Cannot find package 'y' imported from /app/node_modules/x/i.mjs",
      specifier: "y",
      referrer: "/app/node_modules/x/i.mjs",
    },
    "x",
    false,
  ],
  [
    "Bun, the module's own file",
    {
      code: "MODULE_NOT_FOUND",
      message: "Cannot find module 'x/y'",
      specifier: "x/y",
      referrer: "/app/node_modules/x/i.js",
    },
    "x/y",
    false,
  ],
  [
    "Deno",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message:
        'Import "x" not a dependency\n  hint: If you want to use the npm package, try running `deno add npm:x`\n    at file:///app/a.mjs',
    },
    "x",
    true,
  ],
  [
    "Deno, a dependency",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message: "Could not find package 'y' from referrer 'file:///app/node_modules/x/i.mjs'.",
    },
    "x",
    false,
  ],
  [
    "Deno, a file",
    { code: "ERR_MODULE_NOT_FOUND", message: 'Module not found "file:///app/gone.js".' },
    "./gone.js",
    true,
  ],
  ["Jest", { code: "MODULE_NOT_FOUND", message: "Cannot find module 'x' from 'src/a.js'" }, "x", true],
  ["webpack", { code: "MODULE_NOT_FOUND", message: "Cannot find module 'x'" }, "x", true],
  [
    "Vite, an optional peer",
    { message: 'Could not resolve "x" imported by "a". Is it installed?' },
    "x",
    true,
  ],
  [
    "Vite's runner",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message: "Failed to load url x (resolved id: x) in /app/a.ts. Does the file exist?",
    },
    "x",
    true,
  ],
  ["workerd", { message: 'No such module "x".\n  imported from "worker.js"' }, "x", true],
  ["Chromium", { message: "Failed to resolve module specifier 'x'" }, "x", true],
  [
    "Firefox",
    { message: "The specifier “x” was a bare specifier, but was not remapped to anything." },
    "x",
    true,
  ],
  ["Safari", { message: "Module name, 'x' does not resolve to a valid URL." }, "x", true],
  [
    "a browser without network",
    { message: "Failed to fetch dynamically imported module: https://app.example/x.js" },
    "x",
    false,
  ],
  ["esbuild's require", { message: 'Dynamic require of "x" is not supported' }, "x", false],
  [
    "Yarn Plug'n'Play",
    {
      code: "MODULE_NOT_FOUND",
      message: "Your application tried to access x, but it isn't declared",
      data: { request: "x", issuer: "/app/a.js" },
    },
    "x",
    true,
  ],
  [
    "Yarn Plug'n'Play, a dependency",
    {
      code: "MODULE_NOT_FOUND",
      message: "x tried to access y, but it isn't declared",
      data: { request: "y", issuer: "/app/.yarn/x" },
    },
    "x",
    false,
  ],
  [
    "an export that is not there",
    {
      code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
      message: `Package subpath './y' is not defined by "exports" in /app/node_modules/x/package.json`,
    },
    "x/y",
    false,
  ],
  [
    "a longer name",
    {
      code: "ERR_MODULE_NOT_FOUND",
      message: "Cannot find package 'x-core' imported from /app/node_modules/x/i.mjs",
    },
    "x",
    false,
  ],
  ["an error that quotes the name", { message: "x: Cannot find module 'x'" }, "x", false],
];

test.each(RECORDED)("what %s throws", (_runtime, error, name, expected) => {
  expect(isMissing(Object.assign(new Error(), error), name)).toBe(expected);
});

test("anything else that is thrown is thrown on", async () => {
  for (const thrown of [
    undefined,
    null,
    "Cannot find module 'x'",
    1,
    Object.create(null),
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    ),
  ]) {
    await expect(optionalImport("x", () => Promise.reject(thrown as Error))).rejects.toSatisfy(
      (error) => error === thrown,
    );
  }
});

test("the default line goes to the console", () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const load = (): never => {
    throw Object.assign(new Error("Cannot find module 'quiet'"), { code: "MODULE_NOT_FOUND" });
  };
  expect(optionalRequire("quiet", load, { feature: "statistics" })).toBeNull();
  expect(optionalRequire("quiet", load, { feature: "statistics" })).toBeNull();
  expect(info.mock.calls).toEqual([['"quiet" is not installed; statistics is skipped']]);
  info.mockRestore();
});

test("the type is the module's, or null", async () => {
  const loaded = await optionalImport("x", () => Promise.resolve({ answer: 42 }));
  expectTypeOf(loaded).toEqualTypeOf<{ answer: number } | null>();
  expectTypeOf(optionalRequire("x", () => 1)).toEqualTypeOf<number | null>();
  await expect(optionalImport("", () => 1)).rejects.toThrow(TypeError);
  await expect(optionalImport("x", "x" as never)).rejects.toThrow(/load must be a function/);
  expect(() => optionalRequire("x", () => 1, { log: 1 as never })).toThrow(/options\.log/);
});
