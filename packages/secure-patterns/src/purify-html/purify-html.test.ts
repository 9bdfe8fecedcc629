import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import DOMPurify from "dompurify";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from "parse5";
import type { Browser, Page } from "playwright-core";
import sanitizeHtml from "sanitize-html";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../../tests/support/chromium.ts";
import { createHtmlPurifier } from "./index.ts";
import { purifyHtml } from "./purify-html.ts";

const payloads = JSON.parse(
  readFileSync(new URL("../html/test-data/xss-payloads.json", import.meta.url), "utf8"),
) as readonly string[];
const TEXT_TAGS =
  /^(?:a|abbr|b|blockquote|br|caption|code|dd|del|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var)$/;
const TEXT_ATTRIBUTES = /^(?:href|title|target|rel|cite|value|start|reversed|colspan|rowspan|scope)$/;

/** [markup, what comes out of every library] */
const KEPT: readonly [string, string][] = [
  ["<p>Hello <b>you</b> &amp; me</p>", "<p>Hello <b>you</b> &amp; me</p>"],
  ['<a href="https://example.com/?a=1&amp;b=2">x</a>', '<a href="https://example.com/?a=1&amp;b=2">x</a>'],
  ['<a href="/about#team">x</a>', '<a href="/about#team">x</a>'],
  ['<a href="mailto:ann@example.com">x</a>', '<a href="mailto:ann@example.com">x</a>'],
  ["<ul><li>one</li><li>two</li></ul>", "<ul><li>one</li><li>two</li></ul>"],
  ["<h2>Title</h2><blockquote>quote</blockquote>", "<h2>Title</h2><blockquote>quote</blockquote>"],
  ["plain text", "plain text"],
  ['<p class="x" id="y" style="color:red" data-z="1" onclick="a()">x</p>', "<p>x</p>"],
  ["<script>alert(1)</script>x", "x"],
  [
    '<a href="https://example.com" target="_blank">x</a>',
    '<a href="https://example.com" target="_blank" rel="noopener noreferrer">x</a>',
  ],
  [
    '<a href="https://example.com" target="_BLANK" rel="nofollow opener">x</a>',
    '<a href="https://example.com" target="_blank" rel="nofollow noopener noreferrer">x</a>',
  ],
  ['<a href="https://example.com" target="main">x</a>', '<a href="https://example.com">x</a>'],
  ['<img src="https://example.com/a.png" alt="x">', ""],
];

const PAGE = `<!doctype html><body></body>
<script type="importmap">{"imports":{"dompurify":"/dompurify.js"}}</script>
<script>fired = 0; alert = () => fired++;</script>
<script type="module">
  import DOMPurify from "dompurify";
  import { createHtmlPurifier, purifyHtml } from "/purify-html-browser.js";
  Object.assign(globalThis, { DOMPurify, create: createHtmlPurifier, purify: purifyHtml });
</script>`;
const library = createRequire(import.meta.url)
  .resolve("dompurify")
  .replace(/purify\.cjs\.js$/, "purify.es.mjs");

/** Every tag and attribute that comes out is one of text, and no link runs code. */
function expectHarmless(markup: string): void {
  const visit = (node: Tree.ChildNode): void => {
    if (!("tagName" in node)) return expect(node.nodeName).toBe("#text");
    expect(node.tagName).toMatch(TEXT_TAGS);
    for (const { name, value } of node.attrs) {
      expect(name).toMatch(TEXT_ATTRIBUTES);
      if (name === "href" || name === "cite")
        expect(new URL(value, "https://app.example").protocol).toMatch(/^(?:https?|mailto):$/);
    }
    const target = node.attrs.find((one) => one.name === "target");
    if (target) expect(node.attrs.find((one) => one.name === "rel")?.value).toContain("noopener noreferrer");
    node.childNodes.forEach(visit);
  };
  parseFragment(markup).childNodes.forEach(visit);
}

/** Attributes in any order. */
const sorted = (markup: string): string =>
  markup.replace(
    /<(\w+)((?: [a-z]+="[^"]*")+)>/g,
    (_all, tag: string, attributes: string) =>
      `<${tag} ${attributes
        .trim()
        .match(/[a-z]+="[^"]*"/g)
        ?.sort()
        .join(" ")}>`,
  );

describe("with sanitize-html", () => {
  test.each(KEPT)("%s", (markup, expected) => expect(sorted(purifyHtml(markup))).toBe(sorted(expected)));

  test.each(payloads)("%j does nothing", (payload) => {
    expectHarmless(purifyHtml(payload));
    expectHarmless(purifyHtml(`<p>${payload}</p>`));
    expectHarmless(purifyHtml(`<a href="${payload}" target="_blank">x</a>`));
  });

  test("neither do pieces of payloads in any order", () => {
    const piece = fc.oneof(
      fc.constantFrom(...payloads.flatMap((one) => one.split(/(?=[<>"'=\s/])/))),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) =>
        expectHarmless(purifyHtml(pieces.join(""))),
      ),
    );
  });

  test("purifying twice changes nothing more", () => {
    for (const payload of payloads) expect(purifyHtml(purifyHtml(payload))).toBe(purifyHtml(payload));
  });

  test("values of other types", () => {
    expect([null, undefined, 0, ["<b>a</b>", "<i>"], true].map(purifyHtml)).toEqual([
      "",
      "",
      "0",
      "<b>a</b>,<i></i>",
      "true",
    ]);
  });

  test("huge and deep input", () => {
    expect(purifyHtml("<b>".repeat(100_000)).length).toBeLessThan(2_000_000);
    expect(purifyHtml("<".repeat(100_000))).not.toContain("<<");
    expectHarmless(purifyHtml(`<a href="${"x".repeat(1_000_000)}">x</a>`));
  });

  test("options", () => {
    const purify = createHtmlPurifier(sanitizeHtml, {
      images: true,
      allow: { code: ["class"], details: ["open"], summary: [] },
    });
    expect(purify('<img src="https://x.example/a.png" onerror="a()" alt="x">')).toBe(
      '<img src="https://x.example/a.png" alt="x" />',
    );
    expect(purify('<img src="data:image/png;base64,AA" alt="x">')).toBe('<img alt="x" />');
    expect(purify('<code class="js">x</code><details open>y</details>')).toBe(
      '<code class="js">x</code><details open>y</details>',
    );
    expect(purify('<p class="js">x</p>')).toBe("<p>x</p>");
  });
});

test("what must not be allowed, and libraries that are none", () => {
  for (const tag of [
    "script",
    "svg",
    "iframe",
    "form",
    "my-element",
    "P",
    "style",
    "noscript",
    "__proto__",
  ]) {
    const allow = JSON.parse(`{${JSON.stringify(tag)}:[]}`) as Record<string, string[]>;
    expect(() => createHtmlPurifier(sanitizeHtml, { allow })).toThrow(/options\.allow/);
  }
  for (const attribute of ["onclick", "style", "srcdoc", "href", "ID", ""]) {
    expect(() => createHtmlPurifier(sanitizeHtml, { allow: { p: [attribute] } })).toThrow(
      /options\.allow\.p/,
    );
  }
  expect(() => createHtmlPurifier(sanitizeHtml, { images: "yes" as never })).toThrow(/options\.images/);
  for (const library of [undefined, null, {}, () => "", "x"]) {
    expect(() => createHtmlPurifier(library as never)).toThrow(/sanitize-html or DOMPurify/);
  }
});

test("DOMPurify without a DOM is refused: it would hand back what it got", () => {
  expect(() => createHtmlPurifier(DOMPurify)).toThrow(/no DOM/);
});

describe.skipIf(chromiumPath === undefined)("with DOMPurify in a browser", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const entry = new URL("../../dist/purify-html-browser.js", import.meta.url);
    if (!existsSync(entry)) throw new Error("Build the package first: pnpm build");
    browser = await launchChromium();
    page = await browser.newPage();
    // The built module as a page loads it, with DOMPurify by its own name.
    await page.route("http://purify.test/**", async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") return route.fulfill({ contentType: "text/html", body: PAGE });
      if (pathname === "/dompurify.js")
        return route.fulfill({ contentType: "text/javascript", body: readFileSync(library) });
      const built = fileURLToPath(new URL(`../../dist${pathname}`, import.meta.url));
      // What the payloads themselves ask for is not there.
      if (!pathname.endsWith(".js") || !existsSync(built)) return route.fulfill({ status: 404, body: "" });
      return route.fulfill({ contentType: "text/javascript", body: readFileSync(built) });
    });
    await page.goto("http://purify.test/");
    await page.waitForFunction("globalThis.purify !== undefined");
  });

  afterAll(() => browser?.close());

  /** Scripts as text: the test's own types know no DOM. */
  const purify = (markup: string): Promise<string> => page.evaluate(`purify(${JSON.stringify(markup)})`);
  const insert = (markup: string): Promise<unknown> =>
    page.evaluate(`void (document.body.innerHTML = ${JSON.stringify(markup)})`);
  const countFired = (): Promise<number> => page.evaluate("fired");

  test.each(KEPT)("%s", async (markup, expected) =>
    expect(sorted(await purify(markup))).toBe(sorted(expected)),
  );

  test("no payload is left with anything that acts, and none fires once inserted", async () => {
    for (const payload of payloads) {
      for (const dirty of [payload, `<p>${payload}</p>`, `<a href="${payload}" target="_blank">x</a>`]) {
        const clean = await purify(dirty);
        expectHarmless(clean);
        await insert(clean);
      }
    }
    expect(await countFired()).toBe(0);
  });

  test("payloads do fire where nothing purifies them", async () => {
    for (const payload of payloads) await insert(payload);
    await page.waitForFunction("fired > 0");
    await page.evaluate("void (fired = 0)");
  });

  test("what sanitize-html leaves does not fire either", async () => {
    await insert("");
    await page.evaluate("void (fired = 0)");
    for (const payload of payloads) await insert(purifyHtml(payload));
    expect(await countFired()).toBe(0);
  });

  test("images without data addresses", async () => {
    const images = '<img src="data:image/png;base64,AA" alt="x"><img src="/a.png" onerror="alert(1)">';
    const clean = await page.evaluate(`create(DOMPurify, { images: true })(${JSON.stringify(images)})`);
    expect(clean).toBe('<img alt="x"><img src="/a.png">');
  });
});
