import { expect, test } from "vitest";
import type { RequestFacts } from "../protection.ts";
import { exemptPaths } from "./exempt-paths.ts";

function at(url: string, headers: Record<string, string> = {}): RequestFacts {
  return { method: "POST", url, header: (name) => headers[name], remoteAddress: undefined, raw: undefined };
}

const signed = (request: RequestFacts): boolean => request.header("stripe-signature") === "good";

test.each([
  "/webhooks/stripe",
  "/webhooks/stripe?id=1",
  "/webhooks/stripe?",
  "/webhooks/stripe#x",
  "https://app.example/webhooks/stripe?id=1",
])("%s is exempt", async (url) => {
  expect(await exemptPaths(["/webhooks/stripe"], "production")(at(url))).toMatchObject({ isExempt: true });
});

test.each([
  "/transfer?next=/webhooks/stripe",
  "/transfer?/webhooks/stripe",
  "/transfer#/webhooks/stripe",
  "/transfer;/webhooks/stripe",
  "/webhooks/stripe/",
  "/webhooks/stripe/../../transfer",
  "/transfer/../webhooks/stripe",
  "/transfer/%2e%2e/webhooks/stripe",
  "/transfer/..%2fwebhooks/stripe",
  "/webhooks/stripe%2f..%2f..%2ftransfer",
  "/webhooks//stripe",
  "//webhooks/stripe",
  "///webhooks/stripe",
  "/webhooks\\stripe",
  "\\webhooks\\stripe",
  "/Webhooks/Stripe",
  "/webhooks/strip%65",
  "/webhooks/stripe%00",
  "/webhooks/stripe\n",
  "/webhooks/stripe ",
  "/webhooks/stripex",
  "/x/webhooks/stripe",
  "https://app.example/transfer?https://app.example/webhooks/stripe",
  "http://webhooks/stripe",
  "webhooks/stripe",
  "",
  "*",
  "?/webhooks/stripe",
])("%j is not exempt", async (url) => {
  expect(await exemptPaths(["/webhooks/stripe"], "production")(at(url))).toEqual({
    isExempt: false,
    isUnsigned: false,
  });
});

test("exemptions hold in their environment only", async () => {
  const exempt = { production: ["/webhooks/stripe"], development: ["/dev/mail"] };
  const answer = async (environment: string, url: string): Promise<boolean> =>
    (await exemptPaths(exempt, environment)(at(url))).isExempt;
  expect(await answer("production", "/webhooks/stripe")).toBe(true);
  expect(await answer("production", "/dev/mail")).toBe(false);
  expect(await answer("development", "/dev/mail")).toBe(true);
  expect(await answer("staging", "/webhooks/stripe")).toBe(false);
  expect(await answer("constructor", "/webhooks/stripe")).toBe(false);
});

test("a prefix or pattern counts only together with a good signature", async () => {
  const exempt = exemptPaths(
    [
      { prefix: "/hooks/", signature: signed },
      { pattern: /^\/partners\/\d+$/g, signature: async (request: RequestFacts) => signed(request) },
      {
        path: "/one",
        signature: () => {
          throw new Error("no body");
        },
      },
      { path: "/two", signature: () => "yes" as never },
    ],
    "production",
  );
  const good = { "stripe-signature": "good" };
  for (const url of ["/hooks/a", "/partners/12", "/partners/13", "/partners/14"]) {
    expect(await exempt(at(url, good)), url).toEqual({ isExempt: true, isUnsigned: false });
    expect(await exempt(at(url)), url).toEqual({ isExempt: false, isUnsigned: true });
  }
  for (const url of [
    "/hooks/../transfer",
    "/hooks/%2e%2e/transfer",
    "/hooks//x",
    "/partners/x",
    "/one",
    "/two",
  ]) {
    expect((await exempt(at(url, good))).isExempt, url).toBe(false);
  }
});

test.each([
  ["/webhooks/*"],
  ["/webhooks/:name"],
  ["/webhooks/(.*)"],
  ["/webhooks/../x"],
  ["/webhooks/stripe?x=1"],
  ["webhooks/stripe"],
  ["https://app.example/webhooks"],
  ["//webhooks"],
  [""],
  [/webhooks/],
  [{ prefix: "/webhooks" }],
  [{ pattern: /webhooks/ }],
  [{ prefix: "/webhooks", signature: true }],
  [{ prefix: "webhooks", signature: signed }],
  [{ pattern: "webhooks", signature: signed }],
  [null],
  [() => true],
])("entry %j is refused, in every environment", (entry) => {
  expect(() => exemptPaths([entry], "production")).toThrow(/^exempt must list exact paths/);
  expect(() => exemptPaths({ development: [entry] }, "production")).toThrow(/^exempt must list exact paths/);
});

test.each(["/webhooks", /webhooks/, 1, { production: "/webhooks" }])("exempt: %s is refused", (exempt) => {
  expect(() => exemptPaths(exempt, "production")).toThrow(/^exempt must list exact paths/);
});
