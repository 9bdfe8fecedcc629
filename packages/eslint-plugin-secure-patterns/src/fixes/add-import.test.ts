import { describe, expect, it } from "vitest";
import { testRule } from "../../tests/support/test-rule.ts";
import { wrapSinkRule } from "../../tests/support/wrap-sink.ts";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

testRule("wrap-sink", wrapSinkRule({ name: "safeRedirect", from: "secure-patterns" }), {
  valid: ['import { safeRedirect } from "secure-patterns"; sink(safeRedirect(x, "/"));'],
  invalid: [
    // Where the import goes.
    { name: "no imports", code: lines("sink(x);", "export {};") },
    { name: "after the imports", code: lines('import a from "a";', 'import b from "b";', "", "sink(a, b);") },
    { name: "single quotes, no semicolons", code: lines("import a from 'a'", "", "sink(a)") },
    { name: "after a trailing comment", code: lines('import a from "a"; // first', "sink(a);") },
    { name: "after a block comment", code: lines('import a from "a"; /* first */ /* still */', "sink(a);") },
    { name: "a statement on the import's line", code: lines('import a from "a"; sink(a);') },
    { name: "two imports on a line", code: lines('import a from "a"; import b from "b"', "sink(a, b)") },
    { name: "after 'use client'", code: lines("'use client'", "", "export const f = () => sink(x)") },
    {
      name: "between 'use server' and imports",
      code: lines('"use server";', 'import a from "a";', "sink(a);"),
    },
    { name: "after a shebang", code: lines("#!/usr/bin/env node", 'import a from "a";', "sink(a);") },
    { name: "after a shebang, no imports", code: lines("#!/usr/bin/env node", "sink(x);", "export {};") },
    {
      name: "after a licence header",
      code: lines("/*!", " * Copyright 2020 Somebody", " */", "export const f = () => sink(x);"),
    },
    {
      name: "after a header and before the statement's own comment",
      code: lines(
        "// @ts-check",
        "// eslint-disable no-console",
        "",
        "/** Leaves. */",
        "export const f = () => sink(x);",
      ),
    },
    {
      name: "before the comment that a statement needs",
      code: lines("// eslint-disable-next-line no-console", "export const f = () => sink(x);"),
    },
    {
      name: "before a comment inside the statement's line",
      code: lines("/* a */ export const f = () => sink(x);"),
    },
    {
      name: "imports in the middle",
      code: lines("export const f = () => sink(x);", 'import a from "a";', "a();"),
    },
    { name: "CRLF", code: 'import a from "a";\r\nimport b from "b";\r\n\r\nsink(a, b);\r\n' },
    { name: "no newline at the end", code: 'import a from "a";sink(a)' },
    {
      name: "JSON module",
      code: lines('import data from "./data.json" with { type: "json" };', "sink(data.next);"),
    },
    { name: "side effect import only", code: lines('import "./setup.js";', "sink(x);") },
    { name: "dynamic import only", code: lines('const a = await import("a");', "sink(a);") },
    { name: "export star", code: lines('export * from "./other.js";', "sink(x);") },
    {
      name: "export from is no import",
      code: lines('export { safeRedirect } from "secure-patterns";', "sink(x);"),
    },

    // Extending what is there.
    { name: "named", code: lines('import { rateLimit } from "secure-patterns";', "sink(rateLimit);") },
    {
      name: "named, trailing comma",
      code: lines("import {", "  rateLimit,", '} from "secure-patterns";', "sink(x);"),
    },
    { name: "empty braces", code: lines('import {} from "secure-patterns";', "sink(x);") },
    { name: "default", code: lines('import runtime from "secure-patterns";', "sink(runtime);") },
    {
      name: "default and empty",
      code: lines('import runtime, {} from "secure-patterns";', "sink(runtime);"),
    },
    { name: "side effect", code: lines('import "secure-patterns";', "sink(x);") },
    { name: "namespace", code: lines('import * as secure from "secure-patterns";', "sink(x);") },
    {
      name: "default and namespace",
      code: lines('import d, * as secure from "secure-patterns";', "sink(d);"),
    },
    { name: "alias", code: lines('import { safeRedirect as safe } from "secure-patterns";', "sink(x);") },
    {
      name: "string name",
      code: lines('import { "safeRedirect" as safe } from "secure-patterns";', "sink(x);"),
    },
    {
      name: "subpath",
      code: lines('import { safeRedirect } from "secure-patterns/safe-redirect";', "sink(x);"),
    },
    {
      name: "another subpath",
      code: lines('import { rateLimit } from "secure-patterns/rate-limit";', "sink(x);"),
    },
    {
      name: "namespace by top-level await",
      code: lines('const s = await import("secure-patterns");', "sink(x);"),
    },

    // Never shadowed, never shadowing.
    {
      name: "name taken at the top",
      code: lines("const safeRedirect = (x) => x;", "export { safeRedirect };", "sink(x);"),
    },
    {
      name: "name taken around the use",
      code: lines('import a from "a";', "export function f(safeRedirect) {", "  sink(safeRedirect);", "}"),
    },
    {
      name: "import shadowed at the use",
      code: lines(
        'import { safeRedirect } from "secure-patterns";',
        "export function f(safeRedirect, safeRedirect2) {",
        "  sink(safeRedirect, safeRedirect2);",
        "}",
        "sink(safeRedirect);",
      ),
    },
    {
      name: "namespace shadowed at the use",
      code: lines(
        'import * as secure from "secure-patterns";',
        "export function f(secure) {",
        "  sink(secure);",
        "}",
      ),
    },
    {
      name: "declared as a global",
      code: lines("/* global safeRedirect */", 'import a from "a";', "sink(a);"),
    },
    {
      name: "an unrelated inner name",
      code: lines('import a from "a";', "sink(a);", "{ let safeRedirect; }"),
    },

    // Several at once.
    { name: "two findings", code: lines('import a from "a";', "sink(a);", "if (a) sink(b);") },

    // TypeScript.
    {
      name: "import type",
      filename: "a.ts",
      code: lines('import type { Store } from "secure-patterns";', "sink(x as Store);"),
    },
    {
      name: "inline type",
      filename: "a.ts",
      code: lines('import { type Store } from "secure-patterns";', "sink(x as Store);"),
    },
    {
      name: "imported as a type only",
      filename: "a.ts",
      code: lines('import { type safeRedirect } from "secure-patterns";', "sink(x);"),
    },
    { name: "import equals", filename: "a.ts", code: lines('import a = require("a");', "sink(a);") },
    {
      name: "import equals of ours",
      filename: "a.ts",
      code: lines('import s = require("secure-patterns");', "sink(x);"),
    },
    {
      name: "a type of the name",
      filename: "a.ts",
      code: lines("type safeRedirect = string;", "sink(x as safeRedirect);"),
    },
    { name: "assertions", filename: "a.ts", code: lines("sink(<string>x!);", "export {};") },

    // CommonJS.
    { name: "require", code: lines('const a = require("a");', "sink(a);") },
    {
      name: "require, single quotes",
      code: lines("'use strict'", "", "const a = require('a')", "", "sink(a)"),
    },
    {
      name: "require, guarding semicolon",
      code: lines("const a = require('a')", ";[a].forEach((x) => sink(x))"),
    },
    {
      name: "require, bracket hazard",
      code: lines("'use strict'", "module.exports = a", ";[a].forEach((x) => sink(x))"),
    },
    { name: "require whose arguments hold the sink", code: lines('const a = require("a")(sink(x));') },
    {
      name: "require and call",
      code: lines('require("dotenv").config();', 'const a = require("a")("b");', "sink(a);"),
    },
    {
      name: "require destructured",
      code: lines('const { rateLimit } = require("secure-patterns");', "sink(rateLimit);"),
    },
    {
      name: "require destructured, one name a line",
      code: lines(
        "const {",
        "  rateLimit,",
        "  csrf,",
        '} = require("secure-patterns");',
        "sink(rateLimit, csrf);",
      ),
    },
    {
      name: "require destructured, empty",
      code: lines('const {} = require("secure-patterns");', "sink(x);"),
    },
    {
      name: "require destructured, rest",
      code: lines('const { csrf, ...rest } = require("secure-patterns");', "sink(rest);"),
    },
    {
      name: "require alias",
      code: lines('const { safeRedirect: safe } = require("secure-patterns");', "sink(x);"),
    },
    { name: "require whole", code: lines('const secure = require("secure-patterns");', "sink(x);") },
    {
      name: "require member",
      code: lines('const safe = require("secure-patterns").safeRedirect;', "sink(x);"),
    },
    {
      name: "require, name taken",
      code: lines('const a = require("a");', "function safeRedirect() {}", "sink(a);"),
    },
    { name: "module.exports only", code: lines("module.exports = () => sink(x);") },
    {
      name: "require inside ESM",
      code: lines(
        'import { createRequire } from "module";',
        "const require = createRequire(a);",
        "const b = require('b');",
        "sink(b);",
      ),
    },

    // What is wrapped.
    { name: "shorthand property", code: lines("sink({ Location });", "export {};") },
    { name: "property", code: lines("sink({ Location: a ? b : c });", "export {};") },
    { name: "comma expression", code: lines("sink((a, b));", "export {};") },
    { name: "arrow function", code: lines("sink(() => 1);", "export {};") },
    { name: "yield and await", code: lines("export async function* f() { sink(yield x); sink(await x); }") },
    { name: "template", code: lines("sink(`/a/${b}`);", "export {};") },

    // Nothing to offer.
    { name: "spread", code: lines("sink(...x);", "export {};") },

    // Single-file components.
    {
      name: "Vue",
      filename: "a.vue",
      code: lines("<script setup>", "import a from 'a'", "sink(a)", "</script>", "<template><p/></template>"),
    },
    {
      name: "Vue, indented",
      filename: "a.vue",
      code: lines(
        "<template><p/></template>",
        '<script setup lang="ts">',
        "  sink(x as string);",
        "</script>",
      ),
    },
    {
      name: "Svelte",
      filename: "a.svelte",
      code: lines("<script>", "  import a from 'a';", "  sink(a);", "</script>", "<p>{a}</p>"),
    },
    {
      name: "Astro",
      filename: "a.astro",
      code: lines("---", 'import a from "a";', "sink(a);", "---", "<p>{a}</p>"),
    },
  ],
});

testRule("wrap-sink", wrapSinkRule({ name: "getSafePath", from: "../lib/redirect.js" }), {
  valid: [],
  invalid: [
    { name: "the project's own helper", code: lines('import a from "a";', "sink(a);", "sink(b);") },
    {
      name: "the project's own module, extended",
      code: lines('import { b } from "../lib/redirect.js";', "sink(b);"),
    },
  ],
});

describe("a plain script", () => {
  it("can import nothing, so that nothing is offered", async () => {
    const { lint } = await import("../../tests/support/lint.ts");
    const [finding] = lint({
      code: "sink(location.hash);",
      filename: "a.js",
      language: { languageOptions: { sourceType: "script" } },
      rules: { "wrap-sink": {} },
      extraRules: { "wrap-sink": wrapSinkRule({ name: "safeRedirect", from: "secure-patterns" }) },
    });
    expect(finding).toMatchObject({ messageId: "bare" });
    expect(finding).not.toHaveProperty("suggestions");
  });
});
