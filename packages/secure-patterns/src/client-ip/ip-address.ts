/**
 * An address as eight groups of 16 bits. IPv4 is held in its mapped form (`::ffff:a.b.c.d`), so that an address that
 * reached a dual-stack socket and the same address in a header are one.
 */
export type IpAddress = readonly number[];

const MAPPED_GROUP = 0xffff;
const DECIMAL_BYTE = /^(?:0|[1-9]\d{0,2})$/;
const HEX_GROUP = /^[0-9a-f]{1,4}$/i;
/** The longest IPv6 text with an embedded IPv4 part, plus room for a zone; anything longer is not worth reading. */
const LONGEST = 64;

/**
 * Reads an IPv4 or IPv6 address. A zone (`fe80::1%eth0`) is dropped. Strict: no leading zeros in IPv4 (`010.0.0.1` means
 * two different hosts to different programs), no short forms such as `127.1`, no port, no brackets.
 */
export function parseIp(text: string): IpAddress | undefined {
  if (text.length > LONGEST) return undefined;
  const address = text.includes(":") ? parseIpv6(withoutZone(text)) : undefined;
  return address ?? (text.includes(":") ? undefined : parseIpv4(text));
}

/** The canonical text: dotted IPv4 (mapped addresses too), or IPv6 after RFC 5952. */
export function formatIp(address: IpAddress): string {
  return isIpv4(address) ? formatIpv4(address) : formatIpv6(address);
}

export function isIpv4(address: IpAddress): boolean {
  return address[5] === MAPPED_GROUP && address.slice(0, 5).every((group) => group === 0);
}

/** The address with all bits after the first `bits` (of 128) set to zero. */
export function maskIp(address: IpAddress, bits: number): IpAddress {
  return address.map((group, index) => {
    const kept = Math.min(16, Math.max(0, bits - index * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
}

function parseIpv4(text: string): IpAddress | undefined {
  const bytes = parseBytes(text);
  return bytes && [0, 0, 0, 0, 0, MAPPED_GROUP, ...bytes];
}

function parseBytes(text: string): [number, number] | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => DECIMAL_BYTE.test(part) && Number(part) < 256))
    return undefined;
  const [a, b, c, d] = parts.map(Number) as [number, number, number, number];
  return [(a << 8) | b, (c << 8) | d];
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  // `::` stands for at least one group of zeros.
  if (!tail || head.length + tail.length > 7) return undefined;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function parseGroups(text: string, isLast: boolean): number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const bytes = isLast && index === parts.length - 1 && part.includes(".") ? parseBytes(part) : undefined;
    if (bytes) groups.push(...bytes);
    else if (HEX_GROUP.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function withoutZone(text: string): string {
  const zone = text.indexOf("%");
  return zone > 0 && zone < text.length - 1 ? text.slice(0, zone) : text;
}

function formatIpv4(address: IpAddress): string {
  const [high, low] = [address[6] as number, address[7] as number];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function formatIpv6(address: IpAddress): string {
  const { start, length } = longestZeroRun(address);
  const hex = (groups: IpAddress): string => groups.map((group) => group.toString(16)).join(":");
  if (length < 2) return hex(address);
  return `${hex(address.slice(0, start))}::${hex(address.slice(start + length))}`;
}

function longestZeroRun(address: IpAddress): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of address.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}
