import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, T, type CallNode, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { bodyFacts } from "./body-facts.ts";

/** Calls after which a request goes on as it came. */
const TURNS_NOBODY_AWAY = /^(?:csrfToken|cookie|set|header|setHeader|append|vary|log|info|debug|warn)$/;

/** Whether a layer that can be read lets every request pass, whatever it is called: `function csrfProtection(req, res, next) { next(); }`. */
export function passesEverybody(layer: Node): boolean {
  const file = fileOf(layer);
  if (!file) return false;
  const functions = functionsOf(file, layer);
  if (functions.length > 0) return functions.every(passesOn);
  const classes = layer.type === T.Identifier ? trace(file, layer) : [];
  return classes.length > 0 && classes.every(({ root }) => root.type === "class" && admits(root.node));
}

/** One way through it, and at its end the next layer. */
export function passesOn(of: FunctionNode): boolean {
  const next = of.params.at(-1);
  if (of.params.length < 2 || next?.type !== T.Identifier) return false;
  const { calls, decides } = bodyFacts(of);
  return (
    !decides &&
    calls.some((call) => isNext(call, next.name)) &&
    calls.every((call) => isNext(call, next.name) || isHarmless(call))
  );
}

function isNext({ callee, arguments: [error] }: CallNode, name: string): boolean {
  return callee.type === T.Identifier && callee.name === name && error === undefined;
}

function isHarmless({ callee }: CallNode): boolean {
  return callee.type === T.MemberExpression && TURNS_NOBODY_AWAY.test(memberName(callee) ?? "");
}

/** `class CsrfGuard { canActivate() { return true; } }` */
function admits({ superClass, body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression): boolean {
  return (
    !superClass &&
    body.body.some((member) => {
      if (member.type !== T.MethodDefinition || keyName(member) !== "canActivate") return false;
      const [only, ...others] = member.value.body?.body ?? [];
      const answer = only?.type === T.ReturnStatement ? only.argument : undefined;
      return others.length === 0 && answer?.type === T.Literal && answer.value === true;
    })
  );
}
