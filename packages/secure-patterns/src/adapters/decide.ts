import type { Denial, Protection, RequestFacts, Verdict } from "../protection.ts";

/** A verdict in the form that adapters act on: refused exactly when `denial` is there. */
export interface Decision {
  readonly headers: Readonly<Record<string, string>>;
  readonly denial: Denial | undefined;
  /**
   * Tells the protection how the request ended; `undefined` if it does not want to know. Never rejects, and only the first
   * call counts.
   */
  readonly settle: ((status: number) => Promise<void>) | undefined;
}

/** Sent where a protection refuses without saying how. */
const FORBIDDEN: Denial = { status: 403, message: "Forbidden", reason: "refused", headers: {} };

/**
 * Asks a protection about a request. Whatever is not plainly allowed is refused; an error of the protection rejects, and
 * the adapter hands it to the framework's own error handling, so that the handler never runs.
 */
export async function decide(protection: Protection, request: RequestFacts): Promise<Decision> {
  const verdict = await protection.checkRequest(request);
  const denial = verdict.allowed === true ? undefined : (verdict.denial ?? FORBIDDEN);
  return { headers: { ...verdict.headers, ...denial?.headers }, denial, settle: settleOnce(verdict.settle) };
}

function settleOnce(settle: Verdict["settle"]): Decision["settle"] {
  if (!settle) return undefined;
  let isSettled = false;
  return async (status) => {
    if (isSettled) return;
    isSettled = true;
    try {
      await settle(status);
    } catch {
      // The response is decided; an admission that could not be taken back stays counted, and its store has logged why.
    }
  };
}
