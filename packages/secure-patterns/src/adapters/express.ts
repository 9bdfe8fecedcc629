import type { Protection } from "../protection.ts";
import { decide } from "./decide.ts";
import { answerNode, nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

/** Middleware for Express 4 and 5, Connect, and whatever takes their middleware. */
export type ExpressMiddleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Middleware that lets a request through only if the protection allows it. Mount it after the body parser where the
 * protection reads the body (keys by account, form tokens).
 */
export function protect(protection: Protection): ExpressMiddleware {
  return (request, response, next) => {
    check(protection, request, response).then((mayGoOn) => {
      if (mayGoOn) next();
    }, next);
  };
}

async function check(protection: Protection, request: NodeRequest, response: NodeResponse): Promise<boolean> {
  const decision = await decide(protection, nodeFacts(request));
  if (answerNode(request, response, decision)) return false;
  settleNode(response, decision);
  return true;
}
