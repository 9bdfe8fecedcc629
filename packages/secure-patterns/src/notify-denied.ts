import type { OnDenied } from "./protection.ts";

type Denied = Parameters<OnDenied>[0];

/** A refusal waits this long for its report: long enough for a database, short enough for a database that hangs. */
const PATIENCE = 1_000;

const complainedAbout = new WeakSet<OnDenied>();

/**
 * Tells the application's hook about a refusal. Waits for it, since on serverless platforms what runs after the response may
 * never run, but not for long; its errors are printed once, by name only, and go no further.
 */
export async function notifyDenied(onDenied: OnDenied | undefined, denied: Denied): Promise<void> {
  if (!onDenied) return;
  try {
    await settleWithin(onDenied(denied), PATIENCE);
  } catch (error) {
    if (complainedAbout.has(onDenied)) return;
    complainedAbout.add(onDenied);
    // Only the name: a driver's message may hold a connection string.
    console.error(`secure-patterns: onDenied failed (${error instanceof Error ? error.name : typeof error})`);
  }
}

async function settleWithin(work: void | Promise<void>, milliseconds: number): Promise<void> {
  if (typeof (work as Promise<void> | undefined)?.then !== "function") return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
