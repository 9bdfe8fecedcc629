import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, T, unwrap, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { Origin, Root, Step } from "../../flow/origin.ts";
import { trace } from "../../flow/trace.ts";

const MOST_WRAPPERS = 4;

interface Unwrapped {
  readonly functions: readonly FunctionNode[];
  readonly wrappers: readonly Node[];
}

/** `asyncHandler(login)`, `[limiter, login]`, `auth.login.bind(auth)`: the handler inside, and what is around it. */
export function unwrapHandler(handler: Node, depth = 0): Unwrapped {
  const node = unwrap(handler);
  const file = fileOf(node);
  if (!file || depth > MOST_WRAPPERS) return { functions: [], wrappers: [] };
  if (node.type === T.ArrayExpression) {
    const last = node.elements.at(-1);
    const before = node.elements.slice(0, -1).filter((each) => each !== null);
    const inner = last ? [unwrapHandler(last, depth + 1)] : [];
    return join([{ functions: [], wrappers: before }, ...inner]);
  }
  const isBound =
    node.type === T.CallExpression &&
    node.callee.type === T.MemberExpression &&
    memberName(node.callee) === "bind";
  if (isBound && node.callee.type === T.MemberExpression) return unwrapHandler(node.callee.object, depth + 1);
  const traced = trace(file, node);
  const origins = traced.filter(({ root }) => root.type === "function");
  const calls = new Set([...origins.flatMap(({ steps }) => callsIn(steps)), ...traced.flatMap(wrapperOf)]);
  if (node.type === T.CallExpression && !isRequire(node)) calls.add(node);
  const wrapped = [...calls].flatMap((call) =>
    call.arguments.flatMap(handlersIn).map((argument) => unwrapHandler(argument, depth + 1)),
  );
  const lists = new Set(origins.flatMap(({ root, within }) => (within.length > 0 ? listsAround(root) : [])));
  const listed = [...lists].map((list) => unwrapHandler(list, depth + 1));
  const functions = origins.flatMap(({ root, path }) =>
    root.type === "function" && path.length === 0 && listsAround(root).every((list) => !lists.has(list))
      ? [root.node]
      : [],
  );
  return join([{ functions, wrappers: [...calls] }, ...listed, ...wrapped]);
}

/** `withHandler(login)`, `withHandler({ method: "POST", handler: login })` */
function handlersIn(argument: Node): Node[] {
  if (argument.type !== T.ObjectExpression) return [argument];
  return argument.properties.flatMap((property) =>
    property.type === T.Property && /^(?:handler|fn|action|resolver)$/.test(keyName(property) ?? "")
      ? [property.value as Node]
      : [],
  );
}

/** `exports.login = [limiter, validate, async (req, res) => …]`: the list that a function of another file stands in. */
function listsAround(root: Root): TSESTree.ArrayExpression[] {
  let parent = root.type === "function" ? (root.node.parent as Node | undefined) : undefined;
  while (parent?.type === T.CallExpression) parent = parent.parent;
  return parent?.type === T.ArrayExpression ? [parent] : [];
}

/** The calls that a function came out of: `catchAsync(…)` of `export const login = catchAsync(async (req, res) => …)`. */
function callsIn(steps: Step | undefined): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let step = steps; step; step = step.next)
    if (step.node.type === T.CallExpression && !isRequire(step.node)) calls.push(step.node);
  return calls;
}

/** `const { login } = require("./auth")` wraps nothing: the other functions of that file are none of this one's. */
function isRequire({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === T.Identifier && callee.name === "require";
}

/** `export const login = asyncHandler(async (req, res) => …)` where a package gives the wrapper. */
function wrapperOf({ root, node }: Origin): TSESTree.CallExpression[] {
  const isWrapped = root.type === "import" && node.type === T.CallExpression;
  return isWrapped && node.arguments.some((each) => isFunction(unwrap(each))) ? [node] : [];
}

function join(parts: readonly Unwrapped[]): Unwrapped {
  return {
    functions: [...new Set(parts.flatMap(({ functions }) => functions))],
    wrappers: [...new Set(parts.flatMap(({ wrappers }) => wrappers))],
  };
}

/** What a handler is called, in its own words or where it is handed over. */
export function nameOf(handler: Node): string {
  const node = unwrap(handler);
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.MemberExpression) return memberName(node) ?? "";
  if (isFunction(node)) return node.id?.name ?? nameHandedTo(node);
  if (node.type === T.CallExpression) {
    const inner = node.arguments.map(nameOf).find((name) => name !== "");
    return inner ?? nameOf(node.callee);
  }
  return "";
}

/** `create` of `(req, res) => coupons.create(req, res)` */
function nameHandedTo({ params: [request], body }: FunctionNode): string {
  const call = unwrap(body.type === T.BlockStatement ? onlyExpression(body) : body);
  const [first] = call.type === T.CallExpression ? call.arguments : [];
  const isHanded =
    request?.type === T.Identifier && first?.type === T.Identifier && first.name === request.name;
  return isHanded && call.type === T.CallExpression ? nameOf(call.callee) : "";
}

function onlyExpression(block: TSESTree.BlockStatement): Node {
  const [only, ...others] = block.body;
  if (others.length > 0) return block;
  if (only?.type === T.ExpressionStatement) return only.expression;
  return only?.type === T.ReturnStatement && only.argument ? only.argument : block;
}
