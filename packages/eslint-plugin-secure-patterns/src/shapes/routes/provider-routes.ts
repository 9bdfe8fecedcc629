import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { protections } from "../../catalog/protections.ts";
import { credentialProviders } from "../../catalog/routes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { Analysis } from "../analysis.ts";
import { comesFrom } from "./find-oracle.ts";
import type { Route } from "./route.ts";
import { aroundFiles } from "./surroundings.ts";
import { unwrapHandler } from "./unwrap-handler.ts";

const LIMITERS = protections.flatMap(({ is, packages = [] }) => (is === "limit" ? packages : []));

/** Sign-ins that a library routes and the application writes: `Credentials({ authorize: async (credentials) => … })`. */
export function findProviderRoutes(analysis: Analysis): Route[] {
  const { unit } = analysis.file;
  const { handler, packages } = credentialProviders;
  if (!unit.text.includes(handler) || !packages.some((name) => unit.text.includes(name))) return [];
  return nodesOfType(unit, T.CallExpression)
    .filter((call) => comesFrom(call, packages))
    .flatMap((call) => toRoute(analysis, call) ?? [])
    .toReversed();
}

function toRoute(analysis: Analysis, { arguments: [options] }: TSESTree.CallExpression): Route | undefined {
  if (options?.type !== T.ObjectExpression) return undefined;
  const authorize = propertyOf(options, credentialProviders.handler);
  if (!authorize) return undefined;
  const handler = unwrap(authorize.value as Node);
  const { functions, wrappers } = unwrapHandler(handler);
  const id = propertyOf(options, "id");
  const path = `${credentialProviders.path}/${(id && staticText(id.value as Node)) ?? "credentials"}`;
  return {
    loc: authorize.key.loc,
    call: undefined,
    method: "POST",
    path,
    name: credentialProviders.handler,
    handler,
    functions: functions.length > 0 || !isFunction(handler) ? functions : [handler],
    wrappers,
    chains: [
      {
        shared: aroundFiles(analysis, credentialProviders.around, path),
        own: [],
        // a limit that the project has may stand before the form that signs in
        isComplete: analysis.project !== undefined && !hasLimiter(analysis),
      },
    ],
    adapter: undefined,
  };
}

function propertyOf({ properties }: TSESTree.ObjectExpression, name: string): TSESTree.Property | undefined {
  return properties.find(
    (each): each is TSESTree.Property => each.type === T.Property && keyName(each) === name,
  );
}

function hasLimiter({ project }: Analysis): boolean {
  return LIMITERS.some((name) => project?.facts.dependencies.has(name));
}
