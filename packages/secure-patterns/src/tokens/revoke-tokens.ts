import type { TokenStore } from "../stores/store.ts";
import { checkPurpose, checkSubject, checkTokenStore } from "./token-arguments.ts";

/**
 * Ends every token of a subject and purpose: after a password reset has *succeeded*, its other links must die.
 *
 * @returns how many were live
 * @throws TypeError if an argument is malformed; whatever the store throws if it fails
 */
export async function revokeTokens(tokens: TokenStore, subject: string, purpose: string): Promise<number> {
  return checkTokenStore(tokens).revokeTokens(checkSubject(subject), checkPurpose(purpose));
}
