// What probes need of a server runtime: a listener of `node:http`, a Fetch server, a database file.
import { createServer } from "node:http";

const { Bun, Deno } = globalThis;

/** @param {(subpath: string) => Promise<any>} load */
export function serverEnv(load) {
  return {
    memory: () => load("./memory"),
    serveNode,
    serveFetch: Bun ? serveBun : Deno ? serveDeno : undefined,
    openSqlite,
  };
}

async function serveNode(listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    call: () => finish(fetch(`http://127.0.0.1:${port}/`)),
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function serveBun(handler) {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: handler });
  return { call: () => finish(fetch(server.url)), close: () => server.stop(true) };
}

async function serveDeno(handler) {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  return {
    call: () => finish(fetch(`http://127.0.0.1:${server.addr.port}/`)),
    close: () => server.shutdown(),
  };
}

async function finish(call) {
  const response = await call;
  await response.text();
  return response;
}

async function openSqlite() {
  if (Bun) return new (await import("bun:sqlite")).Database(":memory:");
  return new (await import("node:sqlite")).DatabaseSync(":memory:");
}
