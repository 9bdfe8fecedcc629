import { storeContract } from "../../src/stores/contract/contract.ts";
import type { Store } from "../../src/stores/store.ts";

const LOADER = new URL("../ts-loader.mjs", import.meta.url).href;

/**
 * Runs the whole contract on what a module of this folder opens, in this process and in others. As one test, so that
 * the clients of one server, which mostly wait, can be tested side by side.
 *
 * @param module - its query says how to open; its default export takes the query
 */
export async function runContract(module: URL, processes: number = 3): Promise<void> {
  const checks = storeContract({
    open: async () => {
      const opener = new URL(module.pathname, module).href;
      const { default: open } = (await import(opener)) as { default: (query: string) => Promise<Store> };
      return open(module.search);
    },
    ...(processes > 0 && { processes: { module, count: processes, execArgv: ["--import", LOADER] } }),
  });
  for (const { name, run } of checks) {
    try {
      await run();
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** A name that no parallel run uses. */
export function uniqueName(): string {
  return `t${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
}
