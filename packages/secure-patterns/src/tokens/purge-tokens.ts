import type { TokenStore } from "../stores/store.ts";
import { checkTokenStore } from "./token-arguments.ts";

/**
 * Removes expired tokens, once. Expired tokens never consume, purged or not. `store.purge({ every: "1h" })` repeats.
 *
 * @returns how many; 0 from stores that expire by themselves (Redis)
 * @throws TypeError if `tokens` is no store; whatever the store throws if it fails
 */
export async function purgeTokens(tokens: TokenStore): Promise<number> {
  return checkTokenStore(tokens).purgeTokens();
}
