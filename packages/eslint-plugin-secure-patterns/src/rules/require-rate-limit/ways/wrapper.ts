import type { TSESTree } from "@typescript-eslint/utils";
import { wrapExported } from "../../../fixes/wrap-exported.ts";
import { assumption, ourLimit, type Way } from "./way.ts";

/** `export const POST = rateLimit(…)(async function POST() { … })` */
export const wrapper: Way = {
  recipe: (wanted, module) =>
    `Put rateLimit(${wanted.options})(…) of ${module} around the handler${assumption(wanted)}.`,
  write({ sourceCode }, wanted) {
    const { helpers, write } = ourLimit(wanted);
    return wrapExported(sourceCode, wanted.route.handler as TSESTree.Node, {
      helpers,
      write: (name) => [`${write(name)}(`, ")"],
    });
  },
};
