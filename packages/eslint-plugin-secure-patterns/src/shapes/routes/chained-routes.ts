import type { TSESTree } from "@typescript-eslint/types";
import {
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import { routes as rows } from "../../catalog/routes.ts";
import { RESULT } from "../../flow/access-path.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { Origin } from "../../flow/origin.ts";
import { trace } from "../../flow/trace.ts";
import { joinPaths } from "../../project/route-path.ts";
import type { Analysis } from "../analysis.ts";
import type { Route } from "./route.ts";
import { unwrapHandler } from "./unwrap-handler.ts";

type Call = TSESTree.CallExpression;
type Chained = NonNullable<RouteRow["chained"]>;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

const chainedRows = rows.filter((row) => row.chained);
const METHODS = /^(?:get|post|put|patch|delete|any)$/;
/** Layers of layers: `router.group(() => { router.group(…) })`. */
const DEEPEST = 8;

/**
 * Routes whose layers are said after them, and whose handlers are methods of controllers: `router.post("/login", [Auth,
 * "login"]).use(throttle)`, in groups that have layers of their own.
 */
export function findChainedRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  if (!chainedRows.some(({ routers }) => routers?.some((name) => unit.text.includes(name)))) return [];
  return nodesOfType(unit, T.CallExpression).flatMap((call) => toRoute(analysis, call) ?? []);
}

function toRoute(analysis: Analysis, call: Call): Route | undefined {
  const { callee, arguments: args } = call;
  const name = callee.type === T.MemberExpression ? (memberName(callee) ?? "") : "";
  const [first, handler] = args;
  if (callee.type !== T.MemberExpression || !METHODS.test(name) || !first || !handler) return undefined;
  const row = rowOf(analysis, callee.object);
  if (!row?.chained) return undefined;
  const { shared, prefixes } = groupsAround(row.chained, call);
  const path = prefixes.reduce((inner, outer) => joinPaths(outer, inner), staticText(first) ?? "*");
  const { controller, method } = partsOf(handler);
  const functions =
    method === undefined ? unwrapHandler(handler).functions : methodsOf(analysis, controller, method);
  return {
    loc: {
      start: callee.property.loc.start,
      end: isFunction(handler) ? handler.body.loc.start : handler.loc.end,
    },
    call,
    method: name === "any" ? "ANY" : name.toUpperCase(),
    path,
    name: method ?? "",
    handler,
    functions,
    wrappers: [],
    // what the kernel of an application puts before all routes stands elsewhere
    chains: [{ shared, own: layersAfter(row.chained, call), isComplete: false }],
    adapter: row.adapter,
  };
}

function rowOf({ file }: Analysis, object: Node): RouteRow | undefined {
  const roots = trace(file, object).map(({ root }) => root);
  return chainedRows.find(({ routers }) =>
    roots.some((root) => root.type === "import" && routers?.includes(root.module)),
  );
}

/** The links of a chain behind a call: `router.get(…).as("home").use(auth)`. */
function* linksAfter(call: Call): Generator<{ readonly name: string; readonly args: readonly Node[] }> {
  let top = call;
  while (top.parent.type === T.MemberExpression && top.parent.parent.type === T.CallExpression) {
    const next: Call = top.parent.parent;
    if (next.callee !== top.parent) return;
    yield { name: memberName(top.parent) ?? "", args: next.arguments };
    top = next;
  }
}

function layersAfter({ layers }: Chained, call: Call): readonly Node[] {
  return [...linksAfter(call)].flatMap(({ name, args }) => (layers.includes(name) ? args : []));
}

/** `router.group(() => { … }).prefix("/api").use(throttle)`, the innermost first. */
function groupsAround(
  chained: Chained,
  call: Call,
): { readonly shared: Node[]; readonly prefixes: string[] } {
  const shared: Node[] = [];
  const prefixes: string[] = [];
  let inside: Node | undefined = call.parent;
  for (let depth = 0; inside && depth < DEEPEST; inside = inside.parent) {
    const group = isFunction(inside) ? inside.parent : undefined;
    if (group?.type !== T.CallExpression || group.callee.type !== T.MemberExpression) continue;
    if (memberName(group.callee) !== chained.group) continue;
    depth++;
    shared.unshift(...layersAfter(chained, group));
    for (const { name, args } of linksAfter(group))
      if (name === chained.prefix && args[0]) prefixes.push(staticText(args[0]) ?? "*");
  }
  return { shared, prefixes };
}

/** `[AuthController, "login"]`, `"AuthController.login"` */
function partsOf(handler: Node): { readonly controller?: Node | string; readonly method?: string } {
  const node = unwrap(handler);
  const text = staticText(node);
  if (text !== undefined) {
    const [controller, method] = text.split(".");
    return controller !== undefined && method !== undefined ? { controller, method } : {};
  }
  const [controller, name] = node.type === T.ArrayExpression ? node.elements : [];
  if (!controller || node.type !== T.ArrayExpression) return {};
  return { controller, method: (name && staticText(name)) ?? "handle" };
}

function methodsOf(
  analysis: Analysis,
  controller: Node | string | undefined,
  method: string,
): readonly FunctionNode[] {
  const classes =
    typeof controller === "string"
      ? classesCalled(analysis, controller)
      : controller
        ? classesBehind(controller)
        : [];
  return classes.flatMap((of) =>
    of.body.body.flatMap((member) =>
      (member.type === T.MethodDefinition || member.type === T.PropertyDefinition) &&
      keyName(member) === method &&
      isFunction(member.value)
        ? [member.value]
        : [],
    ),
  );
}

/** `const Auth = () => import("#controllers/auth_controller")` is loaded when it is needed. */
function classesBehind(controller: Node): readonly ClassNode[] {
  const file = fileOf(controller);
  if (!file) return [];
  return [...trace(file, controller), ...trace(file, controller, [RESULT, "default"])].flatMap(classOf);
}

function classOf({ root, path }: Origin): readonly ClassNode[] {
  return root.type === "class" && path.length === 0 ? [root.node] : [];
}

/** `"Api/AuthController"` lies in `app/Controllers/Http/Api/AuthController.ts`. */
function classesCalled(analysis: Analysis, name: string): readonly ClassNode[] {
  const { project } = analysis;
  const files = [...(project?.getIndex()?.records.keys() ?? [])].filter((path) => {
    const plain = path.replaceAll("\\", "/").replace(/\.[cm]?[jt]s$/, "");
    return /\/controllers\//i.test(plain) && plain.endsWith(`/${name.replace(/^.*[\\]/, "")}`);
  });
  return files.flatMap((path) => {
    const unit = project?.getUnit(path);
    const file = unit && analysis.fileOf(unit);
    const exported = file?.unit.ast.body.find((each) => each.type === T.ExportDefaultDeclaration);
    return file && exported ? trace(file, exported.declaration).flatMap(classOf) : [];
  });
}
