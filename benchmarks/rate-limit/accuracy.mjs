import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

const WINDOW = 1000;

/**
 * How many of a limit of 10 get through in the worst second that was found: a burst of 300 at once, and a quiet start
 * followed by bursts around every edge that a fixed window could have.
 *
 * @param limiter - makes `(key) => Promise<boolean>` with limit 10 per second
 */
export async function worstWindow(limiter) {
  const allow = await limiter(WINDOW);
  const burst = await Promise.all(Array.from({ length: 300 }, () => allow("burst")));
  let worst = burst.filter(Boolean).length;
  for (const offset of [0.5, 0.85, 0.95])
    worst = Math.max(worst, await aroundAnEdge(allow, `edge ${offset}`, offset));
  return worst;
}

/** One admission starts the window; the rest of the limit is spent late in it, and as much as there is right after. */
async function aroundAnEdge(allow, key, offset) {
  const admissions = [];
  const attempt = async () => {
    if (await allow(key)) admissions.push(performance.now());
  };
  // Fixed windows often begin with the whole second.
  await sleep(WINDOW - (Date.now() % WINDOW));
  await attempt();
  await sleep(WINDOW * offset);
  for (let i = 0; i < 20; i++) await attempt();
  for (let i = 0; i < 60; i++) {
    await attempt();
    await sleep(10);
  }
  return Math.max(
    ...admissions.map((from) => admissions.filter((at) => at >= from && at < from + WINDOW - 5).length),
  );
}
