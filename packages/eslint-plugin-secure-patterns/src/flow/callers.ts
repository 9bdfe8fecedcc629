import { keyName, memberName, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Passing } from "./arguments.ts";
import { childrenOf, type FileFlow } from "./file-flow.ts";
import { usesOf, type FunctionUse } from "./function-uses.ts";
import { constructorOf } from "./trace-class.ts";
import { constructorBehind } from "./trace-constructor.ts";
import { functionsOf } from "./trace.ts";

type CallOfFunction = Passing & { readonly call: CallNode };

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** How many classes that extend each other are looked through. */
const DEEPEST_FAMILY = 5;

/** The calls that run a function, found by the name that it is called by and confirmed by the trace. */
export function callsOf(
  file: FileFlow,
  of: FunctionNode,
  callers: "everywhere" | "this file" = "everywhere",
): readonly CallOfFunction[] {
  const calls: CallOfFunction[] = [];
  for (const use of usesOf(file, of)) {
    if (use.type === "call") calls.push(use);
    const name = memberNameOf(use);
    for (const call of name === undefined ? [] : file.callsNamed(name)) {
      if (functionsOf(file, call.callee).includes(of)) calls.push({ call, shift: 0 });
    }
    for (const call of instancesOf(file, use)) calls.push({ call, shift: 0 });
    if (callers === "this file") continue;
    for (const call of callsElsewhere(file, of, use)) calls.push({ call, shift: 0 });
  }
  return calls;
}

/** `new A(…)` runs the constructor of `A`; `super(…)`, or nothing at all, in a class that extends `A` does so too. */
function instancesOf(file: FileFlow, use: FunctionUse): readonly CallNode[] {
  if (use.type !== "method" || keyName(use.member) !== "constructor") return [];
  return constructionsOf(file, use.of, 0);
}

function constructionsOf(file: FileFlow, of: ClassNode, depth: number): readonly CallNode[] {
  const variable = of.id && depth < DEEPEST_FAMILY ? file.bindings.variableOf(of.id) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier as Node;
    if (parent?.type === T.NewExpression && parent.callee === identifier) return [parent];
    const isParent = isClass(parent) && parent.superClass === identifier;
    if (!isParent) return [];
    const constructor = constructorOf(parent);
    return constructor ? superCallsIn(file, constructor) : constructionsOf(file, parent, depth + 1);
  });
}

function superCallsIn(file: FileFlow, constructor: FunctionNode): readonly CallNode[] {
  const calls: CallNode[] = [];
  const pending: Node[] = [constructor.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.CallExpression && node.callee.type === T.Super) calls.push(node);
    if (!isClass(node)) pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return calls;
}

function isClass(node: Node | undefined): node is ClassNode {
  return node?.type === T.ClassDeclaration || node?.type === T.ClassExpression;
}

/** Calls in the files that import the function, or the class or object that it is a member of. */
function callsElsewhere(
  file: FileFlow,
  of: FunctionNode,
  use: FunctionUse,
): readonly TSESTree.CallExpression[] {
  if (!file.modules) return [];
  if (use.type === "made" || (use.type === "export" && use.name !== ""))
    return file.modules.callsOf(file, of, use.name, use.keys);
  if (use.type === "assigned") return callsOfMember(file, of, use.target);
  if (use.type !== "method") return [];
  const name = keyName(use.member);
  const { parent } = use.of;
  const isDefault = parent.type === T.ExportDefaultDeclaration;
  const exported = isDefault ? "default" : use.of.id?.name;
  return name === undefined ? [] : file.modules.callsOf(file, of, exported ?? "default", [name]);
}

/** `this.find = fn` in a function whose instances other files make. */
function callsOfMember(
  file: FileFlow,
  of: FunctionNode,
  target: TSESTree.MemberExpression,
): readonly TSESTree.CallExpression[] {
  const maker = constructorBehind(file, target);
  const exports = maker ? usesOf(file, maker).filter((use) => use.type === "export") : [];
  return exports.flatMap(
    ({ name, keys }) =>
      file.modules?.callsOf(file, of, name === "" ? (keys[0] ?? "") : name, [memberName(target) ?? ""]) ?? [],
  );
}

function memberNameOf(use: FunctionUse): string | undefined {
  if (use.type === "method") return keyName(use.member);
  if (use.type === "assigned") return memberName(use.target);
  if (use.type === "made") return use.keys.at(-1);
  return use.type === "export" ? (use.keys.at(-1) ?? use.name) : undefined;
}
