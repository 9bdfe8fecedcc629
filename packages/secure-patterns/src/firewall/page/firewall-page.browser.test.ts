import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../../../tests/support/chromium.ts";
import { serve, type Site } from "../../../tests/support/serve.ts";
import { memory } from "../../stores/memory/memory.ts";
import { firewall } from "../firewall.ts";
import type { Firewall } from "../firewall-types.ts";
import { firewallPage } from "./firewall-page.ts";

const HOUR = 3_600_000;
/** A click is over before the page that it leads to is there. */
const SOON = { timeout: 60_000 };
/** Set to a folder to look at what people see. */
const SCREENSHOTS = process.env["FIREWALL_SCREENSHOTS"];

/** Each would run, break out of an attribute, or change what the record seems to say, if it were not escaped. */
const HOSTILE = [
  `<script>window.pwned = "script"</script>`,
  `"><img src=x onerror="window.pwned='img'">`,
  `' autofocus onfocus=window.pwned='attribute' x='`,
  `</style><script>window.pwned = "style"</script>`,
  `</code></dd></dl></details><h1 id="planted">Blocked: nobody</h1>`,
  `<svg/onload=window.pwned='svg'>`,
  `&lt;script&gt;window.pwned='twice'&lt;/script&gt;`,
  `javascript:window.pwned='link'`,
  `<a href="https://evil.example">click</a><iframe src="https://evil.example"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example">`,
  `<base href="https://evil.example/"><form action="https://evil.example"><button>Show</button></form>`,
  `\u202Egnp.exe\u2066\u0000\u001b[31m\u200b`,
  `{{constructor.constructor('window.pwned=1')()}}`,
];

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[] = [];
let asked: string[] = [];

async function fill(): Promise<Firewall> {
  const end = Date.now();
  let now = end;
  const fw = firewall({ store: memory({ clock: () => now }), events: { probe: { limit: 3, window: "3h" } } });
  for (let hour = 23; hour > 0; hour--) {
    now = end - hour * HOUR;
    for (let count = 0; count < (hour * 7) % 5; count++)
      await fw.report({ ip: `198.51.100.${hour}` }, "login");
    await fw.onDenied({ kind: "validation", reason: "field amount", request: undefined });
  }
  now = end - 20 * 60_000;
  for (const [index, text] of HOSTILE.entries()) {
    const client = { ip: `203.0.113.${index}`, method: text, path: text, agent: text };
    await fw.report(client, "probe", { reason: text, user: text, content: { [text]: text } });
  }
  for (let count = 0; count < 6; count++) {
    await fw.report({ ip: "192.0.2.7", method: "POST", path: "/donate", agent: "curl/8" }, "fraud", {
      reason: "card declined",
      content: { amount: 1, card: "4111 1111 1111 1111" },
      user: "u-17",
    });
  }
  for (let count = 0; count < 4; count++) await fw.report({ ip: "2001:db8::1" }, "probe");
  await fw.block("192.0.2.8", { duration: "3d", reason: HOSTILE[0]! });
  await fw.block("192.0.2.9");
  now = end;
  return fw;
}

describe.skipIf(chromiumPath === undefined)("the page in Chromium", () => {
  beforeAll(async () => {
    const fw = await fill();
    site = await serve(async (request, response) => {
      asked.push(request.url ?? "");
      if (!request.url?.startsWith("/admin/firewall")) return void response.writeHead(404).end();
      const options = request.url.includes("nonce") ? { nonce: "c2VjcmV0" } : {};
      const { status, headers, body } = await firewallPage(fw, request.url, options);
      response.writeHead(status, headers).end(body);
    });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    [complaints, asked] = [[], []];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
  });

  const open = (query = ""): Promise<unknown> =>
    page.goto(`http://127.0.0.1:${site.port}/admin/firewall${query}`);

  async function look(name: string): Promise<void> {
    if (!SCREENSHOTS) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  }

  const openAll = (): Promise<unknown> =>
    page.evaluate(`document.querySelectorAll("details").forEach((each) => each.setAttribute("open", ""))`);

  const tableUnder = (id: string): Promise<string[]> =>
    page.locator(`section[aria-labelledby=${id}] tbody tr`).allInnerTexts();

  test("shows events over time, top addresses and kinds, who is blocked until when", async () => {
    await open();
    expect(await page.title()).toBe("Firewall");
    const blocked = await tableUnder("blocked");
    expect(blocked[0]).toMatch(/^192\.0\.2\.9\s+by hand\s+none\s+unblocked by hand$/);
    expect(blocked[1]).toContain(`by hand: <script>window.pwned = "script"</script>`);
    expect(blocked[1]).toMatch(/\(in 2 d 23 h\)/);
    expect(blocked.slice(2).map((row) => row.split(/\s{2,}|\t/).slice(0, 3))).toEqual([
      ["2001:db8::/56", "too many of kind probe", "4 probe"],
      ["192.0.2.7", "too many of kind fraud", "6 fraud"],
    ]);
    expect((await tableUnder("ips"))[0]).toMatch(/^unknown\s+23/);
    expect((await tableUnder("kinds")).slice(0, 3).map((row) => row.trim().split(/\s+/))).toEqual([
      ["login", "47"],
      ["validation", "23"],
      ["probe", "17"],
    ]);
    expect(await page.locator("svg[role=img] g").count()).toBe(24);
    await look("light");
  });

  test("details of a record open with the keyboard, redacted", async () => {
    await open("?ip=192.0.2.7");
    const summary = page.locator("section[aria-labelledby=records] summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    const details = (await page.locator("li details[open] dl").innerText()).split("\n").filter(Boolean);
    expect(details.slice(0, 10)).toEqual([
      "Why",
      "card declined",
      "User",
      "u-17",
      "User agent",
      "curl/8",
      "Request",
      "POST /donate",
      "Content",
      expect.stringContaining('"amount":1'),
    ]);
    expect(await page.content()).not.toContain("4111 1111");
    await look("details");
  });

  test("hostile records are shown as the text that they are: nothing runs, loads or moves", async () => {
    for (const query of ["", "?kind=probe", "?ip=203.0.113.4", "?range=7d", "?range=30d"]) {
      await open(query);
      await openAll();
      expect(await page.evaluate("window.pwned")).toBeUndefined();
      expect(
        await page
          .locator("#planted, img, iframe, script, base, meta[http-equiv], [onfocus], [onerror], [onload]")
          .count(),
      ).toBe(0);
      expect(await page.locator("form").count()).toBe(1);
      const links = await page
        .locator("a")
        .evaluateAll((all) => all.map((a) => (a as unknown as { href: string }).href));
      expect(links.every((href) => href.startsWith(`http://127.0.0.1:${site.port}/admin/firewall?`))).toBe(
        true,
      );
    }
    await open("?kind=probe");
    const text = await page.locator("section[aria-labelledby=records]").innerText();
    for (const hostile of HOSTILE.slice(0, 4)) expect(text).toContain(hostile);
    expect(text).toContain("\\u{202e}gnp.exe\\u{2066}");
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !/^\/(admin\/firewall|favicon)/.test(url))).toEqual([]);
    await openAll();
    await look("hostile");
  });

  test("hostile addresses of the page are shown as text, too", async () => {
    for (const hostile of HOSTILE) {
      const everywhere = {
        kind: hostile,
        user: hostile,
        range: hostile,
        before: hostile,
        [hostile]: hostile,
      };
      for (const query of [everywhere, { ...everywhere, ip: hostile }]) {
        await open(`?${new URLSearchParams(query as Record<string, string>)}`);
        expect(await page.evaluate("window.pwned")).toBeUndefined();
        expect(await page.locator("script, img, iframe, #planted").count()).toBe(0);
      }
    }
    expect(complaints.filter((text) => !text.includes("400 (Bad Request)"))).toEqual([]);
  });

  test("the style applies under its own policy, by hash and by nonce", async () => {
    for (const query of ["", "?nonce"]) {
      await open(query);
      expect(await page.evaluate("getComputedStyle(document.querySelector('h2')).fontSize")).toBe("17.6px");
      expect(complaints).toEqual([]);
    }
    const inline =
      page.evaluate(`new Promise((done) => { addEventListener("securitypolicyviolation", (e) => done(e.violatedDirective));
      const s = document.createElement("script"); s.textContent = "window.pwned = 1"; document.body.append(s); })`);
    expect(await inline).toBe("script-src-elem");
    expect(await page.evaluate("window.pwned")).toBeUndefined();
  });

  test("filters and pages by form and link, without scripts", async () => {
    await page.close();
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await open();
    await page.getByLabel("Kind", { exact: true }).fill("login");
    await page.getByRole("button", { name: "Show" }).click();
    await expect.poll(() => page.url(), SOON).toContain("kind=login");
    await expect.poll(() => page.locator("li").count(), SOON).toBe(47);
    await page.getByRole("link", { name: "Clear" }).click();
    await expect.poll(() => page.locator("li").count(), SOON).toBe(50);
    await page.getByRole("link", { name: "Older records" }).click();
    await expect.poll(() => page.locator("li").count(), SOON).toBe(45);
    expect(await page.getByRole("link", { name: "Older records" }).count()).toBe(0);
    await page.getByLabel("Address", { exact: true }).fill("nonsense");
    await page.getByRole("button", { name: "Show" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("one IPv4 or IPv6 address");
    await context.close();
  });

  test("is accessible: no findings of axe, in both colour schemes and on a small screen", async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const [name, colorScheme, width] of [
      ["light-again", "light", 1200],
      ["dark", "dark", 1200],
      ["phone", "light", 360],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await open("?kind=probe");
      await page.locator("li summary").first().click();
      await page.evaluate(axe);
      const findings = await page.evaluate(
        `axe.run().then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" | ")))`,
      );
      expect(findings, name).toEqual([]);
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, name).toBe(0);
      await look(name);
    }
  });
});

test("an empty firewall has a page as well", async () => {
  const { status, body } = await firewallPage(firewall({ store: memory() }), "/admin/firewall");
  expect([status, body.includes("Nobody.")]).toEqual([200, true]);
});

test("the headers forbid everything but the page's own style", async () => {
  const { headers } = await firewallPage(firewall({ store: memory() }), "/");
  expect(headers["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  );
  expect(headers["cache-control"]).toBe("no-store");
  expect(() => new Response("", { headers })).not.toThrow();
  await expect(
    firewallPage(firewall({ store: memory() }), "/", { nonce: "' unsafe-inline" }),
  ).rejects.toThrow(TypeError);
});

test("a store that is away is an error, not an empty page", async () => {
  const store = { ...memory(), findEvents: () => Promise.reject(new Error("away")) };
  await expect(firewallPage(firewall({ store }), "/")).rejects.toThrow("away");
});
