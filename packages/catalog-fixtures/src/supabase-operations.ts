import { createClient } from "@supabase/supabase-js";

const supabase = createClient("https://x.supabase.co", "key");

export async function operations(hash: string, now: string): Promise<void> {
  await supabase.from("resets").select().eq("hash", hash).single(); // $ read resets
  await supabase.from("resets").delete().eq("hash", hash).select(); // $ delete resets
  await supabase.from("resets").update({ used_at: now }).eq("hash", hash).is("used_at", null); // $ update resets
  await supabase.from("resets").upsert({ hash }); // $ upsert resets
  await supabase.from("resets").insert({ hash }); // $ insert resets
}
