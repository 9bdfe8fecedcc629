/** Timers may ring early, by the millisecond that they round to: the clocks that judge the pause are others'. */
const SLACK = 2;

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds + SLACK));
}
