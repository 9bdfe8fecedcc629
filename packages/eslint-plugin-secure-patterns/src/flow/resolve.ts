import { T, type Node } from "../ast/nodes.ts";
import { pathKey, type AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { callsOf } from "./function-uses.ts";
import { compose, unique, type Origin } from "./origin.ts";
import { trace } from "./trace.ts";

/** Whose calls count: those of other files are worth their price for values, hardly for receivers. */
export type Callers = "everywhere" | "this file";

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
    const next: Origin[] = [];
    for (const origin of pending) {
      if (origin.root.type !== "parameter" || isKnown(origin)) found.push(origin);
      else next.push(...fromCallers(origin, seen, callers));
    }
    pending = unique(next);
  }
  return unique(found);
}

function fromCallers(origin: Origin, seen: Set<string>, callers: Callers): readonly Origin[] {
  const { root } = origin;
  const file = root.type === "parameter" ? fileOf(root.of) : undefined;
  if (root.type !== "parameter" || !file) return [];
  const key = `${file.idOf(root.of)}:${root.index}:${pathKey(origin.path)}:${origin.before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  return callsOf(file, root.of, callers).flatMap(({ call, shift }) => {
    const index = root.index + shift;
    const isRest = root.of.params[root.index]?.type === T.RestElement;
    const values = isRest ? call.arguments.slice(index) : call.arguments.slice(index, index + 1);
    const rest = isRest ? origin.path.slice(1) : origin.path;
    const callFile = fileOf(call);
    return values.flatMap((value) =>
      callFile && value.type !== T.SpreadElement
        ? trace(callFile, value, rest).map((inner) => compose(origin, inner, call))
        : [],
    );
  });
}
