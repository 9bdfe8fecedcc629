/** One field that is not as it should be. */
export interface FieldProblem {
  /** `"items[0].price"`; empty for the input as a whole. Keys that are no plain names are shown as `*`. */
  readonly path: string;
  readonly problem: "missing" | "invalid";
}

/**
 * The input does not fit its schema. Express, Koa, Fastify, Nest, Hono and h3 answer it with status 400 by themselves; `getResponse()`
 * makes the response elsewhere.
 *
 * It says which fields are wrong, and holds nothing of the input: messages of schema libraries quote values, and errors end up in logs and
 * responses.
 */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly status = 400;
  readonly statusCode = 400;
  /** Koa and http-errors: the message may be shown. */
  readonly expose = true;
  readonly fields: readonly FieldProblem[];

  constructor(fields: readonly FieldProblem[]) {
    super(`Invalid input: ${fields.map(describe).join(", ")}`);
    this.fields = fields;
  }

  toJSON(): { readonly error: string; readonly fields: readonly FieldProblem[] } {
    return { error: "Invalid input", fields: this.fields };
  }

  /** A JSON response with status 400; Hono calls this. */
  getResponse(): Response {
    const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
    return new Response(JSON.stringify(this), { status: this.status, headers });
  }
}

function describe({ path, problem }: FieldProblem): string {
  return `${path === "" ? "the input" : path} is ${problem}`;
}
