import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { safeRedirect, type SafeRedirectOptions } from "./safe-redirect.ts";

interface Vector {
  readonly payload: unknown;
  readonly base: string;
  readonly allowedHosts: readonly string[];
  readonly expected: "accept" | "reject";
  readonly source: string;
}

const vectors = JSON.parse(
  readFileSync(new URL("./redirect-targets.json", import.meta.url), "utf8"),
) as readonly Vector[];

describe("targets from other projects' tests", () => {
  for (const [index, { payload, base, allowedHosts, expected, source }] of vectors.entries()) {
    it(`${index}: ${expected}s ${JSON.stringify(payload)} (${source})`, () => {
      const result = safeRedirect(payload, { fallback: "/fallback", base, allow: allowedHosts });
      const verdict = result === "/fallback" ? "reject" : "accept";
      expect(verdict).toBe(expected);
      if (verdict === "accept") expect(new URL(result, base).href).toBe(new URL(String(payload), base).href);
    });
  }

  it("lets only paths through where no base is given", () => {
    for (const { payload, expected } of vectors) {
      const isPath = typeof payload === "string" && /^\/(?![/\\])/.test(payload);
      const result = safeRedirect(payload, "/fallback");
      if (expected === "accept" && isPath) expect(result).not.toBe("/fallback");
      else expect(result).toBe("/fallback");
    }
  });
});

describe("paths", () => {
  it.each([
    ["/"],
    ["/home"],
    ["/home/"],
    ["/a/b-c/d.html"],
    ["/search?q=a+b&page=2#results"],
    ["/back?to=https://evil.com/"],
    ["/@user"],
    ["/tree//leaf"],
    ["/?tags[]=1"],
    ["/#/route"],
    ["/.well-known/change-password"],
    ["/100%"],
    ["/a%2Fb"],
  ])("keeps %s as it is", (path) => {
    expect(safeRedirect(path, "/fallback")).toBe(path);
    expect(safeRedirect(path, { fallback: "/fallback", base: "https://app.local/deep/er" })).toBe(path);
  });

  it.each([
    ["/café/ñ?q=ü#é", "/caf%C3%A9/%C3%B1?q=%C3%BC#%C3%A9"],
    ["/a b", "/a%20b"],
    ["/a/../b", "/b"],
    ["/a/%2e%2e/b", "/b"],
    ["/a\\b", "/a/b"],
    ["/／／evil.com", "/%EF%BC%8F%EF%BC%8Fevil.com"],
    ["/\u202e/moc.live", "/%E2%80%AE/moc.live"],
    ["/?q='\"<>", "/?q=%27%22%3C%3E"],
  ])("writes %s as the URL parser does", (path, expected) => {
    expect(safeRedirect(path, "/fallback")).toBe(expected);
  });

  it.each([
    ["//evil.com"],
    ["///evil.com"],
    ["/\\evil.com"],
    ["\\\\evil.com"],
    ["/\t/evil.com"],
    ["\t//evil.com"],
    ["/\n/evil.com"],
    ["/a\r\nSet-Cookie: a=b"],
    ["/\0"],
    ["/\x7f"],
    ["/\x85"],
    ["/\ud800"],
    ["/.//evil.com"],
    ["/x/..//evil.com"],
    ["/x/%2E%2e//evil.com"],
    ["/./\\evil.com"],
    ["/%2Fevil.com"],
    ["/%5cevil.com"],
    ["/%09/evil.com"],
    ["/a/..%2f/evil.com"],
    ["/a%2f..%2f/evil.com"],
    ["/%2e%2f/evil.com"],
    ["/x/..%5c%5cevil.com"],
    ["home"],
    ["evil.com"],
    ["back"],
    ["?page=2"],
    ["@evil.com"],
    [".evil.com"],
    [""],
    [" "],
    ["\u2028//evil.com"],
  ])("refuses %j", (target) => {
    expect(safeRedirect(target, "/fallback")).toBe("/fallback");
  });

  it("refuses what no header carries, and does so at once", () => {
    expect(safeRedirect(`/${"a".repeat(8191)}`, "/fallback")).not.toBe("/fallback");
    expect(safeRedirect(`/${"a".repeat(8192)}`, "/fallback")).toBe("/fallback");
    expect(safeRedirect(`/${"é".repeat(4000)}`, "/fallback")).toBe("/fallback");
    expect(safeRedirect("/a".repeat(10_000_000), "/fallback")).toBe("/fallback");
    expect(safeRedirect("/a/.".repeat(2047), "/fallback")).toBe(`${"/a".repeat(2047)}/`);
  });
});

describe("things that are not strings", () => {
  it.each([
    [undefined],
    [null],
    [0],
    [true],
    [["/a", "/b"]],
    [["//evil.com"]],
    [{ toString: () => "/home" }],
    [new String("/home")],
    [new URL("https://app.local/home")],
    [Symbol("/home")],
  ])("refuses %s", (target) => {
    expect(safeRedirect(target, { fallback: "/fallback", base: "https://app.local" })).toBe("/fallback");
  });
});

describe("base", () => {
  const options = { fallback: "/fallback", base: "https://app.local/account/login?next=x" };

  it.each([
    ["https://app.local/home?a=1#b", "https://app.local/home?a=1#b"],
    ["HTTPS://APP.LOCAL:443/home", "https://app.local/home"],
    ["//app.local/home", "https://app.local/home"],
    ["settings", "https://app.local/account/settings"],
    ["../", "https://app.local/"],
    ["https:evil.com", "https://app.local/account/evil.com"],
    ["?page=2", "https://app.local/account/login?page=2"],
    ["https://app。local/home", "https://app.local/home"],
    [" https://app.local/home ", "https://app.local/home"],
  ])("accepts %s", (target, expected) => {
    expect(safeRedirect(target, options)).toBe(expected);
  });

  it.each([
    ["http://app.local/home"],
    ["https://app.local:8443/"],
    ["https://app.local./"],
    ["https://app.local.evil.com/"],
    ["https://app.local@evil.com/"],
    ["https://user@app.local/"],
    ["https://user:secret@app.local/"],
    ["https://evil.com\\@app.local/"],
    ["https://evil.com#@app.local/"],
    ["https://app.local//evil.com"],
    ["https://app.local/%2Fevil.com"],
    ["https://app.local/\u0000"],
    ["blob:https://app.local/1b4e28ba"],
    ["javascript://app.local/%0aalert(1)"],
    ["data:text/html,hi"],
    ["view-source:https://app.local/"],
    ["filesystem:https://app.local/temporary/x"],
    ["https://xn--app-local/"],
    ["https://аpp.local/"],
    ["https://"],
    ["https:////"],
    ["javascript:alert(1)"],
    [" javascript:alert(1)"],
    ["java\tscript:alert(1)"],
  ])("refuses %s", (target) => {
    expect(safeRedirect(target, options)).toBe("/fallback");
  });
});

describe("allow", () => {
  const options: SafeRedirectOptions = {
    fallback: "/fallback",
    allow: [
      "https://docs.example.com",
      "cdn.example.com:8443",
      "*.tenants.example.com",
      "http://*.localhost:3000",
    ],
  };

  it.each([
    ["https://docs.example.com", "https://docs.example.com/"],
    ["https://docs.example.com:443/a", "https://docs.example.com/a"],
    ["https://cdn.example.com:8443/x", "https://cdn.example.com:8443/x"],
    ["https://a.tenants.example.com/", "https://a.tenants.example.com/"],
    ["https://b.a.tenants.example.com/", "https://b.a.tenants.example.com/"],
    ["http://dev.localhost:3000/", "http://dev.localhost:3000/"],
  ])("accepts %s", (target, expected) => {
    expect(safeRedirect(target, options)).toBe(expected);
  });

  it.each([
    ["http://docs.example.com"],
    ["https://docs.example.com:8443"],
    ["https://example.com"],
    ["https://cdn.example.com/"],
    ["http://a.tenants.example.com/"],
    ["https://tenants.example.com/"],
    ["https://.tenants.example.com/"],
    ["https://eviltenants.example.com/"],
    ["https://a.tenants.example.com.evil.com/"],
    ["https://a.tenants.example.com:444/"],
    ["https://user@docs.example.com/"],
    ["//docs.example.com"],
    ["docs.example.com"],
    ["ftp://docs.example.com/"],
  ])("refuses %s", (target) => {
    expect(safeRedirect(target, options)).toBe("/fallback");
  });

  it("takes the scheme of the site for hosts without one", () => {
    const allow = ["docs.local", "*.docs.local"];
    expect(safeRedirect("http://docs.local/", { base: "http://app.local", allow })).toBe(
      "http://docs.local/",
    );
    expect(safeRedirect("http://a.docs.local/", { base: "http://app.local", allow })).toBe(
      "http://a.docs.local/",
    );
    expect(safeRedirect("http://docs.local/", { base: "https://app.local", allow })).toBe("/");
  });

  it("compares international names in the parser's form", () => {
    const allow = ["https://müller.example"];
    expect(safeRedirect("https://xn--mller-kva.example/ä", { allow })).toBe(
      "https://xn--mller-kva.example/%C3%A4",
    );
  });
});

describe("fallback and options", () => {
  it("falls back to the root of the site", () => {
    expect(safeRedirect("//evil.com")).toBe("/");
    expect(safeRedirect("//evil.com", {})).toBe("/");
    expect(safeRedirect("//evil.com", { fallback: undefined, base: undefined, allow: undefined })).toBe("/");
  });

  it("takes an absolute fallback that the options cover", () => {
    const allow = ["https://accounts.example.com"];
    expect(safeRedirect(null, { fallback: "https://accounts.example.com/in", allow })).toBe(
      "https://accounts.example.com/in",
    );
  });

  it.each([["//evil.com"], ["https://evil.com"], ["home"], [""], ["/\\evil.com"], [null], [1], [["/"]]])(
    "refuses the fallback %j, even where the target is fine",
    (fallback) => {
      expect(() => safeRedirect("/home", { fallback } as SafeRedirectOptions)).toThrow(
        /fallback must be a path such as "\/home"/,
      );
    },
  );

  it("does not repeat a hostile fallback in the error", () => {
    expect(() => safeRedirect("/home", "https://evil.com/?token=secret")).not.toThrow(/secret/);
    expect(() => safeRedirect("/home", "https://evil.com/?token=secret")).toThrow(TypeError);
  });

  it.each([
    ["app.local"],
    ["/"],
    [""],
    ["ftp://app.local"],
    ["https://user@app.local"],
    ["https://"],
    [1],
    [null],
  ])("refuses the base %j", (base) => {
    expect(() => safeRedirect("/home", { base } as SafeRedirectOptions)).toThrow(
      /base must be the absolute URL/,
    );
  });

  it.each([
    ["*"],
    ["*.com"],
    ["*.1.2.3.4"],
    ["https://*"],
    ["a*.example.com"],
    ["https://example.com/path"],
    ["https://user@example.com"],
    ["javascript:alert(1)"],
    ["myapp://callback"],
    ["//example.com"],
    [""],
    [null],
    [/example/],
  ])("refuses the allow entry %s", (entry) => {
    expect(() => safeRedirect("/home", { allow: [entry] } as SafeRedirectOptions)).toThrow(
      /allow must hold origins/,
    );
  });

  it("refuses other options", () => {
    expect(() => safeRedirect("/", { allow: "https://a.example" } as unknown as SafeRedirectOptions)).toThrow(
      /allow must be an array/,
    );
    for (const options of [null, 1, ["/"], true]) {
      expect(() => safeRedirect("/", options as unknown as string)).toThrow(/second argument/);
    }
  });
});
