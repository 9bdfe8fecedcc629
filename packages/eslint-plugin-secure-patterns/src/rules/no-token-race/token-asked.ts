import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { keyName, T } from "../../ast/nodes.ts";
import type { Race } from "../../shapes/operations/race.ts";

/** How the read asks for the token, in a column that the write clears: `resetToken: token`. */
export interface Asked {
  readonly column: string;
  readonly value: string;
  readonly text: string;
}

export function tokenAsked(source: Readonly<TSESLint.SourceCode>, { read, clears }: Race): Asked | undefined {
  const [filter] = read.helper === undefined ? (read.operation?.filters ?? []) : [];
  if (filter?.type !== T.ObjectExpression) return undefined;
  for (const property of filter.properties) {
    if (property.type !== T.Property) continue;
    const column = keyName(property);
    const isPlace = property.value.type === T.Identifier || property.value.type === T.MemberExpression;
    if (column !== undefined && isPlace && clears.includes(column))
      return {
        column,
        value: source.getText(property.value as TSESTree.Node),
        text: source.getText(property as TSESTree.Node),
      };
  }
  return undefined;
}
