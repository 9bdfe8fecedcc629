import { calleeName, T, type CallNode } from "../../ast/nodes.ts";
import { expensive } from "../../catalog/oracles.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import { bodyFacts } from "./body-facts.ts";
import { comesFrom, toPattern } from "./find-oracle.ts";
import type { Route } from "./route.ts";

const costs = expensive.map((row) => ({ ...row, called: toPattern(row.calls) }));

/** Work of the handler's own code that costs the server more than the client. */
export function findExpense(route: Route): string | undefined {
  const calls = route.functions.flatMap((each) => bodyFacts(each).calls);
  for (const call of calls)
    for (const { what, packages, called, isChosen, isBare } of costs)
      if (
        (!isBare || call.callee.type === T.Identifier) &&
        (!isChosen || isChosenByRequest(call)) &&
        (called ? called.test(calleeName(call) ?? "") : true) &&
        (packages ? comesFrom(call, packages) : called)
      )
        return what;
  return undefined;
}

/** `res.sendFile(req.params.path)`, not `res.sendFile("index.html", { root })` */
function isChosenByRequest(call: CallNode): boolean {
  const [first] = call.arguments;
  const file = fileOf(call);
  return (
    first !== undefined &&
    file !== undefined &&
    trace(file, first).some(({ root }) => root.type === "parameter")
  );
}
