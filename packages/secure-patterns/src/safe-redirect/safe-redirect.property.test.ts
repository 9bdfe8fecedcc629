import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeRedirect } from "./safe-redirect.ts";

/** What redirect attacks are made of; fast-check puts the pieces together in every order. */
const PIECES = [
  ..."/\\.:@?#%&=;|*[]^`'\" \t\n\r\0\u007f\u0085\u2028\ufeff\u200b\u3002\uff0f\uff0e\uff3c\ud800\udc00éⅇ",
  ...[
    "//",
    "..",
    "/..",
    "/.",
    "%2e",
    "%2E",
    "%2f",
    "%5c",
    "%09",
    "%0a",
    "%0d",
    "%00",
    "%23",
    "%40",
    "%",
    "%zz",
    "%25",
  ],
  ...[
    "http:",
    "https:",
    "HTTP://",
    "https://",
    "javascript:",
    "data:",
    "blob:",
    "file:",
    "ftp://",
    "mailto:",
  ],
  ...[
    "evil.com",
    "app.local",
    "docs.local",
    "x.tenants.local",
    "app.local:8443",
    ":443",
    "user",
    "pass",
    "nowhere.invalid",
  ],
  ...["a", "home", "next=1", "1.2.3.4", "[::1]", "0x7f000001", "xn--", "localhost"],
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => `/${pieces.join("")}`),
  fc
    .array(fc.constantFrom(...PIECES), { maxLength: 7 })
    .map((pieces) => `https://app.local${pieces.join("")}`),
  fc.string({ unit: "binary" }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);
/** Pages from which a browser may follow the redirect. */
const PAGES = ["https://app.local/", "https://app.local/a/b/c?d#e", "http://other.test/x/"];
const RUNS = { numRuns: 20_000 };

function isOnSite(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return (
    url.origin === "https://app.local" ||
    url.origin === "https://docs.local" ||
    (url.protocol === "https:" && url.port === "" && url.hostname.endsWith(".tenants.local"))
  );
}

describe("safeRedirect, with the URL parser as the judge", () => {
  it("keeps a browser on the page's own origin, wherever it follows the path", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...PAGES), (target, page) => {
        const result = safeRedirect(target, "/fallback");
        const landed = new URL(result, page);
        expect(landed.origin).toBe(new URL(page).origin);
        expect(new URL(landed.pathname, page).origin).toBe(landed.origin);
        expect(landed.pathname.startsWith("//")).toBe(false);
        expect(landed.username + landed.password).toBe("");
      }),
      RUNS,
    );
  });

  const site = {
    fallback: "/fallback",
    base: "https://app.local/login/",
    allow: ["https://docs.local", "*.tenants.local"],
  };

  it("keeps a browser on the site or an allowed origin", () => {
    fc.assert(
      fc.property(hostile, (target) => {
        const landed = new URL(safeRedirect(target, site), site.base);
        expect(isOnSite(landed)).toBe(true);
        expect(new URL(landed.pathname, site.base).origin).toBe("https://app.local");
      }),
      RUNS,
    );
  });

  it("goes where the target said, or to the fallback", () => {
    fc.assert(
      fc.property(hostile, (target) => {
        const result = safeRedirect(target, site);
        if (result !== "/fallback") {
          expect(new URL(result, site.base).href).toBe(new URL(target, site.base).href);
        }
      }),
      RUNS,
    );
  });

  it("is printable ASCII, and a fixed point", () => {
    fc.assert(
      fc.property(hostile, (target) => {
        const result = safeRedirect(target, site);
        expect(result).toMatch(/^[\x21-\x7e]+$/);
        expect(safeRedirect(result, { ...site, fallback: "/other" })).toBe(result);
      }),
      RUNS,
    );
  });

  it("refuses nothing on its own site but what is written to be misread", () => {
    const path = fc.webPath().filter((text) => /^\/(?!\/)[^%]*$/.test(text));
    const query = fc.webQueryParameters();
    fc.assert(
      fc.property(path, query, fc.webFragments(), (pathname, search, hash) => {
        const target = `${pathname}?${search}#${hash}`;
        fc.pre(!new URL(target, site.base).pathname.startsWith("//"));
        expect(safeRedirect(`https://app.local${target}`, site)).toBe(new URL(target, site.base).href);
        expect(new URL(safeRedirect(target, "/fallback"), site.base).href).toBe(
          new URL(target, site.base).href,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("takes whatever a query string parser makes of the request", () => {
    fc.assert(
      fc.property(fc.anything(), (target) => {
        const result = safeRedirect(target, "/fallback");
        if (typeof target !== "string") expect(result).toBe("/fallback");
      }),
    );
  });
});
