// Runs on Node, Bun and Deno inside the consumer's folder: loads each entry as an ES module and probes it.
import { runProbes } from "./probes.mjs";
import { serverEnv } from "./server-env.mjs";

const subpaths = JSON.parse(process.argv[2]);
const load = (subpath) => import(`secure-patterns${subpath.slice(1)}`);
const results = await runProbes(load, subpaths, serverEnv(load));
console.log(JSON.stringify(results));
process.exit(0);
