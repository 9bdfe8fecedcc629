import { performance } from "node:perf_hooks";

const ROUNDS = 9;
const ROUND = 300;
const IN_FLIGHT = 64;

/** Runs the cases turn by turn, so that what disturbs the machine disturbs them alike; gives the median round of each. */
export async function compare(cases, baseline) {
  const rounds = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, { run }] of Object.entries(cases)) {
      const result = await measure(run);
      if (round > 0) rounds[name].push(result);
    }
  }
  return Object.entries(rounds).map(([name, results]) => ({
    case: name,
    "per second": Math.round(median(results.map(({ rate }) => rate))).toLocaleString("en"),
    [`× ${baseline}`]: median(results.map(({ rate }, i) => rate / rounds[baseline][i].rate)).toFixed(2),
    "p99 ms": median(results.map(({ p99 }) => p99)).toFixed(2),
  }));
}

async function measure(run) {
  const latencies = [];
  const start = performance.now();
  const end = start + ROUND;
  const caller = async () => {
    for (let now = performance.now(); now < end;) {
      await run();
      const later = performance.now();
      latencies.push(later - now);
      now = later;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  const rate = (latencies.length * 1000) / (performance.now() - start);
  latencies.sort((a, b) => a - b);
  return { rate, p99: latencies[Math.floor(latencies.length * 0.99)] };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}
