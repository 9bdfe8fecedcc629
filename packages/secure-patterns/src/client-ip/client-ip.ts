import type { RequestFacts } from "../protection.ts";
import { proxyMatcher } from "./cidr.ts";
import { knownOptions } from "../options.ts";
import { addressOfForwarded, addressOfNode, elementsFromRight } from "./forwarded.ts";
import { assertIpv6Prefix, ipKey } from "./ip-key.ts";

/**
 * A request whose client is asked for: `RequestFacts`, or a framework's request that has `headers` and a `socket` (Node,
 * Express, Fastify, Koa, Next pages), or a Fetch `Request` (which knows no socket: `trust` is needed).
 */
export type ClientIpRequest =
  | Pick<RequestFacts, "header" | "remoteAddress">
  | {
      readonly headers: Readonly<Record<string, unknown>> | { get(name: string): string | null };
      readonly socket?: { readonly remoteAddress?: string | undefined } | null;
    };

export interface ClientIpOptions {
  /**
   * Which proxies' headers to believe: how many stand in front of this server (`1`), or their addresses
   * (`["10.0.0.0/8"]`). Default 0: none, the address is the socket's.
   */
  readonly trust?: number | readonly string[];
  /**
   * The header that your proxies write: `"x-forwarded-for"`, `"forwarded"`, or a header with a single address that your
   * platform overwrites, such as `"cf-connecting-ip"`. By default whichever of the first two is there; a request that
   * has both, with different answers, is refused.
   */
  readonly header?: string;
}

export interface ClientIpKeyOptions extends ClientIpOptions {
  /** Bits of an IPv6 address that identify a client; 56 by default. */
  readonly ipv6Prefix?: number;
}

/** The request has no address that can be believed. `statusCode` is 400 where the client's headers are to blame. */
export class ClientIpError extends Error {
  override readonly name: string = "ClientIpError";
  readonly statusCode: number;

  constructor(message: string, statusCode: number = 500) {
    super(message);
    this.statusCode = statusCode;
  }
}

interface Trust {
  readonly hops: number;
  readonly isProxy: ((address: string) => boolean) | undefined;
  readonly header: string | undefined;
}

const NAMES = ["trust", "header"];
const KEY_NAMES = [...NAMES, "ipv6Prefix"];
const LISTS = ["x-forwarded-for", "forwarded"] as const;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

/**
 * The address of the client that sent a request, in canonical form: IPv4-mapped IPv6 as IPv4, IPv6 after RFC 5952.
 *
 * Without `trust` it is the socket's address. With `trust`, the header is read from the right, where your own proxies
 * wrote; what a client put on the left is never believed.
 *
 * @throws TypeError for a bad option
 * @throws ClientIpError if the request has no address: never count such requests under one shared key
 */
export function clientIp(request: ClientIpRequest, options: ClientIpOptions = {}): string {
  return clientIpReader(knownOptions(options, NAMES, "clientIp"))(request);
}

/** As `clientIp`, and then `ipKey`: the key under which to count a client. Options are checked once, here. */
export function clientKeyReader(options: ClientIpKeyOptions = {}): (request: ClientIpRequest) => string {
  const { ipv6Prefix = 56 } = knownOptions(options, KEY_NAMES, "clientIp");
  assertIpv6Prefix(ipv6Prefix);
  const read = clientIpReader(options);
  return (request) => ipKey(read(request), ipv6Prefix);
}

/** `clientIp` with its options checked once. */
export function clientIpReader(options: ClientIpOptions = {}): (request: ClientIpRequest) => string {
  const trust = readTrust(options);
  return (request) => {
    const { header, remoteAddress } = factsOf(request);
    const peer = readPeer(remoteAddress);
    if (!believesPeer(trust, peer)) {
      if (peer === undefined) throw new ClientIpError(noAddress(trust));
      return peer;
    }
    return throughProxies(trust, peer, header);
  };
}

function readTrust({ trust = 0, header }: ClientIpOptions): Trust {
  if (header !== undefined && (typeof header !== "string" || !HEADER_NAME.test(header))) {
    throw new TypeError('header must be a header name such as "x-forwarded-for" or "cf-connecting-ip"');
  }
  const name = header?.toLowerCase();
  if (Array.isArray(trust)) return { hops: 0, isProxy: proxyMatcher(trust, "trust"), header: name };
  if (typeof trust === "number" && Number.isInteger(trust) && trust >= 0) {
    return { hops: trust, isProxy: undefined, header: name };
  }
  throw new TypeError(trustMessage(trust));
}

function trustMessage(trust: unknown): string {
  const expected =
    'trust must be the number of proxies in front of this server, such as 1, or a list of their addresses, such as ["10.0.0.0/8"]';
  if (trust !== true) return expected;
  return `${expected}. true would believe whatever address a client writes into X-Forwarded-For, so that anyone could have a new one for each request`;
}

function factsOf(request: ClientIpRequest): Pick<RequestFacts, "header" | "remoteAddress"> {
  if (typeof request !== "object" || request === null) {
    throw new TypeError("request must be the framework's request, or what a key function is handed");
  }
  if ("remoteAddress" in request && "header" in request) return request;
  const { headers, socket } = request as Exclude<ClientIpRequest, Pick<RequestFacts, "remoteAddress">>;
  return { header: (name) => headerOf(headers, name), remoteAddress: socket?.remoteAddress };
}

function headerOf(headers: unknown, name: string): string | undefined {
  if (typeof (headers as Headers | undefined)?.get === "function") {
    return (headers as Headers).get(name) ?? undefined;
  }
  const value = (headers as Record<string, unknown> | undefined)?.[name];
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : undefined;
}

function readPeer(remoteAddress: string | undefined): string | undefined {
  if (remoteAddress === undefined || remoteAddress === "") return undefined;
  const peer = addressOfNode(remoteAddress);
  if (peer === undefined) throw new ClientIpError("The socket's address is not an IP address");
  return peer;
}

/** A peer without address (Unix socket, edge platform) counts as the first hop: nobody connects there directly. */
function believesPeer({ hops, isProxy }: Trust, peer: string | undefined): boolean {
  return isProxy ? peer !== undefined && isProxy(peer) : hops > 0;
}

function throughProxies(trust: Trust, peer: string | undefined, header: RequestFacts["header"]): string {
  const names = trust.header === undefined ? LISTS : [trust.header];
  const clients = names.flatMap((name) => {
    const value = header(name);
    return value === undefined || value.trim() === "" ? [] : [clientIn(name, value, trust)];
  });
  const [client = peer, other = client] = clients;
  if (client === undefined) throw new ClientIpError(noAddress(trust));
  if (client !== other) {
    throw new ClientIpError(
      'X-Forwarded-For and Forwarded name different clients: name the one that your proxies write, such as header: "x-forwarded-for"',
      400,
    );
  }
  return client;
}

function clientIn(name: string, value: string, { hops, isProxy }: Trust): string {
  const isForwarded = name === "forwarded";
  if (!isForwarded && name !== "x-forwarded-for") return believed(addressOfNode(value.trim()), name);
  let client: string | undefined;
  let seen = 0;
  for (const element of elementsFromRight(value, isForwarded)) {
    client = believed(isForwarded ? addressOfForwarded(element) : addressOfNode(element), name);
    seen += 1;
    if (isProxy ? !isProxy(client) : seen >= hops) break;
  }
  return client as string;
}

function believed(address: string | undefined, name: string): string {
  if (address !== undefined) return address;
  throw new ClientIpError(
    `The ${name} header holds no address where a trusted proxy should have written one`,
    400,
  );
}

function noAddress({ isProxy }: Trust): string {
  const hint = isProxy
    ? "a list of trusted proxies cannot be checked without it; give a number of proxies instead"
    : "on a platform without sockets say what stands in front of it, such as trust: 1";
  return `The request has no socket address: ${hint}`;
}
