import type { TSESTree } from "@typescript-eslint/types";
import { keyName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { Analysis } from "../analysis.ts";
import { pathInProject } from "./route-files.ts";
import { nameOf, unwrapHandler } from "./unwrap-handler.ts";
import type { Route } from "./route.ts";
import { aroundPath } from "./surroundings.ts";

const METHOD = /^(?:get|post|put|patch|delete)$/i;
const PATHS = ["path", "url"];
const HANDLERS = ["handler", "handlers"];
const INNER = ["options", "config"];

/** Routes that stand in a list, whoever registers them: `[{ method: "POST", path: "/login", handler: login }]`. */
export function findTableRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  if (!/\bhandlers?\b/.test(unit.text) || !/\bmethod\b/.test(unit.text)) return [];
  const found: Route[] = [];
  for (const node of nodesOfType(unit, T.ObjectExpression)) {
    const route = node.parent.type === T.ArrayExpression ? toRoute(analysis, node) : undefined;
    if (route) found.push(route);
  }
  return found.reverse();
}

function toRoute(analysis: Analysis, entry: TSESTree.ObjectExpression): Route | undefined {
  const method = textOf(entry, ["method"]);
  const path = textOf(entry, PATHS);
  const handler = valueOf(entry, HANDLERS) ?? inner(entry, HANDLERS);
  if (!handler || path === undefined || !METHOD.test(method ?? "")) return undefined;
  const { functions, wrappers } = unwrapHandler(handler);
  // `routes/user/login.ts` says of its "/" what it is for
  const full = /[a-z]/i.test(path) ? path : `/${pathInProject(analysis).replace(/\.\w+$/, "")}`;
  return {
    loc: entry.loc,
    call: undefined,
    method: (method ?? "").toUpperCase(),
    path: full,
    name: nameOf(handler),
    handler,
    functions,
    wrappers,
    chains: [{ shared: aroundPath(analysis, full), own: [entry], isComplete: false }],
    adapter: undefined,
  };
}

/** `{ options: { handler } }` */
function inner(entry: TSESTree.ObjectExpression, names: readonly string[]): Node | undefined {
  const options = valueOf(entry, INNER);
  const plain = options && unwrap(options);
  return plain?.type === T.ObjectExpression ? valueOf(plain, names) : undefined;
}

function textOf(entry: TSESTree.ObjectExpression, names: readonly string[]): string | undefined {
  const value = valueOf(entry, names);
  return value && staticText(value);
}

function valueOf({ properties }: TSESTree.ObjectExpression, names: readonly string[]): Node | undefined {
  for (const property of properties)
    if (property.type === T.Property && names.includes(keyName(property) ?? ""))
      return property.value as Node;
  return undefined;
}
