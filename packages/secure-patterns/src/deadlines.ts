interface Wait {
  /** When it ends, on the clock of `performance.now`. */
  readonly until: number;
  isOver: boolean;
  readonly giveUp: () => void;
}

/**
 * Bounded waits of one length behind one timer: they end in the order in which they began, and a timer for each would cost
 * more than the rest of a rate limit's bookkeeping.
 */
export class Deadlines {
  private readonly timeout: number;
  private waits: Wait[] = [];
  private open = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param timeout - milliseconds */
  constructor(timeout: number) {
    this.timeout = timeout;
  }

  /**
   * The answer, or a rejection if it takes too long.
   *
   * @param onLate - gets an answer that came after the wait was over
   * @param onSuccess - called before the answer is passed on: cheaper than one more promise
   * @param onFailure - the same, for whatever the rejection is
   */
  wait<T>(
    answer: PromiseLike<T>,
    onLate?: (value: T) => void,
    onSuccess?: () => void,
    onFailure?: (error: unknown) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        onFailure?.(error);
        reject(error);
      };
      const wait = this.begin(() => fail(new Error(`The store did not answer within ${this.timeout} ms`)));
      answer.then(
        (value) => {
          if (!this.end(wait)) return onLate?.(value);
          onSuccess?.();
          resolve(value);
        },
        (error: unknown) => {
          if (this.end(wait)) fail(error);
        },
      );
    });
  }

  private begin(giveUp: () => void): Wait {
    const wait: Wait = { until: performance.now() + this.timeout, isOver: false, giveUp };
    // Under steady load nobody is ever the last one: drop those at the front that are over.
    if (this.waits.length > 2 * this.open + 64) this.waits = this.waits.filter(({ isOver }) => !isOver);
    this.waits.push(wait);
    if (this.open++ === 0) hold(this.timer);
    this.timer ??= setTimeout(() => this.ring(), this.timeout);
    return wait;
  }

  /** Whether the wait was still on. */
  private end(wait: Wait): boolean {
    if (wait.isOver) return false;
    wait.isOver = true;
    // The timer may ring for nothing, but it is no reason for a process to stay.
    if (--this.open === 0) {
      this.waits = [];
      letGo(this.timer);
    }
    return true;
  }

  /** After a pause of the process, answers may lie unread in the socket: one more turn reads them. */
  private ring(): void {
    this.timer = setTimeout(() => this.giveUpAndGoOn(), 1);
  }

  private giveUpAndGoOn(): void {
    const now = performance.now();
    this.timer = undefined;
    const rest = this.waits.filter(({ isOver }) => !isOver);
    this.waits = rest.filter(({ until }) => until > now);
    const next = this.waits[0];
    if (next) this.timer = setTimeout(() => this.ring(), next.until - now);
    for (const wait of rest) if (wait.until <= now && this.end(wait)) wait.giveUp();
  }
}

function hold(timer: ReturnType<typeof setTimeout> | undefined): void {
  if (typeof timer === "object") timer.ref();
}

function letGo(timer: ReturnType<typeof setTimeout> | undefined): void {
  if (typeof timer === "object") timer.unref();
}
