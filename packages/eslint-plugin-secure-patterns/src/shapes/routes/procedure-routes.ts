import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { routes as rows } from "../../catalog/routes.ts";
import type { Adapter } from "../../catalog/route-types.ts";
import type { Analysis } from "../analysis.ts";
import { initialValue } from "../initial-value.ts";
import { procedureContext } from "./procedure-context.ts";
import type { Route } from "./route.ts";
import { unwrapHandler } from "./unwrap-handler.ts";
import { nodesOfType } from "../../flow/nodes.ts";

const [row] = rows.filter(({ procedures }) => procedures !== undefined);
const DEEPEST = 6;

/** Procedures: `login: publicProcedure.use(limit).input(schema).mutation(async ({ input }) => …)`. */
export function findProcedureRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  if (!row?.procedures || !/rocedure/.test(unit.text)) return [];
  const found: Route[] = [];
  for (const node of nodesOfType(unit, T.CallExpression)) {
    const route = toRoute(analysis, node, row.procedures);
    if (route) found.push(route);
  }
  return found.reverse();
}

function toRoute(
  analysis: Analysis,
  call: TSESTree.CallExpression,
  ends: Readonly<Record<string, string>>,
): Route | undefined {
  const { callee } = call;
  const [handler] = call.arguments;
  const method = callee.type === T.MemberExpression ? ends[memberName(callee) ?? ""] : undefined;
  if (callee.type !== T.MemberExpression || method === undefined || !handler) return undefined;
  const builder = builderLayers(analysis, callee.object, 0);
  if (!builder.isProcedure) return undefined;
  const context = builder.made && procedureContext(analysis, builder.made);
  const inner = unwrapHandler(handler);
  const name = nameOf(call);
  return {
    loc: { start: callee.property.loc.start, end: callee.property.loc.end },
    call: undefined,
    method,
    path: name,
    name,
    handler,
    functions: inner.functions,
    wrappers: inner.wrappers,
    chains: [{ shared: [], own: builder.layers, isComplete: builder.isComplete }],
    adapter: context === "socket" ? withoutClient(row?.adapter) : row?.adapter,
    builder: context && builder.start,
  };
}

/** What knows the address of who asks need not be told. */
function withoutClient(adapter: Adapter | undefined): Adapter | undefined {
  return adapter && { from: adapter.from, limit: adapter.limit };
}

interface Builder {
  readonly start: Node;
  /** `initTRPC.create()`, where the chain is seen to start there. */
  readonly made: Node | undefined;
  readonly layers: readonly Node[];
  readonly isComplete: boolean;
  readonly isProcedure: boolean;
}

/** What `use` adds along a chain of calls, and along the chains that its start is made of. */
function builderLayers(analysis: Analysis, start: Node, depth: number): Builder {
  const layers: Node[] = [];
  let node = unwrap(start);
  for (;;) {
    if (node.type === T.CallExpression && node.callee.type === T.MemberExpression) {
      if (/^(?:use|concat|unstable_concat)$/.test(memberName(node.callee) ?? ""))
        layers.unshift(...node.arguments);
      node = unwrap(node.callee.object);
    } else if (
      node.type === T.MemberExpression &&
      memberName(node) !== "procedure" &&
      !/rocedure/.test(memberName(node) ?? "")
    )
      node = unwrap(node.object);
    else break;
  }
  const name =
    node.type === T.Identifier ? node.name : node.type === T.MemberExpression ? (memberName(node) ?? "") : "";
  if (name === "procedure") {
    const owner = node.type === T.MemberExpression ? unwrap(node.object) : undefined;
    const made = owner?.type === T.Identifier ? initialValue(analysis, owner) : owner;
    return { start: node, made, layers, isComplete: true, isProcedure: true };
  }
  const origin = depth < DEEPEST && node.type === T.Identifier ? initialValue(analysis, node) : undefined;
  const above = origin && builderLayers(analysis, origin, depth + 1);
  if (above?.isProcedure) return { ...above, start: node, layers: [node, ...above.layers, ...layers] };
  const isProcedure = /rocedure$/.test(name);
  return { start: node, made: undefined, layers: [node, ...layers], isComplete: false, isProcedure };
}

/** `login: publicProcedure…` */
function nameOf(node: Node): string {
  const { parent } = node;
  if (parent?.type === T.Property) return keyName(parent) ?? "";
  return parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier ? parent.id.name : "";
}
