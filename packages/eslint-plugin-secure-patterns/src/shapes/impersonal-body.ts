import {
  calleeName,
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import { bodyChains, gives } from "../catalog/formats.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";
import { verdictOf } from "./personal-name.ts";
import { propertyAt } from "./property-at.ts";
import { fieldsOfSchema } from "./schema-fields.ts";
import { layersBefore } from "./validated-route.ts";

/** Fields that hold anything, a person's own included. */
const ANYTHING = /^(?:name|data|payload|user|profile|contact|person|values?|fields?)$/i;

/** `const move = Move.parse(req.body)`: all fields of the schema are nobody's. */
export function isCheckedAsImpersonal(file: FileFlow, given: Node): boolean {
  const plain = unwrap(given);
  // `answer.data` of `const answer = Move.safeParse(req.body)`
  const isPart = plain.type === T.MemberExpression && /^(?:data|value|output)$/.test(memberName(plain) ?? "");
  const node = isPart ? unwrap(plain.object) : plain;
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const call = unwrap(value ? value.node : node);
  if (!isCall(call) || !gives.test(calleeName(call) ?? "")) return false;
  const callee = unwrap(call.callee);
  const schemas = callee.type === T.MemberExpression ? [callee.object, ...call.arguments] : call.arguments;
  return schemas.some((schema) => isImpersonal(fieldsOfSchema(schema)));
}

/** The body of a route whose schema, or whose list of checks, names nothing that is a person's. */
export function isDescribedAsImpersonal(analysis: Analysis, { root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const layers = layersBefore(analysis, root.of).map(unwrap);
  const checked = layers.flatMap((layer) => checkedField(layer) ?? []);
  return (
    (checked.length > 0 && isImpersonal(checked)) ||
    layers.some((layer) => schemasOf(analysis, layer).some((schema) => isImpersonal(fieldsOfSchema(schema))))
  );
}

function isImpersonal(fields: readonly string[] | undefined): boolean {
  return fields !== undefined && fields.every((name) => !ANYTHING.test(name) && !verdictOf(name));
}

/** `validate(schema)`, `{ schema: { body: schema } }` */
function schemasOf({ index }: Analysis, layer: Node): readonly Node[] {
  const file = fileOf(layer);
  if (!file) return [];
  if (isCall(layer)) return namesOf(index, calleeName(layer), "middleware").length > 0 ? layer.arguments : [];
  const isSchema = layer.type === T.Property && keyName(layer) === "schema";
  if (!isSchema && layer.type !== T.ObjectExpression) return [];
  const described = isSchema ? layer.value : propertyAt(file, layer, ["schema"]);
  const body = propertyAt(file, described, ["body"]);
  return body === described ? [] : [body];
}

/** `notes` of `body("notes").optional().trim()` */
function checkedField(layer: Node): string | undefined {
  let first: Node = layer;
  let call: CallNode | undefined;
  while (isCall(first)) {
    call = first;
    const callee: Node = unwrap(first.callee);
    first = callee.type === T.MemberExpression ? unwrap(callee.object) : callee;
  }
  const [field] = call?.arguments ?? [];
  const isCheck = call && unwrap(call.callee) === first && bodyChains.test(calleeName(call) ?? "");
  return isCheck && field ? staticText(field) : undefined;
}
