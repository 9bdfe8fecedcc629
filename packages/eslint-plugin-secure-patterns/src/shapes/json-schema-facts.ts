import { staticText, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { propertyAt } from "./property-at.ts";
import { formatFact, patternFact } from "./schema-facts.ts";

const NUMBERS = /^(?:integer|number|boolean|null)$/;

/** What a JSON schema that is written out says of a field: `{ type: "object", properties: { id: { type: "integer" } } }`. */
export function jsonSchemaFact(file: FileFlow, schema: Node, path: AccessPath): Fact | undefined {
  const field = path.reduce<Node | undefined>(
    (node, name) => node && (read(file, node, ["properties", name]) ?? read(file, node, [name])),
    schema,
  );
  if (!field || field === schema) return undefined;
  const type = textAt(file, field, "type");
  if (type !== undefined && NUMBERS.test(type)) return { is: "type", type: "number", holds: true };
  const words = read(file, field, ["enum"]) ?? read(file, field, ["const"]);
  if (words) return { is: "member", part: "self", of: words };
  const pattern = read(file, field, ["pattern"]);
  if (pattern) return patternFact(pattern);
  return formatFact(textAt(file, field, "format") ?? "");
}

function read(file: FileFlow, node: Node, path: AccessPath): Node | undefined {
  const found = propertyAt(file, node, path);
  return found === node ? undefined : found;
}

function textAt(file: FileFlow, node: Node, name: string): string | undefined {
  const value = read(file, node, [name]);
  return value && staticText(value);
}
