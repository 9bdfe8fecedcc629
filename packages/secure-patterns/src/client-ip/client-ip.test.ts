import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientIp, ClientIpError, clientKeyReader, ipKey, type ClientIpOptions } from "./index.ts";

const PEER = "10.0.0.1";

function facts(headers: Record<string, string>, remoteAddress: string | undefined = PEER) {
  return { header: (name: string) => headers[name], remoteAddress };
}

const through = (xff: string, options: ClientIpOptions): string =>
  clientIp(facts({ "x-forwarded-for": xff }), options);

describe("clientIp without trust", () => {
  it("is the socket's address, whatever the headers say", () => {
    const headers = { "x-forwarded-for": "1.2.3.4", forwarded: "for=1.2.3.4", "x-real-ip": "1.2.3.4" };
    expect(clientIp(facts(headers))).toBe(PEER);
    expect(clientIp(facts(headers), { trust: 0 })).toBe(PEER);
    expect(clientIp(facts(headers), { trust: [] })).toBe(PEER);
    expect(clientIp(facts({}, "::ffff:192.0.2.7"))).toBe("192.0.2.7");
  });

  it("throws where there is no socket", () => {
    expect(() => clientIp(new Request("http://site.test/"))).toThrow(ClientIpError);
    expect(() => clientIp(facts({}, ""))).toThrow(/no socket address/);
    expect(() => clientIp(facts({}, "not an address"))).toThrow(ClientIpError);
  });
});

describe("clientIp behind a number of proxies", () => {
  it.each([
    ["203.0.113.9", 1, "203.0.113.9"],
    ["6.6.6.6, 203.0.113.9", 1, "203.0.113.9"],
    ["6.6.6.6, 203.0.113.9, 198.51.100.1", 2, "203.0.113.9"],
    ["<script>, ,,\0, 203.0.113.9", 1, "203.0.113.9"],
    ["6.6.6.6,203.0.113.9:52100", 1, "203.0.113.9"],
    ["[2001:db8::9]:443", 1, "2001:db8::9"],
    ["[2001:DB8::9]", 1, "2001:db8::9"],
    ["2001:db8:0:0::9", 1, "2001:db8::9"],
    ["::ffff:203.0.113.9", 1, "203.0.113.9"],
    // One proxy fewer than trusted: everything in the list was still written by one of ours.
    ["203.0.113.9", 3, "203.0.113.9"],
  ])("%s behind %d is %s", (xff, trust, expected) => expect(through(xff, { trust })).toBe(expected));

  it.each([
    "unknown",
    "6.6.6.6, unknown",
    "6.6.6.6,",
    "010.0.0.1",
    "1.2.3.4:",
    "1.2.3.4:x",
    "[::1",
    "_hidden",
  ])("throws for %j rather than share a key", (xff) =>
    expect(() => through(xff, { trust: 1 })).toThrow(/holds no address/),
  );

  it("is the peer where the header is missing", () => {
    expect(clientIp(facts({}), { trust: 1 })).toBe(PEER);
    expect(through("  ", { trust: 1 })).toBe(PEER);
  });

  it("works without a socket, and throws if the header is missing too", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
    expect(clientIp(new Request("http://site.test/", { headers }), { trust: 1 })).toBe("203.0.113.9");
    expect(() => clientIp(new Request("http://site.test/"), { trust: 1 })).toThrow(ClientIpError);
  });

  it("never believes what a client wrote on the left", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.ipV4(), fc.ipV6(), (spoofed, client, inner) => {
        fc.pre(!client.startsWith("10."));
        expect(through(`${spoofed}, ${client}`, { trust: 1 })).toBe(client);
        expect(through(`${spoofed}, ${client}, ${inner}`, { trust: 2 })).toBe(client);
        expect(through(`${spoofed}, ${client}, 10.1.2.3`, { trust: ["10.0.0.0/8"] })).toBe(client);
        const element = `for="${client}:4711";proto=https;by="[::1]"`;
        expect(clientIp(facts({ forwarded: `${spoofed}, ${element}` }), { trust: 1 })).toBe(client);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("clientIp behind listed proxies", () => {
  const trust = ["10.0.0.0/8", "2001:db8:1::/48"];

  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9"],
    ["6.6.6.6, 203.0.113.9, 2001:db8:1::5, 10.9.9.9", "203.0.113.9"],
    ["10.8.8.8, 10.9.9.9", "10.8.8.8"],
  ])("%s is %s", (xff, expected) => expect(through(xff, { trust })).toBe(expected));

  it("ignores the header of a peer that is not listed", () => {
    expect(clientIp(facts({ "x-forwarded-for": "1.2.3.4" }, "203.0.113.50"), { trust })).toBe("203.0.113.50");
  });

  it("believes a listed peer in its mapped form", () => {
    expect(clientIp(facts({ "x-forwarded-for": "1.2.3.4" }, "::ffff:10.0.0.1"), { trust })).toBe("1.2.3.4");
  });

  it("throws where there is no socket to check the list against", () => {
    expect(() => clientIp(facts({ "x-forwarded-for": "1.2.3.4" }, ""), { trust })).toThrow(
      /number of proxies/,
    );
  });
});

describe("clientIp and Forwarded", () => {
  it.each([
    ["for=203.0.113.9", "203.0.113.9"],
    ["For=6.6.6.6, for=203.0.113.9;proto=https;by=10.0.0.1", "203.0.113.9"],
    ['for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"],
    ['proto=http; for="203.0.113.9:80" ;host="a,b;for=1.1.1.1"', "203.0.113.9"],
    // The opening quote of a client's element must not swallow the proxy's.
    ['for="6.6.6.6, for=203.0.113.9', "203.0.113.9"],
    ['for="6.6.6.6;x=", for=203.0.113.9', "203.0.113.9"],
  ])("%s is %s", (forwarded, expected) =>
    expect(clientIp(facts({ forwarded }), { trust: 1 })).toBe(expected),
  );

  it.each([
    "for=unknown",
    "for=_secret",
    "proto=https",
    "for=1.1.1.1;for=2.2.2.2",
    "for=",
    'for="1.1.1.1',
    "1.1.1.1",
  ])("throws for %j", (forwarded) =>
    expect(() => clientIp(facts({ forwarded }), { trust: 1 })).toThrow(ClientIpError),
  );

  it("refuses two headers that disagree, unless told which one to read", () => {
    const request = facts({ "x-forwarded-for": "203.0.113.9", forwarded: "for=6.6.6.6" });
    expect(() => clientIp(request, { trust: 1 })).toThrow(expect.objectContaining({ statusCode: 400 }));
    expect(clientIp(request, { trust: 1, header: "X-Forwarded-For" })).toBe("203.0.113.9");
    expect(clientIp(request, { trust: 1, header: "forwarded" })).toBe("6.6.6.6");
    const agreeing = facts({ "x-forwarded-for": "203.0.113.9", forwarded: 'for="203.0.113.9:1"' });
    expect(clientIp(agreeing, { trust: 1 })).toBe("203.0.113.9");
  });
});

describe("clientIp and platform headers", () => {
  const read = (value: string): string =>
    clientIp(facts({ "cf-connecting-ip": value }), { trust: 1, header: "CF-Connecting-IP" });

  it("reads one address and nothing else", () => {
    expect(read("2001:db8::9")).toBe("2001:db8::9");
    expect(() => read("6.6.6.6, 203.0.113.9")).toThrow(ClientIpError);
  });
});

describe("clientIp's options", () => {
  it("refuses true and says why", () => {
    expect(() => through("1.2.3.4", { trust: true as never })).toThrow(
      /true would believe whatever address a client/,
    );
  });

  it.each([
    -1,
    1.5,
    Number.NaN,
    Infinity,
    "1",
    "10.0.0.0/8",
    null,
    {},
    false,
    ["10.0.0.0/99"],
    ["0.0.0.0/0"],
  ])("refuses trust: %j", (trust) =>
    expect(() => through("1.2.3.4", { trust: trust as never })).toThrow(TypeError),
  );

  it("refuses options that it does not have, and what is no request", () => {
    expect(() => through("1.2.3.4", { trsut: 1 } as never)).toThrow(/^trsut is not an option of clientIp/);
    expect(() => through("1.2.3.4", null as never)).toThrow(/^clientIp takes its options/);
    for (const request of [undefined, null, "1.2.3.4"])
      expect(() => clientIp(request as never)).toThrow(/^request must be/);
  });

  it.each(["", "a b", 7, null])("refuses header: %j", (header) =>
    expect(() => through("1.2.3.4", { header: header as never })).toThrow(/^header must be/),
  );
});

describe("ipKey", () => {
  it("groups IPv6 by /56 and leaves IPv4 alone", () => {
    expect(ipKey("192.0.2.7")).toBe("192.0.2.7");
    expect(ipKey("::ffff:192.0.2.7")).toBe("192.0.2.7");
    expect(ipKey("2001:db8:0:ff12:3456::1")).toBe("2001:db8:0:ff00::/56");
    expect(ipKey("2001:db8:0:ff12:3456::1", 64)).toBe("2001:db8:0:ff12::/64");
    expect(ipKey("2001:db8:0:ff12:3456::1", 128)).toBe("2001:db8:0:ff12:3456::1");
  });

  it("keeps addresses of one prefix together and others apart", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 128 }),
        fc.nat(127),
        (groups, prefix, bit) => {
          groups[0] = 0x2001;
          const flipped = [...groups];
          const at = Math.floor(bit / 16);
          flipped[at] = (flipped[at] as number) ^ (0x8000 >> (bit % 16));
          const text = (all: number[]): string => all.map((each) => each.toString(16)).join(":");
          expect(ipKey(text(groups), prefix) === ipKey(text(flipped), prefix)).toBe(bit >= prefix);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([0, 129, 56.5, "56", null])("refuses ipv6Prefix: %j", (prefix) => {
    expect(() => ipKey("::1", prefix as never)).toThrow(/^ipv6Prefix must be/);
    expect(() => clientKeyReader({ ipv6Prefix: prefix as never })).toThrow(TypeError);
  });

  it("refuses what is no address", () => {
    expect(() => ipKey("localhost")).toThrow(TypeError);
  });
});

describe("a real server's request", () => {
  const ask = async (
    headers: Record<string, string | string[]>,
    options?: ClientIpOptions,
  ): Promise<string> => {
    const server = createServer((request: IncomingMessage, response) =>
      response.end(clientIp(request, options)),
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    try {
      return await new Promise<string>((done, fail) => {
        httpRequest({ port, headers }, (response) => response.setEncoding("utf8").on("data", done))
          .on("error", fail)
          .end();
      });
    } finally {
      server.close();
    }
  };

  it("has the socket's address", async () => {
    expect(await ask({ "x-forwarded-for": "6.6.6.6" })).toBe("127.0.0.1");
  });

  it("has its repeated headers joined in order", async () => {
    const headers = { "X-Forwarded-For": ["6.6.6.6", "203.0.113.9, 10.0.0.9"] };
    expect(await ask(headers, { trust: 1 })).toBe("10.0.0.9");
    expect(await ask(headers, { trust: ["127.0.0.0/8", "10.0.0.0/8"] })).toBe("203.0.113.9");
  });
});
