import { expect, it } from "vitest";
import type { Framework } from "../catalog/types.ts";
import { packagesInUse } from "./packages-in-use.ts";

const usual: Framework = { name: "usual", packages: ["usual"], sort: "server", usual: true };
const other: Framework = { name: "other", packages: ["other"], sort: "server" };
const database: Framework = { name: "database", packages: ["database"], sort: "database" };

function isUsualInUse(imported: readonly string[], installed: readonly string[]): boolean {
  return packagesInUse([usual, other, database], new Set(imported), new Set(installed))(usual.packages);
}

it.each([
  ["a file about which nothing is known", [], [], true],
  ["a file that imports it", ["usual"], [], true],
  ["a package that has it", [], ["usual", "other"], true],
  ["a file that imports something of another sort", ["database"], [], true],
  ["a file that imports another one", ["other"], [], false],
  ["a package that has another one", [], ["other"], false],
  ["a package that says what it is made of", [], ["database"], false],
])("the usual server and %s", (_name, imported, installed, expected) => {
  expect(isUsualInUse(imported, installed)).toBe(expected);
});

it("takes nothing else for granted", () => {
  expect(packagesInUse([usual, other], new Set(), new Set())(other.packages)).toBe(false);
});

const shown: Framework = {
  name: "shown",
  packages: ["shown"],
  sort: "database",
  shows: { path: "\\+page\\.ts$", text: "\\.insertInto\\(" },
};

it.each([
  ["a path", [], "/app/+page.ts", "", true],
  ["a text", [], "/app/a.ts", "db.insertInto('users')", true],
  ["neither", [], "/app/a.ts", "db.insert('users')", false],
  ["a package that says what it is made of", ["database"], "/app/+page.ts", "", false],
])("a framework is seen in %s", (_name, installed: string[], filename, text, expected) => {
  const isInUse = packagesInUse([shown, database], new Set(), new Set(installed), { filename, text });
  expect(isInUse(shown.packages)).toBe(expected);
});
