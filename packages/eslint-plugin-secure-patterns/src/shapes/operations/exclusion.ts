import { calleeName, isCall, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import type { Event } from "./events.ts";
import { nodeText } from "./node-text.ts";
import type { Story } from "./story.ts";

/** Effect and write in one transaction that the loser's failure undoes. */
export function isRolledBack(story: Story, effect: Node, write: Node): boolean {
  const transaction = transactionOf(write);
  return transaction !== undefined && transactionOf(effect) === transaction;
}

/** Rows that are locked when they are read, or a lock around it all. */
export function isLocked({ events, file, scope }: Story, read: Event): boolean {
  if (read.operation?.locks) return true;
  if (/serializable/i.test(file.unit.text.slice(scope.range[0], scope.range[1]))) return true;
  return events.some(
    ({ at, operation, name }) =>
      at.range[0] <= read.at.range[0] &&
      ((operation?.locks ?? false) ||
        (name !== undefined &&
          names.locks.test(name) &&
          /lock|mutex|semaphore|redlock|advisory/i.test(nodeText(file, at)))),
  );
}

function transactionOf(node: Node): Node | undefined {
  for (let current = node.parent; current; current = current.parent)
    if (isCall(current) && /transaction|^tx$|atomic|^begin$/i.test(calleeName(current) ?? "")) return current;
  return undefined;
}
