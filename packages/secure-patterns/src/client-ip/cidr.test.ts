import { BlockList, isIPv4 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipMatcher, proxyMatcher } from "./cidr.ts";

describe("ipMatcher", () => {
  it("matches addresses, ranges and mapped forms", () => {
    const isListed = ipMatcher(
      ["10.0.0.0/8", "192.0.2.7", "2001:db8::/32", "::ffff:172.16.0.0/108"],
      "allow",
    );
    for (const address of ["10.255.1.2", "::ffff:10.0.0.1", "192.0.2.7", "2001:db8:ffff::1", "172.31.0.1"]) {
      expect(isListed(address), address).toBe(true);
    }
    for (const address of [
      "11.0.0.1",
      "192.0.2.8",
      "2001:db9::",
      "172.32.0.1",
      "::10.0.0.1",
      "garbage",
      "",
    ]) {
      expect(isListed(address), address).toBe(false);
    }
  });

  it("keeps the families apart", () => {
    expect(ipMatcher(["::/0"], "allow")("10.0.0.1")).toBe(false);
    expect(ipMatcher(["0.0.0.0/0"], "allow")("2001:db8::1")).toBe(false);
    expect(ipMatcher(["0.0.0.0/0"], "allow")("10.0.0.1")).toBe(true);
  });

  it.each([
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.0.0/8",
    "::/129",
    "loopback",
    "",
    7,
    null,
  ])("names the entry that it cannot read: %j", (range) =>
    expect(() => ipMatcher([range as string], "allow")).toThrow(/^allow must be a list of addresses or CIDR/),
  );

  it("refuses what is no list", () => {
    expect(() => ipMatcher("10.0.0.0/8" as never, "allow")).toThrow(TypeError);
  });

  it("agrees with the platform's block list", () => {
    const v4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4());
    const v6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }), fc.ipV6());
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.integer({ min: 0, max: 128 }), ([network, bits, other], _seed) => {
        const list = new BlockList();
        const family = isIPv4(network) ? "ipv4" : "ipv6";
        list.addSubnet(network, bits, family);
        const isListed = ipMatcher([`${network}/${bits}`], "allow");
        expect(isListed(network)).toBe(true);
        expect(isListed(other)).toBe(list.check(other, family));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("proxyMatcher", () => {
  it.each(["0.0.0.0/0", "::/0", "::ffff:0:0/96"])("refuses %s, which would trust everybody", (range) =>
    expect(() => proxyMatcher([range], "trust")).toThrow(/must not hold every address/),
  );
});
