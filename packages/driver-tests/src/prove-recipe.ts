import { beforeEach, describe, expect, it } from "vitest";

/** The four ways to spend a token, bound to a connection. */
export interface Recipe {
  /** The user's id for the winner, `null` for everyone else. */
  consumeByDelete?(hash: string): Promise<number | null>;
  consumeByMark?(hash: string): Promise<number | null>;
  clearAndApply?(hash: string, passwordHash: string): Promise<boolean>;
  resetInTransaction?(hash: string, passwordHash: string): Promise<boolean>;
}

/** How a test looks into the tables from outside. */
export interface Tables {
  /** Empties both tables, then adds user 7 and the reset `hash`, which ends at `expiresAt`. */
  reset(hash: string, expiresAt: Date): Promise<unknown>;
  passwordHash(): Promise<unknown>;
}

const RACERS = 64;
const HASH = "a".repeat(64);
const HOUR = 3_600_000;

/** Races every recipe, and shows it expired, unknown and spent tokens. */
export function proveRecipe(name: string, recipe: Recipe, tables: Tables): void {
  describe(name, () => {
    const { consumeByDelete, consumeByMark, clearAndApply, resetInTransaction } = recipe;
    beforeEach(() => tables.reset(HASH, new Date(Date.now() + HOUR)));

    const consumers = { "by delete": consumeByDelete, "by mark": consumeByMark };
    for (const [way, consume] of Object.entries(consumers)) {
      if (consume === undefined) continue;
      it(`${way}: one of ${RACERS} wins, and learns whose token it was`, async () => {
        const answers = await Promise.all(Array.from({ length: RACERS }, () => consume(HASH)));
        expect(answers.filter((answer) => answer !== null)).toEqual([7]);
        expect(await consume(HASH)).toBeNull();
        expect(await consume("b".repeat(64))).toBeNull();
      });

      it(`${way}: an expired token does not count`, async () => {
        await tables.reset(HASH, new Date(Date.now() - HOUR));
        expect(await consume(HASH)).toBeNull();
      });
    }

    const appliers = { "clear and apply": clearAndApply, "in a transaction": resetInTransaction };
    for (const [way, apply] of Object.entries(appliers)) {
      if (apply === undefined) continue;
      it(`${way}: one of ${RACERS} wins, and its password holds`, async () => {
        const racers = Array.from({ length: RACERS }, (_, i) => apply(HASH, `password-${i}`));
        const answers = await Promise.all(racers);
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await tables.passwordHash()).toBe(`password-${answers.indexOf(true)}`);
        expect(await apply(HASH, "late")).toBe(false);
        expect(await apply("b".repeat(64), "unknown")).toBe(false);
      });

      it(`${way}: an expired token changes nothing`, async () => {
        await tables.reset(HASH, new Date(Date.now() - HOUR));
        expect(await apply(HASH, "late")).toBe(false);
        expect(await tables.passwordHash()).toBe("old");
      });
    }
  });
}
