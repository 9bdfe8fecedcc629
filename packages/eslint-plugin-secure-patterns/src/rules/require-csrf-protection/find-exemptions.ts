import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  isCall,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { callKinds, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";

/** A test of the address that lets a request past the check. */
export interface Exemption {
  readonly node: Node;
  /** `open`: the query string can make it true, so that every request can have it; `wide`: a prefix; `exact`: one path. */
  readonly reach: "open" | "wide" | "exact";
  /** The paths that an exact one names. */
  readonly paths: readonly string[];
}

const ADDRESS = /^(?:url|originalUrl|path|pathname|href)$/;
const TESTS = /^(?:includes|indexOf|startsWith|endsWith|match|search|test)$/;
/** Options of checks that let requests past: `skip: (req) => …`. */
const SKIPS = /^(?:skip\w*|ignore|ignored|exempt|exclude|shouldSkip|allow|filter)$/i;
/** Options of checks that list prefixes: `excludePathPrefixes: ["/api"]`. */
const LISTS_PREFIXES = /^(?:exclude_?path_?prefixes|ignore_?prefixes|exempt_?prefixes)$/i;

/** Tests of the address in functions that skip a CSRF check: `if (req.originalUrl.includes("/webhook")) return next()`. */
export function findExemptions(
  known: Protections,
  addresses: readonly TSESTree.MemberExpression[],
): Exemption[] {
  return functionsAround(addresses).flatMap((each) => {
    const found = [
      ...bodyFacts(each).calls.flatMap((call) => toExemption(call, each)),
      ...comparisonsIn(each).filter(({ node }) => isDecision(node, each)),
    ];
    // asked last: whether a function stands around a check takes a trace of all that it calls
    return found.length > 0 && (wrapsCheck(known, each) || isSkipOf(known, each)) ? found : [];
  });
}

/** Whether a member is the address of a request by its name: `req.url`. */
export function isAddress(node: TSESTree.MemberExpression): boolean {
  return ADDRESS.test(memberName(node) ?? "");
}

/** The functions that mention an address, and could be middleware or an option. */
function functionsAround(addresses: readonly Node[]): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  for (const address of addresses)
    for (let of = enclosingFunction(address); of && !found.has(of); of = enclosingFunction(of)) found.add(of);
  return [...found].filter(({ params, parent }) => params.length >= 2 || parent.type === T.Property);
}

/** `csrf({ excludePathPrefixes: ["/api"] })`: a list of prefixes in the options of a check. */
export function prefixesOf(known: Protections, property: TSESTree.Property): Exemption[] {
  const call = property.parent.parent;
  if (!LISTS_PREFIXES.test(keyName(property) ?? "") || !isCall(call) || !isCheck(known, call)) return [];
  const { value } = property;
  const texts = value.type === T.ArrayExpression ? value.elements : [];
  const areAll = texts.some((each) => each && /^\/?$/.test(staticText(each) ?? "x"));
  return texts.length === 0 ? [] : [{ node: property, reach: areAll ? "open" : "wide", paths: [] }];
}

/** Middleware around the check itself: it calls it with what it was called with. */
function wrapsCheck(known: Protections, each: FunctionNode): boolean {
  return (
    each.params.length >= 2 &&
    bodyFacts(each).calls.some((call) => enclosingFunction(call) === each && isCheck(known, call))
  );
}

/** `csrf({ skip: (req) => req.url.includes("/hook") })` */
function isSkipOf(known: Protections, { parent }: FunctionNode): boolean {
  if (parent?.type !== T.Property || !SKIPS.test(keyName(parent) ?? "")) return false;
  const call = parent.parent.parent;
  return isCall(call) && isCheck(known, call);
}

function isCheck(
  known: Protections,
  call: Extract<Node, { type: "CallExpression" | "NewExpression" }>,
): boolean {
  return callKinds(known, call).includes("csrf") || protectionKinds(known, call.callee).has("csrf");
}

function toExemption(call: Node, owner: FunctionNode): Exemption[] {
  if (call.type !== T.CallExpression || call.callee.type !== T.MemberExpression) return [];
  const { callee } = call;
  const method = memberName(callee) ?? "";
  const [argument] = call.arguments;
  if (!TESTS.test(method) || !argument || !isDecision(call, owner)) return [];
  const subject = addressName(method === "test" ? argument : callee.object);
  if (subject === undefined) return exactList(call, callee, argument);
  const pattern = method === "test" ? unwrap(callee.object) : argument;
  const source = pattern.type === T.Literal && "regex" in pattern ? pattern.regex.pattern : undefined;
  if (source !== undefined && /^\^.*\$$/.test(source) && /path/.test(subject)) return [];
  const isFree =
    /^(?:includes|indexOf|endsWith|search)$/.test(method) ||
    (source !== undefined && !source.startsWith("^"));
  const isOpen = isFree && !/path/.test(subject);
  return [{ node: call, reach: isOpen ? "open" : "wide", paths: [] }];
}

/** `["/hook"].includes(req.path)` */
function exactList(
  call: TSESTree.CallExpression,
  { object }: TSESTree.MemberExpression,
  argument: Node,
): Exemption[] {
  if (object.type !== T.ArrayExpression || !/path/.test(addressName(argument) ?? "")) return [];
  const paths = object.elements.flatMap((each) => (each && staticText(each)) ?? []);
  return paths.length > 0 ? [{ node: call, reach: "exact", paths }] : [];
}

/** `req.path === "/hook"` */
function comparisonsIn(owner: FunctionNode): Exemption[] {
  const found: Exemption[] = [];
  const pending: Node[] = conditionsOf(owner);
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.LogicalExpression) pending.push(node.left, node.right);
    if (node.type !== T.BinaryExpression || !/^===?$/.test(node.operator)) continue;
    const [a, b] = [node.left, node.right];
    const text = staticText(b) ?? staticText(a);
    const isPath = /path|url/i.test(addressName(staticText(b) === undefined ? b : a) ?? "");
    if (isPath && text?.startsWith("/")) found.push({ node, reach: "exact", paths: [text] });
  }
  return found;
}

function conditionsOf({ body }: FunctionNode): Node[] {
  if (body.type !== T.BlockStatement) return [body];
  return body.body.flatMap((statement): Node[] => {
    if (statement.type === T.IfStatement) return [statement.test];
    return statement.type === T.ReturnStatement && statement.argument ? [statement.argument] : [];
  });
}

/** `url` of `req.url`, of `ctx.request.url` */
function addressName(node: Node): string | undefined {
  const member = unwrap(node);
  const name =
    member.type === T.MemberExpression
      ? memberName(member)
      : isCall(member) &&
          member.callee.type === T.MemberExpression &&
          /^to(?:Lower|String)/.test(memberName(member.callee) ?? "")
        ? addressName(member.callee.object)
        : undefined;
  return name !== undefined && ADDRESS.test(name) ? name : undefined;
}

/** The condition of an `if`, of a ternary, or what the function answers; also inside of `list.some((each) => …)`. */
function isDecision(node: Node, owner: FunctionNode): boolean {
  for (let child = node, { parent } = node; parent; child = parent, parent = parent.parent) {
    if ((parent.type === T.IfStatement || parent.type === T.ConditionalExpression) && parent.test === child)
      return enclosingFunction(parent) === owner && !refuses(parent.consequent);
    if (parent.type === T.ReturnStatement && enclosingFunction(parent) === owner) return true;
    if (parent === owner) return owner.body === child && child.type !== T.BlockStatement;
    if (isFunction(parent) && !isListCallback(parent)) return false;
    if (
      parent.type === T.LogicalExpression &&
      parent.left === child &&
      parent.parent?.type === T.ExpressionStatement
    )
      return enclosingFunction(parent) === owner;
  }
  return false;
}

/** `if (path.startsWith("/api")) return Response.json({}, { status: 403 })` lets nobody past. */
function refuses(branch: Node): boolean {
  const { numbers, throws } = bodyFacts(branch);
  return numbers.has(401) || numbers.has(403) || throws;
}

function isListCallback({ parent }: Node): boolean {
  return (
    parent?.type === T.CallExpression &&
    parent.callee.type === T.MemberExpression &&
    /^(?:some|find|every|filter|findIndex)$/.test(memberName(parent.callee) ?? "")
  );
}
