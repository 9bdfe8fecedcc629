import type { Event } from "./events.ts";
import { isLocked } from "./exclusion.ts";
import { isTokenRecord as isToken, tokenColumns } from "./one-time.ts";
import type { Race } from "./race.ts";
import { precedes } from "./scope.ts";
import type { Story } from "./story.ts";
import { writtenColumns } from "./written-columns.ts";

/** A token that opens something, and that nobody ends. */
export function neverSpent(story: Story, reads: readonly Event[]): readonly Race[] {
  const { file, scope, setting } = story;
  if (!/reset|recover|redeem|forgot|password/i.test(setting.words)) return [];
  const read = reads.find(
    ({ operation }) =>
      operation &&
      !operation.isGuess &&
      (isToken(operation, setting) || /user|account|member/i.test(operation.table)) &&
      tokenColumns(operation.columns, setting).length > 0,
  );
  if (!read) return [];
  const effect = story.events.find(({ at, operation }) => {
    if (!operation || !/update|save/.test(operation.does) || at === read.at) return false;
    const sets = writtenColumns(operation);
    return (
      [...sets.keys()].some((column) => /password|passwd|pwd/i.test(column)) &&
      precedes(file, scope, read.at, at)
    );
  });
  if (!effect || isLocked(story, read)) return [];
  return [
    {
      is: "never",
      read,
      write: undefined,
      effect: effect.at,
      effectName: "the password",
      grade: "flag",
      isInferred: false,
      counter: undefined,
      clears: [],
      effects: [effect.at],
    },
  ];
}
