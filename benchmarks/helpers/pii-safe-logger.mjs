import { openSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { DeepRedact } from "@hackylabs/deep-redact";
import pino from "pino";
import { piiSafeLogger, redactedKeys } from "secure-patterns/pii-safe-logger";

// Thirty fields in four objects, other values in each of 256 records, so that no cache sees the same line twice in a row.
const clean = records(() => ({}));
const personal = records((index) => ({
  ip: `192.0.2.${index}`,
  user: { id: index, email: `user${index}@example.com`, password: randomUUID(), phone: "+41446681800" },
}));
const names = [...redactedKeys];
const shallow = ["password", "email", "phone", "token", "ip"];
const paths = ["", "*.", "*.*."].flatMap((prefix) => shallow.map((name) => prefix + name));
const texts = [/[\w.+-]+@[\w-]+\.[\w.]+/g, /\b\d{1,3}(?:\.\d{1,3}){3}\b/g, /\+\d[\d -]{7,}\d/g];
const deep = new DeepRedact({
  blacklistedKeys: names,
  fuzzyKeyMatch: false,
  caseSensitiveKeyMatch: false,
  serialise: false,
  stringTests: texts.map((pattern) => ({
    pattern,
    replacer: (value) => value.replace(pattern, "[redacted]"),
  })),
});

const bare = pino({}, nowhere());
const safe = piiSafeLogger(pino({}, nowhere()));
const byPath = pino({ redact: paths }, nowhere());
const byDeepRedact = pino({ formatters: { log: (record) => deep.redact(record) } }, nowhere());
let turn = 0;

export default {
  title:
    "pino with piiSafeLogger (keys and values), with its own redact (15 paths, keys only) and with deep-redact (keys, 3 patterns)",
  baseline: "pino, clean",
  cases: {
    "pino, clean": () => bare.info(clean[turn++ & 255], "order created"),
    "piiSafeLogger, clean": () => safe.info(clean[turn++ & 255], "order created"),
    "pino redact, clean": () => byPath.info(clean[turn++ & 255], "order created"),
    "deep-redact, clean": () => byDeepRedact.info(clean[turn++ & 255], "order created"),
    "pino, personal": () => bare.info(personal[turn++ & 255], "user signed up"),
    "piiSafeLogger, personal": () => safe.info(personal[turn++ & 255], "user signed up"),
    "pino redact, personal": () => byPath.info(personal[turn++ & 255], "user signed up"),
    "deep-redact, personal": () => byDeepRedact.info(personal[turn++ & 255], "user signed up"),
  },
};

function nowhere() {
  return pino.destination({ fd: openSync("/dev/null", "w"), sync: true });
}

function records(extra) {
  return Array.from({ length: 256 }, (_, index) => ({
    requestId: randomUUID(),
    method: "POST",
    path: `/api/v1/orders/${index}`,
    status: 200 + (index % 5),
    durationMs: index / 7,
    ok: true,
    service: "checkout",
    region: "eu-central-1",
    version: "1.14.2",
    host: `web-${index % 8}`,
    order: {
      id: `ord_${randomUUID().slice(0, 6)}`,
      currency: "EUR",
      total: index * 1.3,
      items: index % 9,
      state: ["created", "paid", "shipped"][index % 3],
      createdAt: new Date(1.7e12 + index * 1e7).toISOString(),
      channel: "web",
      shipping: {
        method: "standard",
        carrier: ["DHL", "UPS"][index % 2],
        weight: index / 10,
        tracked: true,
        days: 3,
      },
    },
    timings: { db: index / 3, cache: 0.2, render: 4.4, queue: 0 },
    flags: { beta: false, experiment: "B", retry: 0 },
    note: `created by the import job ${index}`,
    ...extra(index),
  }));
}
