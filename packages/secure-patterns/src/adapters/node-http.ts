import type { RequestFacts } from "../protection.ts";
import type { Decision } from "./decide.ts";
import { denialBody } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";

/**
 * What adapters read of a request of `node:http`, Express or Connect. It says nothing about `body`, or Express's types would
 * take the handlers that follow for ones whose body is `unknown`.
 */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express and Connect keep the whole path here and cut `url` to what a router sees. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null;
}

/** What adapters use of a response of `node:http`, Express or Connect. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  getHeader(name: string): unknown;
  setHeader(name: string, value: string): unknown;
  end(text: string): unknown;
  once(event: "finish" | "close", listener: () => void): unknown;
}

/** Nginx's code for "the client went away": a request that no answer was given to. */
const CLIENT_CLOSED = 499;

/** @param raw - the framework's own request, if it is not `request` */
export function nodeFacts(
  request: NodeRequest,
  raw: unknown = request,
  body: unknown = bodyOf(request),
): RequestFacts {
  return {
    method: (request.method ?? "GET").toUpperCase(),
    url: request.originalUrl ?? request.url ?? "/",
    header: (name) => nodeHeader(request, name),
    remoteAddress: request.socket?.remoteAddress,
    body,
    readBody: async () => body,
    raw,
  };
}

export function applyNodeHeaders(response: NodeResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, mergedHeader(name, value, response.getHeader(name)));
  }
}

/** Settles with the status that the client was sent; a client that left before any was sent counts as a failure. */
export function settleNode(response: NodeResponse, decision: Decision): void {
  if (!decision.settle) return;
  const settle = (): void => {
    void decision.settle?.(response.headersSent ? response.statusCode : CLIENT_CLOSED);
  };
  response.once("finish", settle);
  response.once("close", settle);
}

/** Answers a refused request; false if the request may go on. */
export function answerNode(request: NodeRequest, response: NodeResponse, decision: Decision): boolean {
  const { denial, headers } = decision;
  applyNodeHeaders(response, headers);
  if (!denial) return false;
  const body = denialBody(denial, nodeHeader(request, "accept"));
  for (const [name, value] of Object.entries(body.headers)) {
    if (!(name in headers)) response.setHeader(name, value);
  }
  response.statusCode = denial.status;
  response.end(body.text);
  return true;
}

export function answerJson(response: NodeResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.end(JSON.stringify(body));
}

/** What a body parser left, `undefined` where there was none. */
export function bodyOf(request: object): unknown {
  return (request as { body?: unknown }).body;
}

function nodeHeader(request: NodeRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
