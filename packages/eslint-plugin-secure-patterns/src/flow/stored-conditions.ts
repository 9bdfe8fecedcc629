import { isFunction, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { isStatement } from "./condition-syntax.ts";
import type { FileFlow } from "./file-flow.ts";

const MOST_FLAG_WRITES = 8;

/** Where a variable that is only ever `true` or `false` becomes `true`. */
export function settersOf(file: FileFlow, node: Node): readonly Node[] {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  if (writes.length < 2 || writes.length > MOST_FLAG_WRITES) return [];
  const texts = writes.map(({ writeExpr }) => (writeExpr ? staticText(writeExpr as Node) : undefined));
  if (!texts.every((text) => text === "true" || text === "false")) return [];
  return writes.filter((_, index) => texts[index] === "true").map(({ identifier }) => identifier as Node);
}

/** The conditions around the places where a flag is set. */
export function flagTests(file: FileFlow, node: Node): readonly Node[] {
  const tests: Node[] = [];
  for (const target of settersOf(file, node)) {
    for (let around = target.parent; around && !isFunction(around); around = around.parent)
      tests.push(...testsOf(around).filter((test) => test !== target));
  }
  return tests;
}

/** The call whose result, or a part of it, an expression is. */
export function answerOf(
  file: FileFlow,
  node: Node,
): { call: TSESTree.CallExpression; at: AccessPath } | undefined {
  const plain = unwrap(node);
  if (plain.type === T.CallExpression) return { call: plain, at: [] };
  if (plain.type === T.MemberExpression) {
    const base = answerOf(file, plain.object);
    return base && { call: base.call, at: [...base.at, memberName(plain) ?? "*"] };
  }
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const call = value && unwrap(value.node);
  return call?.type === T.CallExpression ? { call, at: value?.path ?? [] } : undefined;
}

/** `const ok = isSafe(next)` … `if (ok)`; `const { success } = schema.safeParse(x)`. */
export function storedCondition(file: FileFlow, node: Node): Node | undefined {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? value.node : undefined;
}

/** The expressions that decide where control goes on from a node. */
export function testsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case T.IfStatement:
    case T.ConditionalExpression:
    case T.WhileStatement:
    case T.DoWhileStatement:
    case T.ForStatement:
      return node.test ? [node.test] : [];
    case T.LogicalExpression:
    case T.AssignmentExpression:
      return [node.left];
    case T.SwitchStatement:
      return [node.discriminant, ...node.cases.flatMap(({ test }) => (test ? [test] : []))];
    case T.CallExpression:
      return isStatement(node) ? node.arguments : [];
    default:
      return [];
  }
}

/** `const { error } = check(x)`: the call that `error` comes from. */
export function destructured(file: FileFlow, node: Node): Node | undefined {
  return node.type === T.Identifier ? answerOf(file, node)?.call : undefined;
}

/** What a constant stands for: `const UNSAFE = /[<>]/;` */
export function constantOf(file: FileFlow, node: Node): Node {
  return storedCondition(file, unwrap(node)) ?? unwrap(node);
}
