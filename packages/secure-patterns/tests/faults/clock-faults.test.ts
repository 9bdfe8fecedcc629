import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { hasServer } from "../servers.ts";
import { uniqueName } from "../stores/contract-of.ts";

const HOUR = 3_600_000;
const LOADER = new URL("../ts-loader.mjs", import.meta.url).href;
const WORKER = fileURLToPath(new URL("./work-by-a-wrong-clock.ts", import.meta.url));

interface Work {
  readonly allowed: number;
  readonly taken: boolean;
}

const SERVERS = [
  { name: "Redis", kind: "redis", place: "prefix" },
  { name: "PostgreSQL", kind: "postgres", place: "schema" },
  { name: "MySQL", kind: "mysql", place: "prefix" },
] as const;

const present = await Promise.all(SERVERS.map(({ name }) => hasServer(name)));

describe("two processes whose clocks are an hour apart share limits and tokens", () => {
  test.each(SERVERS.filter((_, i) => present[i]))("$name", ({ kind, place }) => expectAgreement(kind, place));
});

async function expectAgreement(kind: string, place: string): Promise<void> {
  const query = `?${place}=${uniqueName()}${kind === "redis" ? ":" : ""}`;
  const behind = await work(kind, query, -HOUR / 2, "put");
  const ahead = await work(kind, query, HOUR / 2, "take");
  expect(behind).toEqual({ allowed: 7, taken: false });
  // 7 of 10 are gone, by whichever clock; a token for a minute is alive.
  expect(ahead).toEqual({ allowed: 3, taken: true });
}

function work(kind: string, query: string, shift: number, job: "put" | "take"): Promise<Work> {
  const child = spawn(process.execPath, ["--import", LOADER, WORKER, kind, query, `${shift}`, job], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => (output += String(data)));
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      if (code === 0) resolve(JSON.parse(output) as Work);
      else reject(new Error(`The process ended with ${code}`));
    });
  });
}
