import type { ClientIpError } from "../client-ip/client-ip.ts";
import { defaultLog } from "../options.ts";
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

/** Sent where the request's own headers do not say who sent it. */
const BAD_REQUEST: Denial = { status: 400, message: "Bad request", reason: "", headers: {} };

/** Sent where a protection refuses without saying how. */
const FORBIDDEN: Denial = { status: 403, message: "Forbidden", reason: "refused", headers: {} };

/**
 * Asks a protection about a request. Whatever is not plainly allowed is refused; an error of the protection rejects, and
 * the adapter hands it to the framework's own error handling, so that the handler never runs. Only headers that name no
 * client, which anyone can send, are no error of the server's.
 */
export async function decide(protection: Protection, request: RequestFacts): Promise<Decision> {
  const verdict = await ask(protection, request);
  const denial = verdict.allowed === true ? undefined : (verdict.denial ?? FORBIDDEN);
  return { headers: { ...verdict.headers, ...denial?.headers }, denial, settle: settleOnce(verdict.settle) };
}

async function ask(protection: Protection, request: RequestFacts): Promise<Verdict> {
  try {
    return await protection.checkRequest(request);
  } catch (error) {
    return refuseBadHeaders(error);
  }
}

function refuseBadHeaders(error: unknown): Verdict {
  // By name: the key function may have `clientIp` from a second copy of the package.
  if (!(error instanceof Error) || error.name !== "ClientIpError") throw error;
  if ((error as Partial<ClientIpError>).statusCode !== 400) throw error;
  warnOnce(error.message);
  return { allowed: false, headers: {}, denial: { ...BAD_REQUEST, reason: error.message } };
}

const warnings = new Set<string>();

/** It may be the proxies' fault: their messages are few, since they quote nothing that a client sent. */
function warnOnce(message: string): void {
  if (warnings.has(message)) return;
  warnings.add(message);
  defaultLog(`secure-patterns: refused a request with 400: ${message}`);
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
