import { describe, expect, test } from "vitest";
import { hasServer } from "../../../tests/servers.ts";
import { runContract, uniqueName } from "../../../tests/stores/contract-of.ts";
import { mysql } from "./mysql.ts";

const isThere = await hasServer("MySQL");

describe.runIf(isThere)("contract", () => {
  test.concurrent.each(["promise", "callback", "connection", "mariadb"])(
    "by %s",
    async (client) => {
      const query = `client=${client}&prefix=${uniqueName()}_`;
      const module = new URL(`../../../tests/stores/open-mysql.ts?${query}`, import.meta.url);
      await runContract(module, client === "promise" ? 3 : 0);
    },
    300_000,
  );
});

test.each([undefined, null, {}, "mysql://localhost"])("no client: %j", (client) => {
  expect(() => mysql(client as never)).toThrow(TypeError);
});

test.each([
  [{ prefix: "a`b" }, "prefix"],
  [{ schema: "x".repeat(41) }, "schema"],
  [{ log: true }, "log"],
  [{ perfix: "a" }, "perfix"],
])("bad option %j", (options, name) => {
  const client = { query: () => Promise.resolve([]), execute: () => Promise.resolve([]) };
  expect(() => mysql(client, options as never)).toThrow(new RegExp(`^${name} `));
});
