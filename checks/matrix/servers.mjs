// Node 20 to 26, Bun and Deno, from the npm packages that carry their binaries.
import process from "node:process";
import { execute, Unavailable } from "./consumer.mjs";

const runtimes = {
  node20: { package: "node@20", program: "node", args: [] },
  node22: { package: "node@22", program: "node", args: [] },
  node24: { package: "node@24", program: "node", args: [] },
  node26: { package: "node@26", program: "node", args: [] },
  bun: { package: "bun@1", program: "bun", args: [] },
  deno: {
    package: "deno@2",
    program: "deno",
    args: ["run", "--allow-all", "--node-modules-dir=manual", "--no-remote"],
  },
};

export const serverColumns = Object.keys(runtimes);

/** The column of the Node that runs this. */
export const thisNode = `node${process.versions.node.split(".")[0]}`;

/**
 * Column by column: subpath → "ok" or what went wrong, loaded both ways.
 *
 * @param {{ folder: string }} consumer
 * @param {(column: string) => string[]} subpathsOf
 */
export function probeServer({ folder }, column, subpaths) {
  const { program, args } = locate(column);
  const list = JSON.stringify(subpaths);
  const run = (script) =>
    JSON.parse(
      execute(program, [...args, script, list], folder)
        .trim()
        .split("\n")
        .at(-1),
    );
  const [esm, cjs] = [run("run-esm.mjs"), run("run-cjs.cjs")];
  return Object.fromEntries(subpaths.map((subpath) => [subpath, worse(esm[subpath], cjs[subpath])]));
}

function locate(column) {
  const { package: name, program, args } = runtimes[column];
  if (column === thisNode) return { program: process.execPath, args };
  return { program: findProgram(name, program), args };
}

/** The path of a program in an npm package; throws where it cannot be installed. */
export function findProgram(name, program) {
  const options = [
    "--yes",
    "--prefer-offline",
    "--loglevel=error",
    "-p",
    name,
    "-c",
    `command -v ${program}`,
  ];
  try {
    return execute("npx", options, process.cwd()).trim().split("\n").at(-1);
  } catch (error) {
    throw new Unavailable(`npm cannot install ${name} here: ${error.message}`);
  }
}

function worse(esm, cjs) {
  if (esm !== "ok") return `import: ${esm}`;
  return cjs === "ok" ? "ok" : `require: ${cjs}`;
}
