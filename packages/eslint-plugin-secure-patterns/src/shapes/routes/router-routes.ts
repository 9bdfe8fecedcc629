import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import { routes as rows } from "../../catalog/routes.ts";
import { trace } from "../../flow/trace.ts";
import { findChainsInFile, type Project } from "../../project/index.ts";
import type { Unit } from "../../flow/unit.ts";
import type { Analysis } from "../analysis.ts";
import type { Route } from "./route.ts";
import { pathInProject, pathOfFile, rowOfFile } from "./route-files.ts";
import { aroundFiles, aroundPath } from "./surroundings.ts";
import { nameOf, unwrapHandler } from "./unwrap-handler.ts";
import { nodesOfType } from "../../flow/nodes.ts";

const METHODS: Readonly<Record<string, string>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
  del: "DELETE",
  all: "ANY",
  route: "ANY",
};
/** What applications call their routers, where nothing shows what they are. */
const ROUTER_NAME =
  /^(?:app|api|server|fastify|instance|hono|koa)$|(?:app|router|routes?|server|instance|api)$/i;
const NO_ROUTER =
  /^(?:axios|http|https|client|request|supertest|got|ky|agent|nock|mock|cy|page)$|(?:client|http|axios|service|cache|map|store|storage|repository|params|headers)$/i;

/** Routes that a call registers: `app.post("/login", limiter, handler)`, `router.route("/login").post(handler)`. */
export function findRouterRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  const found: Route[] = [];
  for (const node of nodesOfType(unit, T.CallExpression)) {
    const route = toRoute(analysis, node);
    if (route) found.push(route);
  }
  return found.reverse();
}

function toRoute(analysis: Analysis, call: TSESTree.CallExpression): Route | undefined {
  const { callee } = call;
  if (callee.type !== T.MemberExpression) return undefined;
  // `router.postAsync(path, handler)`: what applications call a helper that catches rejections
  const name = (memberName(callee) ?? "").replace(/Async$/, "");
  const method = METHODS[name];
  if (method === undefined || call.arguments.length === 0) return undefined;
  const options = name === "route" ? routeOptions(call) : handlerInOptions(call, method);
  if (name === "route" && !options) return undefined;
  const handler = options?.handler ?? call.arguments.at(-1);
  if (!handler) return undefined;
  const isLone = call.arguments.length === 1 && isFunction(unwrap(handler));
  if (!options && !isLone && !mayBeHandler(call, handler)) return undefined;
  const row = routerRow(analysis, call, callee.object);
  if (!row) return undefined;
  const inFile = row.isFileHandler ? placeOf(analysis, call) : undefined;
  if (!options && !inFile && !mayBeHandler(call, handler)) return undefined;
  const inner = unwrapHandler(handler);
  const chains = chainsOf(analysis, call);
  const own = options ? [options.holder] : (inFile?.own ?? []);
  const path = inFile?.path ?? chains[0]?.path ?? "*";
  return {
    loc: locationOf(callee, handler),
    call,
    method: options?.method ?? method,
    path: (path === "*" || path === "/*") && options?.path !== undefined ? options.path : path,
    name: nameOf(handler),
    handler,
    functions: inner.functions,
    wrappers: inner.wrappers,
    chains: chains.map(({ layers, path: full, isComplete }) => ({
      shared: [
        ...(isComplete ? [] : (inFile?.around ?? aroundPath(analysis, full))),
        ...layers.filter((layer) => layer.call !== call).map((layer) => openLayer(analysis, layer)),
      ],
      own: [
        ...own,
        ...layers.filter((layer) => layer.call === call && layer.node !== handler).map(({ node }) => node),
      ],
      isComplete: isComplete || inFile !== undefined,
    })),
    adapter: row.adapter,
  };
}

/**
 * `const handler = nc(); handler.post(validate, login); export default handler` in `pages/api/login.js`: such a router
 * has the file's path, takes layers where others take a path, and only what runs before the file runs before it.
 */
function placeOf(
  analysis: Analysis,
  call: TSESTree.CallExpression,
): { path: string; own: Node[]; around: readonly Node[] } | undefined {
  const filename = pathInProject(analysis);
  const row = rowOfFile(filename);
  const [first] = call.arguments;
  if (!row || !analysis.project || !first || staticText(first) !== undefined) return undefined;
  const path = pathOfFile(filename);
  const around = row.around === undefined ? [] : aroundFiles(analysis, row.around, path);
  return { path, own: call.arguments.slice(0, -1), around };
}

type Chains = ReturnType<Project["findHandlerChains"]>;

function chainsOf({ project, file }: Analysis, call: TSESTree.CallExpression): Chains {
  return (
    chainOfNameless(file.unit, call) ?? project?.findHandlerChains(call) ?? findChainsInFile(file.unit, call)
  );
}

/** `express().use(limiter).get("/x", handler)`: an application that has no name has no other layers. */
function chainOfNameless(unit: Unit, call: TSESTree.CallExpression): Chains | undefined {
  const [path, ...rest] = call.arguments;
  const layers = rest.slice(0, -1).map((node) => ({ unit, node: node as Node, call }));
  let top: Node = call;
  while (top.parent?.type === T.MemberExpression && top.parent.parent.type === T.CallExpression)
    top = top.parent.parent;
  let current = call.callee.type === T.MemberExpression ? unwrap(call.callee.object) : undefined;
  while (current?.type === T.CallExpression && current.callee.type === T.MemberExpression) {
    const above: TSESTree.CallExpression = current;
    if (memberName(current.callee) === "use")
      layers.unshift(...above.arguments.map((node) => ({ unit, node: node as Node, call: above })));
    current = unwrap(current.callee.object);
  }
  const isNameless =
    (current?.type === T.CallExpression || current?.type === T.NewExpression) &&
    top.parent?.type === T.ExpressionStatement;
  return isNameless ? [{ layers, path: (path && staticText(path)) ?? "*", isComplete: true }] : undefined;
}

/** The nodes of a layer are asked about through their own file. */
function openLayer(analysis: Analysis, { unit, node }: { unit: Unit; node: Node }): Node {
  analysis.fileOf(unit);
  return node;
}

/** `app.get("setting")` and `cache.get(key)` register nothing. */
function mayBeHandler({ arguments: args, callee }: TSESTree.CallExpression, handler: Node): boolean {
  const last = unwrap(handler);
  if (last.type === T.ObjectExpression || last.type === T.Literal || last.type === T.TemplateLiteral)
    return false;
  const [first] = args;
  const isChained = callee.type === T.MemberExpression && callee.object.type === T.CallExpression;
  if (args.length === 1) return isChained && (isFunction(last) || last.type !== T.BinaryExpression);
  return first !== undefined && isPath(first, handler);
}

function isPath(first: Node, handler: Node): boolean {
  const text = staticText(first);
  if (text !== undefined)
    return (
      first.type !== T.Literal ||
      "regex" in first ||
      text === "" ||
      /^[/*:^(]/.test(text) ||
      isFunction(unwrap(handler))
    );
  if (first.type === T.Literal) return true;
  return [
    T.TemplateLiteral,
    T.ArrayExpression,
    T.Identifier,
    T.MemberExpression,
    T.BinaryExpression,
    T.CallExpression,
  ].includes(first.type);
}

interface InOptions {
  readonly holder: TSESTree.ObjectExpression;
  readonly handler: Node;
  readonly method: string;
  readonly path: string | undefined;
}

/** `fastify.route({ method: "POST", url: "/login", handler })` */
function routeOptions({ arguments: [first] }: TSESTree.CallExpression): InOptions | undefined {
  if (first?.type !== T.ObjectExpression) return undefined;
  const values = valuesOf(first);
  const handler = values.get("handler");
  const method = values.get("method");
  const path = values.get("url") ?? values.get("path");
  if (!handler || !method) return undefined;
  return {
    holder: first,
    handler,
    method: (staticText(method) ?? "ANY").toUpperCase(),
    path: (path && staticText(path)) ?? "*",
  };
}

/** `fastify.post("/login", { schema, handler })` */
function handlerInOptions(call: TSESTree.CallExpression, method: string): InOptions | undefined {
  const [path, holder] = call.arguments;
  if (!path || call.arguments.length !== 2 || holder?.type !== T.ObjectExpression) return undefined;
  const handler = valuesOf(holder).get("handler");
  return handler && isPath(path, handler) ? { holder, handler, method, path: undefined } : undefined;
}

function valuesOf({ properties }: TSESTree.ObjectExpression): ReadonlyMap<string | undefined, Node> {
  return new Map(
    properties.flatMap((each) =>
      each.type === T.Property ? [[keyName(each), each.value as Node] as const] : [],
    ),
  );
}

/** The row of a router, an empty one for a router that no row knows, `undefined` for something else. */
function routerRow(analysis: Analysis, call: Node, object: Node): RouteRow | undefined {
  let sawOther = false;
  for (const { root, path } of trace(analysis.file, object)) {
    if (root.type !== "import") continue;
    const row = rows.find(({ routers }) => routers?.includes(root.module));
    if (row) return row.chained ? undefined : row;
    if (!/^[.~#@/]/.test(root.module) || path.includes("()")) sawOther = !/^[./]/.test(root.module);
  }
  const name = rootName(object);
  if (sawOther || name === undefined || NO_ROUTER.test(name) || !ROUTER_NAME.test(name)) return undefined;
  if (isAsked(call)) return undefined;
  const facts = analysis.project?.facts;
  return rows.find(({ routers }) => routers?.some((each) => facts?.dependencies.has(each))) ?? {};
}

/** `const answer = await api.post("/login", form)`: who wants the answer asks a server. */
function isAsked(call: Node): boolean {
  let top = call;
  while (top.parent?.type === T.MemberExpression && top.parent.parent.type === T.CallExpression) {
    if (/^(?:then|catch|finally|pipe|subscribe)$/.test(memberName(top.parent) ?? "")) return true;
    top = top.parent.parent;
  }
  return top.parent?.type !== T.ExpressionStatement;
}

function rootName(object: Node): string | undefined {
  const node = unwrap(object);
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.MemberExpression) return memberName(node);
  if (node.type === T.CallExpression && node.callee.type === T.MemberExpression)
    return rootName(node.callee.object);
  return undefined;
}

/** From the method's name to where the handler's body starts: a route is told by its registration, not by its code. */
function locationOf(callee: TSESTree.MemberExpression, handler: Node): TSESTree.SourceLocation {
  const node = unwrap(handler);
  const inline = isFunction(node) ? node.body.loc.start : node.loc.end;
  return { start: callee.property.loc.start, end: inline };
}
