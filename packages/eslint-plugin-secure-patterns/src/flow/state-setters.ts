import { isFunction, keyName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { callbackOutput, givenToCallback } from "./callbacks.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";
import { keep } from "./whole-answers.ts";

/** A call by which somebody sends a value to what a state keeps. */
export interface Sent {
  readonly home: FileFlow;
  /** `load().then(setValue)` hands over what arrives there. */
  readonly call: TSESTree.CallExpression;
  readonly handedOn: boolean;
}

/**
 * The calls of a setter, `setValue` of `const [value, setValue] = useState()`: by its name, and under the names that it is
 * handed on as: `<Context value={{ setValue }}>`.
 *
 * @param made the call that has made it
 */
export function callsOfSetter(file: FileFlow, setter: Node, made: Node): readonly Sent[] {
  return keep(known, made, [], () => findCalls(file, setter, made));
}

/** Asked for each member of a state that is read. */
const known = new WeakMap<Node, readonly Sent[]>();

function findCalls(file: FileFlow, setter: Node, made: Node): readonly Sent[] {
  const variable = file.bindings.variableOf(setter);
  const references = (variable?.references ?? [])
    .map(({ identifier }) => identifier as Node)
    .filter((node) => node !== setter);
  const direct = references.flatMap((node): Sent[] => {
    const call = node.parent;
    if (call?.type !== T.CallExpression) return [];
    return [{ home: file, call, handedOn: call.callee !== node }];
  });
  const names = new Set(references.flatMap(nameHandedOn));
  return [...direct, ...[...names].flatMap((name) => callsElsewhere(file, name, made))];
}

/** `{ setValue }`, `{ update: setValue }` */
function nameHandedOn(node: Node): readonly string[] {
  const { parent } = node;
  const name =
    parent?.type === T.Property && parent.value === node && parent.parent.type === T.ObjectExpression
      ? keyName(parent)
      : undefined;
  return name === undefined ? [] : [name];
}

/** `setValue(x)` where that was got from what it was handed to. */
function callsElsewhere(file: FileFlow, name: string, made: Node): readonly Sent[] {
  return [file, ...(file.modules?.filesCalling(file, name) ?? [])].flatMap((home) =>
    home.everyCallOf(name).flatMap((call): Sent[] => {
      const isIt = trace(home, call.callee).some(
        ({ root }) => root.type === "result" && root.call === made && call.callee !== made,
      );
      return isIt ? [{ home, call, handedOn: false }] : [];
    }),
  );
}

/** What a call of a setter sends; a function is called with what was kept before. */
export function valueSent({ home, call, handedOn }: Sent, setter: Node, path: AccessPath): readonly Origin[] {
  if (handedOn) {
    const position = call.arguments.findIndex(
      (argument) =>
        argument.type === T.Identifier && setter.type === T.Identifier && argument.name === setter.name,
    );
    return givenToCallback(home, call, position, 0, path) ?? [];
  }
  const [value] = call.arguments;
  if (!value) return [];
  return isFunction(value) ? callbackOutput(home, value, path) : trace(fileOf(value) ?? home, value, path);
}
