import type { PostgrestClient } from "@supabase/postgrest-js";
import { consumeToken } from "secure-patterns/tokens";

/** With `.select()`: without it the answer does not say whether a row was there. */
export async function consumeByDelete(db: PostgrestClient, hash: string): Promise<number | null> {
  const answer = await consumeToken(() =>
    db
      .from("resets")
      .delete()
      .eq("hash", hash)
      .gt("expires_at", new Date().toISOString())
      .select()
      .maybeSingle<{ user_id: number }>(),
  );
  return answer?.data?.user_id ?? null;
}

export async function consumeByMark(db: PostgrestClient, hash: string): Promise<number | null> {
  const now = new Date().toISOString();
  const answer = await consumeToken(() =>
    db
      .from("resets")
      .update({ used_at: now })
      .eq("hash", hash)
      .is("used_at", null)
      .gt("expires_at", now)
      .select("user_id"),
  );
  return answer?.data?.[0]?.user_id ?? null;
}
