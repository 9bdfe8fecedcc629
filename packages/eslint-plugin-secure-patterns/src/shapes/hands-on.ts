import {
  isFunction,
  outermost,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";

/** `(req, res) => users.create(req, res)`: the function that does no more than hand on what it is handed. */
export function handsOn(call: CallNode): FunctionNode | undefined {
  let node = outermost(call as Node);
  while (node.parent && /^(?:AwaitExpression|ReturnStatement|ExpressionStatement)$/.test(node.parent.type))
    node = node.parent;
  const { parent } = node;
  const isOnly = parent?.type === T.BlockStatement && parent.body.length === 1;
  const around = isOnly ? parent.parent : parent;
  if (!around || !isFunction(around)) return undefined;
  const [first] = call.arguments;
  const given = first && unwrap(first);
  const [own] = around.params;
  return given?.type === T.Identifier && own?.type === T.Identifier && given.name === own.name
    ? around
    : undefined;
}
