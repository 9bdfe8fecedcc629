import type { FileFlow } from "../../flow/file-flow.ts";
import { isCleanUp } from "./clean-up.ts";
import { eventsOf, type Event } from "./events.ts";
import { recordKey } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { precedes, type Scope } from "./scope.ts";
import { isTokenEvent, mayHandleTokens, settingOf } from "./story.ts";

/** A write that kills the unused tokens of somebody who is about to get another one. */
export interface Rotation {
  readonly kill: Event;
  readonly issue: Event;
}

/** Deletes or upserts of one-time tokens, not by the token itself, with the insert that follows on the same record. */
export function rotationsIn(file: FileFlow, scope: Scope): readonly Rotation[] {
  if (!mayHandleTokens(file.unit.text)) return [];
  const setting = settingOf(file, scope);
  const own = eventsOf(file, scope).filter(
    (event) =>
      event.operation && !event.operation.isKey && !event.operation.isGuess && isTokenEvent(event, setting),
  );
  return own.flatMap((kill): Rotation[] => {
    const { does, table, columns } = kill.operation as Operation;
    if (does === "upsert") return [{ kill, issue: kill }];
    if (does !== "delete" || kill.helper !== undefined || isCleanUp(file, scope, kill.at)) return [];
    if ([...columns].some((column) => /token|code|hash|otp|expir/i.test(column))) return [];
    const issue = own.find(
      (event) =>
        event.operation?.does === "insert" &&
        recordKey(event.operation.table) === recordKey(table) &&
        precedes(file, scope, kill.at, event.at),
    );
    return issue ? [{ kill, issue }] : [];
  });
}
