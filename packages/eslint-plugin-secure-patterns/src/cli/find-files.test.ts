import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findFiles } from "./find-files.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find files "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = ""): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function find(from = ""): string[] {
  return [...findFiles(join(folder, from), () => undefined)].map((path) => relative(folder, path));
}

describe("findFiles", () => {
  it("walks in a stable order and leaves out what tools installed or built", () => {
    for (const path of ["b.js", "a/z.ts", "a/c d.ts", "node_modules/x/i.js", "a/dist/i.js", ".next/i.js"])
      write(path);
    expect(find()).toEqual(["a/c d.ts", "a/z.ts", "b.js"]);
  });

  it("obeys .gitignore files, the inner one over the outer one", () => {
    write(".gitignore", "generated/\n*.log.js\n!keep.log.js\n");
    write("sub/.gitignore", "local.js\n!wanted.log.js\n");
    for (const path of ["generated/a.js", "b.log.js", "keep.log.js", "sub/local.js", "sub/wanted.log.js"])
      write(path);
    expect(find()).toEqual([".gitignore", "keep.log.js", "sub/.gitignore", "sub/wanted.log.js"]);
  });

  it("obeys those of the repository above", () => {
    mkdirSync(join(folder, ".git"));
    write(".gitignore", "/app/made/\n");
    write("app/made/a.js");
    write("app/b.js");
    expect(find("app")).toEqual(["app/b.js"]);
  });

  it("walks a directory that is ignored but asked for", () => {
    mkdirSync(join(folder, ".git"));
    write(".gitignore", "build\n");
    write("build/a.js");
    expect(find("build")).toEqual(["build/a.js"]);
  });

  it("follows no symbolic link, so that a loop ends", () => {
    write("a/b.js");
    symlinkSync(folder, join(folder, "a/loop"));
    symlinkSync(join(folder, "a/b.js"), join(folder, "link.js"));
    expect(find()).toEqual(["a/b.js"]);
  });

  it("finds nothing in an empty directory", () => expect(find()).toEqual([]));

  it("says which folder it could not list", () => {
    const told: string[] = [];
    expect([...findFiles(join(folder, "gone"), ({ path }) => told.push(path))]).toEqual([]);
    expect(told).toEqual([join(folder, "gone")]);
  });
});
