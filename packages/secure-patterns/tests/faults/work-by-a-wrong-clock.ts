// Uses a store while the clocks of JavaScript are wrong. Arguments: which store, how to open it, by how much they are wrong, what to do.
import type { Store } from "../../src/stores/store.ts";

const [kind, query, shift, job] = process.argv.slice(2);

const now = Date.now.bind(Date);
Date.now = () => now() + Number(shift);
const elapsed = performance.now.bind(performance);
performance.now = () => elapsed() + Number(shift);

const { default: open } = (await import(`../stores/open-${kind}.ts`)) as {
  default: (query: string) => Promise<Store>;
};
const store = await open(query!);
const attempt = { bucket: "login", keys: ["ann"], limit: 10, window: 60_000, cost: 1, block: 0 };
let allowed = 0;
for (let i = 0; i < (job === "put" ? 7 : 10); i++) if ((await store.hit(attempt)).admitted) allowed++;
if (job === "put") {
  await store.putToken({ hash: "h", purpose: "reset", subject: "ann", payload: null, ttl: 60_000 });
}
const taken = job === "take" && (await store.takeToken("h", "reset")) !== null;
process.stdout.write(JSON.stringify({ allowed, taken }), () => process.exit());
