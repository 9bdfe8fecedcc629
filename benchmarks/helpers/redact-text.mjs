import { createRequire } from "node:module";
import { createRedactor } from "secure-patterns/pii-safe-logger";

// Its entry loads the client of a cloud service too.
const { SyncCompositeRedactor } = createRequire(import.meta.url)("redact-pii/lib/SyncCompositeRedactor.js");
const peer = new SyncCompositeRedactor();
const redactor = createRedactor();
const clean = Array.from(
  { length: 256 },
  (_, index) => `order ${index} created by the import job after ${index * 3} ms, retrying soon`,
);
const personal = Array.from(
  { length: 256 },
  (_, index) => `mail to user${index}@example.com from 192.0.2.${index} failed, call +41 44 668 18 00`,
);
let turn = 0;

export default {
  title: "Redacting one message",
  baseline: "redact-pii, clean",
  cases: {
    "redact-pii, clean": () => peer.redact(clean[turn++ & 255]),
    "createRedactor, clean": () => redactor.redactText(clean[turn++ & 255]),
    "redact-pii, personal": () => peer.redact(personal[turn++ & 255]),
    "createRedactor, personal": () => redactor.redactText(personal[turn++ & 255]),
  },
};
