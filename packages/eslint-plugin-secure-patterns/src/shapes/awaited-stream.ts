import { outermost, T, unwrap, type Node } from "../ast/nodes.ts";
import { CHUNK, ELEMENT } from "../flow/access-path.ts";
import type { Origin } from "../flow/origin.ts";

/** An element that a loop waits for is a piece of a stream, where the catalogue knows one: no property of any name. */
export function asStream(origin: Origin): Origin {
  let step = origin.steps;
  while (step && !isAwaitedList(step.node)) step = step.next;
  if (!step) return origin;
  const index = origin.path.indexOf(ELEMENT);
  return { ...origin, path: origin.path.map((segment, at) => (at === index ? CHUNK : segment)) };
}

function isAwaitedList(node: Node): boolean {
  const loop = outermost(node).parent;
  return loop?.type === T.ForOfStatement && loop.await && unwrap(loop.right) === unwrap(node);
}
