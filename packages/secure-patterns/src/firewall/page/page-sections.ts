import type { BlockedAddress, FirewallEvent } from "../firewall-types.ts";
import { shareBar } from "./event-chart.ts";
import { markup, type Markup } from "./markup.ts";
import type { PageData, Tally } from "./page-data.ts";
import { pageLink, RANGES, type PageQuery } from "./page-query.ts";
import { showRest, timeElement } from "./show-time.ts";

export function filterForm({ range, filter }: PageQuery): Markup {
  const options = RANGES.map(({ name, label }) => {
    const chosen = name === range.name ? markup` selected` : markup``;
    return markup`<option value="${name}"${chosen}>${label}</option>`;
  });
  const field = (name: "ip" | "kind" | "user", label: string): Markup =>
    markup`<label>${label}<input name="${name}" value="${filter[name]}" maxlength="200" autocomplete="off"></label>`;
  return markup`<form method="get" role="search" aria-label="Choose events">
    <label>Time<select name="range">${options}</select></label>
    ${field("ip", "Address")}${field("kind", "Kind")}${field("user", "User")}
    <button>Show</button> <a href="${pageLink({ range, filter: {}, before: undefined })}">Clear</a></form>`;
}

export function blockedTable({ blocked, query, now }: PageData): Markup {
  if (blocked.length === 0) return markup`<p>Nobody.</p>`;
  const rows = blocked.map((address) => blockedRow(address, query, now));
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Blocked addresses"><table class="wide">
    <thead><tr><th scope="col">Address</th><th scope="col">Why</th><th scope="col">Events in the window</th><th scope="col">Until (UTC)</th></tr></thead>
    <tbody>${rows}</tbody></table></div>`;
}

function blockedRow({ ip, by, until, reason, counts }: BlockedAddress, query: PageQuery, now: Date): Markup {
  const why =
    by === "manual" ? markup`by hand${reason ? `: ${reason}` : ""}` : markup`too many of kind ${by}`;
  const inWindow = Object.entries(counts).filter(([, count]) => count > 0);
  const end = until
    ? markup`${timeElement(until)} <span class="soft">(${showRest(until, now)})</span>`
    : "unblocked by hand";
  return markup`<tr><th scope="row">${only(query, { ip }, ip)}</th><td>${why}</td>
    <td>${inWindow.map(([kind, count]) => `${count} ${kind}`).join(", ") || "none"}</td><td>${end}</td></tr>`;
}

export function tallyTable(
  tallies: readonly Tally[],
  query: PageQuery,
  column: "ip" | "kind",
  label: string,
): Markup {
  if (tallies.length === 0) return markup`<p>None.</p>`;
  const largest = tallies[0]?.count ?? 1;
  const rows = tallies.map(
    (tally) => markup`<tr><th scope="row">${only(query, { [column]: tally.name }, tally.name)}</th>
      <td class="number">${tally.count}</td><td class="share">${shareBar(tally, largest)}</td></tr>`,
  );
  return markup`<table><thead><tr><th scope="col">${label}</th><th scope="col" class="number">Events</th><th scope="col">Share</th></tr></thead><tbody>${rows}</tbody></table>`;
}

export function recordList({ records, query, next }: PageData): Markup {
  if (records.length === 0) return markup`<p>None.</p>`;
  const older =
    next === undefined
      ? markup``
      : markup`<p><a href="${pageLink({ ...query, before: next })}" rel="next">Older records</a></p>`;
  return markup`<ol>${records.map((record) => markup`<li>${recordDetails(record)}</li>`)}</ol>${older}`;
}

function recordDetails(record: FirewallEvent): Markup {
  const { at, ip, kind, counted, user, agent, method, path, reason, content, context } = record;
  const entries: [string, string | null][] = [
    ["Why", reason],
    ["User", user],
    ["User agent", agent],
    ["Request", method || path ? `${method ?? ""} ${path ?? ""}`.trim() : null],
    ["Content", content],
    ...Object.entries(context).map(([name, value]): [string, string] => [labelOf(name), value]),
    ["Counted", counted ? "yes" : "no, only logged"],
    ["Record", record.id],
  ];
  const rows = entries.map(([name, value]) =>
    value === null ? markup`` : markup`<dt>${name}</dt><dd><code>${value}</code></dd>`,
  );
  return markup`<details><summary>${timeElement(at)} <span class="kind ${counted ? "hot" : "cool"}">${kind}</span>
    <strong>${ip}</strong> <span class="soft">${method} ${path}</span></summary><dl>${rows}</dl></details>`;
}

function labelOf(name: string): string {
  return name === "address" ? "Full address" : name;
}

/** A link that narrows the page to one address or kind. */
function only(query: PageQuery, filter: Record<string, string>, text: string): Markup {
  return markup`<a href="${pageLink({ ...query, filter: { ...query.filter, ...filter }, before: undefined })}">${text}</a>`;
}
