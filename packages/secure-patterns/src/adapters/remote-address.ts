/**
 * The peer's address in what a platform hands to a handler beside the request: Deno's `info`, Bun's `server`, the
 * environment of Hono's Node server, or an object with `remoteAddress`. Never a header: those need `trust`.
 */
export function remoteAddressIn(platform: unknown, request: Request): string | undefined {
  if (typeof platform !== "object" || platform === null) return undefined;
  const { remoteAddress, remoteAddr, incoming, server, requestIP } = platform as Partial<Platform>;
  if (typeof remoteAddress === "string") return remoteAddress;
  if (typeof remoteAddr?.hostname === "string") return remoteAddr.hostname;
  if (typeof incoming?.socket?.remoteAddress === "string") return incoming.socket.remoteAddress;
  if (typeof requestIP === "function") return (platform as BunServer).requestIP(request)?.address;
  return typeof server?.requestIP === "function" ? server.requestIP(request)?.address : undefined;
}

interface BunServer {
  requestIP(request: Request): { readonly address: string } | null;
}

interface Platform extends BunServer {
  readonly remoteAddress: string;
  readonly remoteAddr: { readonly hostname: string };
  readonly incoming: { readonly socket?: { readonly remoteAddress?: string } };
  readonly server: Partial<BunServer> & BunServer;
}
