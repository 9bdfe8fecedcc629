import { sha256 } from "../../crypto/index.ts";
import type { Firewall } from "../firewall-types.ts";
import { eventChart } from "./event-chart.ts";
import { markup, Markup } from "./markup.ts";
import { gatherPage, type PageData } from "./page-data.ts";
import { readPageQuery } from "./page-query.ts";
import { blockedTable, filterForm, recordList, tallyTable } from "./page-sections.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { timeElement } from "./show-time.ts";

export interface FirewallPageOptions {
  /** Heading of the page; `"Firewall"` by default. */
  readonly title?: string;
  /** The nonce of your own Content-Security-Policy; without it the page allows its one style sheet by hash. */
  readonly nonce?: string;
}

/** Fits `new Response(page.body, page)`, and `response.status(…).set(page.headers).send(page.body)`. */
export interface FirewallPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const NONCE = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * One page for people: events over time, top addresses and kinds, who is blocked until when, and each record. It has no scripts and
 * loads nothing. It holds personal data: mount it behind your own authentication.
 *
 * @param url - the address that was asked for, with its query: `request.url`
 */
export async function firewallPage(
  firewall: Firewall,
  url: string,
  { title = "Firewall", nonce }: FirewallPageOptions = {},
): Promise<FirewallPage> {
  if (nonce !== undefined && !NONCE.test(nonce)) throw new TypeError("nonce must be base64");
  const query = readPageQuery(url);
  try {
    const data = await gatherPage(firewall, query);
    return answer(200, layout(title, nonce, content(data)), nonce);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const wrong = markup`${filterForm(query)}<p role="alert">This cannot be searched for: an address must be one IPv4 or IPv6 address.</p>`;
    return answer(400, layout(title, nonce, wrong), nonce);
  }
}

function content(data: PageData): Markup {
  const { query, now, blocked, total, isPartial, ips, kinds } = data;
  const count = isPartial ? `The newest ${total} events` : total === 1 ? "1 event" : `${total} events`;
  return markup`<p class="soft">${count}, ${blocked.length} blocked. As of ${timeElement(now)} UTC.</p>
    ${filterForm(query)}
    <section aria-labelledby="blocked"><h2 id="blocked">Blocked now</h2>${blockedTable(data)}</section>
    <section aria-labelledby="time"><h2 id="time">Events over time</h2>${eventChart(data)}</section>
    <div class="columns">
      <section aria-labelledby="ips"><h2 id="ips">Top addresses</h2>${tallyTable(ips, query, "ip", "Address")}</section>
      <section aria-labelledby="kinds"><h2 id="kinds">Top kinds</h2>${tallyTable(kinds, query, "kind", "Kind")}</section>
    </div>
    <section aria-labelledby="records"><h2 id="records">Records</h2>${recordList(data)}</section>`;
}

function layout(title: string, nonce: string | undefined, main: Markup): string {
  const attribute = nonce === undefined ? markup`` : markup` nonce="${nonce}"`;
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style${attribute}>${new Markup(PAGE_STYLE)}</style></head>
<body><main><h1>${title}</h1>${main}</main></body></html>
`;
  return page.text;
}

function answer(status: number, body: string, nonce: string | undefined): FirewallPage {
  const style = nonce === undefined ? `'sha256-${styleHash()}'` : `'nonce-${nonce}'`;
  const policy = `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
  return {
    status,
    body,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    },
  };
}

function styleHash(): string {
  return btoa(String.fromCharCode(...sha256(PAGE_STYLE)));
}
