import type { Adapter } from "../../catalog/route-types.ts";
import type { PackageFacts } from "../../project/index.ts";
import type { RuleContext } from "../../shapes/create-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";
import type { OwnLimiter } from "../../shapes/routes/own-limiter.ts";
import type { Route } from "../../shapes/routes/route.ts";
import { ways } from "./ways/index.ts";
import { beforeHandler } from "./ways/layer.ts";

export type SuggestionId = "own" | "limit" | "limitBehindProxy";

/** What to do about a route, in words. */
export function recipeFor(
  route: Route,
  bucket: string,
  own: OwnLimiter | undefined,
  facts: PackageFacts | undefined,
): string {
  const { adapter } = route;
  const options = optionsFor(adapter, bucket);
  if (own && adapter?.limit === "layer")
    return `This project has \`${own.name}\` in \`${own.file}\`, used at ${own.uses} other place${own.uses === 1 ? "" : "s"}: put it before the handler.`;
  if (!adapter)
    return `Count requests by client or account first: await rateLimit(${options}).check(key), and answer 429 where it is not allowed.`;
  return ways[adapter.limit].recipe({ route, adapter, options, facts }, `secure-patterns/${adapter.from}`);
}

function optionsFor(adapter: Adapter | undefined, bucket: string): string {
  const client = adapter?.client === undefined ? "" : `, ${adapter.client}`;
  return `{ bucket: "${bucket}", limit: 10, window: "60s"${client} }`;
}

/** The project's own limiter where there is one, and ours, in the form in which the framework takes it. */
export function suggestLimit(
  run: Pick<RuleContext, "sourceCode" | "physicalFilename">,
  route: Route,
  bucket: string,
  own: OwnLimiter | undefined,
  facts: PackageFacts | undefined,
): Suggestion<SuggestionId>[] {
  const { call, adapter } = route;
  if (!adapter) return [];
  const found: (Suggestion<SuggestionId> | undefined)[] = [];
  if (adapter.limit === "layer") {
    const use = own && call && beforeHandler(run, call, { helpers: [own], write: (local) => local });
    // it may be meant for something else: a person decides
    found.push(use && { messageId: "own", data: { helper: own.name }, isSafeToPromote: false, ...use });
  }
  const options = optionsFor(adapter, bucket);
  const ours = ways[adapter.limit].write(run, { route, adapter, options, facts });
  const isAssumed = adapter.client !== undefined;
  found.push(
    ours && { messageId: isAssumed ? "limitBehindProxy" : "limit", isSafeToPromote: !isAssumed, ...ours },
  );
  return found.filter((each) => each !== undefined);
}
