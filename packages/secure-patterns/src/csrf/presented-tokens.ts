import type { RequestFacts } from "../protection.ts";

/** Where a request may carry its token. Never the query: it ends up in logs, histories and `Referer` headers. */
export interface TokenPlaces {
  readonly headers: readonly string[];
  readonly fields: readonly string[];
}

/** The names that frameworks and libraries in use send. */
const HEADERS = ["x-csrf-token", "x-xsrf-token", "x-csrftoken", "csrf-token"];
const FIELDS = ["_csrf", "_token", "csrfmiddlewaretoken", "authenticity_token", "csrf_token", "csrfToken"];

/** @throws TypeError for a list that is empty or holds something else than names */
export function readTokenPlaces(headers: unknown, fields: unknown): TokenPlaces {
  return {
    headers: readNames(headers ?? HEADERS, "headers").map((name) => name.toLowerCase()),
    fields: readNames(fields ?? FIELDS, "fields"),
  };
}

/** Every text that a request presents as a token: in a header, or else in a field of its body. */
export async function presentedTokens(request: RequestFacts, places: TokenPlaces): Promise<string[]> {
  const inHeaders = places.headers.map((name) => request.header(name)).filter(isText);
  if (inHeaders.length > 0) return inHeaders;
  const body = request.body ?? (await request.readBody?.());
  return places.fields.map((name) => readField(body, name)).filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function readField(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) return undefined;
  if (body instanceof FormData || body instanceof URLSearchParams) return body.get(name);
  return Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
}

function readNames(names: unknown, option: string): string[] {
  const isList =
    Array.isArray(names) &&
    names.length > 0 &&
    names.every((name) => typeof name === "string" && name !== "");
  if (!isList) throw new TypeError(`${option} must be a list of names such as ["x-csrf-token"]`);
  return [...(names as string[])];
}
