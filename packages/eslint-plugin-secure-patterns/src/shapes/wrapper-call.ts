import { calleeName, T, type Node } from "../ast/nodes.ts";

/** Words of the names of functions that may write a log: `logEvent`, `trackVisit`; `login` has none of them. */
const WRAPPER_WORDS = new Set(
  "log logs logger audit trace debug warn report track record print telemetry".split(" "),
);

/** Whether a call is found here where it stands, and not where its function hands the value to the logger. */
export function isWrapperCall(call: Node): boolean {
  const name = call.type === T.CallExpression ? calleeName(call) : undefined;
  const words = name?.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? [];
  return words.some((word) => WRAPPER_WORDS.has(word.toLowerCase()));
}
