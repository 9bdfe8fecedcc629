import { describe, expect, test } from "vitest";
import { hasServer } from "../../../tests/servers.ts";
import { runContract, uniqueName } from "../../../tests/stores/contract-of.ts";
import { postgres } from "./postgres.ts";

const isThere = await hasServer("PostgreSQL");

function moduleFor(client: string): URL {
  const query = `client=${client}&schema=${uniqueName()}`;
  return new URL(`../../../tests/stores/open-postgres.ts?${query}`, import.meta.url);
}

describe.runIf(isThere)("contract", () => {
  test.concurrent.each(["pool", "client", "postgres.js", "http"])(
    "by %s",
    (client) => runContract(moduleFor(client), client === "pool" ? 3 : 0),
    300_000,
  );
});

test("contract by PGlite", () => runContract(moduleFor("pglite"), 0), 300_000);

test.each([undefined, null, {}, "postgres://localhost"])("no client: %j", (client) => {
  expect(() => postgres(client as never)).toThrow(TypeError);
});

test.each([
  [{ prefix: "a-b" }, "prefix"],
  [{ prefix: "" }, "prefix"],
  [{ schema: 'a"; DROP TABLE users; --' }, "schema"],
  [{ schema: "1a" }, "schema"],
  [{ log: true }, "log"],
  [{ perfix: "a" }, "perfix"],
])("bad option %j", (options, name) => {
  const client = { query: () => Promise.resolve([]) };
  expect(() => postgres(client, options as never)).toThrow(new RegExp(`^${name} `));
});
