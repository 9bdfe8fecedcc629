import { isFunction, T, type Node } from "../ast/nodes.ts";
import type { OwnedWrite } from "./variable-writes.ts";
import type { Variable } from "./unit.ts";

const LOOPS: ReadonlySet<string> = new Set([
  T.ForStatement,
  T.ForInStatement,
  T.ForOfStatement,
  T.WhileStatement,
  T.DoWhileStatement,
]);

/**
 * Whether a variable is read before the function that writes it is even made: what a callback of the other branch adds to a
 * page cannot be on the page that was already sent. Without a loop around both, what stands later runs later. An object could
 * still change in the hands of who got it, so that only the variable's own value counts.
 */
export function isWrittenLater(variable: Variable, { write, owner }: OwnedWrite, use: Node): boolean {
  if (write.path.length > 0 || owner.range[0] < use.range[1]) return false;
  const home = variable.scope.block as Node;
  const loop = outermostLoop(use, home);
  if (loop === undefined || (loop && owner.range[0] < loop.range[1])) return false;
  return isMadeInPlace(owner, home);
}

/** The outermost loop between a node and the block that has the variable; undefined where another function stands between. */
function outermostLoop(node: Node, home: Node): Node | null | undefined {
  if (LOOPS.has(home.type)) return undefined;
  let loop: Node | null = null;
  for (let current: Node | undefined = node; current !== home; current = current.parent) {
    if (!current || isFunction(current)) return undefined;
    if (LOOPS.has(current.type)) loop = current;
  }
  return loop;
}

/** A function that is declared can be called before its declaration. */
function isMadeInPlace(owner: Node, home: Node): boolean {
  let made: Node | undefined;
  for (let current: Node | undefined = owner; current !== home; current = current.parent) {
    if (!current) return false;
    if (isFunction(current)) made = current;
  }
  return made !== undefined && made.type !== T.FunctionDeclaration;
}
