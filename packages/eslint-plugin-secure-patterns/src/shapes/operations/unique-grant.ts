import { memberName, T, type Node } from "../../ast/nodes.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { identifiersIn } from "./columns.ts";
import type { Effect } from "./effects.ts";
import type { Event } from "./events.ts";
import { nodeText } from "./node-text.ts";
import { variablesOf } from "./outcome.ts";
import { precedes, type Scope } from "./scope.ts";

/** How programs tell that a unique constraint stopped the second row: words, and the codes of databases and libraries. */
const TAKEN = /unique|duplicate|P2002|23505|11000|ER_DUP|1062/i;
const PERSON = /^(?:e?mail(?:_?address)?|user_?id|phone(?:_?number)?)$/i;

/**
 * What still happens twice where the token names the one person whom it is for, and a unique constraint lets that person be
 * written once: the loser fails at the insert, and the handler around it knows that it may.
 */
export function withoutUniqueGrants(
  file: FileFlow,
  scope: Scope,
  read: Event,
  effects: readonly Effect[],
): readonly Effect[] {
  const grant = effects.find(
    ({ event }) =>
      event.operation?.does === "insert" && isForOne(file, read, event.at) && isHeard(file, event),
  );
  if (!grant) return effects;
  return effects.filter(
    (effect) => effect.event.at !== grant.event.at && !precedes(file, scope, grant.event.at, effect.event.at),
  );
}

/** `create({ email: invitation.email })` */
function isForOne(file: FileFlow, read: Event, at: Node): boolean {
  const variables = variablesOf(file, read.at);
  return identifiersIn(file, at).some(
    (part) =>
      variables.has(file.bindings.variableOf(part) as never) &&
      part.parent?.type === T.MemberExpression &&
      part.parent.object === part &&
      PERSON.test(memberName(part.parent) ?? ""),
  );
}

/** Around the insert, or in the helper that it stands in. */
function isHeard(file: FileFlow, { at, body }: Event): boolean {
  const home = body && fileOf(body);
  if (home && TAKEN.test(nodeText(home, body))) return true;
  for (let node = at, parent = at.parent; parent; node = parent, parent = parent.parent)
    if (parent.type === T.TryStatement && parent.block === node)
      return parent.handler !== null && TAKEN.test(nodeText(file, parent.handler));
  return false;
}
