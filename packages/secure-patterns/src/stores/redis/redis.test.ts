import { describe, expect, test } from "vitest";
import { hasServer } from "../../../tests/servers.ts";
import { runContract, uniqueName } from "../../../tests/stores/contract-of.ts";
import { redis } from "./redis.ts";

const isThere = await hasServer("Redis");

describe.runIf(isThere)("contract", () => {
  test.concurrent.each(["redis", "ioredis"])(
    "by %s",
    async (client) => {
      const query = `client=${client}&prefix=${uniqueName()}:`;
      await runContract(
        new URL(`../../../tests/stores/open-redis.ts?${query}`, import.meta.url),
        client === "redis" ? 3 : 1,
      );
    },
    60_000,
  );
});

test.each([undefined, null, {}, "redis://localhost"])("no client: %j", (client) => {
  expect(() => redis(client as never)).toThrow(TypeError);
});

test.each([
  [{ prefix: "a{b}" }, "prefix"],
  [{ prefix: 1 }, "prefix"],
  [{ maxEvents: 0 }, "maxEvents"],
  [{ log: true }, "log"],
])("bad option %j", (options, name) => {
  const client = { evalSha: () => Promise.resolve(), eval: () => Promise.resolve() };
  expect(() => redis(client, options as never)).toThrow(new RegExp(`^${name} `));
});
