import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, enclosingFunction, isCall, T, type Node } from "../../ast/nodes.ts";
import { callKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";

/** Checks after which the method of the request changes: `csrf()` lets a GET pass, `methodOverride()` makes a POST of it. */
export function findOverridden(
  known: Protections,
  calls: readonly TSESTree.CallExpression[],
): TSESTree.CallExpression[] {
  const overrides = calls.filter((call) => /^method_?override$/i.test(calleeName(call) ?? ""));
  if (overrides.length === 0) return [];
  return calls.filter(
    (call) =>
      isLayer(call) &&
      callKinds(known, call).includes("csrf") &&
      overrides.some((each) => isLaterInSameCode(each, call)) &&
      !overrides.some((each) => isLaterInSameCode(call, each)),
  );
}

function isLaterInSameCode(later: Node, earlier: Node): boolean {
  return enclosingFunction(later) === enclosingFunction(earlier) && later.range[0] > earlier.range[0];
}

/** `app.use(csrf())`, `express.csrf()` */
function isLayer({ parent }: Node): boolean {
  return parent?.type === T.ExpressionStatement || (isCall(parent) && calleeName(parent) === "use");
}
