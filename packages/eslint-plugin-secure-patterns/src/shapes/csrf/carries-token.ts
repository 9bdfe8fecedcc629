import {
  enclosingFunction,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { csrfNames } from "../../catalog/ajax-clients.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { valueOf, type AjaxCall } from "./ajax-calls.ts";
import { isFilledWithoutToken } from "./filled-form.ts";
import { objectBehind } from "./own-site.ts";

/** Whether a request may well carry a token, or shows in another way that no other site sent it. In doubt it does. */
export function mayCarryToken(file: FileFlow, call: AjaxCall): boolean {
  if (call.isOpen || isOmitted(call.options) || isTold(file, call) || isToldLater(file, call)) return true;
  const headers = valueOf(call.options, ["headers", "beforeSend"]);
  if (headers && isOpaque(file, headers)) return true;
  return call.body !== undefined && mayHoldToken(file, call, call.body);
}

function mayHoldToken(file: FileFlow, call: AjaxCall, given: Node): boolean {
  if (isFilledWithoutToken(file, given)) return false;
  const body = objectBehind(file, given);
  if (isJson(file, body)) return isFormInJson(file, body);
  return csrfNames.form.test(textOf(file, body)) || isUnknownBody(file, call, body);
}

function isJson(file: FileFlow, body: Node): body is TSESTree.CallExpression {
  return body.type === T.CallExpression && /^JSON\.stringify$/.test(textOf(file, body.callee));
}

/** `JSON.stringify(Object.fromEntries(new FormData(form)))`; a state of that name holds what its component puts there. */
function isFormInJson(file: FileFlow, body: TSESTree.CallExpression): boolean {
  return [body, ...namesIn(body).map((name) => objectBehind(file, name))].some((each) =>
    csrfNames.formOfPage.test(textOf(file, each)),
  );
}

/** `credentials: "omit"`: no cookie goes along. */
function isOmitted(options: TSESTree.ObjectExpression | undefined): boolean {
  const credentials = valueOf(options, ["credentials"]);
  return credentials?.type === T.Literal && credentials.value === "omit";
}

/** The call, the constants that it is given, and the function around it, by their words. */
function isTold(file: FileFlow, call: AjaxCall): boolean {
  const { node } = call;
  const own = node.arguments.flatMap((argument) => [
    argument,
    ...namesIn(argument).map((name) => objectBehind(file, name)),
  ]);
  if (own.some((each) => isToken(textOf(file, each)))) return true;
  const around = enclosingFunction(node);
  return (
    isFunction(around) &&
    csrfNames.mention.test(withoutComments(textOf(file, around))) &&
    !isWrittenOut(file, call)
  );
}

/** `fetch("/tags", { method: "POST", headers: { Accept: "text/plain" }, body: JSON.stringify({ name }) })`: nothing comes from elsewhere. */
function isWrittenOut(file: FileFlow, { row, node, options, body }: AjaxCall): boolean {
  if (row.client !== "fetch" || !options || !node.arguments.includes(options)) return false;
  const headers = valueOf(options, ["headers"]);
  if (headers && !isLiteralObject(headers)) return false;
  if (!body) return true;
  const [content] = isJson(file, body) ? body.arguments : [body];
  return (
    content?.type === T.ObjectExpression &&
    content.properties.every(({ type }) => type === T.Property) &&
    !/token/i.test(textOf(file, content))
  );
}

function isLiteralObject(node: Node): boolean {
  return (
    node.type === T.ObjectExpression &&
    node.properties.every(
      (property) => property.type === T.Property && staticText(property.value) !== undefined,
    )
  );
}

/** `// unlike csrfFetch, this waits for ever` sends nothing. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?:^|\s)\/\/.*$/gm, "");
}

/** `xhr.open(…)`: headers and body come in later statements. */
function isToldLater(file: FileFlow, { row, node }: AjaxCall): boolean {
  if (row.client !== "XMLHttpRequest") return false;
  const text = textOf(file, enclosingFunction(node) ?? file.unit.ast);
  if (!file.unit.text.includes("XMLHttpRequest") || isToken(text) || SETS_ANY_HEADER.test(text)) return true;
  const body = sentLater(file, node);
  if (body && isFilledWithoutToken(file, body)) return false;
  return csrfNames.form.test(text);
}

/** `xhr.setRequestHeader(name, value)` of a list */
const SETS_ANY_HEADER = /\.setRequestHeader\(\s*(?!["'`])/;

/** The body of `xhr.send(body)`. */
function sentLater(file: FileFlow, { callee }: TSESTree.CallExpression): Node | undefined {
  const request = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const variable = request?.type === T.Identifier ? file.bindings.variableOf(request) : undefined;
  const bodies = (variable?.references ?? []).flatMap(({ identifier: { parent } }) => {
    if (parent?.type !== T.MemberExpression || memberName(parent) !== "send") return [];
    return parent.parent.type === T.CallExpression ? parent.parent.arguments : [];
  });
  return bodies.length === 1 ? bodies[0] : undefined;
}

function isToken(text: string): boolean {
  return csrfNames.mention.test(text) || csrfNames.instead.test(text);
}

/** `headers: getHeaders()`, `headers: { ...common }`, `headers` of a parameter. */
function isOpaque(file: FileFlow, headers: Node): boolean {
  const plain = objectBehind(file, headers);
  // `data ? { "Content-Type": "application/json" } : {}`
  if (plain.type === T.ConditionalExpression)
    return isOpaque(file, plain.consequent) || isOpaque(file, plain.alternate);
  if (plain.type !== T.ObjectExpression) return true;
  return plain.properties.some((property) => property.type === T.SpreadElement || property.computed);
}

/** What may be a form's data, or an object with the token in it; JSON is neither. */
function isUnknownBody(file: FileFlow, { row, options }: AjaxCall, body: Node): boolean {
  if (isCall(body)) return row.client !== "axios";
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
