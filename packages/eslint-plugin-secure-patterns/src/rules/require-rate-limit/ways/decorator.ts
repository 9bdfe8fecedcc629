import type { TSESTree } from "@typescript-eslint/utils";
import { T } from "../../../ast/nodes.ts";
import { addDecorator } from "../../../fixes/add-middleware.ts";
import type { Way } from "./way.ts";

/** `@RateLimit(…) @Post("login") login() {}` */
export const decorator: Way = {
  recipe: ({ options }, module) => `Put @RateLimit(${options}) of ${module} on it.`,
  write({ sourceCode }, { route, adapter, options }) {
    const method = route.handler.parent;
    if (method?.type !== T.MethodDefinition) return undefined;
    return addDecorator(sourceCode, method as TSESTree.MethodDefinition, {
      helpers: [{ name: "RateLimit", from: `secure-patterns/${adapter.from}` }],
      write: (name) => `${name}(${options})`,
    });
  },
};
