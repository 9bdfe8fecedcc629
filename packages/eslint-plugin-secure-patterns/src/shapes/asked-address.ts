import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  isCall,
  keyName,
  memberName,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { textsIn } from "./texts-in.ts";

const DEEPEST = 8;

/**
 * The texts of the addresses that a page asked for what arrived: of the calls in front of `.then(…)`, `.json()` and `.data`,
 * of `$.ajax({ url: … })`, and of `const response = await fetch(…)`.
 */
export function addressesAsked(origin: Origin): readonly string[] {
  return [...callsAsked(origin)].flatMap((call) => {
    const file = fileOf(call);
    return file ? call.arguments.flatMap(addressOf).flatMap((address) => textsIn(file, address)) : [];
  });
}

/** The calls by which something was asked for, from the last one back to the first. */
export function* callsAsked({ root, node }: Origin): Generator<CallNode> {
  const caller = root.type === "parameter" ? root.of.parent : undefined;
  const start = caller && isCall(unwrap(caller)) ? caller : node;
  const file = fileOf(start);
  let asked: Node | undefined = unwrap(start);
  for (let depth = 0; asked && file && depth < DEEPEST; depth++) {
    if (isCall(asked)) {
      yield asked;
      asked = unwrap(asked.callee);
    } else if (asked.type === T.MemberExpression) asked = unwrap(asked.object);
    else if (asked.type === T.AwaitExpression) asked = unwrap(asked.argument);
    else if (asked.type === T.Identifier) {
      const variable = file.bindings.variableOf(asked);
      const value: Node | undefined = variable && file.subjects.onlyValue(variable)?.node;
      asked = value ? unwrap(value) : handedBy(asked);
    } else asked = undefined;
  }
}

/** `fetch(…).then((response) => response.json())`: what the parameter is the answer of. */
function handedBy({ name, parent }: TSESTree.Identifier): Node | undefined {
  const of = parent && enclosingFunction(parent);
  const [first] = of?.params ?? [];
  const call = of?.parent;
  if (first?.type !== T.Identifier || first.name !== name || !call || !isCall(call)) return undefined;
  const callee = unwrap(call.callee);
  return callee.type === T.MemberExpression && memberName(callee) === "then" ? callee.object : undefined;
}

function addressOf(argument: Node): readonly Node[] {
  const plain = unwrap(argument);
  if (plain.type !== T.ObjectExpression) return [plain];
  return plain.properties.flatMap((property) =>
    property.type === T.Property && keyName(property) === "url" ? [property.value] : [],
  );
}
