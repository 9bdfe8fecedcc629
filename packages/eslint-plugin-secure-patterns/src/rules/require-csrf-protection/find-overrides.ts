import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, enclosingFunction, isCall, keyName, staticText, T, type Node } from "../../ast/nodes.ts";
import { callKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";

export interface Overridden {
  readonly node: TSESTree.CallExpression;
  /** It is seen that the method of a GET is changed; `method-override` leaves all but POST alone unless told otherwise. */
  readonly isSure: boolean;
}

/** Checks after which the method of the request changes: `csrf()` lets a GET pass, `methodOverride()` makes a POST of it. */
export function findOverridden(
  known: Protections,
  calls: readonly TSESTree.CallExpression[],
): readonly Overridden[] {
  const overrides = calls.filter((call) => /^method_?override$/i.test(calleeName(call) ?? ""));
  if (overrides.length === 0) return [];
  return calls.flatMap((node) => {
    if (!isLayer(node) || !callKinds(known, node).includes("csrf")) return [];
    const later = overrides.filter((each) => isLaterInSameCode(each, node));
    if (later.length === 0 || overrides.some((each) => isLaterInSameCode(node, each))) return [];
    return [{ node, isSure: later.some(changesGet) }];
  });
}

/** `express.methodOverride()` of Express 3, `methodOverride("_method", { methods: ["GET", "POST"] })` */
function changesGet({ callee, arguments: [, options] }: TSESTree.CallExpression): boolean {
  if (callee.type === T.MemberExpression) return true;
  const methods =
    options?.type === T.ObjectExpression
      ? options.properties.find((each) => each.type === T.Property && keyName(each) === "methods")
      : undefined;
  if (methods?.type !== T.Property) return false;
  const { value } = methods;
  if (value.type !== T.ArrayExpression) return value.type === T.Literal;
  return value.elements.some((each) => each && /^get$/i.test(staticText(each) ?? ""));
}

function isLaterInSameCode(later: Node, earlier: Node): boolean {
  return enclosingFunction(later) === enclosingFunction(earlier) && later.range[0] > earlier.range[0];
}

/** `app.use(csrf())`, `express.csrf()` */
function isLayer({ parent }: Node): boolean {
  return parent?.type === T.ExpressionStatement || (isCall(parent) && calleeName(parent) === "use");
}
