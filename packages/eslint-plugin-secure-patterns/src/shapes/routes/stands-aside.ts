import type { TSESTree } from "@typescript-eslint/types";
import {
  isCall,
  isFunction,
  keyName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { isMethodOf, testOfRequest, type RequestShape } from "./test-of-request.ts";

type Class = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Whether a layer that stands before many routes is seen to let the requests of this one pass, whatever it does to others. */
export function standsAside(layer: Node, request: RequestShape): boolean {
  const node = unwrap(layer);
  const file = fileOf(node);
  if (!file) return false;
  const made = isCall(node) ? [node] : [];
  const origins = trace(file, node);
  const calls = [...made, ...origins.flatMap(({ node: end }) => (isCall(end) ? [end] : []))];
  if (calls.some((call) => call.arguments.some((options) => isForOthers(options, request)))) return true;
  const classes = [
    ...origins,
    // `app.useGlobalGuards(new LoginThrottlerGuard())`
    ...(node.type === T.NewExpression ? trace(file, node.callee) : []),
  ].flatMap(({ root }) => (root.type === "class" ? [root.node] : []));
  if (classes.length > 0) return classes.every((each) => admits(each, request));
  const functions = functionsOf(file, node);
  return functions.length > 0 && functions.every((each) => handsOn(each, request));
}

/** `limiter({ path: "/login", method: "post" })`, `rateLimit({ skip: (req) => req.path !== "/login" })` */
function isForOthers(options: Node, request: RequestShape): boolean {
  if (options.type !== T.ObjectExpression) return false;
  const values = new Map(
    options.properties.flatMap((each) =>
      each.type === T.Property ? [[keyName(each), each.value as Node] as const] : [],
    ),
  );
  const [path, method] = ["path", "method"].map((key) => {
    const value = values.get(key);
    return value && staticText(value);
  });
  if (path !== undefined && method !== undefined)
    return !coversPath(path, request.path) || !(/^(?:all|\*)$/i.test(method) || isMethodOf(method, request));
  const skip = values.get("skip");
  const file = skip && fileOf(skip);
  const functions = file ? functionsOf(file, skip) : [];
  return functions.length > 0 && functions.every((each) => answers(each, request) === true);
}

function coversPath(pattern: string, path: string): boolean {
  if (/^(?:\*|\/?\*)$/.test(pattern) || path.includes("*")) return true;
  return path.replace(/\/+$/, "") === pattern.replace(/\/+$/, "");
}

/** `class LoginThrottler extends ThrottlerGuard { async shouldSkip(context) { return request.path !== "/login"; } }` */
function admits({ body }: Class, request: RequestShape): boolean {
  return body.body.some((member) => {
    if (member.type !== T.MethodDefinition || !isFunction(member.value)) return false;
    return (
      /^(?:shouldSkip|canActivate)$/.test(keyName(member) ?? "") && answers(member.value, request) === true
    );
  });
}

function answers(of: FunctionNode, request: RequestShape): boolean | undefined {
  const { body } = of;
  if (body.type !== T.BlockStatement) return testOfRequest(body, request);
  const end = endOf(body.body, request);
  return end?.type === T.ReturnStatement && end.argument ? testOfRequest(end.argument, request) : undefined;
}

/** `(req, res, next) => { if (req.path !== "/login") return next(); … }` */
function handsOn(of: FunctionNode, request: RequestShape): boolean {
  const next = of.params.at(-1);
  if (of.body.type !== T.BlockStatement || of.params.length < 2 || next?.type !== T.Identifier) return false;
  const end = endOf(of.body.body, request);
  const given =
    end?.type === T.ReturnStatement
      ? end.argument
      : end?.type === T.ExpressionStatement
        ? end.expression
        : undefined;
  return (
    isCall(given) &&
    given.callee.type === T.Identifier &&
    given.callee.name === next.name &&
    given.arguments.length === 0
  );
}

/** The statement at which a request leaves, as far as its conditions are about the request; `undefined` where something else comes first. */
function endOf(
  statements: readonly TSESTree.Statement[],
  request: RequestShape,
): TSESTree.Statement | undefined {
  for (const statement of statements) {
    if (statement.type === T.VariableDeclaration) continue;
    if (statement.type !== T.IfStatement) return statement;
    const truth = testOfRequest(statement.test, request);
    if (truth === undefined) return undefined;
    const taken = truth ? statement.consequent : statement.alternate;
    const end = taken && endOf(taken.type === T.BlockStatement ? taken.body : [taken], request);
    if (end) return end;
    if (taken && hasStatements(taken)) return undefined;
  }
  return undefined;
}

/** What was not seen to the end may have ended. */
function hasStatements(taken: TSESTree.Statement): boolean {
  return taken.type !== T.BlockStatement || taken.body.length > 0;
}
