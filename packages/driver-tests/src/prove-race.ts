import { describe, expect, it } from "vitest";
import { reportedIn } from "./lint-race.ts";
import type { Tables } from "./prove-recipe.ts";

type Reset = (
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
) => Promise<boolean>;

/** The same functions in both forms, bound to a connection. */
export interface Forms {
  flagged: Record<string, Reset>;
  suggested: Record<string, Reset>;
  /** What an editor makes of the flagged form, where the rule offers that. */
  applied: Record<string, Reset>;
}

const RACERS = 64;
const HASH = "a".repeat(64);
const HOUR = 3_600_000;

/** Races both forms of `races/<driver>-….ts`: what the linter reports lets all win, what it suggests lets one win. */
export function proveRace(driver: string, { flagged, suggested, applied }: Forms, tables: Tables): void {
  describe(driver, () => {
    it.each(Object.entries(flagged))(`flagged %s: all ${RACERS} win`, async (_, reset) => {
      expect(await race(reset, tables)).toHaveLength(RACERS);
    });

    const fixed = Object.entries({ suggested, applied }).flatMap(([form, resets]) =>
      Object.entries(resets).map(([name, reset]) => [`${form} ${name}`, reset] as const),
    );
    it.each(fixed)(`%s: one of ${RACERS} wins`, async (_, reset) => {
      const winners = await race(reset, tables);
      expect(winners).toHaveLength(1);
      expect(await tables.passwordHash()).toBe(`hash of ${winners[0]}`);
    });
  });
}

/** Needs no server. `names`: all functions of the flagged form. */
export function proveLint(driver: string, names: string[]): void {
  it(`${driver}: the flagged form is reported, the suggested form is not`, async () => {
    expect(await reportedIn(`${driver}-flagged.ts`)).toEqual(names.toSorted());
    expect(await reportedIn(`${driver}-suggested.ts`)).toEqual([]);
  });
}

/** The passwords of those who were told that they won. */
async function race(reset: Reset, tables: Tables): Promise<string[]> {
  await tables.reset(HASH, new Date(Date.now() + HOUR));
  const barrier = openAfter(RACERS);
  const passwords = Array.from({ length: RACERS }, (_, i) => `password-${i}`);
  const answers = await Promise.all(
    passwords.map((password) =>
      reset(HASH, password, async () => {
        await barrier.arrive();
        return `hash of ${password}`;
      })
        .catch(refused)
        .finally(barrier.leave),
    ),
  );
  return passwords.filter((_, i) => answers[i]);
}

/** What the functions throw for a token that is none; inside of a transaction nobody can return for them. */
const REFUSAL = "No such link";

function refused(error: Error): boolean {
  if (error.message !== REFUSAL) throw error;
  return false;
}

/**
 * Hashing a password takes a while, and here exactly until everybody hashes: whoever reads first has read by then, and
 * nobody has written. No clock decides. Who is refused before counts as well, so that nobody waits in vain.
 */
function openAfter(count: number): { arrive(): Promise<void>; leave(): void } {
  let open: () => void;
  let missing = count;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const leave = (): void => {
    missing -= 1;
    if (missing === 0) open();
  };
  return {
    arrive() {
      leave();
      return opened;
    },
    leave,
  };
}
