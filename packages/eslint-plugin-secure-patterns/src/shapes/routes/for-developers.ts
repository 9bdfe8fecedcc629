import { isCall, T, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { isDevelopmentOnly } from "../development-only.ts";
import { bodyFacts } from "./body-facts.ts";
import type { Route } from "./route.ts";

/** Whether a route answers in development alone: its handler leaves elsewhere, or what stands before it goes on nowhere else. */
export function isForDevelopers({ functions, chains }: Route): boolean {
  return (
    (functions.length > 0 && functions.every(endsInDevelopment)) ||
    (chains.length > 0 && chains.every(({ shared, own }) => [...own, ...shared].some(goesOnInDevelopment)))
  );
}

/** `if (process.env.NODE_ENV === "production") return res.sendStatus(404);` before all the rest. */
function endsInDevelopment({ body }: FunctionNode): boolean {
  const last = body?.type === T.BlockStatement ? body.body.at(-1) : undefined;
  const file = last && fileOf(last);
  return file !== undefined && speaksOfMode(body) && isDevelopmentOnly(file, last as Node);
}

/** `(req, res, next) => { if (isProduction) return res.sendStatus(404); next(); }` */
function goesOnInDevelopment(layer: Node): boolean {
  const file = layer.type === T.Identifier || layer.type === T.MemberExpression ? fileOf(layer) : undefined;
  const functions = file ? functionsOf(file, layer) : [];
  return functions.length > 0 && functions.every((each) => speaksOfMode(each) && passesInDevelopment(each));
}

function passesInDevelopment(of: FunctionNode): boolean {
  const next = of.params.at(-1);
  const file = fileOf(of);
  if (!file || next?.type !== T.Identifier) return false;
  const onward = bodyFacts(of).calls.filter(
    ({ callee, arguments: args }) =>
      callee.type === T.Identifier && callee.name === next.name && args.length === 0,
  );
  return onward.length > 0 && onward.every((call) => isCall(call) && isDevelopmentOnly(file, call));
}

/** Asked first, since few functions do. */
function speaksOfMode(node: Node | null): boolean {
  return node !== null && [...bodyFacts(node).names].some((name) => /env|dev|prod|mode|test/i.test(name));
}
