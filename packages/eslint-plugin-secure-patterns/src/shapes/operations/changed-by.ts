import { calleeName, isCall, keyName, outermost, T, type Node } from "../../ast/nodes.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { assignedTo } from "./members-of.ts";

/** What functions that are handed a record assign to it before `end`: `setPassword(user, password)`. */
export function* changedBy(file: FileFlow, record: Node, end: number): Generator<[string, Node]> {
  const variable = record.type === T.Identifier ? file.bindings.variableOf(record) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const argument = outermost(identifier as Node);
    const call = argument.parent;
    if (!isCall(call) || call.callee === argument || call.range[0] > end) continue;
    const index = call.arguments.indexOf(argument as never);
    // `Object.assign(user, { resetToken: null })`
    if (index === 0 && calleeName(call) === "assign")
      for (const given of call.arguments.slice(1))
        for (const part of given.type === T.ObjectExpression ? given.properties : [])
          if (part.type === T.Property) yield [keyName(part) ?? "", part.value];
    for (const body of functionsOf(file, call.callee).slice(0, 1)) {
      const [home, parameter] = [fileOf(body), body.params[index]];
      if (home && parameter?.type === T.Identifier) yield* assignedTo(home, parameter);
    }
  }
}
