import { formatIp, parseIp } from "./ip-address.ts";

const BRACKETED = /^\[([^\]]*)\](?::\d{1,5})?$/;
const IPV4_WITH_PORT = /^([\d.]+):\d{1,5}$/;
const FORWARDED_FOR = /^for\s*=\s*(?:"([^"\\]*)"|([^\s"]*))$/i;

/**
 * The elements of a comma-separated header, the nearest proxy's first. Read from the right, because what a client sent
 * stands on the left: an opening quote there (`for="` in `Forwarded`) must not swallow what proxies appended after it.
 */
export function* elementsFromRight(header: string, isQuoted: boolean): Generator<string, void> {
  let inQuotes = false;
  let end = header.length;
  for (let index = header.length - 1; index >= 0; index--) {
    const character = header[index];
    if (isQuoted && character === '"') inQuotes = !inQuotes;
    if (character !== "," || inQuotes) continue;
    yield header.slice(index + 1, end).trim();
    end = index;
  }
  yield header.slice(0, end).trim();
}

/** The canonical address in `1.2.3.4`, `1.2.3.4:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`. */
export function addressOfNode(node: string): string | undefined {
  const text = BRACKETED.exec(node)?.[1] ?? IPV4_WITH_PORT.exec(node)?.[1] ?? node;
  const address = parseIp(text);
  return address && formatIp(address);
}

/** The address in the `for` parameter of one element of a `Forwarded` header (RFC 7239, section 4). */
export function addressOfForwarded(element: string): string | undefined {
  const nodes = splitOutsideQuotes(element).flatMap((pair) => {
    const match = FORWARDED_FOR.exec(pair.trim());
    return match ? [match[1] ?? match[2] ?? ""] : [];
  });
  return nodes.length === 1 ? addressOfNode(nodes[0] as string) : undefined;
}

function splitOutsideQuotes(element: string): string[] {
  const parts = [""];
  let inQuotes = false;
  for (const character of element) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === ";" && !inQuotes) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
