import { ClientIpError } from "../client-ip/index.ts";
import type { RequestFacts } from "../protection.ts";
import type { FirewallSettings } from "./firewall-options.ts";
import type { FrameworkRequest, KnownClient, ReportedRequest } from "./firewall-types.ts";

/** Who and what, as far as it can be known. */
export interface ClientFacts {
  /** `undefined` where the request has no address that can be believed. */
  readonly ip: string | undefined;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly agent: string | undefined;
  /** Headers that say where the request came from. */
  readonly context: Readonly<Record<string, string>>;
}

const CONTEXT = [
  "host",
  "origin",
  "referer",
  "sec-fetch-site",
  "content-type",
  "accept-language",
  "x-request-id",
];

/** @throws TypeError if the request is none, or gives an `ip` that is none */
export function clientFacts(request: ReportedRequest, settings: FirewallSettings): ClientFacts {
  if (typeof request !== "object" || request === null) {
    throw new TypeError('request must be a request, or an address such as { ip: "192.0.2.7" }');
  }
  if ("header" in request && typeof request.header === "function") return factsOf(request, settings);
  if ("headers" in request) return factsOf(wrap(request), settings);
  const { ip, method, path, agent } = request as KnownClient;
  settings.toKey(ip);
  return { ip, method, url: path, agent, context: {} };
}

function factsOf(request: RequestFacts, settings: FirewallSettings): ClientFacts {
  const context = CONTEXT.flatMap((name) => {
    const value = request.header(name);
    return value ? [[name, value] as const] : [];
  });
  return {
    ip: readIp(request, settings),
    method: request.method,
    url: request.url,
    agent: request.header("user-agent"),
    context: Object.fromEntries(context),
  };
}

function readIp(request: RequestFacts, { readIp: read }: FirewallSettings): string | undefined {
  try {
    return read(request);
  } catch (error) {
    if (error instanceof ClientIpError) return undefined;
    throw error;
  }
}

function wrap(request: FrameworkRequest): RequestFacts {
  const { headers } = request;
  return {
    method: request.method ?? "GET",
    url: request.originalUrl ?? request.url ?? "",
    header: (name) => readHeader(headers, name),
    remoteAddress: request.socket?.remoteAddress,
    raw: request,
  };
}

function readHeader(headers: FrameworkRequest["headers"], name: string): string | undefined {
  if (typeof headers.get === "function") return (headers as Headers).get(name) ?? undefined;
  const value = (headers as Record<string, unknown>)[name];
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : undefined;
}
