import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { MarkupElement, NamedAttribute } from "./element.ts";
import {
  absent,
  always,
  branchesOf,
  type Conditions,
  constantInit,
  deepest,
  evaluate,
  isNothing,
  known,
  merge,
  mostValues,
  partial,
  type PossibleValue,
  unwrap,
} from "./possible-values.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** The values that an element's attribute may have, spreads included; later attributes win. */
export function attributeValues(
  sourceCode: Source,
  { attributes }: MarkupElement,
  name: string,
): readonly PossibleValue[] {
  let values: readonly PossibleValue[] = [absent(always)];
  for (const attribute of attributes) {
    if (attribute.kind === "spread") values = afterSpread(sourceCode, values, attribute.expression, name);
    else if (attribute.name.toLowerCase() === name) values = fromParts(sourceCode, attribute);
  }
  return values;
}

function fromParts(sourceCode: Source, { parts, slot }: NamedAttribute): readonly PossibleValue[] {
  const [only] = parts;
  if (parts.length === 0) return [known("", always)];
  if (parts.length === 1 && only && typeof only !== "string") return evaluate(sourceCode, only, always, 0);
  if (parts.length === 1 && typeof only === "string") return [known(only, always, slot)];
  return [partial(typeof only === "string" ? only : "", always)];
}

function afterSpread(
  sourceCode: Source,
  before: readonly PossibleValue[],
  expression: TSESTree.Node | undefined,
  name: string,
): readonly PossibleValue[] {
  const objects = expression ? spreadObjects(sourceCode, expression, always, 0) : undefined;
  if (!objects) return before.map((value) => ({ ...value, isOverridable: true }));
  const values = objects.flatMap(({ when, object }) => {
    const own = object && propertyValues(sourceCode, object, name);
    return (own ?? before).flatMap((value) => {
      const both = merge(when, value.when);
      return both ? [{ ...value, when: both }] : [];
    });
  });
  return values.length > mostValues ? [partial("", always)] : values;
}

interface SpreadObject {
  readonly when: Conditions;
  readonly object: TSESTree.ObjectExpression | undefined;
}

/** The object literals that `{...(x && { … })}`, `{...(x ? { … } : {})}` and constants may spread. */
function spreadObjects(
  sourceCode: Source,
  node: TSESTree.Node,
  when: Conditions,
  depth: number,
): readonly SpreadObject[] | undefined {
  if (depth > deepest) return undefined;
  const inner = unwrap(node);
  if (inner.type === "ObjectExpression") {
    const isPlain = inner.properties.every((property) => property.type === "Property" && !property.computed);
    return isPlain ? [{ when, object: inner }] : undefined;
  }
  if (isNothing(inner)) return [{ when, object: undefined }];
  const branches = branchesOf(sourceCode, inner, when);
  if (branches) {
    const found = branches.map((branch) =>
      branch.node
        ? spreadObjects(sourceCode, branch.node, branch.when, depth + 1)
        : [{ ...branch, object: undefined }],
    );
    return found.every((objects) => objects !== undefined) ? found.flat() : undefined;
  }
  const init = constantInit(sourceCode, inner);
  return init ? spreadObjects(sourceCode, init, when, depth + 1) : undefined;
}

function propertyValues(
  sourceCode: Source,
  { properties }: TSESTree.ObjectExpression,
  name: string,
): readonly PossibleValue[] | undefined {
  for (const property of properties.toReversed()) {
    if (property.type !== "Property") continue;
    const { key } = property;
    const written = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
    if (written.toLowerCase() === name) return evaluate(sourceCode, property.value, always, 1);
  }
  return undefined;
}
