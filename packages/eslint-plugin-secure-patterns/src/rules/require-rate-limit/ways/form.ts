import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, isFunction, staticText, T, unwrap, type FunctionNode } from "../../../ast/nodes.ts";
import { wrapExported } from "../../../fixes/wrap-exported.ts";
import { fileOf } from "../../../flow/file-flow.ts";
import { failureLike } from "./failure-like.ts";
import type { Way } from "./way.ts";

/**
 * `login: async ({ request }) => { … }` → `login: protectAction(rateLimit(…), { denied: (denial) => fail(denial.status, …), action:
 * async ({ request }) => { … } })`: a refusal is told as other failures of the form are.
 */
export const form: Way = {
  recipe: ({ options }, module) =>
    `Put protectAction(rateLimit(${options}), { denied, action }) of ${module} around it.`,
  write({ sourceCode, physicalFilename }, { route: { handler }, adapter, options }) {
    const action = unwrap(handler);
    const isMethod = handler.parent?.type === T.Property && handler.parent.method;
    const { fails } = adapter;
    if (!fails || !isFunction(action) || isMethod) return undefined;
    const told = denialOf(action, fails.name, /\.ts$/.test(physicalFilename));
    return wrapExported(sourceCode, handler as TSESTree.Node, {
      helpers: [
        { name: "protectAction", from: `secure-patterns/${adapter.from}` },
        { name: "rateLimit", from: "secure-patterns" },
        fails,
      ],
      write: (protectAction, rateLimit, fail) => [
        `${protectAction}(${rateLimit}(${options}), { denied: (denial) => ${fail}(denial.status, ${told}), action: `,
        " })",
      ],
    });
  },
};

/** `fail(400, { message: "Wrong password" })` → `{ message: denial.message }`, `fail(400, "Wrong password")` → `denial.message` */
function denialOf(action: FunctionNode, fails: string, isTyped: boolean): string {
  for (const answer of fileOf(action)?.returnsOf(action) ?? []) {
    const call = unwrap(answer);
    const given =
      call.type === T.CallExpression && calleeName(call) === fails ? call.arguments[1] : undefined;
    const shape = given?.type === T.ObjectExpression ? failureLike(given, isTyped) : undefined;
    if (shape !== undefined) return shape;
    if (given && staticText(given) !== undefined) return "denial.message";
  }
  return "{ error: denial.message }";
}
