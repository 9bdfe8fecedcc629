import { formatIp, isIpv4, maskIp, parseIp } from "./ip-address.ts";

/** One customer of an IPv6 provider is usually handed a /56 or a /64: any address in it is theirs to use. */
const DEFAULT_IPV6_PREFIX = 56;

/**
 * The key under which requests of one client are counted: an IPv4 address as it is, an IPv6 address as its network
 * (`"2001:db8:0:ff00::/56"`), because whoever has one IPv6 address has at least 2^64 of them.
 *
 * @param address - an IPv4 or IPv6 address, as `clientIp` returns it
 * @param ipv6Prefix - bits of an IPv6 address that identify a client: 1 to 128, 56 by default
 * @throws TypeError if `address` is not an address or the prefix is out of range
 */
export function ipKey(address: string, ipv6Prefix: number = DEFAULT_IPV6_PREFIX): string {
  assertIpv6Prefix(ipv6Prefix);
  const parsed = typeof address === "string" ? parseIp(address) : undefined;
  if (!parsed) throw new TypeError('address must be an IPv4 or IPv6 address such as "192.0.2.7"');
  if (isIpv4(parsed)) return formatIp(parsed);
  const network = formatIp(maskIp(parsed, ipv6Prefix));
  return ipv6Prefix === 128 ? network : `${network}/${ipv6Prefix}`;
}

/** @throws TypeError unless the option is a whole number from 1 to 128 */
export function assertIpv6Prefix(prefix: unknown): asserts prefix is number {
  if (Number.isInteger(prefix) && (prefix as number) >= 1 && (prefix as number) <= 128) return;
  throw new TypeError("ipv6Prefix must be a whole number of bits from 1 to 128, such as 56 or 64");
}
