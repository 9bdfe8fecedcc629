/** `NEXT_REDIRECT;replace;/home;307;` and `NEXT_HTTP_ERROR_FALLBACK;404`: how Next redirects and gives up. */
const NEXT_DIGEST = /^NEXT_(?:REDIRECT;.*;(\d{3});|HTTP_ERROR_FALLBACK;(\d{3}))/s;

/**
 * The status that a handler's result stands for: a response's own, `data(…, { status })` of React Router, `fail(400, …)`
 * of SvelteKit; 200 for plain data.
 */
export function statusOfResult(result: unknown): number {
  const { status, init } = fieldsOf(result);
  const isFailure = typeof status === "number" && ("headers" in Object(result) || "data" in Object(result));
  return readStatus(isFailure ? status : fieldsOf(init).status) ?? 200;
}

/** The status that a thrown value stands for: redirects and HTTP errors say theirs; anything else ends in 500. */
export function statusOfThrown(thrown: unknown): number {
  const { status, statusCode, digest } = fieldsOf(thrown);
  const next = typeof digest === "string" ? NEXT_DIGEST.exec(digest) : null;
  return readStatus(Number(next?.[1] ?? next?.[2])) ?? readStatus(status) ?? readStatus(statusCode) ?? 500;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function readStatus(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599
    ? (value as number)
    : undefined;
}
