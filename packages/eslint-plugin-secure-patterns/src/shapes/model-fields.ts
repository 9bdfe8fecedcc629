import { isCall, keyName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { secrecyOf } from "./secret-name.ts";
import type { SinkUse } from "./sink-uses.ts";

const DEEPEST = 4;
/** The program fills these in, whatever a client sends. */
const FILLED_IN = /^(?:default|defaultValue|immutable|autoIncrement|primaryKey|ref|references|select|get)$/;
/** Who somebody is, what he may do, and what he owns or owes is not his to say. */
const PRIVILEGED =
  /^(?:_?id|uuid|_\w+|roles?|admin|is_?\w+|permissions?|scopes?|(?:owner|user|author|creator|tenant|org\w*|account|team)(?:_?id)?|created_?\w*|updated_?\w*|deleted_?\w*|balance|credits?|\w*verified\w*|verification\w*|status|approved|plan|reset\w*|\w*token\w*|\w*hash|salt|\w*secret\w*|version)$/i;

/** The fields of the model that a call writes to which are the client's to fill in; `undefined` where nobody can look. */
export function fieldsOfModel(analysis: Analysis, { node }: SinkUse): readonly string[] | undefined {
  if (!isCall(node)) return undefined;
  const callee = unwrap(node.callee);
  const model = callee.type === T.MemberExpression && node.type === T.CallExpression ? callee.object : callee;
  const object = fieldsAt(analysis, analysis.file, model, 0);
  return object && namesIn(object);
}

/** What describes the fields: `model("User", new Schema({ … }))`. */
function fieldsAt(
  analysis: Analysis,
  file: FileFlow,
  given: Node,
  depth: number,
): TSESTree.ObjectExpression | undefined {
  const node = unwrap(given);
  if (node.type === T.ObjectExpression) return node;
  if (depth > DEEPEST) return undefined;
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (value?.path.length === 0 && unwrap(value.node).type === T.ObjectExpression)
    return unwrap(value.node) as TSESTree.ObjectExpression;
  for (const { node: place } of trace(file, node)) {
    const home = fileOf(place);
    const call = unwrap(place);
    const found = home && isCall(call) ? fieldsOfCall(analysis, home, call, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function fieldsOfCall(
  analysis: Analysis,
  file: FileFlow,
  call: CallNode,
  depth: number,
): TSESTree.ObjectExpression | undefined {
  const rows = analysis.classifier.endsOfCall(file, call).flatMap((end) => end.fields);
  for (const { row } of rows) {
    const argument = call.arguments[row.arg];
    const found = argument && fieldsAt(analysis, file, argument, depth);
    if (found) return found;
  }
  return undefined;
}

/** `twoFactorCode`, `twoFactorCodeExpire`: the program hands it out, while a password is the client's. */
function isIssued(name: string): boolean {
  return !/pass/i.test(name) && secrecyOf(name.replace(/_?expir\w*$/i, "")) === "surely";
}

function namesIn({ properties }: TSESTree.ObjectExpression): readonly string[] | undefined {
  const names: string[] = [];
  for (const property of properties) {
    const name = property.type === T.Property && !property.computed ? keyName(property) : undefined;
    if (property.type !== T.Property || name === undefined) return undefined;
    if (!PRIVILEGED.test(name) && !isIssued(name) && !isFilledIn(property.value)) names.push(name);
  }
  return names;
}

/** `{ type: Date, default: Date.now }` */
function isFilledIn(value: Node): boolean {
  const plain = unwrap(value);
  return (
    plain.type === T.ObjectExpression &&
    plain.properties.some((each) => each.type === T.Property && FILLED_IN.test(keyName(each) ?? ""))
  );
}
