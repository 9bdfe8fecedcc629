import { type AddressInfo } from "node:net";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { PostgrestClient } from "@supabase/postgrest-js";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/supabase.ts";
import { proveRecipe } from "./prove-recipe.ts";

interface Row {
  hash: string;
  user_id: number;
  expires_at: string;
  used_at: string | null;
}

/**
 * supabase-js answers through postgrest-js, and that is the real one here. PostgREST itself is no npm package: a stub answers in
 * its place, as its documentation and sources say (statuses, Content-Range, PGRST116).
 */
let rows: Row[] = [];
const server = createServer(answer);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const db = new PostgrestClient(url);
console.log("skipped: a real PostgREST; postgrest-js talks to a stub instead");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", url);
  if (pathname !== "/resets") return send(response, 404, { code: "PGRST205", message: "no such table" });
  const found = rows.filter((row) => matches(row, searchParams));
  const isSingle = request.headers.accept?.includes("vnd.pgrst.object") === true;
  if (isSingle && found.length !== 1) {
    const details = `The result contains ${found.length} rows`;
    return send(response, 406, { code: "PGRST116", details, hint: null, message: "Cannot coerce" });
  }
  if (request.method === "DELETE") rows = rows.filter((row) => !found.includes(row));
  if (request.method === "PATCH") {
    const change: unknown = JSON.parse((await request.toArray()).join(""));
    for (const row of found) Object.assign(row, change);
  }
  const prefer = String(request.headers.prefer);
  if (prefer.includes("count=exact")) response.setHeader("Content-Range", `*/${found.length}`);
  if (prefer.includes("return=representation")) return send(response, 200, isSingle ? found[0] : found);
  response.writeHead(204).end();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function matches(row: Row, filters: URLSearchParams): boolean {
  return [...filters].every(([column, filter]) => {
    const value = row[column as keyof Row];
    const [operator, operand] = filter.split(/\.(.*)/s);
    if (operator === "eq") return value === operand;
    if (operator === "gt") return String(value) > String(operand);
    return operator === "is" ? value === null : true;
  });
}

const tables = {
  async reset(hash: string, expiresAt: Date) {
    const expires_at = expiresAt.toISOString();
    rows = [
      { hash, user_id: 7, expires_at, used_at: null },
      { hash: "other", user_id: 8, expires_at, used_at: null },
    ];
  },
  passwordHash: () => Promise.resolve(),
};

describe("supabase-js (postgrest-js)", () => {
  proveRecipe(
    "recipes",
    {
      consumeByDelete: (hash) => recipes.consumeByDelete(db, hash),
      consumeByMark: (hash) => recipes.consumeByMark(db, hash),
    },
    tables,
  );

  it("reads single(), counts and rows, and asks for them where there are none", async () => {
    await tables.reset("t", new Date());
    const write = (hash: string) => db.from("resets").delete().eq("hash", hash);
    await expect(consumeToken(() => write("t"))).rejects.toThrow(/add \.select\(\)/);
    await tables.reset("t", new Date());
    expect((await consumeToken(() => write("t").select().single()))?.data).toMatchObject({ user_id: 7 });
    expect(await consumeToken(() => write("t").select().single())).toBeNull();
    const counted = () => db.from("resets").delete({ count: "exact" }).eq("hash", "other");
    expect((await consumeToken(counted))?.count).toBe(1);
    expect(await consumeToken(counted)).toBeNull();
    await tables.reset("t", new Date());
    await expect(consumeToken(() => db.from("resets").delete().select())).rejects.toThrow(/changed 2 rows/);
    await tables.reset("t", new Date());
    const two = () => db.from("resets").delete().select().single();
    await expect(consumeToken(two)).rejects.toThrow(/the write failed/);
  });

  it("throws where the service fails, whether it throws itself or not", async () => {
    const nowhere = () => db.from("nowhere").delete().eq("hash", "t").select();
    await expect(consumeToken(nowhere)).rejects.toMatchObject({ cause: { code: "PGRST205" } });
    await expect(consumeToken(() => nowhere().throwOnError())).rejects.toThrow(/no such table/);
    const away = new PostgrestClient("http://127.0.0.1:1");
    await expect(consumeToken(() => away.from("resets").delete().select())).rejects.toThrow(
      /the write failed/,
    );
  });
});
