import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, T } from "../../ast/nodes.ts";
import { addArgument, addDecorator, addProperty, type Insertion } from "../../fixes/add-middleware.ts";
import type { Change } from "../../fixes/edit.ts";
import type { RuleContext } from "../../shapes/create-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";
import type { OwnLimiter } from "../../shapes/routes/own-limiter.ts";
import type { Route } from "../../shapes/routes/route.ts";

export type SuggestionId = "own" | "limit";

/** What to do about a route, in words. */
export function recipeFor({ adapter }: Route, bucket: string, own: OwnLimiter | undefined): string {
  const options = `{ bucket: "${bucket}", limit: 10, window: "60s" }`;
  if (own && adapter?.limit === "layer")
    return `This project has \`${own.name}\` in \`${own.file}\`, used at ${own.uses} other place${own.uses === 1 ? "" : "s"}: put it before the handler.`;
  if (!adapter)
    return `Count requests by client or account first: await rateLimit(${options}).check(key), and answer 429 where it is not allowed.`;
  return adapter.limit === "decorator"
    ? `Put @RateLimit(${options}) of secure-patterns/${adapter.from} on it.`
    : `Put rateLimit(${options}) of secure-patterns/${adapter.from} before the handler.`;
}

/** The project's own limiter where there is one, and ours, in the form in which the framework takes it. */
export function suggestLimit(
  run: Pick<RuleContext, "sourceCode">,
  route: Route,
  bucket: string,
  own: OwnLimiter | undefined,
): Suggestion<SuggestionId>[] {
  const { call, adapter } = route;
  if (!adapter) return [];
  const options = `{ bucket: "${bucket}", limit: 10, window: "60s" }`;
  const from = `secure-patterns/${adapter.from}`;
  const before = (insertion: Insertion): Change | undefined =>
    call &&
    addArgument(run.sourceCode, call as TSESTree.CallExpression, call.arguments.length - 1, insertion);
  const found: (Suggestion<SuggestionId> | undefined)[] = [];
  if (adapter.limit === "layer") {
    const use = own && before({ helpers: [own], write: (local) => local });
    // it may be meant for something else: a person decides
    found.push(use && { messageId: "own", data: { helper: own.name }, isSafeToPromote: false, ...use });
  }
  const write = (name: string): string => `${name}(${options})`;
  const ours = ((): Change | undefined => {
    if (adapter.limit === "layer") return before({ helpers: [{ name: "rateLimit", from }], write });
    if (adapter.limit === "hook") return call && asHook(run, call, before, from, write);
    const method = route.handler.parent;
    return method?.type === T.MethodDefinition
      ? addDecorator(run.sourceCode, method, { helpers: [{ name: "RateLimit", from }], write })
      : undefined;
  })();
  found.push(ours && { messageId: "limit", ...ours });
  return found.filter((each) => each !== undefined);
}

/** `post("/login", { preHandler: rateLimit(…) }, handler)`, in the options that are there, or in new ones. */
function asHook(
  { sourceCode }: Pick<RuleContext, "sourceCode">,
  call: TSESTree.CallExpression,
  before: (insertion: Insertion) => Change | undefined,
  from: string,
  write: (name: string) => string,
): Change | undefined {
  const helpers = [{ name: "rateLimit", from }];
  const options = call.arguments.find(
    (each): each is TSESTree.ObjectExpression => each.type === T.ObjectExpression,
  );
  if (!options)
    return call.arguments.length === 2
      ? before({ helpers, write: (name) => `{ preHandler: ${write(name)} }` })
      : undefined;
  const isTaken = options.properties.some(
    (each) => each.type !== T.Property || keyName(each) === "preHandler",
  );
  return isTaken
    ? undefined
    : addProperty(sourceCode, options, { helpers, write: (name) => `preHandler: ${write(name)}` });
}
