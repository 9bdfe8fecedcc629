import {
  enclosingFunction,
  isCall,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { pathKey, type AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { compose, type Origin } from "./origin.ts";
import { trace } from "./trace.ts";

/** A part of a part of the state: deeper nobody looks. */
const DEEPEST = 3;

/**
 * `useSelector((state) => state.page.text)`, `this.$store.state.page.text`: what reducers and mutations have
 * written under the same name: `state.text = action.payload`.
 */
export function fromSharedState(origin: Origin, seen: Set<string>): readonly Origin[] {
  const file = fileOf(origin.root.type === "parameter" ? origin.root.of : origin.node);
  const asked = file && readFromState(file, origin);
  if (!file || !asked || asked.length === 0) return [];
  const key = `state:${file.unit.filename}:${pathKey(asked)}:${origin.before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  return asked.slice(0, DEEPEST).flatMap((name, at) => {
    const homes = new Set([file, ...(file.modules?.stateFiles(file, name) ?? [])]);
    return [...homes].flatMap((home) =>
      home.writesNamed(name).flatMap((write) => {
        if (write.operator !== "=" || !isOfState(home, write)) return [];
        return trace(home, write.right, asked.slice(at + 1)).map((inner) => compose(origin, inner, write));
      }),
    );
  });
}

/** What is read of the shared state; `undefined` for anything else. */
function readFromState({ model }: FileFlow, { root, path }: Origin): AccessPath | undefined {
  if (root.type === "parameter") {
    const parameter = root.of.params[0];
    const isState =
      root.index === 0 && parameter?.type === T.Identifier && model.stateNames.test(parameter.name);
    return isState ? path : undefined;
  }
  for (const read of model.sharedReads) {
    const at = path.indexOf(read[0] as string);
    if (at >= 0 && read.every((segment, index) => path[at + index] === segment))
      return path.slice(at + read.length);
  }
  return undefined;
}

/** `state.text = …` in a function that is handed the state and what happened. */
function isOfState({ model, bindings }: FileFlow, { left }: TSESTree.AssignmentExpression): boolean {
  const of = enclosingFunction(left);
  const [state] = of?.params ?? [];
  if (left.type !== T.MemberExpression || state?.type !== T.Identifier) return false;
  let object = unwrap(left.object);
  while (object.type === T.MemberExpression) object = unwrap(object.object);
  return (
    object.type === T.Identifier &&
    model.stateNames.test(object.name) &&
    bindings.variableOf(object) === bindings.variableOf(state)
  );
}

/**
 * What a reducer or a mutation, `setText(state, action)`, is handed: by the action that is made under its name, `setText(x)`,
 * by one that is sent under its name, `commit("setText", x)`, by what it waits for, `addCase(load.fulfilled, fn)`.
 */
export function fromActions(
  file: FileFlow,
  origin: Origin,
  of: FunctionNode,
  index: number,
): readonly Origin[] {
  const [state] = of.params;
  if (index !== 1 || state?.type !== T.Identifier || !file.model.stateNames.test(state.name)) return [];
  const { parent } = of;
  if (isCall(parent)) return fromAwaited(file, origin, parent.arguments[0]);
  const name = parent?.type === T.Property ? nameOf(parent.key) : undefined;
  if (name === undefined) return [];
  const { model } = file;
  const methods = [...model.sendsByName, name];
  return methods.flatMap((method) =>
    [file, ...(file.modules?.filesCalling(file, method) ?? [])].flatMap((home) =>
      home.everyCallOf(method).flatMap((call) => {
        const [first, second] = call.arguments;
        const isNamed = method !== name;
        if (isNamed && (!first || nameOf(first)?.split("/").at(-1) !== name)) return [];
        const value = isNamed ? second : first;
        const asked = isNamed ? origin.path : payloadOf(origin.path);
        return value && asked ? composed(origin, home, value, asked, call) : [];
      }),
    ),
  );
}

/** `setText`, `"page/setText"`, or the constant that names it: `[SET_TEXT](state, text) {}`. */
function nameOf(node: Node): string | undefined {
  return node.type === T.Identifier ? node.name : staticText(node);
}

function fromAwaited(file: FileFlow, origin: Origin, settled: Node | undefined): readonly Origin[] {
  const plain = settled && unwrap(settled);
  const asked = payloadOf(origin.path);
  if (plain?.type !== T.MemberExpression || memberName(plain) !== "fulfilled" || !asked) return [];
  return trace(file, plain.object).flatMap(({ node }) => {
    const home = isCall(node) ? fileOf(node) : undefined;
    const load = isCall(node) ? node.arguments[1] : undefined;
    return home && load ? callbackOutput(home, load, asked).map((inner) => compose(origin, inner, load)) : [];
  });
}

/** `action.payload.text` */
function payloadOf([first, ...rest]: AccessPath): AccessPath | undefined {
  return first === "payload" ? rest : undefined;
}

function composed(
  origin: Origin,
  home: FileFlow,
  value: Node,
  asked: AccessPath,
  call: Node,
): readonly Origin[] {
  return trace(home, value, asked).map((inner) => compose(origin, inner, call));
}
