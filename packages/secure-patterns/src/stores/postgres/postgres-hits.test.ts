import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import type { HitAttempt } from "../store.ts";
import { postgres } from "./postgres.ts";

function attempt(key: string): HitAttempt {
  return { bucket: "b", keys: [key], limit: 10, window: 60_000, cost: 1, block: 0 };
}

test("a log that cannot be read fails its own decision, and none that was asked at the same time", async () => {
  const client = new PGlite();
  const store = postgres(client);
  await store.migrate();
  await store.hit(attempt("broken"));
  await client.query("UPDATE secure_patterns_hits SET used = 9223372036854775807");
  const outcomes = await Promise.allSettled(
    ["a", "broken", "b", "a"].map(async (key) => store.hit(attempt(key))),
  );
  expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value.admitted : one.status))).toEqual([
    true,
    "rejected",
    true,
    true,
  ]);
  // The command that failed recorded nothing: each admission counts once.
  expect((await store.peekHits(attempt("a"))).used).toBe(2);
  expect((await store.peekHits(attempt("b"))).used).toBe(1);
  await client.close();
});
