import type { TSESTree } from "@typescript-eslint/types";
import { T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import { DEEPEST_FAMILY, superCallsIn } from "./constructions.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { bindArguments } from "./trace-call.ts";
import { constructorOf } from "./trace-class.ts";
import { trace } from "./trace.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** `new Page(query).render()`: what a method reads of what the constructor was handed is what this instance was made of. */
export function boundByReceiver(file: FileFlow, callee: Node, answers: readonly Origin[]): readonly Origin[] {
  if (callee.type !== T.MemberExpression || !answers.some(isOfConstructor)) return answers;
  const instances = trace(file, callee.object).flatMap(({ root, path, node }) =>
    root.type === "this" && root.of && path.length === 0 && node.type === T.NewExpression
      ? [{ of: root.of, node }]
      : [],
  );
  return answers.flatMap((origin) => {
    const { root } = origin;
    if (root.type !== "parameter") return [origin];
    const fitting = instances.filter(({ of }) => isInFamily(of, root.of));
    return fitting.length === 0
      ? [origin]
      : fitting.flatMap(({ of, node }) => boundByConstruction(fileOf(node) ?? file, node, of, origin));
  });
}

function isOfConstructor({ root }: Origin): boolean {
  const member = root.type === "parameter" ? root.of.parent : undefined;
  return member?.type === T.MethodDefinition && member.kind === "constructor";
}

/**
 * What `new Page(query)` hands to the constructors of `Page` and of what it extends: one that a class does not write hands on all
 * that it is given, others what they say to `super(…)`.
 */
export function boundByConstruction(
  file: FileFlow,
  node: CallNode,
  of: ClassNode,
  origin: Origin,
  depth = 0,
): readonly Origin[] {
  const constructor = constructorOf(of);
  const { root } = origin;
  if (root.type !== "parameter" || root.of === constructor || depth === DEEPEST_FAMILY)
    return constructor ? bindArguments(file, node, constructor, origin, { shift: 0 }) : [origin];
  const home = fileOf(of);
  const parents = home ? parentsOf(home, of).filter((parent) => isInFamily(parent, root.of)) : [];
  if (!home || parents.length === 0) return [origin];
  const inherited = parents.flatMap((parent) =>
    constructor
      ? superCallsIn(home, constructor).flatMap((call) =>
          boundByConstruction(home, call, parent, origin, depth + 1),
        )
      : boundByConstruction(file, node, parent, origin, depth + 1),
  );
  return constructor
    ? inherited.flatMap((inner) => bindArguments(file, node, constructor, inner, { shift: 0 }))
    : inherited;
}

/** Whether a function is the constructor of a class, or of one that it extends. */
function isInFamily(of: ClassNode, constructor: FunctionNode, depth = 0): boolean {
  if (constructorOf(of) === constructor) return true;
  const home = fileOf(of);
  return (
    depth < DEEPEST_FAMILY &&
    home !== undefined &&
    parentsOf(home, of).some((parent) => isInFamily(parent, constructor, depth + 1))
  );
}

function parentsOf(file: FileFlow, of: ClassNode): readonly ClassNode[] {
  const parents = of.superClass ? trace(file, of.superClass) : [];
  return parents.flatMap(({ root, path }) =>
    root.type === "class" && path.length === 0 && root.node !== of ? [root.node] : [],
  );
}
