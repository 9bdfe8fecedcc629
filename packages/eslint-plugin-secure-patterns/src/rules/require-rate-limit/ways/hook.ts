import type { TSESTree } from "@typescript-eslint/utils";
import { keyName, T } from "../../../ast/nodes.ts";
import { addProperty } from "../../../fixes/add-middleware.ts";
import { beforeHandler } from "./layer.ts";
import { ourLimit, type Way } from "./way.ts";

/** `post("/login", { preHandler: rateLimit(…) }, handler)`, in the options that are there, or in new ones. */
export const hook: Way = {
  recipe: ({ options }, module) => `Put rateLimit(${options}) of ${module} before the handler.`,
  write(run, wanted) {
    const { call } = wanted.route;
    if (!call) return undefined;
    const { helpers, write } = ourLimit(wanted);
    const asProperty = (name: string): string => `preHandler: ${write(name)}`;
    const options = call.arguments.find(
      (each): each is TSESTree.ObjectExpression => each.type === T.ObjectExpression,
    );
    if (!options)
      return call.arguments.length === 2
        ? beforeHandler(run, call, { helpers, write: (name) => `{ ${asProperty(name)} }` })
        : undefined;
    const isTaken = options.properties.some(
      (each) => each.type !== T.Property || keyName(each) === "preHandler",
    );
    return isTaken ? undefined : addProperty(run.sourceCode, options, { helpers, write: asProperty });
  },
};
