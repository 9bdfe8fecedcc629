import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, T, unwrap, type FunctionNode } from "../../../ast/nodes.ts";
import { fileOf } from "../../../flow/file-flow.ts";
import { wrapExported } from "../../../fixes/wrap-exported.ts";
import { bodyFacts } from "../../../shapes/routes/body-facts.ts";
import { failureLike } from "./failure-like.ts";
import { assumption, type Way } from "./way.ts";

/**
 * `export const login = protectAction(rateLimit(…), { headers, denied, action: async function login() { … } })`: a refusal is
 * answered as other failures of the action are. Without any to go by there is nothing to suggest.
 */
export const action: Way = {
  recipe: (wanted, module) =>
    `Put protectAction(rateLimit(${wanted.options}), { headers, denied, action }) of ${module} around it${assumption(wanted)}.`,
  write({ sourceCode, physicalFilename }, { route: { handler }, adapter: { from, headers }, options }) {
    const own = unwrap(handler);
    // or callers could no longer tell the answers apart by it
    const isTyped = /\.[cm]?tsx?$/.test(physicalFilename);
    const denied = isFunction(own) ? denialOf(own, isTyped) : undefined;
    if (!headers || denied === undefined) return undefined;
    return wrapExported(sourceCode, handler as TSESTree.Node, {
      helpers: [
        { name: "protectAction", from: `secure-patterns/${from}` },
        { name: "rateLimit", from: "secure-patterns" },
        headers,
      ],
      write: (protectAction, rateLimit, read) => {
        const reading = read === headers.name ? read : `${headers.name}: ${read}`;
        return [
          `${protectAction}(${rateLimit}(${options}), { ${reading}, denied: ${denied}, action: `,
          " })",
        ];
      },
    });
  },
};

/** The action's own way to say that something failed. */
function denialOf(action: FunctionNode, isTyped: boolean): string | undefined {
  const answers = (fileOf(action)?.returnsOf(action) ?? []).map(unwrap);
  for (const answer of answers) {
    const shape = answer.type === T.ObjectExpression ? failureLike(answer, isTyped) : undefined;
    if (shape !== undefined) return `(denial) => (${shape})`;
  }
  return bodyFacts(action).throws ? "(denial) => { throw new Error(denial.message); }" : undefined;
}
