import process from "node:process";

const minimum = [20, 19];

/** Says which Node is needed, and ends, where this one is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  console.error(`Node ${minimum.join(".")} or newer is needed; this is ${process.version}.`);
  process.exit(2);
}
