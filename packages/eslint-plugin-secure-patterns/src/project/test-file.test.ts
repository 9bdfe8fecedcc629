import { expect, it } from "vitest";
import { isTestFile } from "./test-file.ts";

it.each([
  ["/tests/app/src/server.js", "/tests/app", false],
  ["/home/app/tests/server.js", "/home/app", true],
  ["/home/app/src/server.test.js", "/home/app", true],
  ["/home/app/src/mock-server.js", "/home/app", true],
  ["/home/app/src/http/__fixtures__/server.js", "/home/app", true],
  ["/tests/elsewhere/server.js", "/home/app", false],
  ["/home/app/scripts/browser-verify-status.ts", "/home/app", true],
  ["/home/app/scripts/create-admin.ts", "/home/app", false],
  ["/tests/elsewhere/server.spec.js", "/home/app", true],
])("%s in %s", (filename, root, expected) => {
  expect(isTestFile(filename, root)).toBe(expected);
});
