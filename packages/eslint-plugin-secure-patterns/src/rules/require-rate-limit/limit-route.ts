import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, T } from "../../ast/nodes.ts";
import type { Adapter } from "../../catalog/route-types.ts";
import {
  addArgument,
  addDecorator,
  addLink,
  addProperty,
  type Insertion,
} from "../../fixes/add-middleware.ts";
import type { Change } from "../../fixes/edit.ts";
import { wrapExported } from "../../fixes/wrap-exported.ts";
import type { RuleContext } from "../../shapes/create-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";
import type { OwnLimiter } from "../../shapes/routes/own-limiter.ts";
import type { Route } from "../../shapes/routes/route.ts";
import type { PackageFacts } from "../../project/index.ts";
import { limitAction } from "./limit-action.ts";
import { limitEvent, listOfHandler } from "./limit-event.ts";
import { limitForm } from "./limit-form.ts";

export type SuggestionId = "own" | "limit" | "limitBehindProxy";

/** What to do about a route, in words. */
export function recipeFor(
  route: Route,
  bucket: string,
  own: OwnLimiter | undefined,
  facts: PackageFacts | undefined,
): string {
  const { adapter } = route;
  const options = optionsFor(route, bucket);
  if (own && adapter?.limit === "layer")
    return `This project has \`${own.name}\` in \`${own.file}\`, used at ${own.uses} other place${own.uses === 1 ? "" : "s"}: put it before the handler.`;
  if (!adapter)
    return `Count requests by client or account first: await rateLimit(${options}).check(key), and answer 429 where it is not allowed.`;
  const module = `secure-patterns/${adapter.from}`;
  const context = route.builder ? "" : "; the context has to hold the request, as { req }";
  const assumed = adapter.client === undefined ? "" : "; trust: 1 is for one proxy in front of the server";
  switch (adapter.limit) {
    case "decorator":
      return `Put @RateLimit(${options}) of ${module} on it.`;
    case "wrapper":
      return `Put rateLimit(${options})(…) of ${module} around the handler${assumed}.`;
    case "event": {
      const list = listOfHandler(route, facts);
      return `Put ${list}: [rateLimit(${options})] of ${module} beside the handler: defineEventHandler({ ${list}: […], handler }).`;
    }
    case "form":
      return `Put protectAction(rateLimit(${options}), { denied, action }) of ${module} around it.`;
    case "action":
      return `Put protectAction(rateLimit(${options}), { headers, denied, action }) of ${module} around it${assumed}.`;
    case "procedure":
      return `Add .use(rateLimit(${options})) of ${module} to the procedure${assumed}${context}.`;
    default:
      return `Put rateLimit(${options}) of ${module} before the handler.`;
  }
}

function optionsFor({ adapter }: Route, bucket: string): string {
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
    const use = own && call && before(run, call, { helpers: [own], write: (local) => local });
    // it may be meant for something else: a person decides
    found.push(use && { messageId: "own", data: { helper: own.name }, isSafeToPromote: false, ...use });
  }
  const ours = ourLimit(run, route, adapter, optionsFor(route, bucket), facts);
  const isAssumed = adapter.client !== undefined;
  found.push(
    ours && { messageId: isAssumed ? "limitBehindProxy" : "limit", isSafeToPromote: !isAssumed, ...ours },
  );
  return found.filter((each) => each !== undefined);
}

function ourLimit(
  run: Pick<RuleContext, "sourceCode" | "physicalFilename">,
  route: Route,
  adapter: Adapter,
  options: string,
  facts: PackageFacts | undefined,
): Change | undefined {
  const { call, handler, builder } = route;
  const write = (name: string): string => `${name}(${options})`;
  const helpers = [{ name: "rateLimit", from: `secure-patterns/${adapter.from}` }];
  switch (adapter.limit) {
    case "layer":
      return call && before(run, call, { helpers, write });
    case "hook":
      return call && asHook(run, call, { helpers, write });
    case "decorator":
      return handler.parent?.type === T.MethodDefinition
        ? addDecorator(run.sourceCode, handler.parent as TSESTree.MethodDefinition, {
            helpers: [{ name: "RateLimit", from: `secure-patterns/${adapter.from}` }],
            write,
          })
        : undefined;
    case "wrapper":
      return wrapExported(run.sourceCode, handler as TSESTree.Node, {
        helpers,
        write: (name) => [`${write(name)}(`, ")"],
      });
    case "event":
      return limitEvent(run, route, facts, { helpers, write });
    case "form":
      return limitForm(run, route, options);
    case "action":
      return limitAction(run, route, adapter, options);
    case "procedure":
      return (
        builder &&
        addLink(run.sourceCode, builder as TSESTree.Expression, {
          helpers,
          write: (name) => `use(${write(name)})`,
        })
      );
  }
}

function before(
  { sourceCode }: Pick<RuleContext, "sourceCode">,
  call: TSESTree.CallExpression,
  insertion: Insertion,
): Change | undefined {
  return addArgument(sourceCode, call, call.arguments.length - 1, insertion);
}

/** `post("/login", { preHandler: rateLimit(…) }, handler)`, in the options that are there, or in new ones. */
function asHook(
  run: Pick<RuleContext, "sourceCode">,
  call: TSESTree.CallExpression,
  { helpers, write }: Insertion,
): Change | undefined {
  const options = call.arguments.find(
    (each): each is TSESTree.ObjectExpression => each.type === T.ObjectExpression,
  );
  if (!options)
    return call.arguments.length === 2
      ? before(run, call, { helpers, write: (name) => `{ preHandler: ${write(name)} }` })
      : undefined;
  const isTaken = options.properties.some(
    (each) => each.type !== T.Property || keyName(each) === "preHandler",
  );
  return isTaken
    ? undefined
    : addProperty(run.sourceCode, options, { helpers, write: (name) => `preHandler: ${write(name)}` });
}
