import { T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";

const calls = new WeakMap<TSESTree.JSXOpeningElement, TSESTree.CallExpression>();

/** `<Post html={text} {...rest}>{more}</Post>` runs the component with one object: `Post({ html: text, ...rest, children: more })`. */
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
  properties.properties = [
    ...element.attributes.flatMap((attribute) => propertyOf(attribute, properties)),
    ...childrenOf(parent, properties),
  ];
  given.push(properties);
  return call as unknown as TSESTree.CallExpression;
}

/** `<Post>{text}</Post>` is handed its text as `children`. */
function childrenOf(element: TSESTree.JSXElement, parent: object): readonly object[] {
  const values = element.children.flatMap((child) =>
    child.type === T.JSXExpressionContainer && child.expression.type !== T.JSXEmptyExpression
      ? [child.expression]
      : [],
  );
  const [only] = values;
  if (!only) return [];
  const { range, loc } = element;
  const key = { type: T.Identifier, name: "children", range, loc };
  const value =
    values.length === 1 ? only : { type: T.ArrayExpression, elements: values, range, loc, parent };
  return [{ type: T.Property, kind: "init", key, value, computed: false, range, loc, parent }];
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
