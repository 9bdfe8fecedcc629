import { markup, type Markup } from "./markup.ts";

/** `2026-11-22 07:05:03`, in UTC, as the page's heading says. */
export function showTime(time: Date): string {
  return Number.isFinite(time.getTime()) ? time.toISOString().slice(0, 19).replace("T", " ") : "?";
}

export function timeElement(time: Date): Markup {
  if (!Number.isFinite(time.getTime())) return markup`?`;
  return markup`<time datetime="${time.toISOString()}">${showTime(time)}</time>`;
}

/** `in 1 h 59 min`. */
export function showRest(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `in ${days} d ${hours} h`;
  return hours > 0 ? `in ${hours} h ${minutes % 60} min` : `in ${minutes} min`;
}
