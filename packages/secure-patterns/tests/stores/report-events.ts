// A process that reports events: `node report-events.ts <module that opens the store> <address> <how many>`.
// Prints how often it was told about a block.
import { firewall } from "../../src/firewall/firewall.ts";
import type { Store } from "../../src/stores/store.ts";

const [module = "", ip = "", times = "0"] = process.argv.slice(2);
const opener = (await import(module)) as { default: (query: string) => Promise<Store> };
let blocks = 0;
const fw = firewall({
  store: await opener.default(new URL(module).search),
  onBlock: () => void (blocks += 1),
});
process.stdin.once("data", () => {
  Promise.all(
    Array.from({ length: Number(times) }, () => fw.report({ ip }, "fraud", { user: String(process.pid) })),
  ).then(
    () => {
      console.log(String(blocks));
      process.exit(0);
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
console.log("ready");
