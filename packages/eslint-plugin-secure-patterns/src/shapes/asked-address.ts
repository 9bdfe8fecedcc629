import { isCall, keyName, T, unwrap, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { textsIn } from "./texts-in.ts";

const DEEPEST = 8;

/**
 * The texts of the addresses that a page asked for what arrived: of the calls in front of `.then(…)`, `.json()` and `.data`,
 * of `$.ajax({ url: … })`, and of `const response = await fetch(…)`.
 */
export function addressesAsked({ root, node }: Origin): readonly string[] {
  const caller = root.type === "parameter" ? root.of.parent : undefined;
  const start = caller && isCall(unwrap(caller)) ? caller : node;
  const file = fileOf(start);
  if (!file) return [];
  const texts: string[] = [];
  let asked: Node | undefined = unwrap(start);
  for (let depth = 0; asked && depth < DEEPEST; depth++) {
    if (isCall(asked)) {
      texts.push(...asked.arguments.flatMap(addressOf).flatMap((address) => textsIn(file, address)));
      asked = unwrap(asked.callee);
    } else if (asked.type === T.MemberExpression) asked = unwrap(asked.object);
    else if (asked.type === T.AwaitExpression) asked = unwrap(asked.argument);
    else if (asked.type === T.Identifier) {
      const variable = file.bindings.variableOf(asked);
      const value: Node | undefined = variable && file.subjects.onlyValue(variable)?.node;
      asked = value && unwrap(value);
    } else asked = undefined;
  }
  return texts;
}

function addressOf(argument: Node): readonly Node[] {
  const plain = unwrap(argument);
  if (plain.type !== T.ObjectExpression) return [plain];
  return plain.properties.flatMap((property) =>
    property.type === T.Property && keyName(property) === "url" ? [property.value] : [],
  );
}
