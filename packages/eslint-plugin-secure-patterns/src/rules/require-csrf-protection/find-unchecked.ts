import { T, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { findOracle } from "../../shapes/routes/find-oracle.ts";
import { isSignIn, wordsOf } from "../../shapes/routes/route-words.ts";
import { findRoutes } from "../../shapes/routes/find-routes.ts";
import { functionKinds, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import type { Route, RouteChain } from "../../shapes/routes/route.ts";
import { worksOnSigned } from "../../shapes/signed/is-signed.ts";
import type { SessionLayer } from "./find-sessions.ts";
import { onlyReads } from "./only-reads.ts";
import { takesOnlyJson } from "./takes-only-json.ts";
import { hasSessionElsewhere, lookAround, NOTHING_AROUND } from "./look-around.ts";

export interface Unchecked {
  readonly route: Route | undefined;
  /** The route is seen to know its user by the cookie; else only its neighbours are checked. */
  readonly isSure: boolean;
}

/** For each layer that recognises users, the first route behind it that changes something unchecked. */
export function findUnchecked(
  analysis: Analysis,
  known: Protections,
  sessions: readonly SessionLayer[],
): Map<SessionLayer, Unchecked> {
  const found = new Map<SessionLayer, Unchecked>();
  if (sessions.every(({ kind }) => kind === "cookies") && hasSessionElsewhere(analysis)) return found;
  /** The same middleware in front of ten routes is one finding. */
  const byName = new Map<string, SessionLayer>();
  const isJson = takesOnlyJson(analysis);
  const mutating = findRoutes(analysis).filter((route) => route.call && isMutating(route));
  const served = isJson ? mutating.filter(needsNoBody) : mutating;
  const isMixed = served.some(({ chains }) =>
    chains.some(({ own }) => own.some((each) => isCheck(known, each))),
  );
  for (const route of served) {
    const isSure = usesCookies(known, route);
    if (isForStrangers(route) || !(isMixed || isSure) || route.functions.some(worksOnSigned)) continue;
    for (const chain of route.chains) {
      if (isChecked(known, route, chain)) continue;
      const inside = sessions.filter(
        ({ node }) => chain.shared.includes(node) || chain.own.includes(node) || isWithin(node, route),
      );
      // What is registered where the way up is out of sight may stand before the route.
      const nearest = strongest(inside) ?? (chain.isComplete ? undefined : strongest(sessions));
      const layer = nearest && first(byName, nearest);
      if (layer && !found.get(layer)?.isSure) found.set(layer, { route, isSure });
    }
  }
  const layer = strongest(sessions);
  // a file that sets the session up may sign its users in, too, and leave all else to others
  const around = mutating.every(isForStrangers) && layer ? lookAround(analysis) : NOTHING_AROUND;
  if (!layer || !around.hasRoutes || around.hasCheck) return found;
  // what reads JSON alone is sent by forms of other sites only where the address says it all
  if (isJson && !around.needsNoBody) return found;
  const isSure =
    layer.kind === "session" && (around.isPartlyChecked ? around.changesBySession : around.readsSession);
  const isLikely =
    layer.kind === "session"
      ? (around.readsSession && !(around.readsOwnSiteCookie && !around.changesBySession)) ||
        around.readsTokenCookie
      : around.readsTokenCookie;
  if (isLikely) found.set(layer, { route: undefined, isSure: isSure && !isJson });
  return found;
}

/** A handler opens the session itself. */
function isWithin(node: Node, { functions }: Route): boolean {
  const { range } = node;
  const file = fileOf(node);
  return functions.some(
    (each) => fileOf(each) === file && range[0] >= each.range[0] && range[1] <= each.range[1],
  );
}

function first(byName: Map<string, SessionLayer>, layer: SessionLayer): SessionLayer {
  const name = layer.node.type === T.Identifier ? layer.node.name : undefined;
  if (name === undefined) return layer;
  const known = byName.get(name) ?? layer;
  byName.set(name, known);
  return known;
}

/** Who signs in or up is not yet believed by a cookie, whatever the route is called. */
export function isForStrangers(route: Route): boolean {
  return (
    isSignIn(route) ||
    wordsOf(route).some((word) => RENEWS.test(word)) ||
    findOracle(route)?.row.asksStrangers === true
  );
}

/** What it answers is read by nobody else, and nothing is changed. */
const RENEWS = /^(?:refresh|renew|rotate)(?:-(?:access|auth|jwt|session))?(?:-?tokens?)?$/;

function strongest(layers: readonly SessionLayer[]): SessionLayer | undefined {
  return layers.find(({ kind }) => kind === "session") ?? layers[0];
}

function isCheck(known: Protections, layer: Node): boolean {
  return protectionKinds(known, layer).has("csrf");
}

function isMutating(route: Route): boolean {
  return /^(?:POST|PUT|PATCH|DELETE)$/.test(route.method) && !onlyReads(route);
}

/** A form of another site can send it, though what it sends cannot be read: `POST /orders/:id/cancel`. */
export function needsNoBody({ method, functions }: Route): boolean {
  return (
    method === "POST" && functions.length > 0 && !functions.some((each) => bodyFacts(each).names.has("body"))
  );
}

export function isChecked(
  known: Protections,
  { functions, wrappers }: Route,
  { shared, own }: RouteChain,
): boolean {
  return (
    [...shared, ...own, ...wrappers].some((each) => isCheck(known, each)) ||
    functions.some((each) => functionKinds(known, each, 1).has("csrf"))
  );
}

/** The handler reads who the user is from the session, or something before it does. */
export function usesCookies(known: Protections, { functions, chains }: Route): boolean {
  const reads = functions.some((each) =>
    ["cookies", "signedCookies", "session", "user", "isAuthenticated"].some((name) =>
      bodyFacts(each).names.has(name),
    ),
  );
  return (
    reads || chains.some(({ own }) => own.some((each) => protectionKinds(known, each).has("authentication")))
  );
}
