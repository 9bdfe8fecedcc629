import { keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import { routes as rows } from "../../catalog/routes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { Analysis } from "../analysis.ts";
import { aroundResolver } from "./around-resolvers.ts";
import type { Route } from "./route.ts";
import { unwrapHandler } from "./unwrap-handler.ts";
import { aroundPath } from "./surroundings.ts";

type Property = Extract<Node, { type: "Property" }>;

const [row] = rows.filter(({ resolvers }) => resolvers !== undefined);

/** Resolvers of a GraphQL schema: `{ Mutation: { login: async (_, { email, password }) => … } }`. */
export function findResolverRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  const kinds = row?.resolvers;
  if (!kinds || !/\b(?:Mutation|Query)\b/.test(unit.text) || !usesGraphql(analysis, row)) return [];
  const found: Route[] = [];
  for (const node of nodesOfType(unit, T.Property)) {
    const method = kinds[keyName(node) ?? ""];
    if (method === undefined) continue;
    const map = unwrap(node.value);
    if (map.type !== T.ObjectExpression) continue;
    for (const each of map.properties) {
      const route = each.type === T.Property ? toRoute(analysis, each, method) : undefined;
      if (route) found.push(route);
    }
  }
  return found.reverse();
}

function usesGraphql({ project }: Analysis, { resolverPackages }: RouteRow): boolean {
  return resolverPackages?.some((name) => project?.facts.dependencies.has(name)) ?? false;
}

function toRoute(analysis: Analysis, property: Property, method: string): Route | undefined {
  const name = keyName(property);
  const { functions, wrappers } = unwrapHandler(property.value as Node);
  if (name === undefined || functions.length === 0) return undefined;
  return {
    loc: property.key.loc,
    call: undefined,
    method,
    path: name,
    name,
    handler: property.value as Node,
    functions,
    wrappers,
    // a server, its plugins and its directives may stand before them
    chains: [
      { shared: aroundPath(analysis, "graphql"), own: aroundResolver(analysis, name), isComplete: false },
    ],
    adapter: undefined,
  };
}
