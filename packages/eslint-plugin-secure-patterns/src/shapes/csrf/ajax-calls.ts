import { keyName, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ajaxClients, type AjaxRow } from "../../catalog/ajax-clients.ts";
import { type FileFlow } from "../../flow/file-flow.ts";
import { handedRequest, type HandedRequest } from "./handed-requests.ts";
import { rowOfMade } from "./made-clients.ts";
import { isOwnSite, objectBehind, UNSAFE, type IsBackEnd } from "./own-site.ts";
import { spell } from "../spell.ts";
import { nodesOfType } from "../../flow/nodes.ts";

/** A request of a page to its own site that changes something. */
export interface AjaxCall {
  readonly row: AjaxRow;
  readonly node: TSESTree.CallExpression;
  readonly method: string;
  readonly url: Node;
  readonly options: TSESTree.ObjectExpression | undefined;
  /** Options, or what they are spread from, come from elsewhere: they may hold anything. */
  readonly isOpen: boolean;
  readonly body: Node | undefined;
  /** What it leaves to its callers, of whom one must be seen to have it sent here. */
  readonly handed: HandedRequest | undefined;
}

export function* ajaxCalls(file: FileFlow, isBackEnd?: IsBackEnd): Generator<AjaxCall> {
  for (const node of nodesOfType(file.unit, T.CallExpression)) {
    const call = readCall(file, node, isBackEnd);
    if (call) yield call;
  }
}

function readCall(
  file: FileFlow,
  node: TSESTree.CallExpression,
  isBackEnd: IsBackEnd | undefined,
): AjaxCall | undefined {
  const spelled = spell(node.callee);
  const named = ajaxClients.find(({ call }) => call.test(spelled));
  const row = named && isClient(file, node.callee, named) ? named : rowOfMade(file, node, isBackEnd);
  if (!row) return undefined;
  const given = row.options === undefined ? undefined : optionsAt(node, row);
  const found = given && objectBehind(file, given);
  const options = found?.type === T.ObjectExpression ? found : undefined;
  const at = (index: number | undefined, keys: readonly string[]): Node | undefined =>
    (index === undefined ? undefined : node.arguments[index]) ?? valueOf(options, keys);
  const method = methodOf(file, node, row, options);
  const url = at(row.url, row.keys.url) ?? (row.url === undefined ? firstText(node) : undefined);
  if (!url || (method && !UNSAFE.test(method))) return undefined;
  const open = method ? undefined : valueOf(options, row.keys.method);
  if (!method && !open) return undefined;
  const isHome = isOwnSite(file, url) || isBackEnd?.(url, options) === true;
  const handed = isHome && method ? undefined : handedRequest(node, isHome ? undefined : url, open);
  if (!handed && (!isHome || !method)) return undefined;
  const isOpen =
    (given !== undefined && !options) ||
    (options?.properties.some(({ type }) => type === T.SpreadElement) ?? false);
  const body = at(row.body, row.keys.body);
  return { row, node, method: method ?? "request", url, options, isOpen, body, handed };
}

/** `axios(url, config)` and `$.ajax(url, options)` too. */
function optionsAt(node: TSESTree.CallExpression, row: AjaxRow): Node | undefined {
  const shift = row.url === undefined && firstText(node) ? 1 : 0;
  return node.arguments[(row.options ?? 0) + shift];
}

function firstText({ arguments: [first] }: TSESTree.CallExpression): Node | undefined {
  return first && /^(?:Literal|TemplateLiteral|BinaryExpression)$/.test(first.type) ? first : undefined;
}

function methodOf(
  file: FileFlow,
  node: TSESTree.CallExpression,
  row: AjaxRow,
  options: TSESTree.ObjectExpression | undefined,
): string | undefined {
  const callee = unwrap(node.callee);
  if (row.verb && callee.type === T.MemberExpression) return memberName(callee)?.toUpperCase();
  const [first] = node.arguments;
  if (row.keys.method.length === 0) return first && staticText(first)?.toUpperCase();
  const given = valueOf(options, row.keys.method);
  return given && methodIn(file, given);
}

/** `"PUT"`; of `isNew ? "POST" : "PUT"` the last, if both change something. */
function methodIn(file: FileFlow, node: Node): string | undefined {
  const value = objectBehind(file, node);
  if (value.type !== T.ConditionalExpression) return staticText(value)?.toUpperCase();
  const [first, last] = [value.consequent, value.alternate].map((each) => methodIn(file, each));
  return first && UNSAFE.test(first) ? last : undefined;
}

export function valueOf(
  options: TSESTree.ObjectExpression | undefined,
  keys: readonly string[],
): Node | undefined {
  for (const property of options?.properties ?? []) {
    if (property.type === T.Property && keys.includes(keyName(property) ?? "")) return property.value;
  }
  return undefined;
}

/** The global, or what one of the client's modules exports; not something that merely has its name. */
function isClient(file: FileFlow, callee: Node, { modules, isAnyBinding }: AjaxRow): boolean {
  let root = unwrap(callee);
  while (root.type === T.MemberExpression) root = unwrap(root.object);
  if (root.type !== T.Identifier) return false;
  const [definition] = file.bindings.variableOf(root)?.defs ?? [];
  if (!definition || isAnyBinding) return true;
  const source = (definition.parent as { source?: { value?: unknown } } | null)?.source?.value;
  return typeof source === "string" && modules.includes(source);
}
