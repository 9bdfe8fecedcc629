import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { Deadlines } from "./deadlines.ts";

const LOADER = new URL("../tests/ts-loader.mjs", import.meta.url).href;

test("passes answers and errors on", async () => {
  const deadlines = new Deadlines(60_000);
  expect(await deadlines.wait(Promise.resolve(7))).toBe(7);
  await expect(deadlines.wait(Promise.reject(new Error("no")))).rejects.toThrow("no");
});

test("gives up on what takes too long, and hands a late answer to whoever wants it", async () => {
  const deadlines = new Deadlines(20);
  let answer = (_: number): void => {};
  const late = new Promise<number>((resolve) => (answer = resolve));
  let heard = 0;
  const waits = [
    deadlines.wait(new Promise(() => {})),
    deadlines.wait(late, (value) => (heard = value)),
    deadlines.wait(Promise.resolve()),
  ];
  const outcomes = await Promise.allSettled(waits);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  answer(7);
  await late;
  expect(heard).toBe(7);
  await expect(deadlines.wait(new Promise(() => {}))).rejects.toThrow("within 20 ms");
});

test("holds a process while somebody waits, and no longer", () => {
  const run = (code: string): string => {
    const source = `import { Deadlines } from ${JSON.stringify(new URL("./deadlines.ts", import.meta.url).href)}; ${code}`;
    const args = ["--import", LOADER, "--input-type=module", "-e", source];
    return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 300_000 }).stdout;
  };
  expect(run("new Deadlines(50).wait(new Promise(() => {})).catch(() => console.log('gave up'))")).toBe(
    "gave up\n",
  );
  expect(run("await new Deadlines(3_000_000).wait(Promise.resolve()); console.log('done')")).toBe("done\n");
});
