import { isFunction, memberName, outermost, T, type Node } from "../ast/nodes.ts";
import { ELEMENT } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import type { Variable } from "./unit.ts";
import { keep } from "./whole-answers.ts";
import type { Write } from "./writes.ts";

/** A write to a variable, or into its value, and the function (or program) that it is made in. */
export interface OwnedWrite {
  readonly write: Write;
  readonly owner: Node;
  /** Made under another name, which the walk along the control flow does not look for. */
  readonly alias?: true;
}

const known = new WeakMap<Variable, readonly OwnedWrite[]>();

/** Everything that a variable is ever given: found once, since bundles have variables with thousands of mentions. */
export function writesTo(file: FileFlow, variable: Variable): readonly OwnedWrite[] {
  // two names for each other add nothing
  return keep(known, variable, [], () => [...findWrites(file, variable), ...aliasWrites(file, variable)]);
}

/** `const address = user.address; address.city = x` writes `user.address.city`. */
function aliasWrites(file: FileFlow, variable: Variable): readonly OwnedWrite[] {
  return variable.references.flatMap(({ identifier }) => {
    const path: string[] = [];
    let node = outermost(identifier as Node);
    while (node.parent?.type === T.MemberExpression && node.parent.object === node) {
      path.push(memberName(node.parent) ?? ELEMENT);
      node = outermost(node.parent);
    }
    const { parent } = node;
    const isNamed = parent?.type === T.VariableDeclarator && parent.init === node;
    const alias = isNamed ? file.bindings.variableOf(parent.id) : undefined;
    if (alias?.defs.length !== 1 || alias === variable) return [];
    return writesTo(file, alias).flatMap(({ write, owner }): OwnedWrite[] => {
      if (write.path.length === 0) return [];
      const renamed = { ...write, variable, path: [...path, ...write.path], replaces: false };
      return [{ write: renamed, owner, alias: true }];
    });
  });
}

function findWrites(file: FileFlow, variable: Variable): readonly OwnedWrite[] {
  return variable.references.flatMap(({ identifier }) => {
    const target = identifier as Node;
    const event = eventOf(target);
    const writes = event ? file.writesOf(event).filter((write) => write.variable === variable) : [];
    if (writes.length === 0) return [];
    const owner = file.ownerOf(target);
    return writes.map((write) => ({ write, owner }));
  });
}

/** The write that an identifier is the target of. */
function eventOf(identifier: Node): Node | undefined {
  let current: Node | undefined = identifier;
  let child: Node = identifier;
  while (current && !isFunction(current) && !/Statement$|Declaration$/.test(current.type)) {
    if (current.type === T.VariableDeclarator) return loopOf(current.parent) ?? current;
    if (current.type === T.AssignmentExpression) return current.left === child ? current : undefined;
    if (current.type === T.CallExpression) return current;
    child = current;
    current = current.parent;
  }
  // `for (x of list)`
  return loopOf(child);
}

/** The loop that gives what it is written in front of the next element. */
function loopOf(node: Node): Node | undefined {
  const loop = node.parent;
  const isHead = (loop?.type === T.ForOfStatement || loop?.type === T.ForInStatement) && loop.left === node;
  return isHead ? loop : undefined;
}
