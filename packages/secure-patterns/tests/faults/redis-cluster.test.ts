import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, test } from "vitest";
import { runContract } from "../stores/contract-of.ts";
import { eventually } from "./eventually.ts";
import { type OwnServer, ownServer } from "./own-servers.ts";

const server = await ownServer("redis", ["--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"]);

describe.runIf(server)("contract on a Redis Cluster", () => {
  const node = server as OwnServer;

  beforeAll(async () => {
    await node.start();
    const control = new Redis(node.port);
    await control.cluster("ADDSLOTSRANGE", 0, 16383);
    await eventually(async () => (await control.cluster("INFO")).includes("cluster_state:ok"));
    control.disconnect();
  });

  afterAll(() => node.remove());

  test.concurrent.each(["redis", "ioredis"])("by %s", async (client) => {
    const query = `client=${client}&prefix=${client}:&cluster=${node.port}`;
    await runContract(new URL(`../stores/open-redis.ts?${query}`, import.meta.url), 0);
  });
});
