import { keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import { routes as rows } from "../../catalog/routes.ts";
import type { Unit } from "../../flow/unit.ts";
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
  if (!kinds || !/mutation|quer(?:y|ies)/i.test(unit.text) || !usesGraphql(analysis, row)) return [];
  const found: Route[] = [];
  for (const [name, value] of mapsOf(unit)) {
    const method = kinds[name];
    const map = unwrap(value);
    if (method === undefined || map.type !== T.ObjectExpression) continue;
    for (const each of map.properties) {
      const route = each.type === T.Property ? toRoute(analysis, each, method) : undefined;
      if (route) found.push(route);
    }
  }
  return found.reverse();
}

/** `Mutation: { … }`, and `const mutations = { … }` that another file puts there. */
function mapsOf(unit: Unit): (readonly [name: string, value: Node])[] {
  return [
    ...nodesOfType(unit, T.Property).map((node) => [keyName(node) ?? "", node.value as Node] as const),
    ...nodesOfType(unit, T.VariableDeclarator).flatMap(({ id, init }) => {
      const kind = id.type === T.Identifier && init ? HELD.exec(id.name) : null;
      return kind && init ? [[kind[1] ? "Mutation" : "Query", init as Node] as const] : [];
    }),
  ];
}

/** What a map of resolvers is called where it stands on its own; the group is there for what changes something. */
const HELD = /^(?:root_?)?(?:(mutations?)|query|queries)(?:_?resolvers?)?$/i;

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
