import type { Protection, RequestFacts } from "../protection.ts";
import { decide } from "./decide.ts";
import { denialResponse, isResponse, withHeaders } from "./fetch-http.ts";
import { statusOfResult, statusOfThrown } from "./outcome.ts";

/**
 * Runs a handler of the Fetch kind if the protection allows its request, and tells the protection how it ended.
 *
 * @returns the handler's own result, with headers added if it is a response, or the denial
 */
export async function runProtected<Result>(
  protection: Protection,
  facts: RequestFacts,
  request: Pick<Request, "method" | "headers">,
  handler: () => Result,
): Promise<Awaited<Result> | Response> {
  const decision = await decide(protection, facts);
  const { denial, headers } = decision;
  if (denial) return denialResponse(request, denial, headers);
  let result: Awaited<Result>;
  try {
    result = await handler();
  } catch (thrown) {
    await decision.settle?.(statusOfThrown(thrown));
    // Remix and React Router throw responses, redirects for one.
    throw isResponse(thrown) ? withHeaders(thrown, headers) : thrown;
  }
  await decision.settle?.(statusOfResult(result));
  return isResponse(result) ? withHeaders(result, headers) : result;
}
