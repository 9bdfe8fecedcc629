// The same for a CommonJS application: each entry by require.
const subpaths = JSON.parse(process.argv[2]);

async function main() {
  const { runProbes } = await import("./probes.mjs");
  const { serverEnv } = await import("./server-env.mjs");
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what this file is about
  const load = async (subpath) => require(`secure-patterns${subpath.slice(1)}`);
  console.log(JSON.stringify(await runProbes(load, subpaths, serverEnv(load))));
  process.exit(0);
}

main();
