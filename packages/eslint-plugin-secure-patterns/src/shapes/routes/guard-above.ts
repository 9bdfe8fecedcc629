import type { TSESTree } from "@typescript-eslint/types";
import { isCall, keyName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import { bodyFacts } from "./body-facts.ts";

/** `AuthGuard("two-factor")` of `class TwoFactorGuard extends AuthGuard("two-factor") {}`, which lets through whom that lets through. */
export function guardsAbove(node: Node): CallNode[] {
  const file = node.type === T.Identifier ? fileOf(node) : undefined;
  const origins = file ? trace(file, node) : [];
  return origins.flatMap(({ root, path }) => {
    const made = root.type === "class" && path.length === 0 ? root.node.superClass : null;
    return root.type === "class" && made && isCall(made) && root.node.body.body.every(letsNobodyElseIn)
      ? [made]
      : [];
  });
}

/** `canActivate` that asks the class above, `handleRequest` that throws; any other method may let others in. */
function letsNobodyElseIn(member: TSESTree.ClassElement): boolean {
  if (member.type !== T.MethodDefinition) return member.type === T.PropertyDefinition;
  switch (keyName(member)) {
    case "constructor":
    case "getRequest":
      return true;
    case "handleRequest":
      return bodyFacts(member.value).throws;
    case "canActivate": {
      const { decides } = bodyFacts(member.value);
      const last = member.value.body?.body.at(-1);
      return !decides && last?.type === T.ReturnStatement && asksAbove(last.argument);
    }
    default:
      return false;
  }
}

/** `super.canActivate(context)`, awaited or told to be of one type. */
function asksAbove(answer: TSESTree.Expression | null): boolean {
  if (!answer) return false;
  const plain = unwrap(answer);
  const call = plain.type === T.AwaitExpression ? unwrap(plain.argument) : plain;
  return isCall(call) && call.callee.type === T.MemberExpression && call.callee.object.type === T.Super;
}
