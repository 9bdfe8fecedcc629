import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";

export type ValidationSuggestion = "string";

/** Changes that are complete as they stand; where a schema or a list of fields is missing, the message says what to do. */
export function suggestValidation(flow: Flow): readonly Suggestion<ValidationSuggestion>[] {
  const { use, origin } = flow;
  if (use.row.kind !== "query-object" || use.row.bound || use.row.code) return [];
  const property = propertyAt(use.value, [...(use.row.at ?? []), ...origin.within]);
  return property ? [toText(property)] : [];
}

/** `findOne({ token: req.body.token })`: the property that the value sits in, where it is written on the spot. */
function propertyAt(value: Node, path: readonly string[]): TSESTree.Property | undefined {
  let node = unwrap(value);
  let found: TSESTree.Property | undefined;
  for (const name of path) {
    if (node.type !== T.ObjectExpression) return undefined;
    found = node.properties.find(
      (property): property is TSESTree.Property => property.type === T.Property && keyName(property) === name,
    );
    if (!found || found.method) return undefined;
    node = unwrap(found.value);
  }
  return node.type === T.Identifier || node.type === T.MemberExpression ? found : undefined;
}

function toText({ value, shorthand, key }: TSESTree.Property): Suggestion<ValidationSuggestion> {
  const name = shorthand && key.type === T.Identifier ? `${key.name}: ` : "";
  return {
    messageId: "string",
    edits: [
      { range: [value.range[0], value.range[0]], text: `${name}String(` },
      { range: [value.range[1], value.range[1]], text: ")" },
    ],
    imports: [],
  };
}
