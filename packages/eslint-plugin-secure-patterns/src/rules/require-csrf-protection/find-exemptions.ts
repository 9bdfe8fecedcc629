import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  isFunction,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { callKinds, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";

/** A test of the address that lets a request past the check. */
export interface Exemption {
  readonly node: TSESTree.CallExpression;
  /** The query string can make it true, so that every request can have it. */
  readonly isOpen: boolean;
}

const TESTS = /^(?:includes|indexOf|startsWith|endsWith|match|search|test|some)$/;

/** Inexact tests of the address in functions that skip a CSRF check: `if (req.originalUrl.includes("/webhook")) return next()`. */
export function findExemptions(known: Protections, functions: readonly FunctionNode[]): Exemption[] {
  return functions
    .filter((each) => checksCsrf(known, each))
    .flatMap((each) =>
      bodyFacts(each).calls.flatMap((call) => {
        if (call.type !== T.CallExpression || enclosingFunction(call) !== each) return [];
        const exemption = toExemption(call);
        return exemption && isCondition(call) ? [exemption] : [];
      }),
    );
}

/** Middleware around the check itself: it calls it with what it was called with. */
function checksCsrf(known: Protections, each: FunctionNode): boolean {
  return (
    each.params.length >= 2 &&
    bodyFacts(each).calls.some(
      (call) =>
        enclosingFunction(call) === each &&
        (callKinds(known, call).includes("csrf") || protectionKinds(known, call.callee).has("csrf")),
    )
  );
}

function toExemption(call: TSESTree.CallExpression): Exemption | undefined {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || !TESTS.test(memberName(callee) ?? "")) return undefined;
  const method = memberName(callee);
  const [argument] = call.arguments;
  const subject = method === "test" ? argument : callee.object;
  const member = subject ? unwrap(subject) : undefined;
  const name = member?.type === T.MemberExpression ? memberName(member) : undefined;
  if (name === undefined || !/^(?:url|originalUrl|path|pathname|href)$/.test(name)) return undefined;
  const pattern = method === "test" ? unwrap(callee.object) : argument;
  const isAnchored =
    pattern?.type === T.Literal && "regex" in pattern && /^\^.*\$$/.test(pattern.regex.pattern);
  if (isAnchored && /path/.test(name)) return undefined;
  const hasQuery = /^(?:url|originalUrl|href)$/.test(name);
  const isFree =
    method === "includes" ||
    method === "indexOf" ||
    method === "endsWith" ||
    method === "search" ||
    (!isAnchored && isUnanchored(pattern));
  return { node: call, isOpen: hasQuery && isFree };
}

function isUnanchored(pattern: Node | undefined): boolean {
  return pattern?.type === T.Literal && "regex" in pattern && !pattern.regex.pattern.startsWith("^");
}

function isCondition(node: Node): boolean {
  for (
    let child = node, { parent } = node;
    parent && !isFunction(parent);
    child = parent, parent = parent.parent
  ) {
    if ((parent.type === T.IfStatement || parent.type === T.ConditionalExpression) && parent.test === child)
      return true;
    if (
      parent.type === T.LogicalExpression &&
      parent.left === child &&
      parent.parent?.type === T.ExpressionStatement
    )
      return true;
  }
  return false;
}
