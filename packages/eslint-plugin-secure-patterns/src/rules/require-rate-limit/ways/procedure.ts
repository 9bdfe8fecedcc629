import type { TSESTree } from "@typescript-eslint/utils";
import { addLink } from "../../../fixes/add-middleware.ts";
import { assumption, ourLimit, type Way } from "./way.ts";

/** `publicProcedure.use(rateLimit(…)).input(…)` */
export const procedure: Way = {
  recipe(wanted, module) {
    const context = wanted.route.builder ? "" : "; the context has to hold the request, as { req }";
    return `Add .use(rateLimit(${wanted.options})) of ${module} to the procedure${assumption(wanted)}${context}.`;
  },
  write({ sourceCode }, wanted) {
    const { builder } = wanted.route;
    const { helpers, write } = ourLimit(wanted);
    return (
      builder &&
      addLink(sourceCode, builder as TSESTree.Expression, { helpers, write: (name) => `use(${write(name)})` })
    );
  },
};
