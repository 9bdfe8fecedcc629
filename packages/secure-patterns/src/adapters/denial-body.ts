import type { Denial } from "../protection.ts";

/** What a denial looks like on the wire: JSON, or plain text for a person's browser. */
export interface DenialBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * @param accept - the request's `Accept` header
 * @returns `{"error":"…"}`, or the bare message where the request prefers HTML (a form posted by a browser)
 */
export function denialBody(denial: Denial, accept: string | undefined): DenialBody {
  const isForPeople = accept?.includes("text/html") ?? false;
  const headers = {
    "content-type": isForPeople ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { headers, text: isForPeople ? denial.message : JSON.stringify(denialJson(denial)) };
}

export function denialJson(denial: Denial): { readonly error: string } {
  return { error: denial.message };
}
