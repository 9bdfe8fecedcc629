import type { HitAnswer, HitAttempt } from "./store.ts";

/** Decisions that differ in their keys only: `records` is false for a mere question. */
export type Decisions = Omit<HitAttempt, "keys"> & { readonly records: boolean; readonly keysEach: number };

/**
 * Sends decisions in one command.
 *
 * @param keys - of all decisions, one after the other: `keysEach` of them belong together
 * @returns an answer, or an error, for each of them
 */
export type SendDecisions = (
  decisions: Decisions,
  keys: readonly string[],
) => Promise<readonly (HitAnswer | Error)[]>;

interface Batch {
  readonly decisions: Decisions;
  readonly keys: string[];
  readonly callers: Caller[];
}

interface Caller {
  readonly resolve: (answer: HitAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Others wait for a server while it decides these. */
const MOST_DECISIONS = 64;
/** While so many commands are on their way, further decisions gather for the next one ... */
const MOST_COMMANDS = 4;
/** ... but for no longer than this, in milliseconds: far servers may have many commands on their way. */
const LONGEST_WAIT = 1;

/**
 * Decides together what this process asks at the same time: a command costs client and server more than a decision does.
 * What is asked in one turn of the event loop leaves at its end, so that nobody waits for company.
 */
export class HitBatches {
  private readonly send: SendDecisions;
  private open: Batch[] = [];
  private underway = 0;
  private isScheduled = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: SendDecisions) {
    this.send = send;
  }

  decide(attempt: HitAttempt, records: boolean): Promise<HitAnswer> {
    return new Promise((resolve, reject) => {
      const batch = this.batchFor(attempt, records);
      batch.keys.push(...attempt.keys);
      batch.callers.push({ resolve, reject });
      if (batch.callers.length === MOST_DECISIONS) this.close(batch);
      else this.schedule();
    });
  }

  private batchFor(attempt: HitAttempt, records: boolean): Batch {
    const found = this.open.find(({ decisions }) => areAlike(decisions, attempt, records));
    if (found) return found;
    const { bucket, limit, window, cost, block, keys } = attempt;
    const decisions = { bucket, limit, window, cost, block, records, keysEach: keys.length };
    const batch: Batch = { decisions, keys: [], callers: [] };
    this.open.push(batch);
    return batch;
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    queueMicrotask(() => this.endTurn());
  }

  private endTurn(): void {
    this.isScheduled = false;
    if (this.underway < MOST_COMMANDS) this.closeAll();
    else this.timer ??= setTimeout(() => this.closeAll(), LONGEST_WAIT);
  }

  private closeAll(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const batch of this.open) void this.run(batch);
    this.open = [];
  }

  private close(batch: Batch): void {
    this.open = this.open.filter((other) => other !== batch);
    void this.run(batch);
  }

  private async run({ decisions, keys, callers }: Batch): Promise<void> {
    this.underway++;
    try {
      const answers = await this.send(decisions, keys);
      callers.forEach(({ resolve, reject }, i) => {
        const answer = answers[i] ?? new Error("The store answered to fewer decisions than it was asked for");
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of callers) reject(error);
    }
    this.underway--;
    if (this.open.length > 0) this.schedule();
  }
}

function areAlike(decisions: Decisions, attempt: HitAttempt, records: boolean): boolean {
  return (
    decisions.bucket === attempt.bucket &&
    decisions.window === attempt.window &&
    decisions.limit === attempt.limit &&
    decisions.cost === attempt.cost &&
    decisions.block === attempt.block &&
    decisions.records === records &&
    decisions.keysEach === attempt.keys.length
  );
}
