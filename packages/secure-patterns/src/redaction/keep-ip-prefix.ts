import { isIp } from "./find-ips.ts";

/**
 * An address without the part that tells one machine from another: the first three octets of IPv4, the first three groups (/48) of
 * IPv6. `undefined` for what is no address or has no prefix worth keeping.
 */
export function keepIpPrefix(address: string): string | undefined {
  if (!isIp(address)) return undefined;
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)?.[1];
  if (mapped !== undefined) return `${mapped}.x`;
  const groups = expand(address).slice(0, 3);
  return groups.length === 3 ? `${groups.join(":")}::x` : undefined;
}

function expand(address: string): string[] {
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before;
  const after = tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length - (tail.includes(".") ? 1 : 0);
  return [...before, ...Array<string>(Math.max(0, missing)).fill("0"), ...after];
}
