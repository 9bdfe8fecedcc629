import { T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";

const calls = new WeakMap<TSESTree.JSXOpeningElement, TSESTree.CallExpression>();

/** `<Post html={text} {...rest} />` runs the component with one object: `Post({ html: text, ...rest })`. */
export function elementCall(element: TSESTree.JSXOpeningElement): TSESTree.CallExpression {
  let call = calls.get(element);
  if (!call) calls.set(element, (call = makeCall(element)));
  return call;
}

function makeCall(element: TSESTree.JSXOpeningElement): TSESTree.CallExpression {
  const { range, loc, parent } = element;
  const given: object[] = [];
  const call = {
    type: T.CallExpression,
    callee: element.name,
    arguments: given,
    optional: false,
    range,
    loc,
    parent,
  };
  const properties = { type: T.ObjectExpression, properties: [] as object[], range, loc, parent: call };
  properties.properties = element.attributes.flatMap((attribute) => propertyOf(attribute, properties));
  given.push(properties);
  return call as unknown as TSESTree.CallExpression;
}

function propertyOf(
  attribute: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute,
  parent: object,
): readonly object[] {
  const { range, loc } = attribute;
  if (attribute.type === T.JSXSpreadAttribute)
    return [{ type: T.SpreadElement, argument: attribute.argument, range, loc, parent }];
  const { name, value } = attribute;
  if (!value || name.type !== T.JSXIdentifier) return [];
  const key = { type: T.Identifier, name: name.name, range: name.range, loc: name.loc } as unknown as Node;
  return [{ type: T.Property, kind: "init", key, value, computed: false, range, loc, parent }];
}
