import { expect, it } from "vitest";
import { standsIn } from "./stand-in-file.ts";

it.each([
  ["/home/app/src/api/dev-oauth/authorize/route.ts", true],
  ["/home/app/src/testing/xero-mock/route.ts", true],
  ["/home/app/app/dev/stub-pay/actions.ts", true],
  ["/home/app/src/http/__fixtures__/admin/route.ts", true],
  ["/home/app/src/fixtures/route.ts", false],
  ["/home/app/src/payment-stub.ts", true],
  ["/home/app/src/logout.test.ts", true],
  ["/home/app/e2e/logout.e2e-spec.ts", true],
  ["/home/app/test/server.js", false],
  ["/home/app/src/latest.ts", false],
  ["/home/app/src/speed-test.ts", false],
  ["/home/app/src/devices/route.ts", false],
  ["/home/app/src/mockups/route.ts", false],
  ["/home/dev-stub/app/src/route.ts", false],
])("%s: %s", (filename, expected) => {
  expect(standsIn(filename, "/home/app")).toBe(expected);
});
