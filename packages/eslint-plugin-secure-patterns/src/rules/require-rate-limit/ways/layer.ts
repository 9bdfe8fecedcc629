import type { TSESTree } from "@typescript-eslint/utils";
import { addArgument, type Insertion } from "../../../fixes/add-middleware.ts";
import type { Change } from "../../../fixes/edit.ts";
import type { RuleContext } from "../../../shapes/create-rule.ts";
import { ourLimit, type Way } from "./way.ts";

/** `app.post("/login", rateLimit(…), handler)` */
export const layer: Way = {
  recipe: ({ options }, module) => `Put rateLimit(${options}) of ${module} before the handler.`,
  write: (run, wanted) => wanted.route.call && beforeHandler(run, wanted.route.call, ourLimit(wanted)),
};

export function beforeHandler(
  { sourceCode }: Pick<RuleContext, "sourceCode">,
  call: TSESTree.CallExpression,
  insertion: Insertion,
): Change | undefined {
  return addArgument(sourceCode, call, call.arguments.length - 1, insertion);
}
