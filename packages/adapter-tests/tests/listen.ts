import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { RunningApp } from "./contract.ts";

/** Serves on a free loopback port. */
export async function listen(handler: RequestListener | Server): Promise<RunningApp> {
  const server = typeof handler === "function" ? createServer(handler) : handler;
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

/** Serves a Fetch handler with the platform's own `Request` and `Response`. */
export function serveFetch(handler: (request: Request) => Promise<Response>): Promise<RunningApp> {
  return listen(async (incoming, outgoing) => {
    const response = await handler(toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    const body = response.body && Readable.fromWeb(response.body as NodeReadableStream);
    if (body) await pipeline(body, outgoing).catch(() => undefined);
    else outgoing.end();
  });
}

function toRequest(incoming: IncomingMessage): Request {
  const url = new URL(incoming.url ?? "/", "http://site.test");
  const hasBody = incoming.method === "POST";
  return new Request(url, {
    method: incoming.method as string,
    headers: new Headers(incoming.headers as Record<string, string>),
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: "half" }),
  } as RequestInit);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
