import { type ChildProcess, spawn } from "node:child_process";
import type { Store } from "../store.ts";

export interface ProcessOptions {
  /** A module whose default export opens a store on the same data: `() => Store | Promise<Store>`. */
  readonly module: string | URL;
  /** How many processes, besides the one that runs the checks; 3 by default. */
  readonly count?: number;
  /** Node's own flags, such as a loader for TypeScript. */
  readonly execArgv?: readonly string[];
}

/** A call and how it went, in milliseconds of the machine's clock. */
export interface Outcome<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

type Method = Exclude<keyof Store, "hitsUnder">;

interface Job {
  readonly method: Method;
  readonly args: readonly unknown[];
  /** How many calls at once. */
  readonly times: number;
  /** Repeat them for this long. */
  readonly duration: number;
}

/** As text, since it runs where neither this file's format nor its place is known. */
const WORKER = `
const open = (await import(process.argv[1])).default;
const store = await open();
const call = async (method, args) => {
  const from = Date.now();
  const value = await store[method](...args);
  return { from, to: Date.now(), value };
};
const work = async ({ method, args, times, duration }) => {
  const end = Date.now() + duration;
  const outcomes = [];
  do outcomes.push(...(await Promise.all(Array.from({ length: times }, () => call(method, args)))));
  while (Date.now() < end);
  return outcomes;
};
process.on("message", ({ id, job }) =>
  work(job).then((outcomes) => process.send({ id, outcomes }), (error) => process.send({ id, error: String(error) })),
);
process.on("disconnect", () => process.exit());
process.send({ id: 0, outcomes: [] });
`;

/** The processes that do the same thing at once, this one among them. */
export class Crew {
  private readonly store: Store;
  private readonly options: ProcessOptions | undefined;
  private children: Promise<ChildProcess[]> | undefined;

  constructor(store: Store, options: ProcessOptions | undefined) {
    this.store = store;
    this.options = options;
  }

  get size(): number {
    return 1 + (this.options ? (this.options.count ?? 3) : 0);
  }

  /** Makes every process call the method `times` at once, and again for `duration`; gives all outcomes. */
  async all<K extends Method>(
    method: K,
    args: Parameters<Store[K]>,
    times: number,
    duration: number = 0,
  ): Promise<Outcome<Awaited<ReturnType<Store[K]>>>[]> {
    const job: Job = { method, args, times, duration };
    const children = await (this.children ??= this.start());
    const outcomes = await Promise.all([this.work(job), ...children.map((child) => ask(child, job))]);
    return outcomes.flat() as Outcome<Awaited<ReturnType<Store[K]>>>[];
  }

  async dismiss(): Promise<void> {
    for (const child of (await this.children) ?? []) child.disconnect();
    this.children = undefined;
  }

  private async work({ method, args, times, duration }: Job): Promise<Outcome<unknown>[]> {
    const call = this.store[method] as (...args: readonly unknown[]) => unknown;
    const end = Date.now() + duration;
    const outcomes: Outcome<unknown>[] = [];
    do {
      const calls = Array.from({ length: times }, async () => {
        const from = Date.now();
        const value = await call(...args);
        return { from, to: Date.now(), value };
      });
      outcomes.push(...(await Promise.all(calls)));
    } while (Date.now() < end);
    return outcomes;
  }

  private start(): Promise<ChildProcess[]> {
    const { module, execArgv = [] } = this.options ?? { module: "" };
    const starts = Array.from({ length: this.size - 1 }, async () => {
      const child = spawn(
        process.execPath,
        [...execArgv, "--input-type=module", "-e", WORKER, String(module)],
        {
          stdio: ["ignore", "inherit", "inherit", "ipc"],
          serialization: "advanced",
        },
      );
      await answerOf(child, 0);
      return child;
    });
    return Promise.all(starts);
  }
}

let lastId = 0;

function ask(child: ChildProcess, job: Job): Promise<Outcome<unknown>[]> {
  const id = ++lastId;
  const answer = answerOf(child, id);
  child.send({ id, job });
  return answer;
}

interface Message {
  readonly id: number;
  readonly outcomes?: Outcome<unknown>[];
  readonly error?: string;
}

function answerOf(child: ChildProcess, id: number): Promise<Outcome<unknown>[]> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off("exit", onExit);
      child.off("message", onMessage);
    };
    const onExit = (code: number | null): void => {
      settle();
      reject(new Error(`A process of the contract ended (${code})`));
    };
    const onMessage = (message: Message): void => {
      if (message.id !== id) return;
      settle();
      if (message.outcomes) resolve(message.outcomes);
      else reject(new Error(message.error));
    };
    child.on("exit", onExit);
    child.on("message", onMessage);
  });
}
