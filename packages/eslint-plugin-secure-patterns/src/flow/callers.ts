import {
  enclosingFunction,
  keyName,
  memberName,
  outermost,
  T,
  type CallNode,
  type FunctionNode,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Passing } from "./arguments.ts";
import { constructionsOf } from "./constructions.ts";
import { type FileFlow } from "./file-flow.ts";
import type { ClassNode, FunctionUse } from "./function-use.ts";
import { usesOf } from "./function-uses.ts";
import { constructorBehind } from "./trace-constructor.ts";
import { functionsOf } from "./trace.ts";
import { plainCallsOf } from "./window-members.ts";

type CallOfFunction = Passing & { readonly call: CallNode };

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
    for (const call of use.type === "assigned" ? plainCallsOf(file, use.target) : []) {
      if (functionsOf(file, call.callee).includes(of)) calls.push({ call, shift: 0 });
    }
    for (const call of callsOfHandedOut(file, of, use, callers)) calls.push({ call, shift: 0 });
    for (const call of instancesOf(file, use)) calls.push({ call, shift: 0 });
    if (callers === "this file") continue;
    for (const call of callsElsewhere(file, of, use)) calls.push({ call, shift: 0 });
  }
  return calls;
}

/** The elements that a component of a class is written as, here or in other files. */
export function elementsOf(file: FileFlow, of: ClassNode): readonly CallNode[] {
  return usesOf(file, of).flatMap((use) => {
    if (use.type === "call") return [use.call];
    if (use.type !== "export" || use.name === "") return [];
    return file.modules?.callsOf(file, of, use.name, use.keys) ?? [];
  });
}

function instancesOf(file: FileFlow, use: FunctionUse): readonly CallNode[] {
  if (use.type !== "method" || keyName(use.member) !== "constructor") return [];
  return use.of.id ? constructionsOf(file, file.bindings.variableOf(use.of.id)) : [];
}

/** `const { put } = useStore(); put(x)` after `makeStore((set) => ({ put: (x) => … }))`: whoever calls the maker hands out what it answers. */
function callsOfHandedOut(
  file: FileFlow,
  of: FunctionNode,
  use: FunctionUse,
  callers: "everywhere" | "this file",
): readonly CallNode[] {
  const [name] = use.type === "export" && use.name === "" ? use.keys : [];
  if (name === undefined || !isAnsweredToCaller(of)) return [];
  const near = callers === "everywhere" ? (file.modules?.filesCalling(file, name) ?? []) : [];
  return [file, ...near].flatMap((home) =>
    home
      .everyCallOf(name)
      .filter((call) => home !== file || call.callee.type === T.Identifier)
      .filter((call) => functionsOf(home, call.callee).includes(of)),
  );
}

/** Whether a function is a member of what another one answers that was handed to a call. */
function isAnsweredToCaller(of: FunctionNode): boolean {
  const object = of.parent?.type === T.Property ? of.parent.parent : undefined;
  const maker = object && enclosingFunction(object);
  if (!maker || maker.parent?.type !== T.CallExpression || maker.parent.callee === maker) return false;
  const answered = outermost(object);
  return maker.body === answered || answered.parent?.type === T.ReturnStatement;
}

/** Calls in the files that import the function, or the class or object that it is a member of. */
function callsElsewhere(file: FileFlow, of: FunctionNode, use: FunctionUse): readonly CallNode[] {
  if (!file.modules) return [];
  if (use.type === "made" || (use.type === "export" && use.name !== ""))
    return file.modules.callsOf(file, of, use.name, use.keys);
  if (use.type === "assigned") return callsOfMember(file, of, use.target);
  if (use.type !== "method") return [];
  const name = keyName(use.member);
  if (name === undefined) return [];
  const { modules } = file;
  // an instance may be handed on by whoever makes it, a class is used by its name
  if (name !== "constructor") return modules.callsOf(file, of, "default", [name]);
  const exports = usesOf(file, use.of).filter((each) => each.type === "export" && each.name !== "");
  return exports.flatMap((each) =>
    each.type === "export" ? modules.callsOf(file, of, each.name, [...each.keys, name]) : [],
  );
}

/** `this.find = fn` in a function whose instances other files make. */
function callsOfMember(
  file: FileFlow,
  of: FunctionNode,
  target: TSESTree.MemberExpression,
): readonly CallNode[] {
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
