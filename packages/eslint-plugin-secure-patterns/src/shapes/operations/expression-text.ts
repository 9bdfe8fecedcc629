import { staticText, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { valueOf } from "./columns.ts";

/** The columns of a condition in DynamoDB's words: `"#used = :no AND attribute_exists(hash)"`. */
export function expressionColumns(file: FileFlow, node: Node): string[] {
  return [...textAt(file, node).matchAll(/#?([a-z_]\w*)\s*(?:<>|[=<>])|\(\s*#?([a-z_]\w*)/gi)].map(
    ([, compared, asked]) => compared ?? asked ?? "",
  );
}

/** What `"SET used = :yes REMOVE token"` writes. */
export function expressionSets(file: FileFlow, node: Node): Map<string, string> {
  const text = textAt(file, node);
  const sets = new Map<string, string>();
  for (const [, column = "", value = ""] of text.matchAll(
    /#?([a-z_]\w*)\s*=\s*([^,]+?)(?=\s*(?:,|$|\b(?:REMOVE|ADD|DELETE)\b))/gi,
  ))
    sets.set(column, value);
  for (const [, list = ""] of text.matchAll(/\bREMOVE\s+([#\w\s,]+?)(?=\s+(?:SET|ADD|DELETE)\b|$)/gi))
    for (const column of list.split(",")) sets.set(column.trim().replace("#", ""), "null");
  for (const [, column = ""] of text.matchAll(/\bADD\s+#?(\w+)/gi)) sets.set(column, "ADD");
  return sets;
}

function textAt(file: FileFlow, node: Node): string {
  return staticText(valueOf(file, node) ?? unwrap(node)) ?? "";
}
