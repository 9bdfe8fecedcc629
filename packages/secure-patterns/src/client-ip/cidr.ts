import { isIpv4, maskIp, parseIp, type IpAddress } from "./ip-address.ts";

interface Network {
  readonly address: IpAddress;
  /** Of 128; an IPv4 `/8` is 104 here, since addresses are held in mapped form. */
  readonly bits: number;
}

/**
 * Compiles a list of addresses and CIDR ranges (`"10.0.0.0/8"`, `"2001:db8::/32"`, `"192.0.2.7"`) into a test.
 *
 * @param ranges - addresses or ranges; IPv4 ranges also match IPv4-mapped IPv6 addresses, `::/0` matches no IPv4 address
 * @param option - the option's name, for the error
 * @returns a function that answers whether an address, as text, is in one of the ranges; `false` for what is no address
 * @throws TypeError naming the option and the entry that cannot be read
 */
export function ipMatcher(ranges: readonly string[], option: string): (address: string) => boolean {
  const networks = readRanges(ranges, option);
  return (text) => {
    const address = parseIp(text);
    return address !== undefined && networks.some((network) => contains(network, address));
  };
}

/** As `ipMatcher`, and refuses ranges that hold every address. */
export function proxyMatcher(ranges: readonly string[], option: string): (address: string) => boolean {
  if (readRanges(ranges, option).some(isEveryAddress)) {
    throw new TypeError(
      `${option} must not hold every address ("/0"): any client could then write its own address. List your proxies' ranges, such as ["10.0.0.0/8"]`,
    );
  }
  return ipMatcher(ranges, option);
}

function readRanges(ranges: unknown, option: string): Network[] {
  if (!Array.isArray(ranges)) throw badRange(option, ranges);
  return ranges.map((range: unknown) => {
    const network = typeof range === "string" ? parseRange(range) : undefined;
    if (!network) throw badRange(option, range);
    return network;
  });
}

function parseRange(range: string): Network | undefined {
  const [text = "", length, ...rest] = range.split("/");
  const address = parseIp(text);
  if (!address || rest.length > 0) return undefined;
  const offset = text.includes(":") ? 0 : 96;
  const bits = length === undefined ? 128 : /^\d{1,3}$/.test(length) ? Number(length) + offset : 129;
  return bits > 128 ? undefined : { address: maskIp(address, bits), bits };
}

function contains(network: Network, address: IpAddress): boolean {
  if (isIpv4(network.address) !== isIpv4(address)) return false;
  return maskIp(address, network.bits).every((group, index) => group === network.address[index]);
}

function isEveryAddress({ address, bits }: Network): boolean {
  return bits === 0 || (bits === 96 && isIpv4(address));
}

function badRange(option: string, value: unknown): TypeError {
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : typeof value;
  return new TypeError(
    `${option} must be a list of addresses or CIDR ranges such as ["10.0.0.0/8", "2001:db8::/32"]; got ${shown}`,
  );
}
