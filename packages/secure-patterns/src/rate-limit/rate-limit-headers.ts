/** What the headers tell a client. */
export interface Quota {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds. */
  readonly retryAfter: number;
  /** Milliseconds. */
  readonly resetAfter: number;
}

/**
 * `RateLimit-Policy` and `RateLimit` after draft-ietf-httpapi-ratelimit-headers-10, whose `t` says in how many seconds
 * there will be more, and `Retry-After` (RFC 9110, section 10.2.3) for a refusal. Seconds are rounded up, so that a
 * client that waits as told is not refused again.
 *
 * @param window - milliseconds
 */
export function rateLimitHeaders(bucket: string, window: number, quota: Quota): Record<string, string> {
  const exact = quota.allowed ? quota.resetAfter : quota.retryAfter;
  // A store whose clock has whole milliseconds adds one to be sure: no reason to name a second more than the window has.
  const wait = exact === window + 1 ? window : exact;
  const t = Number.isFinite(wait) ? `;t=${seconds(wait)}` : "";
  const headers: Record<string, string> = {
    "RateLimit-Policy": `"${bucket}";q=${quota.limit};w=${seconds(window)}`,
    RateLimit: `"${bucket}";r=${quota.remaining}${t}`,
  };
  if (!quota.allowed && Number.isFinite(wait)) headers["Retry-After"] = String(Math.max(1, seconds(wait)));
  return headers;
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
