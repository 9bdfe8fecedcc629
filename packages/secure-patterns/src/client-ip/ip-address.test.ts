import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatIp, parseIp } from "./ip-address.ts";

const canonical = (text: string): string | undefined => {
  const address = parseIp(text);
  return address && formatIp(address);
};

describe("parseIp and formatIp", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::FFFF:c000:207", "192.0.2.7"],
    ["::1", "::1"],
    ["::", "::"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["1::", "1::"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["::255.255.0.0", "::ffff:0"],
    ["::ffff:0.0.0.0", "0.0.0.0"],
    ["fe80::1%eth0", "fe80::1"],
  ])("%s is %s", (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    ...[
      "",
      " ",
      "localhost",
      "1.2.3",
      "1.2.3.4.5",
      "1.2.3.256",
      "010.0.0.1",
      "0x7f.0.0.1",
      "127.1",
      "2130706433",
    ],
    ...[":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "g::"],
    ...[
      "::1.2.3",
      "1.2.3.4::",
      "::1.2.3.4:5",
      "[::1]",
      "::1%",
      "1.2.3.4 ",
      "１.2.3.4",
      "1.2.3.4\0",
      "::" + "0".repeat(80),
    ],
  ])("%j is no address", (text) => expect(parseIp(text)).toBeUndefined());

  it("agrees with the platform about what an address is", () => {
    const pieces = fc.constantFrom("0", "1", "ff", "ffff", "10000", "255", "256", ".", ":", "::", "g", "01");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
        ),
        (text) => {
          expect(parseIp(text) !== undefined).toBe(isIP(text) !== 0);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("writes IPv6 as the platform's URL parser does", () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const expected = new URL(`http://[${text}]/`).hostname.slice(1, -1);
        const address = parseIp(text);
        // Mapped addresses are the one deliberate difference; `::ffff:0` is none, its groups stand one further on.
        if (/^::ffff:[^:]+:[^:]+$/.test(expected)) expect(isIP(canonical(text) as string)).toBe(4);
        else expect(address && formatIp(address)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
