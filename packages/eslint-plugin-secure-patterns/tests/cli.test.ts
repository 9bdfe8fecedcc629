// The built command, as users run it.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

const cli = join(import.meta.dirname, "../dist/cli.js");
const runtime = join(import.meta.dirname, "../../secure-patterns");

const open = `import express from "express";
const app = express();
app.get("/done", (req, res) => {
  res.redirect(req.query.next);
});
`;
const link = `export const Link = ({ to }) => <a href={to} target="_blank">out</a>;\n`;
const clean = `export const answer = 42;\n`;

let folder = "";

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: run pnpm build first");
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "a project ")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { code: status, out: stdout, err: stderr };
}

interface JsonReport {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly line: number }[];
  readonly linted: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

function runJson(...args: string[]): JsonReport {
  return JSON.parse(run(...args, "--json").out) as JsonReport;
}

describe("eslint-plugin-secure-patterns <directory>", () => {
  it("groups findings by pattern, shows their code and sums up", () => {
    write("src/a.js", open);
    write("src/b.ts", open);
    const { code, out, err } = run(".");
    expect(code).toBe(1);
    expect(out).toContain("no-open-redirect · 2 findings");
    expect(out).toContain("src/a.js:4:16");
    expect(out).toContain("> 4 |   res.redirect(req.query.next);");
    expect(out).toContain("2 findings in 2 files · 2 files read");
    expect(err).toBe("");
  });

  it("ends with 0 where nothing is found, also in an empty directory", () => {
    expect(run(".")).toMatchObject({ code: 0 });
    write("a.js", clean);
    expect(run(".")).toMatchObject({ code: 0 });
  });

  it("reads every kind of script", () => {
    const names = ["cjs", "cts", "js", "jsx", "mjs", "mts", "ts", "tsx"].map((extension) => `a.${extension}`);
    for (const name of names) write(name, open);
    expect(runJson(".").findings.map((finding) => finding.path)).toEqual(names);
  });

  it("takes a single file, several paths, and links to them", () => {
    const file = write("sub/a.js", open);
    write("b.js", open);
    symlinkSync(join(folder, "sub"), join(folder, "linked"));
    expect(runJson(file).findings).toHaveLength(1);
    expect(runJson("sub", "b.js").findings.map((finding) => finding.path)).toEqual(["sub/a.js", "b.js"]);
    expect(runJson("linked").findings).toHaveLength(1);
  });

  it("says of a file alone what it says of it among all others", () => {
    const file = write("mocks/pay.js", open);
    const found = (...paths: string[]): unknown => runJson("--strict", ...paths).findings;
    expect(runJson(".").findings).toEqual([]);
    expect(runJson("mocks/pay.js").findings).toEqual([]);
    expect(found(file)).toEqual(found("."));
    expect(run("explain", "mocks/pay.js:4").out).toContain("Likely:");
  });

  it("skips, and names, what cannot be parsed or read", () => {
    write("a.js", open);
    write("broken.ts", "let x: = ;");
    write("packed.js", "var a=compute(1,2,3);".repeat(1000));
    const { findings, skipped } = runJson(".");
    expect(findings).toHaveLength(1);
    expect(skipped.map(({ path, reason }) => `${path}: ${reason.split(":")[0]}`)).toEqual([
      "broken.ts: cannot be parsed",
      "packed.js: minified",
    ]);
  });

  it("ignores the project's own ESLint configuration, plugins and comments for other rules", () => {
    write("eslint.config.js", "throw new Error('loaded');");
    write(
      "a.js",
      `/* eslint no-var: "error", other/rule: "error" */\nvar x = 1; // eslint-disable-line other/rule\n${open}`,
    );
    const { findings } = runJson("--fix", ".");
    expect(findings.map((finding) => finding.rule)).toEqual(["no-open-redirect"]);
    expect(read("a.js")).toContain("var x");
  });

  it("obeys a comment that disables one of our rules", () => {
    write("a.js", `/* eslint-disable secure-patterns/no-open-redirect */\n${open}`);
    expect(run(".").code).toBe(0);
  });

  it("changes nothing without --fix, and no behaviour with it", () => {
    write("a.js", open);
    write("b.jsx", link);
    run(".");
    expect([read("a.js"), read("b.jsx")]).toEqual([open, link]);
    expect(run("--fix", ".").code).toBe(1);
    expect(read("a.js")).toBe(open);
  });

  it("carries out suggestions with --fix=all where the runtime is installed", () => {
    write("a.js", open);
    expect(run("--fix=all", ".").out).toContain("npm install secure-patterns");
    expect(read("a.js")).toBe(open);
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(runtime, join(folder, "node_modules/secure-patterns"));
    write("package.json", '{ "name": "app", "dependencies": { "secure-patterns": "*" } }');
    expect(run("--fix=all", ".").code).toBe(0);
    expect(read("a.js")).toContain('import { safeRedirect } from "secure-patterns');
    expect(read("a.js")).toContain("res.redirect(safeRedirect(req.query.next, ");
  });

  it("says what is wrong with the command line, and ends with 2", () => {
    expect(run()).toMatchObject({ code: 2, out: "" });
    expect(run("nowhere")).toMatchObject({ code: 2, err: expect.stringContaining('"nowhere"') as string });
    write("notes.txt", "");
    expect(run("notes.txt")).toMatchObject({
      code: 2,
      err: expect.stringContaining('"notes.txt"') as string,
    });
    expect(run("--fixit", ".").code).toBe(2);
  });

  it("prints help", () =>
    expect(run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("--fix=all") as string }));
});

it("reads templates with what a server fills in", () => {
  const script = (hole: string): string =>
    `<script>const save = () => fetch("/a", { method: "PUT", headers: { "CSRF-Token": "${hole}" } }); const drop = () => fetch("/a", { method: "DELETE" });</script>`;
  const asked = '<% if (user > 1) { %><p <%= user > 2 ? "hidden" : "" %>></p><% } %>';
  write("views/page.ejs", `${asked}\n${script("<%= csrfToken %>")}\n`);
  write("views/page.hbs", `<p>{{#if user}}in{{/if}}</p>\n${script("{{csrfToken}}")}\n`);
  write("package.json", '{ "name": "site" }');
  const { out, err } = run("--json", ".");
  const { findings } = JSON.parse(out) as { findings: { path: string; line: number; rule: string }[] };
  const found = findings.map(({ path, line, rule }) => [path, line, rule.replace("secure-patterns/", "")]);
  expect(err).toBe("");
  expect(found.sort()).toEqual([
    ["views/page.ejs", 2, "require-csrf-token"],
    ["views/page.hbs", 2, "require-csrf-token"],
  ]);
});
