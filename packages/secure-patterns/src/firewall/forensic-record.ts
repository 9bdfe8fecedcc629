import { createRedactor } from "../redaction/index.ts";
import type { NewEvent, StoredEvent } from "../stores/store.ts";
import type { ClientFacts } from "./client-facts.ts";
import type { FirewallSettings } from "./firewall-options.ts";
import type { FirewallEvent, ReportDetails } from "./firewall-types.ts";

/** Characters that are kept of each part: all of them are an attacker's to choose. */
const LONGEST = { user: 200, agent: 400, method: 20, path: 1_000, reason: 500, content: 4_000, context: 300 };

/** Stands in for the address of a request that has none that can be believed. */
export const NO_ADDRESS = "unknown";

/** Addresses are what the log is for; all other personal data and secrets are hidden. */
const redactor = /* @__PURE__ */ createRedactor({ ip: "keep" });

/** What is stored of an event: redacted first, then cut, so that no half of a secret stays at the edge. */
export function newRecord(
  facts: ClientFacts,
  kind: string,
  { reason, content, user }: ReportDetails,
  { toKey, rules, isAllowed }: FirewallSettings,
): NewEvent {
  const ip = facts.ip === undefined ? NO_ADDRESS : toKey(facts.ip);
  const counts = facts.ip !== undefined && !isAllowed(facts.ip);
  const address = facts.ip !== undefined && ip !== facts.ip ? { address: facts.ip } : {};
  return {
    ip,
    kind,
    user: cut(user, LONGEST.user),
    agent: cut(facts.agent, LONGEST.agent),
    method: cut(facts.method, LONGEST.method),
    path: cut(hide(facts.url), LONGEST.path),
    reason: cut(hide(reason), LONGEST.reason),
    content: pack(textOf(content), { ...redactContext(facts.context), ...address }),
    countFor: counts ? (rules.get(kind)?.window ?? 0) : 0,
  };
}

/** A record as callers see it. */
export function toFirewallEvent(stored: StoredEvent): FirewallEvent {
  const { at, content, ...rest } = stored;
  return { ...rest, at: new Date(at), ...unpack(content) };
}

export function describeNew({ countFor, content, ...record }: NewEvent): Omit<FirewallEvent, "id" | "at"> {
  return { ...record, counted: countFor > 0, ...unpack(content) };
}

type Packed = Pick<FirewallEvent, "content" | "context">;

/** Content and context share one column of the store. */
function pack(content: string | null, context: Readonly<Record<string, string>>): string {
  return JSON.stringify({ content, context });
}

function unpack(packed: string | null): Packed {
  try {
    const { content, context } = JSON.parse(packed ?? "{}") as Partial<Packed>;
    return { content: content ?? null, context: context ?? {} };
  } catch {
    return { content: packed, context: {} }; // written by something else into the same table
  }
}

function redactContext(context: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(context).map(([name, value]) => [name, cut(hide(value), LONGEST.context)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function hide(text: string | undefined): string | undefined {
  return typeof text === "string" ? redactor.redactText(text) : undefined;
}

function textOf(content: unknown): string | null {
  if (content === undefined || content === null) return null;
  const redacted: unknown = redactor.redactJson(content);
  const text = typeof redacted === "string" ? redacted : stringify(redacted);
  return cut(text, LONGEST.content);
}

function stringify(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each)) ??
      String(value)
    );
  } catch {
    return "[cannot be shown]"; // circular, or a toJSON that throws
  }
}

function cut(text: string | undefined, longest: number): string | null {
  if (typeof text !== "string" || text === "") return null;
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)} [truncated: ${text.length - longest} more]`;
}
