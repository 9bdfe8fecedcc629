import { readFileSync } from "node:fs";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../../tests/support/chromium.ts";
import { serve, type Site } from "../../tests/support/serve.ts";
import { safeRedirect } from "./safe-redirect.ts";

const VECTORS = JSON.parse(
  readFileSync(new URL("./redirect-targets.json", import.meta.url), "utf8"),
) as readonly { readonly payload: unknown }[];

/** What leads a browser away if it is followed as it is, from a page over http. */
const HOSTILE = [
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example/",
  "https:evil.example",
  "\\\\evil.example/",
];

const TARGETS: readonly unknown[] = [
  ...VECTORS.map(({ payload }) => payload),
  ...HOSTILE,
  ...[
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e/%5cevil.example",
    "/％2f／evil.example",
    "/\u3002evil.example",
    "//evil。example",
    "/%09/evil.example",
    "/;@evil.example",
    "/@evil.example",
    ".evil.example",
    "@evil.example",
  ],
];

let site: Site;
let origin: string;
let browser: Browser;

describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
  beforeAll(async () => {
    site = await serve((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://any");
      const location = searchParams.get("location");
      if (pathname === "/login/done" && location !== null) response.writeHead(302, { Location: location });
      response.end("here");
    });
    origin = `http://127.0.0.1:${site.port}`;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test("a Location header keeps it on the site", async () => {
    const results = [undefined, origin].flatMap((base) =>
      TARGETS.map((target) => safeRedirect(target, { fallback: "/fallback", base })),
    );
    const page = await browser.newPage();
    for (const result of new Set(results)) {
      expect({ result, asked: await askedFor(page, sendHeader(result)) }).toEqual({
        result,
        asked: [origin],
      });
    }
  });

  test("assigning location keeps it on the site", async () => {
    for (const target of HOSTILE) {
      const result = safeRedirect(target, { fallback: "/fallback", base: origin });
      const page = await browser.newPage();
      expect({ target, asked: await askedFor(page, assign(result)) }).toEqual({ target, asked: [origin] });
    }
  });

  test("the raw targets lead it away, so that the tests above can fail", async () => {
    for (const follow of [sendHeader("/\\evil.example/"), ...HOSTILE.map(assign)]) {
      const asked = await askedFor(await browser.newPage(), follow);
      expect(asked).toEqual([origin, expect.stringMatching(/^https?:\/\/evil\.example$/)]);
    }
  });
});

function sendHeader(location: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(`${origin}/login/done?location=${encodeURIComponent(location)}`).catch(() => {});
  };
}

function assign(target: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(`${origin}/login/`);
    const request = page.waitForRequest(() => true);
    await page.evaluate((url) => {
      (globalThis as unknown as { location: string }).location = url;
    }, target);
    await request;
  };
}

/** The origins that the browser asked for pages, without repetitions. */
async function askedFor(page: Page, follow: (page: Page) => Promise<void>): Promise<string[]> {
  const origins = new Set<string>();
  const note = (request: Request): void => void origins.add(new URL(request.url()).origin);
  page.on("request", note);
  await follow(page);
  page.off("request", note);
  return [...origins];
}
