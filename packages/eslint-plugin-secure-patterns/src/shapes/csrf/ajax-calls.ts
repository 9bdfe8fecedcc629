import { keyName, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ajaxClients, type AjaxRow } from "../../catalog/ajax-clients.ts";
import { type FileFlow } from "../../flow/file-flow.ts";
import { rowOfMade } from "./made-clients.ts";
import { HOLE } from "../../flow/origin.ts";
import { trace } from "../../flow/trace.ts";
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
}

const UNSAFE = /^(?:POST|PUT|PATCH|DELETE)$/;
/** `relative_path`, `basePath`: a prefix of the path, not a host. */
const PATH_PREFIX =
  /(?:relative|base|root|app|context)_?(?:path|root)$|^location\.origin$|^window\.location\.origin$/i;
/** What a server-rendered page calls its own address: a global that no script declares. */
const SITE_GLOBAL = /^(?:window\.)?(?:server|site|base|root|app|web)_?url$/i;
const DEEPEST = 5;

export function* ajaxCalls(file: FileFlow): Generator<AjaxCall> {
  for (const node of nodesOfType(file.unit, T.CallExpression)) {
    const call = readCall(file, node);
    if (call && isOwnSite(file, call.url, 0)) yield call;
  }
}

function readCall(file: FileFlow, node: TSESTree.CallExpression): AjaxCall | undefined {
  const spelled = spell(node.callee);
  const named = ajaxClients.find(({ call }) => call.test(spelled));
  const row = named && isClient(file, node.callee, named) ? named : rowOfMade(file, node);
  if (!row) return undefined;
  const given = row.options === undefined ? undefined : optionsAt(node, row);
  const found = given && objectBehind(file, given);
  const options = found?.type === T.ObjectExpression ? found : undefined;
  const at = (index: number | undefined, keys: readonly string[]): Node | undefined =>
    (index === undefined ? undefined : node.arguments[index]) ?? valueOf(options, keys);
  const method = methodOf(file, node, row, options);
  const url = at(row.url, row.keys.url) ?? (row.url === undefined ? firstText(node) : undefined);
  if (!url || !method || !UNSAFE.test(method)) return undefined;
  const isOpen =
    (given !== undefined && !options) ||
    (options?.properties.some(({ type }) => type === T.SpreadElement) ?? false);
  return { row, node, method, url, options, isOpen, body: at(row.body, row.keys.body) };
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

/** The one expression that a constant of this file stands for. */
export function objectBehind(file: FileFlow, node: Node): Node {
  const plain = unwrap(node);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? unwrap(value.node) : plain;
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

/** `"/api/orders"`, `` `/api/orders/${id}` ``, `API + "/orders"` where `API` is a path. */
function isOwnSite(file: FileFlow, node: Node, depth: number): boolean {
  const plain = unwrap(node);
  const text = staticText(plain);
  if (text !== undefined) return isPath(text);
  if (depth > DEEPEST) return false;
  if (plain.type === T.BinaryExpression)
    return plain.operator === "+" && isOwnSite(file, plain.left, depth + 1);
  if (plain.type === T.TemplateLiteral) {
    const [head] = plain.quasis;
    const [first] = plain.expressions;
    const start = head?.value.cooked ?? "";
    return start === "" && first ? isOwnSite(file, first, depth + 1) : isPath(start);
  }
  if (plain.type === T.ConditionalExpression)
    return isOwnSite(file, plain.consequent, depth + 1) && isOwnSite(file, plain.alternate, depth + 1);
  // `import.meta.env.VITE_API_URL || ""`: at home unless somebody says otherwise
  if (plain.type === T.LogicalExpression)
    return (
      plain.operator !== "&&" && (staticText(plain.right) === "" || isOwnSite(file, plain.right, depth + 1))
    );
  if (plain.type === T.NewExpression) return isOwnUrl(file, plain, depth);
  // `api("/orders")` of a function that puts a path before it
  if (plain.type === T.CallExpression) return startsAtHome(file, plain);
  if (plain.type !== T.Identifier && plain.type !== T.MemberExpression) return false;
  if (PATH_PREFIX.test(spell(plain)) || isSiteGlobal(file, plain)) return true;
  const behind = objectBehind(file, plain);
  return behind === plain ? startsAtHome(file, plain) : isOwnSite(file, behind, depth + 1);
}

/** `new URL("/orders", location.origin)` */
function isOwnUrl(
  file: FileFlow,
  { callee, arguments: [path, base] }: TSESTree.NewExpression,
  depth: number,
): boolean {
  return (
    spell(callee) === "URL" &&
    path !== undefined &&
    base !== undefined &&
    /^(?:window\.|document\.|self\.)?location(?:\.(?:origin|href))?$|^document\.(?:baseURI|URL)$/.test(
      spell(base),
    ) &&
    isOwnSite(file, path, depth + 1)
  );
}

function isSiteGlobal(file: FileFlow, node: Node): boolean {
  const root = node.type === T.MemberExpression ? unwrap(node.object) : node;
  const isDeclared = root.type === T.Identifier && (file.bindings.variableOf(root)?.defs.length ?? 0) > 0;
  return !isDeclared && SITE_GLOBAL.test(spell(node));
}

/** `` `${location.protocol}//${host}` ``, `"/api"` or `"/api" + path`, of whatever file: what the text starts with decides. */
function startsAtHome(file: FileFlow, node: Node): boolean {
  const first = trace(file, node).filter(({ before }) => !before.startsWith(HOLE));
  return (
    first.length > 0 &&
    first.every(({ root, path, before }) => {
      if (before !== "" || root.type === "literal")
        return isPath(before + (root.type === "literal" ? (root.text ?? "") : ""));
      return (
        root.type === "global" &&
        /(?:^|\.)location\.(?:origin|protocol)$/.test([root.name, ...path].join("."))
      );
    })
  );
}

function isPath(text: string): boolean {
  return /^\/(?![/\\])/.test(text) || /^(?:\.{1,2}\/|[\w-]+\/)[\w/.-]*(?:\?|$)/.test(text);
}
