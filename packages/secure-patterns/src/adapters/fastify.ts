import type { Protection } from "../protection.ts";
import { decide } from "./decide.ts";
import { denialBody } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";
import { nodeFacts, settleNode, type NodeRequest, type NodeResponse } from "./node-http.ts";

/** What the adapter reads of a Fastify request. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
  readonly originalUrl?: string;
  readonly body?: unknown;
}

/** What the adapter uses of a Fastify reply. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse;
  getHeader(name: string): unknown;
  header(name: string, value: string): unknown;
  code(status: number): { send(payload: string): unknown };
}

/** A hook for `preHandler`, `preValidation` or `onRequest`; the parsed body is there from `preValidation` on. */
export type FastifyHook = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;

/**
 * A hook that lets a request through only if the protection allows it: for one route
 * (`{ preHandler: protect(limiter) }`) or for all of them (`app.addHook("preHandler", protect(limiter))`).
 */
export function protect(protection: Protection): FastifyHook {
  return async (request, reply) => {
    const decision = await decide(protection, nodeFacts(request.raw, request, request.body));
    for (const [name, value] of Object.entries(decision.headers)) {
      reply.header(name, mergedHeader(name, value, reply.getHeader(name)));
    }
    if (!decision.denial) {
      settleNode(reply.raw, decision);
      return undefined;
    }
    const { headers, text } = denialBody(
      decision.denial,
      request.raw.headers["accept"] as string | undefined,
    );
    for (const [name, value] of Object.entries(headers)) {
      if (!(name in decision.headers)) reply.header(name, value);
    }
    reply.code(decision.denial.status).send(text);
    return reply;
  };
}
