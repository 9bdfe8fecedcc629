import { keyName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { FileFlow } from "../flow/file-flow.ts";

/**
 * The expression that stands at a path inside of an object: `text` of `{ headers, body: text }`, also where the object has a
 * name. The expression itself where the object is made some other way.
 */
export function propertyAt(file: FileFlow, node: Node, path: AccessPath): Node {
  let found = node;
  for (const name of path) {
    const object = objectBehind(file, found);
    const property = object?.properties.findLast(
      (item) => item.type === T.Property && keyName(item)?.toLowerCase() === name.toLowerCase(),
    );
    if (property?.type !== T.Property) return node;
    found = property.value;
  }
  return found;
}

function objectBehind(file: FileFlow, node: Node): (Node & { type: T.ObjectExpression }) | undefined {
  const plain = unwrap(node);
  if (plain.type === T.ObjectExpression) return plain;
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const behind = value?.path.length === 0 ? unwrap(value.node) : undefined;
  return behind?.type === T.ObjectExpression ? behind : undefined;
}
