import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const left = new Set(["node_modules", "dist"]);

/** Copies an example to a temporary folder, where it finds the dependencies of the original. */
export function createCopy(folder) {
  const copy = mkdtempSync(join(tmpdir(), `${basename(folder)}-`));
  cpSync(folder, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  symlinkSync(join(folder, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}
