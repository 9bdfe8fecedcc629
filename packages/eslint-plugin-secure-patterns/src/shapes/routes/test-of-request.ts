import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
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
import { fileOf } from "../../flow/file-flow.ts";

/** What is known of the requests of a route. */
export interface RequestShape {
  readonly method: string;
  readonly path: string;
}

/** `undefined`: nobody can tell without running it. */
type Truth = boolean | undefined;

const PATH = /^(?:path|url|originalUrl|pathname|routerPath)$/;

/** What a condition says of the requests of a route: `req.path === "/login"`, `SKIPPED.some((each) => url.startsWith(each))`. */
export function testOfRequest(test: Node, request: RequestShape): Truth {
  const node = unwrap(test);
  switch (node.type) {
    case T.Literal:
      return typeof node.value === "boolean" ? node.value : undefined;
    case T.UnaryExpression:
      return node.operator === "!" ? not(testOfRequest(node.argument, request)) : undefined;
    case T.AwaitExpression:
      return testOfRequest(node.argument, request);
    case T.LogicalExpression:
      return ofLogical(node, request);
    case T.BinaryExpression:
      return ofEquality(node, request);
    case T.CallExpression:
      return ofCall(node, request);
    case T.Identifier: {
      const value = valueOf(node);
      return value && testOfRequest(value, request);
    }
    default:
      return undefined;
  }
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function ofLogical({ operator, left, right }: TSESTree.LogicalExpression, request: RequestShape): Truth {
  const sides = [testOfRequest(left, request), testOfRequest(right, request)];
  if (operator === "&&") return sides.includes(false) ? false : all(sides);
  return operator === "||" && sides.includes(true) ? true : all(sides);
}

/** Where no side has decided, both have to be known, and then say the same. */
function all(sides: readonly Truth[]): Truth {
  return sides.includes(undefined) ? undefined : sides[0];
}

function ofEquality({ operator, left, right }: TSESTree.BinaryExpression, request: RequestShape): Truth {
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [a, b] = [unwrap(left as Node), unwrap(right)];
  const text = staticText(b) ?? staticText(a);
  const asked = staticText(b) === undefined ? b : a;
  if (text === undefined) return undefined;
  const found = isMethod(asked)
    ? isKnownMethod(request) && isMethodOf(text, request)
    : isPath(asked)
      ? isSamePath(text, request.path)
      : undefined;
  return operator.startsWith("!") ? not(found) : found;
}

function isKnownMethod({ method }: RequestShape): true | undefined {
  return /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method) ? true : undefined;
}

export function isMethodOf(text: string, { method }: RequestShape): boolean {
  return text.toUpperCase() === method;
}

/** `url.startsWith("/x")`, `["/x"].includes(url)`, `/^\/x/.test(url)`, `LIST.some((each) => url.includes(each))` */
function ofCall(call: TSESTree.CallExpression, request: RequestShape): Truth {
  const { callee, arguments: args } = call;
  const [first] = args;
  if (callee.type !== T.MemberExpression || !first) return undefined;
  const holder = unwrap(callee.object);
  const name = memberName(callee) ?? "";
  if (isPath(holder)) return ofText(name, textsOf(first), request);
  if (isMethod(holder)) return undefined;
  if (name === "test" && isPath(first)) return ofPattern(holder, request);
  const texts = textsOf(holder);
  if (!texts) return undefined;
  if ((name === "includes" || name === "has") && isPath(first)) return anyOf(texts, "===", request);
  if ((name === "includes" || name === "has") && isMethod(first))
    return isKnownMethod(request) && texts.some((text) => isMethodOf(text, request));
  return name === "some" && isFunction(first) ? ofEach(first, texts, request) : undefined;
}

function ofText(name: string, texts: readonly string[] | undefined, request: RequestShape): Truth {
  return texts && /^(?:startsWith|endsWith|includes)$/.test(name) ? anyOf(texts, name, request) : undefined;
}

function anyOf(texts: readonly string[], way: string, request: RequestShape): Truth {
  const truths = texts.map((text) =>
    way === "===" ? isSamePath(text, request.path) : isPartOf(text, way, request),
  );
  return truths.includes(true) ? true : all(truths.length > 0 ? truths : [false]);
}

/** `(each) => url.startsWith(each)` */
function ofEach(
  { params: [each], body }: FunctionNode,
  texts: readonly string[],
  request: RequestShape,
): Truth {
  const call = unwrap(body);
  if (!isCall(call) || call.callee.type !== T.MemberExpression || each?.type !== T.Identifier)
    return undefined;
  const [given] = call.arguments;
  const isOfEach =
    given?.type === T.Identifier && given.name === each.name && isPath(unwrap(call.callee.object));
  return isOfEach ? ofText(calleeName(call) ?? "", texts, request) : undefined;
}

function ofPattern(pattern: Node, { path }: RequestShape): Truth {
  const value = pattern.type === T.Identifier ? valueOf(pattern) : pattern;
  if (value?.type !== T.Literal || !("regex" in value) || !isPlain(path)) return undefined;
  try {
    const { pattern: source, flags } = value.regex;
    const expression = new RegExp(source, flags.replace(/[gy]/g, ""));
    // what stands before it may match where this does not
    return expression.test(path) || (source.startsWith("^") ? undefined : false);
  } catch {
    return undefined;
  }
}

/** A path that a server's prefix may stand before: `/auth/login` may be asked for as `/api/auth/login`. */
function isSamePath(text: string, path: string): Truth {
  if (!isPlain(path)) return undefined;
  return isEndOf(text, path) || isEndOf(path, text);
}

function isEndOf(end: string, whole: string): boolean {
  return `/${plain(whole)}`.endsWith(`/${plain(end)}`);
}

function isPartOf(text: string, way: string, { path }: RequestShape): Truth {
  if (!isPlain(path)) return undefined;
  const isFound = `/${plain(path)}/`.includes(text);
  if (way === "startsWith" && !`/${plain(path)}`.startsWith(text)) {
    // `/api/auth` of `/auth/login`
    const parts = plain(text).split("/");
    return isFound || parts.some((_, index) => plain(path).startsWith(parts.slice(index).join("/")))
      ? undefined
      : false;
  }
  return isFound;
}

function plain(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "")
    .join("/");
}

function isPlain(path: string): boolean {
  return plain(path) !== "" && !/[*:[{(]/.test(path);
}

function isPath(node: Node): boolean {
  return names(node, PATH);
}

function isMethod(node: Node): boolean {
  return names(node, /^method$/);
}

/** `req.path`, `path` of `const { path } = req`, `const url = request.url.toLowerCase()` */
function names(node: Node, pattern: RegExp): boolean {
  const asked = unwrap(node);
  if (asked.type === T.MemberExpression) return pattern.test(memberName(asked) ?? "");
  if (asked.type === T.LogicalExpression) return names(asked.left, pattern);
  if (isCall(asked)) {
    const isCleaned = /^(?:toLowerCase|toUpperCase|trim)$/.test(calleeName(asked) ?? "");
    return isCleaned && asked.callee.type === T.MemberExpression && names(asked.callee.object, pattern);
  }
  if (asked.type !== T.Identifier) return false;
  const value = valueOf(asked);
  if (value) return names(value, pattern);
  return takenAs(asked, pattern);
}

/** `path` of `const { path } = req`, `where` of `({ path: where }) => …` */
function takenAs(asked: TSESTree.Identifier, pattern: RegExp): boolean {
  const name = fileOf(asked)?.bindings.variableOf(asked)?.identifiers[0] as Node | undefined;
  const { parent } = name ?? {};
  return (
    parent?.type === T.Property &&
    parent.parent.type === T.ObjectPattern &&
    pattern.test(keyName(parent) ?? "")
  );
}

/** What a variable that nobody writes to again is declared with. */
function valueOf(name: TSESTree.Identifier): Node | undefined {
  const variable = fileOf(name)?.bindings.variableOf(name);
  const definition = variable?.defs[0]?.node;
  if (definition?.type !== T.VariableDeclarator || definition.id.type !== T.Identifier) return undefined;
  const isWritten = variable?.references.some((each) => each.isWrite() && !each.init);
  return isWritten || !definition.init ? undefined : unwrap(definition.init);
}

function textsOf(node: Node): readonly string[] | undefined {
  const value = unwrap(node);
  const text = staticText(value);
  if (text !== undefined) return [text];
  if (value.type === T.Identifier) {
    const found = valueOf(value);
    return found && textsOf(found);
  }
  if (value.type === T.MemberExpression && value.object.type === T.ThisExpression) {
    const kept = propertyOfClass(value);
    return kept && textsOf(kept);
  }
  if (value.type === T.NewExpression && calleeName(value) === "Set")
    return value.arguments[0] && textsOf(value.arguments[0]);
  if (value.type !== T.ArrayExpression) return undefined;
  const texts = value.elements.map((each) => (each ? staticText(unwrap(each)) : undefined));
  return texts.every((each) => each !== undefined) ? texts : undefined;
}

/** `this.paths` of `private readonly paths = ["/login"]` */
function propertyOfClass(member: TSESTree.MemberExpression): Node | undefined {
  let node: Node | undefined = member;
  while (node && node.type !== T.ClassBody) node = node.parent;
  const name = memberName(member);
  const found = node?.body.find((each) => each.type === T.PropertyDefinition && keyName(each) === name);
  return found?.type === T.PropertyDefinition ? (found.value ?? undefined) : undefined;
}
