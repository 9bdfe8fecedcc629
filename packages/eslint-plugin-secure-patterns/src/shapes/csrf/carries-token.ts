import { enclosingFunction, isCall, isFunction, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { csrfNames } from "../../catalog/ajax-clients.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { objectBehind, valueOf, type AjaxCall } from "./ajax-calls.ts";

/** Whether a request may well carry a token, or shows in another way that no other site sent it. In doubt it does. */
export function mayCarryToken(file: FileFlow, call: AjaxCall): boolean {
  if (call.isOpen || isOmitted(call.options) || isTold(file, call.node) || isToldLater(file, call))
    return true;
  const headers = valueOf(call.options, ["headers", "beforeSend"]);
  if (headers && isOpaque(file, headers)) return true;
  const body = call.body && objectBehind(file, call.body);
  if (body && csrfNames.form.test(textOf(file, body))) return true;
  return body !== undefined && isUnknownBody(file, call, body);
}

/** `credentials: "omit"`: no cookie goes along. */
function isOmitted(options: TSESTree.ObjectExpression | undefined): boolean {
  const credentials = valueOf(options, ["credentials"]);
  return credentials?.type === T.Literal && credentials.value === "omit";
}

/** The call, the constants that it is given, and the function around it, by their words. */
function isTold(file: FileFlow, node: TSESTree.CallExpression): boolean {
  const own = node.arguments.flatMap((argument) => [
    argument,
    ...namesIn(argument).map((name) => objectBehind(file, name)),
  ]);
  if (own.some((each) => isToken(textOf(file, each)))) return true;
  const around = enclosingFunction(node);
  return isFunction(around) && csrfNames.mention.test(withoutComments(textOf(file, around)));
}

/** `// unlike csrfFetch, this waits for ever` sends nothing. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?:^|\s)\/\/.*$/gm, "");
}

/** `xhr.open(…)`: headers and body come in later statements. */
function isToldLater(file: FileFlow, { row, node }: AjaxCall): boolean {
  if (row.client !== "XMLHttpRequest") return false;
  const text = textOf(file, enclosingFunction(node) ?? file.unit.ast);
  return !file.unit.text.includes("XMLHttpRequest") || isToken(text) || csrfNames.form.test(text);
}

function isToken(text: string): boolean {
  return csrfNames.mention.test(text) || csrfNames.instead.test(text);
}

/** `headers: getHeaders()`, `headers: { ...common }`, `headers` of a parameter. */
function isOpaque(file: FileFlow, headers: Node): boolean {
  const plain = objectBehind(file, headers);
  if (plain.type !== T.ObjectExpression) return true;
  return plain.properties.some((property) => property.type === T.SpreadElement || property.computed);
}

/** What may be a form's data, or an object with the token in it; JSON is neither. */
function isUnknownBody(file: FileFlow, { row, options }: AjaxCall, body: Node): boolean {
  if (isCall(body)) return !/\bJSON\.stringify\b/.test(textOf(file, body)) && row.client !== "axios";
  if (body.type !== T.Identifier && body.type !== T.MemberExpression) return false;
  if (row.client === "axios" || row.client === "ky") return false;
  const headers = valueOf(options, ["headers", "contentType"]);
  return !headers || !/json/i.test(textOf(file, objectBehind(file, headers)));
}

function namesIn(argument: Node): TSESTree.Identifier[] {
  const plain = unwrap(argument);
  if (plain.type === T.Identifier) return [plain];
  if (plain.type !== T.ObjectExpression) return isCall(plain) ? plain.arguments.flatMap(namesIn) : [];
  return plain.properties.flatMap((property) =>
    namesIn(property.type === T.SpreadElement ? property.argument : property.value),
  );
}

function textOf(file: FileFlow, node: Node): string {
  return file.unit.text.slice(...node.range);
}
