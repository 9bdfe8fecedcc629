// How fast the helpers are beside what one would use instead, in one run: `pnpm bench:helpers [name …]`. Each file of
// `helpers/` is one comparison: `export default { title, baseline, cases: { [name]: () => unknown } }`.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { measure } from "mitata";

const folder = join(import.meta.dirname, "helpers");
const available = readdirSync(folder).map((file) => file.replace(/\.mjs$/, ""));
const names = process.argv.slice(2);
const unknown = names.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there are: ${available.join(", ")}.`);
  process.exit(2);
}

for (const name of names.length > 0 ? names : available) {
  const { default: comparison } = await import(`./helpers/${name}.mjs`);
  const results = [];
  for (const [title, run] of Object.entries(comparison.cases))
    results.push({ title, stats: await measure(run) });
  print(comparison, results);
}

function print({ title, baseline }, results) {
  const base = results.find((result) => result.title === baseline).stats.p50;
  console.log(title);
  console.table(
    results.map(({ title: name, stats }) => ({
      case: name,
      "per second": Math.round(1e9 / stats.p50).toLocaleString("en"),
      [`× ${baseline}`]: (base / stats.p50).toFixed(2),
      "p99 µs": (stats.p99 / 1000).toFixed(2),
    })),
  );
}
