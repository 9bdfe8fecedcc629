// Rate limiters and token stores side by side, in one run: speed and p99 at 64 in flight, bytes per key, and accuracy.
// `pnpm bench:rate-limit [memory redis postgres tokens]`, after `pnpm build`; the servers are those of compose.yaml.
import process from "node:process";
import { worstWindow } from "./rate-limit/accuracy.mjs";
import { bytesPerKey } from "./rate-limit/bytes-per-key.mjs";
import { compare } from "./rate-limit/compare.mjs";

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : ["memory", "redis", "postgres", "tokens"]) {
  const { title, baseline, cases, close } = await (await import(`./rate-limit/${name}.mjs`)).open();
  const rows = await compare(cases, baseline);
  for (const row of rows) {
    const { limiter, winners, sized } = cases[row.case];
    if (limiter) row["worst of 10 in any window"] = await worstWindow(limiter);
    if (winners) row["winners of 64"] = await winners();
    if (sized) {
      row["bytes/key, 1e5"] = bytesPerKey(sized, 1e5);
      row["bytes/key, 1e6"] = bytesPerKey(sized, 1e6);
    }
  }
  console.log(title);
  console.table(rows.map(({ case: title, ...row }) => ({ case: title, ...row })));
  await close?.();
}
process.exit();
