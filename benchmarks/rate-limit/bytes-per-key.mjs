import { execFileSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

const PROGRAM = `
const { sized } = await import(process.argv[1]);
const { make, hit } = sized[process.argv[2]];
const count = Number(process.argv[3]);
const store = make();
await hit(store, "warm up");
gc();
const before = used();
for (let i = 0; i < count; i++) await hit(store, "user:" + i);
gc();
console.log(Math.round((used() - before) / count));
await hit(store, "still alive");
function used() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
`;

/** Memory that each key costs after one hit, its own text included; in a fresh process, which has no garbage of others. */
export function bytesPerKey(name, count) {
  const cases = fileURLToPath(new URL("memory.mjs", import.meta.url));
  const args = ["--expose-gc", "--input-type=module", "-e", PROGRAM, cases, name, String(count)];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
