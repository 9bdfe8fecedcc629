// The packed runtime in a project of its own: on this Node by import and by require, in bundles, under TypeScript.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./places.ts";

test("the quick part of the matrix: everything that needs no download", () => {
  const options = { cwd: root, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "checks/matrix.mjs"), "--quick"],
    options,
  );
  for (const line of stdout.split("\n").filter((line) => line.startsWith("skipped: "))) console.log(line);
  expect(status, stdout + stderr).toBe(0);
});
