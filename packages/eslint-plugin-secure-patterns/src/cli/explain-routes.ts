import type { FunctionNode, Node } from "../ast/nodes.ts";
import type { ProtectionKind } from "../catalog/route-types.ts";
import type { Analysis } from "../shapes/analysis.ts";
import { placeOf } from "../shapes/place-of.ts";
import { findExpense } from "../shapes/routes/find-expense.ts";
import { findOracle } from "../shapes/routes/find-oracle.ts";
import { findRoutes } from "../shapes/routes/find-routes.ts";
import { functionKinds, protectionKinds, type Protections } from "../shapes/routes/protection-kinds.ts";
import type { Route, RouteChain } from "../shapes/routes/route.ts";
import { standsAside } from "../shapes/routes/stands-aside.ts";
import { snippet } from "./describe-fact.ts";

const meanings: Readonly<Record<ProtectionKind, string>> = {
  limit: "a limit",
  csrf: "a CSRF check",
  authentication: "asking who sends it",
  session: "a session",
  cookies: "reading cookies",
};

/** What runs before the routes of a line, in order, and what each of it counts as. */
export function explainRoutes(analysis: Analysis, line: number, known: Protections): readonly string[] {
  return findRoutes(analysis)
    .filter(({ loc, call }) => covers(loc, line) || (call !== undefined && covers(call.loc, line)))
    .flatMap((route) => explainRoute(analysis, route, known));
}

function covers({ start, end }: Route["loc"], line: number): boolean {
  return start.line <= line && line <= end.line;
}

function explainRoute(analysis: Analysis, route: Route, known: Protections): string[] {
  const asked = findOracle(route)?.row.attack;
  const costly = asked === undefined ? findExpense(route) : undefined;
  return [
    `${route.method} ${route.path || route.name}`,
    ...(asked === undefined ? [] : [`  without a limit, anyone can ${asked}`]),
    ...(costly === undefined ? [] : [`  each request takes ${costly}`]),
    ...route.chains.flatMap((chain, at) => [
      ...(route.chains.length > 1 ? [`  way ${at + 1} of ${route.chains.length}`] : []),
      ...explainChain(analysis, route, chain, known),
    ]),
    ...listed("around its handler", route.wrappers, (each) => explainLayer(analysis, route, each, known)),
    ...(route.functions.length === 0 ? ["  its handler cannot be followed"] : []),
    ...route.functions.map(
      (each) => `  handled at ${placeOf(each, analysis)}${counted(handled(known, each))}`,
    ),
  ];
}

/** Who a handler asks for is its own business: it runs for everybody. */
function handled(known: Protections, handler: FunctionNode): ProtectionKind[] {
  return [...functionKinds(known, handler, 3)].filter((kind) => kind === "limit" || kind === "csrf");
}

function explainChain(
  analysis: Analysis,
  route: Route,
  { shared, own, isComplete }: RouteChain,
  known: Protections,
): string[] {
  const layers = [...new Set([...shared, ...own])];
  return [
    ...(isComplete ? [] : ["  what mounts it is out of sight: more may run before it"]),
    ...(isComplete && layers.length === 0 ? ["  nothing runs before it"] : []),
    ...listed("before it", layers, (each) => explainLayer(analysis, route, each, known)),
  ];
}

function listed(head: string, layers: readonly Node[], explain: (layer: Node) => string): string[] {
  return layers.length === 0 ? [] : [`  ${head}:`, ...layers.map((each) => `    ${explain(each)}`)];
}

function explainLayer(analysis: Analysis, route: Route, layer: Node, known: Protections): string {
  const kinds = [...protectionKinds(known, layer)];
  const aside = kinds.includes("limit") && standsAside(layer, route) ? ", which lets this route pass" : "";
  return `${placeOf(layer, analysis)}: ${snippet(layer)}${counted(kinds)}${aside}`;
}

function counted(kinds: readonly ProtectionKind[]): string {
  return kinds.length === 0 ? "" : ` counts as ${kinds.map((kind) => meanings[kind]).join(" and ")}`;
}
