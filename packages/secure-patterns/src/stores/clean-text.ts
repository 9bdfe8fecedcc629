import type { NewEvent } from "./store.ts";

/** NUL, which PostgreSQL refuses, and halves of surrogate pairs, which have no UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

export function cleanText(text: string): string {
  return text.replace(UNSTORABLE, "\uFFFD");
}

export function cleanEvent(event: NewEvent): NewEvent {
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    typeof value === "string" ? cleanText(value) : value,
  ]);
  return Object.fromEntries(entries) as NewEvent;
}
