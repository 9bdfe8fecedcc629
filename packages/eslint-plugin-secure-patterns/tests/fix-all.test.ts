import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpers } from "../src/fixes/helpers.ts";
import { languagesOf } from "./support/language.ts";
import { lint, lintAndFix, type LintRequest } from "./support/lint.ts";
import { expectExport } from "./support/runtime-exports.ts";
import { wrapSinkRule } from "./support/wrap-sink.ts";

const [espree] = await languagesOf("file.js");

function request(code: string, filename = "file.js"): LintRequest {
  return {
    code,
    filename,
    language: espree ?? {},
    rules: { sink: {}, mount: {}, "import-helpers": {} },
    extraRules: {
      sink: wrapSinkRule({ name: "safeRedirect", from: "secure-patterns" }),
      // An adapter's helper: `import-helpers` cannot know its module from its name.
      mount: wrapSinkRule({ name: "protect", from: "secure-patterns/express" }, "mount"),
    },
    settings: { fix: "all" },
  };
}

describe('fix: "all"', () => {
  it("is done with forty findings of two rules after one run", () => {
    const sinks = Array.from({ length: 40 }, (_, n) => (n % 4 ? `sink(x${n});` : `mount(x${n});`));
    const { output, messages } = lintAndFix(request(["import a from 'a';", "a();", ...sinks].join("\n")));
    expect(messages).toEqual([]);
    expect(output.match(/safeRedirect\(x\d+, '\/'\)/g)).toHaveLength(30);
    expect(output.match(/protect\(x\d+, '\/'\)/g)).toHaveLength(10);
    expect(output.match(/^import .*/gm)).toEqual([
      "import a from 'a';",
      "import { protect } from 'secure-patterns/express';",
      "import { safeRedirect } from 'secure-patterns';",
    ]);
  });

  it("names an alias where the helper's name is taken", () => {
    const { output, messages } = lintAndFix(
      request("const safeRedirect = 1;\nsink(safeRedirect);\nexport {};"),
    );
    expect(messages).toEqual([]);
    expect(output).toContain('import { safeRedirect as safeRedirect2 } from "secure-patterns";');
    expect(output).toContain('sink(safeRedirect2(safeRedirect, "/"));');
  });

  it("leaves other fixes in place while an import is missing", () => {
    const found = lint(request("sink(safeRedirect(a, '/'));\nsink(b);\nexport {};"));
    expect(found.filter(({ fix }) => fix).map(({ ruleId }) => ruleId)).toEqual([
      "secure-patterns/import-helpers",
    ]);
  });

  it("changes nothing where the runtime is not installed, and names the command once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "no-runtime-"));
    const files = ["a.js", "b.js"].map((name) =>
      request("sink(a);\nsink(b);\nexport {};", join(folder, name)),
    );
    const runs = files.map((file) => lintAndFix(file));
    expect(runs.map(({ fixed }) => fixed)).toEqual([false, false]);
    const texts = runs.flatMap(({ messages }) => messages.map(({ message }) => message));
    expect(texts.filter((text) => text.includes("npm install secure-patterns"))).toHaveLength(1);
    expect(texts[0]).toMatch(/npm install secure-patterns$/);
  });
});

describe("helpers", () => {
  it.each(Object.entries(helpers))("%s is an export of the runtime", async (name, { from, also }) => {
    for (const module of [from, ...also]) await expectExport(module, name);
  });
});
