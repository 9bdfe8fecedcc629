import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, keyName, T, unwrap } from "../../ast/nodes.ts";
import { addProperty, type Insertion } from "../../fixes/add-middleware.ts";
import type { Change } from "../../fixes/edit.ts";
import { wrapExported } from "../../fixes/wrap-exported.ts";
import { getMajor, type PackageFacts } from "../../project/index.ts";
import type { RuleContext } from "../../shapes/create-rule.ts";
import type { Route } from "../../shapes/routes/route.ts";

const MAKES_HANDLER = /^(?:define(?:Event)?Handler|eventHandler)$/;

/** What h3 calls the list of what runs before a handler, since its version 2. */
export function listOfHandler(
  { handler }: Route,
  facts: PackageFacts | undefined,
): "onRequest" | "middleware" {
  const call = unwrap(handler);
  const name = call.type === T.CallExpression ? calleeName(call) : undefined;
  const isNew =
    name === "defineHandler" ||
    (facts && ((getMajor(facts, "h3") ?? 1) > 1 || (getMajor(facts, "nitro") ?? 2) > 2));
  return isNew ? "middleware" : "onRequest";
}

/** `defineEventHandler(handler)` → `defineEventHandler({ onRequest: [rateLimit(…)], handler })`, or into the object that is there. */
export function limitEvent(
  { sourceCode }: Pick<RuleContext, "sourceCode">,
  route: Route,
  facts: PackageFacts | undefined,
  { helpers, write }: Insertion,
): Change | undefined {
  const call = unwrap(route.handler);
  if (call.type !== T.CallExpression || !MAKES_HANDLER.test(calleeName(call) ?? "")) return undefined;
  const [given, other] = call.arguments;
  if (!given || other || given.type === T.SpreadElement) return undefined;
  const list = listOfHandler(route, facts);
  const layers = (...names: string[]): string => `${list}: [${write(...names)}]`;
  if (given.type !== T.ObjectExpression)
    return wrapExported(sourceCode, given as TSESTree.Node, {
      helpers,
      write: (...names) => [`{ ${layers(...names)}, handler: `, " }"],
    });
  const isTaken = given.properties.some((each) => each.type !== T.Property || keyName(each) === list);
  return isTaken
    ? undefined
    : addProperty(sourceCode, given as TSESTree.ObjectExpression, { helpers, write: layers });
}
