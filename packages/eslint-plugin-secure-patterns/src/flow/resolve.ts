import { keyName, T, type Node } from "../ast/nodes.ts";
import { extend, pathKey, type AccessPath } from "./access-path.ts";
import { passedTo } from "./arguments.ts";
import { givenToCallback } from "./callbacks.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { callsOf, elementsOf } from "./callers.ts";
import { fromCompanions } from "./companions.ts";
import type { ClassNode } from "./function-use.ts";
import { usesOf } from "./function-uses.ts";
import { fromEmitted } from "./emitted-values.ts";
import { fromEarlier } from "./earlier-handlers.ts";
import { fromKept } from "./kept-for-later.ts";
import { compose, distinct, unique, type Origin, type Root } from "./origin.ts";
import { fromActions, fromSharedState } from "./shared-state.ts";
import { functionsOf, trace } from "./trace.ts";

/** Whose calls count: those of other files are worth their price for values, hardly for receivers. */
export type Callers = "everywhere" | "this file";

type ParameterRoot = Extract<Root, { type: "parameter" }>;

/** How many callers deep a parameter is followed. */
const DEEPEST = 5;

/**
 * Traces an expression and follows the parameters that nobody recognises to the calls that fill them.
 *
 * @param callers whose calls are followed
 * @param isKnown tells the origins at which to stop, such as the request of a route handler
 */
export function resolve(
  file: FileFlow,
  node: Node,
  path: AccessPath,
  isKnown: (origin: Origin) => boolean,
  callers: Callers = "everywhere",
): readonly Origin[] {
  const seen = new Set<string>();
  const found: Origin[] = [];
  let pending = trace(file, node, path);
  for (let depth = 0; depth <= DEEPEST && pending.length > 0; depth++) {
    const others =
      callers === "everywhere"
        ? distinct(pending, (origin) => [
            ...fromKept(origin, seen),
            ...fromCompanions(origin, seen),
            ...(isKnown(origin) ? [] : [...fromEarlier(origin, seen), ...fromSharedState(origin, seen)]),
          ])
        : [];
    const open = pending.filter(
      (origin) => (origin.root.type === "parameter" || isOfElement(origin)) && !isKnown(origin),
    );
    found.push(...pending.filter((origin) => !open.includes(origin)));
    pending = unique([...distinct(open, (origin) => fromCallers(origin, seen, callers)), ...others]);
  }
  return unique(found);
}

/** `this.props.html` of a component's class */
function isOfElement({ root, path }: Origin): boolean {
  return root.type === "this" && root.of !== undefined && path[0] === "props" && path.length > 1;
}

function fromElements(origin: Origin, of: ClassNode, seen: Set<string>): readonly Origin[] {
  const file = fileOf(of);
  const key = `${file?.unit.filename}:props:${of.range[0]}:${pathKey(origin.path)}:${origin.before}`;
  if (!file || seen.has(key)) return [];
  seen.add(key);
  return distinct(elementsOf(file, of), (call) => {
    const [given] = call.arguments;
    const home = fileOf(call);
    return home && given
      ? trace(home, given, origin.path.slice(1)).map((inner) => compose(origin, inner, call))
      : [];
  });
}

function fromCallers(origin: Origin, seen: Set<string>, callers: Callers): readonly Origin[] {
  const { root } = origin;
  if (root.type === "this" && root.of) return fromElements(origin, root.of, seen);
  const file = root.type === "parameter" ? fileOf(root.of) : undefined;
  if (root.type !== "parameter" || !file) return [];
  const key = `${file.unit.filename}:${file.idOf(root.of)}:${root.index}:${pathKey(origin.path)}:${origin.before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const passed = distinct(callsOf(file, root.of, callers), ({ call, ...passing }) => {
    const callFile = fileOf(call);
    return passedTo(call, root.of, root.index, passing).flatMap(({ node, at, skip }) =>
      callFile
        ? trace(callFile, node, extend(at, origin.path.slice(skip))).map((inner) =>
            compose(origin, inner, call),
          )
        : [],
    );
  });
  return [
    ...passed,
    ...fromBuiltins(file, origin, root),
    ...fromAssignments(file, origin, root),
    ...(callers === "everywhere" ? fromActions(file, origin, root.of, root.index) : []),
  ];
}

/** `list.forEach(fn)`, `promise.then(fn)`: the language makes the calls. */
function fromBuiltins(file: FileFlow, origin: Origin, { of, index }: ParameterRoot): readonly Origin[] {
  return usesOf(file, of).flatMap((use) => {
    if (use.type !== "argument" || use.keys.length > 0 || use.wrapped) return [];
    const given = givenToCallback(file, use.call, use.index, index, origin.path) ?? [];
    const emitted = fromEmitted(file, origin, { type: "parameter", of, index }, use);
    return [...given.map((inner) => compose(origin, inner, use.call)), ...emitted];
  });
}

/** `user.name = x` runs `set name(value) { … }`. */
function fromAssignments(file: FileFlow, origin: Origin, { of }: ParameterRoot): readonly Origin[] {
  const { parent } = of;
  const isSetter =
    (parent?.type === T.MethodDefinition || parent?.type === T.Property) && parent.kind === "set";
  const name = isSetter ? keyName(parent) : undefined;
  return (name === undefined ? [] : file.writesNamed(name)).flatMap((write) => {
    if (write.operator !== "=" || !functionsOf(file, write.left).includes(of)) return [];
    return trace(file, write.right, origin.path).map((inner) => compose(origin, inner, write));
  });
}
