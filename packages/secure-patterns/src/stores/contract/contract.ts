import type { Store } from "../store.ts";
import { Crew, type ProcessOptions } from "./crew.ts";
import { eventChecks } from "./event-checks.ts";
import { hitChecks } from "./hit-checks.ts";
import { tokenChecks } from "./token-checks.ts";
import { upkeepChecks } from "./upkeep-checks.ts";

export type { ProcessOptions } from "./crew.ts";

export interface StoreContractOptions {
  /** Opens the store, with its tables made. Give it data of its own: the checks remove what has expired. */
  readonly open: () => Store | Promise<Store>;
  /** More processes on the same data, for everything that must hold among several; without, one process does it all. */
  readonly processes?: ProcessOptions;
}

/** One promise of the contract. */
export interface StoreCheck {
  readonly name: string;
  /** Rejects, saying what was expected, if the store breaks the promise. */
  run(): Promise<void>;
}

/** What a check works with. */
export interface CheckContext {
  readonly store: Store;
  readonly crew: Crew;
  /** A name that no other check and no earlier run has used. */
  unique(name: string): string;
}

export type Checks = Readonly<Record<string, (context: CheckContext) => Promise<void>>>;

/**
 * The promises of `Store` as a list of checks, for any test runner. Run them in order; the last one closes the store.
 *
 * ```ts
 * for (const { name, run } of storeContract({ open })) test(name, run);
 * ```
 */
export function storeContract({ open, processes }: StoreContractOptions): readonly StoreCheck[] {
  let context: Promise<CheckContext> | undefined;
  const run = (check: Checks[string]) => async (): Promise<void> =>
    check(await (context ??= openContext(open, processes)));
  const checks: Checks = { ...hitChecks, ...tokenChecks, ...eventChecks, ...upkeepChecks };
  return Object.entries(checks).map(([name, check]) => ({ name, run: run(check) }));
}

async function openContext(
  open: StoreContractOptions["open"],
  processes: ProcessOptions | undefined,
): Promise<CheckContext> {
  const store = await open();
  const nonce = Math.random().toString(36).slice(2);
  let count = 0;
  return { store, crew: new Crew(store, processes), unique: (name) => `${name}-${nonce}-${++count}` };
}
