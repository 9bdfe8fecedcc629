import type { TokenStore } from "../stores/store.ts";
import { type Claim, hashToken, toClaim } from "./claim.ts";
import { checkTokenStore, readPurpose } from "./token-arguments.ts";

/**
 * Looks at a token without consuming it, for the page that a link in a mail opens: mail scanners follow links, so GET peeks
 * and POST consumes. Decide nothing by it that `consumeToken` does not decide again.
 *
 * @param token - what the request presents; anything but a live token of this purpose is `null`
 * @throws TypeError if an argument of yours is malformed; whatever the store throws if it fails
 */
export async function peekToken(
  tokens: TokenStore,
  token: unknown,
  options: { readonly purpose: string },
): Promise<Claim | null> {
  const store = checkTokenStore(tokens);
  const purpose = readPurpose(options, "peekToken");
  const hash = hashToken(token, purpose);
  return hash === undefined ? null : toClaim(await store.peekToken(hash, purpose), purpose);
}
