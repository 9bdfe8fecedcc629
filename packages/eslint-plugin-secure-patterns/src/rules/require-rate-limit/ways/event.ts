import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, keyName, T, unwrap } from "../../../ast/nodes.ts";
import { addProperty } from "../../../fixes/add-middleware.ts";
import { wrapExported } from "../../../fixes/wrap-exported.ts";
import { getMajor, type PackageFacts } from "../../../project/index.ts";
import type { Route } from "../../../shapes/routes/route.ts";
import { ourLimit, type Way } from "./way.ts";

const MAKES_HANDLER = /^(?:define(?:Event)?Handler|eventHandler)$/;

/** What h3 calls the list of what runs before a handler, since its version 2. */
function listOfHandler({ handler }: Route, facts: PackageFacts | undefined): "onRequest" | "middleware" {
  const call = unwrap(handler);
  const name = call.type === T.CallExpression ? calleeName(call) : undefined;
  const isNew =
    name === "defineHandler" ||
    (facts && ((getMajor(facts, "h3") ?? 1) > 1 || (getMajor(facts, "nitro") ?? 2) > 2));
  return isNew ? "middleware" : "onRequest";
}

/** `defineEventHandler(handler)` → `defineEventHandler({ onRequest: [rateLimit(…)], handler })`, or into the object that is there. */
export const event: Way = {
  recipe({ route, facts, options }, module) {
    const list = listOfHandler(route, facts);
    return `Put ${list}: [rateLimit(${options})] of ${module} beside the handler: defineEventHandler({ ${list}: […], handler }).`;
  },
  write({ sourceCode }, wanted) {
    const call = unwrap(wanted.route.handler);
    if (call.type !== T.CallExpression || !MAKES_HANDLER.test(calleeName(call) ?? "")) return undefined;
    const [given, other] = call.arguments;
    if (!given || other || given.type === T.SpreadElement) return undefined;
    const list = listOfHandler(wanted.route, wanted.facts);
    const { helpers, write } = ourLimit(wanted);
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
  },
};
