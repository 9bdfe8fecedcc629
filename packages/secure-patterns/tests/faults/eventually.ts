/** Waits for a condition, for ten seconds at most. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await condition()) return;
    await pause(50);
  }
  throw new Error("It did not come to pass");
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
