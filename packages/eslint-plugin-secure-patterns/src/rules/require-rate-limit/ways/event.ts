import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, keyName, T, unwrap } from "../../../ast/nodes.ts";
import { addProperty } from "../../../fixes/add-middleware.ts";
import { wrapExported } from "../../../fixes/wrap-exported.ts";
import { getMajor } from "../../../project/index.ts";
import { ourLimit, type Wanted, type Way } from "./way.ts";

/** What the framework calls the list of what runs before a handler. */
function listOf({ route, facts, adapter: { lists } }: Wanted): string | undefined {
  if (!lists) return undefined;
  const { name, maker, since } = lists.newer;
  const call = unwrap(route.handler);
  const isNew =
    (call.type === T.CallExpression && calleeName(call) === maker) ||
    (facts && Object.entries(since).some(([of, major]) => (getMajor(facts, of) ?? 0) >= major));
  return isNew ? name : lists.name;
}

/** `defineEventHandler(handler)` → `defineEventHandler({ onRequest: [rateLimit(…)], handler })`, or into the object that is there. */
export const event: Way = {
  recipe(wanted, module) {
    const list = listOf(wanted);
    const { options } = wanted;
    return `Put ${list}: [rateLimit(${options})] of ${module} beside the handler: defineEventHandler({ ${list}: […], handler }).`;
  },
  write({ sourceCode }, wanted) {
    const call = unwrap(wanted.route.handler);
    if (call.type !== T.CallExpression || !wanted.adapter.lists?.makers.test(calleeName(call) ?? ""))
      return undefined;
    const [given, other] = call.arguments;
    if (!given || other || given.type === T.SpreadElement) return undefined;
    const list = listOf(wanted);
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
