import { T, unwrap, type Node } from "../../ast/nodes.ts";
import { mentionsAny, type Event } from "./events.ts";
import { endsHere } from "./ends-here.ts";
import type { Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import { valueOf } from "./columns.ts";
import { nodesIn } from "./scope.ts";
import { stringified } from "./stringified.ts";
import type { Story } from "./story.ts";

/**
 * `set(key, { ...session, tries })` of what was read from there, and `set(key, count + 1)`: what is kept is no new token.
 */
export function isKeptEntry(
  story: Story,
  { written, isKey, isGuess }: Operation,
  handed: readonly Node[] = [],
): boolean {
  const { file } = story;
  // `cache.set(key, cached)` of a project's own cache
  if (handed.slice(1).some((given) => given.type === T.Identifier && isRead(story, given, true))) return true;
  return [...written, ...handed.filter(({ type }) => type === T.ObjectExpression)].some((given) => {
    const plain = stringified(given);
    // the entry itself, of which something was changed
    if ((isKey || isGuess) && plain.type === T.Identifier && isRead(story, plain)) return true;
    const value = stringified(valueOf(file, plain) ?? plain);
    if (value.type === T.BinaryExpression) return !/^\+$/.test(value.operator) || isNumber(value.right);
    if (value.type !== T.ObjectExpression) return false;
    return value.properties.some(
      (property) => property.type === T.SpreadElement && isRead(story, property.argument),
    );
  });
}

function isRead(story: Story, node: Node, isByKey = false): boolean {
  const { file } = story;
  return readsOf(story).some(
    ({ at, operation }) =>
      (!isByKey || operation?.isKey === true) && mentionsAny(file, node, variablesOf(file, at)),
  );
}

/** `if (await cache.get(key)) return refuse();` before `cache.set(key, …)`: nothing is there that could be overwritten. */
export function isRefusedWhileThere(story: Story, { at }: Event, { table }: Operation): boolean {
  const { file, scope } = story;
  const held = readsOf(story)
    .filter(({ operation }) => operation?.isKey && operation.table === table)
    .map((read) => variablesOf(file, read.at));
  if (held.length === 0) return false;
  for (const node of nodesIn(file, scope))
    if (node.type === T.IfStatement && node.range[1] <= at.range[0] && endsHere(node.consequent)) {
      const test = unwrap(node.test);
      if (test.type === T.Identifier && held.some((variables) => mentionsAny(file, test, variables)))
        return true;
    }
  return false;
}

function readsOf({ events }: Story): readonly Event[] {
  return events.filter(({ operation }) => operation?.does === "read");
}

function isNumber(node: Node): boolean {
  return node.type === T.Literal && typeof node.value === "number";
}
