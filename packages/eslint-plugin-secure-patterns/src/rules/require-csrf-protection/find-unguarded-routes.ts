import { fileOf } from "../../flow/file-flow.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { oncePerProject } from "../../shapes/once-per-project.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import { protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import type { Route, RouteChain } from "../../shapes/routes/route.ts";
import { sameSiteOfLayer } from "./find-sessions.ts";
import { isChecked, isForStrangers, needsNoBody, usesCookies } from "./find-unchecked.ts";
import { isSigned } from "./find-unsigned.ts";
import { checksSomewhere, lookAround } from "./look-around.ts";
import { onlyReads } from "./only-reads.ts";
import { takesOnlyJson } from "./takes-only-json.ts";

const around = oncePerProject(lookAround);

/**
 * Routes behind the session of another file that have no check, in a project that puts its check before routes: the file
 * with the session cannot tell which of them it forgot.
 */
export function findUnguardedRoutes(analysis: Analysis, known: Protections): readonly Route[] {
  if (!/\.post\(/.test(analysis.file.unit.text) || !checksSomewhere(analysis)) return [];
  // where all but a few go unchecked, the session itself is the finding
  const { isPartlyChecked, changesBySession } = around(analysis);
  if (isPartlyChecked && changesBySession) return [];
  return findRoutes(analysis).filter(
    (route) =>
      route.method === "POST" &&
      route.call !== undefined &&
      !isForStrangers(route) &&
      !onlyReads(route) &&
      usesCookies(known, route) &&
      !/[:[{]\w*(?:token|secret|key|hash)\b/i.test(route.path) &&
      !isSigned(route) &&
      route.chains.length > 0 &&
      route.chains.every((chain) => isOpen(analysis, known, route, chain)),
  );
}

function isOpen({ project }: Analysis, known: Protections, route: Route, chain: RouteChain): boolean {
  if (isChecked(known, route, chain)) return false;
  const session = chain.shared.find((layer) => protectionKinds(known, layer).has("session"));
  const file = session && fileOf(session);
  if (!session || !file || sameSiteOfLayer(file, session) === "strict") return false;
  return needsNoBody(route) || !takesOnlyJson({ project, file });
}
