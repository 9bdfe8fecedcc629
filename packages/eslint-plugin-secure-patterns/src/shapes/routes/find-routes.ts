import type { Analysis } from "../analysis.ts";
import { findChainedRoutes } from "./chained-routes.ts";
import { findDecoratedRoutes } from "./decorated-routes.ts";
import { findFileRoutes } from "./file-routes.ts";
import { findProcedureRoutes } from "./procedure-routes.ts";
import { findProviderRoutes } from "./provider-routes.ts";
import { findResolverRoutes } from "./resolver-routes.ts";
import type { Route } from "./route.ts";
import { findRouterRoutes } from "./router-routes.ts";
import { findTableRoutes } from "./table-routes.ts";

const memo = new WeakMap<Analysis, readonly Route[]>();

/** All routes that a file declares, in whatever form its framework wants. */
export function findRoutes(analysis: Analysis): readonly Route[] {
  let routes = memo.get(analysis);
  if (!routes)
    memo.set(
      analysis,
      (routes = [
        ...findRouterRoutes(analysis),
        ...findChainedRoutes(analysis),
        ...findDecoratedRoutes(analysis),
        ...findFileRoutes(analysis),
        ...findProcedureRoutes(analysis),
        ...findResolverRoutes(analysis),
        ...findProviderRoutes(analysis),
        ...findTableRoutes(analysis),
      ]),
    );
  return routes;
}
