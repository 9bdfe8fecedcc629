import {
  calleeName,
  isCall,
  keyName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import { makers, opens, scalars, texts, words } from "../catalog/formats.ts";
import { fileOf } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";

const DEEPEST = 6;
const LONGEST_CHAIN = 30;

/**
 * The names of all fields that a schema lets through, those inside of others included: `z.object({ id: z.string() })`,
 * `Type.Object({ … })`, `{ type: "object", properties: { … } }`.
 * @returns `undefined` where not all of them can be told: records, `any`, fields of schemas that are made elsewhere.
 */
export function fieldsOfSchema(schema: Node): readonly string[] | undefined {
  const fields = fieldsOf(schema, 0);
  return fields && fields.length > 0 ? fields : undefined;
}

function fieldsOf(given: Node, depth: number): readonly string[] | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrap(given);
  if (node.type === T.ObjectExpression) return isJsonSchema(node) ? fieldsOfJson(node, depth) : undefined;
  const call = isCall(node) ? node : madeBy(node);
  return call && fieldsOfChain(call, depth);
}

function madeBy(node: Node): CallNode | undefined {
  const file = fileOf(node);
  const origins = file && /^(?:Identifier|MemberExpression)$/.test(node.type) ? trace(file, node) : [];
  const [made, other] = origins.map((origin) => origin.node);
  return other || !isCall(made) ? undefined : made;
}

/** `z.object({ … }).strict()`, `z.string().min(1).optional()`, `v.array(v.number())` */
function fieldsOfChain(last: CallNode, depth: number): readonly string[] | undefined {
  let call = last;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    const name = calleeName(call) ?? "";
    const [first] = call.arguments;
    const before = linkBefore(call);
    if (opens.test(name) || makers.changes.test(name) || (before && makers.fields.test(name)))
      return undefined;
    if (before) {
      call = before;
      continue;
    }
    if (makers.object.test(name)) return first && fieldsOfObject(unwrap(first), depth);
    if (scalars.test(name) || words.test(name) || texts.test(name)) return [];
    return first && (makers.list.test(name) || makers.same.test(name))
      ? fieldsOf(first, depth + 1)
      : undefined;
  }
  return undefined;
}

function linkBefore({ callee }: CallNode): CallNode | undefined {
  const plain = unwrap(callee);
  const object = plain.type === T.MemberExpression ? unwrap(plain.object) : undefined;
  if (!object) return undefined;
  return isCall(object) ? object : madeBy(object);
}

function fieldsOfObject(object: Node, depth: number): readonly string[] | undefined {
  if (object.type !== T.ObjectExpression) return undefined;
  const names: string[] = [];
  for (const property of object.properties) {
    const name = property.type === T.Property ? keyName(property) : undefined;
    const inner = property.type === T.Property ? fieldsOf(property.value, depth + 1) : undefined;
    if (name === undefined || !inner) return undefined;
    names.push(name, ...inner);
  }
  return names;
}

function isJsonSchema(node: Node & { type: typeof T.ObjectExpression }): boolean {
  return valueOf(node, "type") !== undefined || valueOf(node, "enum") !== undefined;
}

function fieldsOfJson(
  node: Node & { type: typeof T.ObjectExpression },
  depth: number,
): readonly string[] | undefined {
  const type = valueOf(node, "type");
  const items = valueOf(node, "items");
  switch (type ? staticText(type) : "enum") {
    case "object": {
      const properties = valueOf(node, "properties");
      return properties && fieldsOfObject(unwrap(properties), depth);
    }
    case "array":
      return items && fieldsOf(items, depth + 1);
    case undefined:
      return undefined;
    default:
      return [];
  }
}

function valueOf(node: Node & { type: typeof T.ObjectExpression }, name: string): Node | undefined {
  const property = node.properties.find((each) => each.type === T.Property && keyName(each) === name);
  return property?.type === T.Property ? property.value : undefined;
}
