import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { hasServer, serverUrl } from "../../../tests/servers.ts";
import { runContract, uniqueName } from "../../../tests/stores/contract-of.ts";
import type { HitAnswer } from "../store.ts";
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
    300_000,
  );
});

describe.runIf(isThere)("one command for several decisions", () => {
  test.each(["redis", "ioredis"])(
    "fails for a key that is somebody else's, and for no other (%s)",
    async (library) => {
      const prefix = `${uniqueName()}:`;
      const { default: open } = await import("../../../tests/stores/open-redis.ts");
      const store = await open(`?client=${library}&prefix=${prefix}`);
      const control = new Redis(serverUrl("Redis"));
      const hit = (keys: string[]): Promise<HitAnswer> =>
        Promise.resolve(store.hit({ bucket: "b", keys, limit: 2, window: 60_000, cost: 1, block: 0 }));
      await hit(["taken"]);
      const [name] = await control.keys(`${prefix}*`);
      await control.del(name!);
      await control.hset(name!, "field", "value");
      const keys = ["a", "taken", "a", "b", "a"];
      const outcomes = await Promise.allSettled(keys.map((key) => hit([key])));
      const said = outcomes.map((one) =>
        one.status === "fulfilled" ? one.value.admitted : String(one.reason),
      );
      expect(said).toEqual([true, expect.stringContaining("WRONGTYPE"), true, true, false]);
      await expect(hit(["taken"])).rejects.toThrow(/WRONGTYPE/);
      control.disconnect();
    },
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
  [{ perfix: "a" }, "perfix"],
])("bad option %j", (options, name) => {
  const client = { evalSha: () => Promise.resolve(), eval: () => Promise.resolve() };
  expect(() => redis(client, options as never)).toThrow(new RegExp(`^${name} `));
});
