import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { RequestFacts } from "../../src/protection.ts";

const SOURCE = new URL("../../src/", import.meta.url);

export interface Site {
  readonly port: number;
  close(): Promise<void>;
}

/** A real server on a free port of all loopback names. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Site> {
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** Sends a source file of this package as a module that a browser runs: `/src/csrf/browser/index.ts`. */
export async function sendSource(path: string, response: ServerResponse): Promise<void> {
  const text = await readFile(fileURLToPath(new URL(path.replace(/^\/src\//, ""), SOURCE)), "utf8");
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  response.setHeader("content-type", "text/javascript");
  response.end(outputText);
}

/** What an adapter for Node's own server would say about a request. */
export function factsOf(request: IncomingMessage, body?: unknown): RequestFacts {
  return {
    method: request.method ?? "GET",
    url: request.url ?? "/",
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    remoteAddress: request.socket.remoteAddress,
    body,
    raw: request,
  };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
