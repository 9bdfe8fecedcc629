const smallest = 10_000;
const averageLine = 300;

/** Whether code was packed by a tool: a sizeable file whose lines are longer than anyone writes. */
export function isMinified(code: string): boolean {
  if (code.length < smallest) return false;
  let lines = 1;
  for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) lines += 1;
  return code.length / lines > averageLine;
}
