import type { Project } from "../project/index.ts";
import { kindOfUser } from "./program-kind.ts";

/** A script that asks a module that asks another. */
const DEEPEST = 2;
const MOST_USERS = 12;

/**
 * Whether nothing but scripts imports a file: `services/import-customers.js` of `scripts/import-customers.js`. Tests say nothing of
 * where it runs, and what nobody imports may be started or found by its name.
 */
export function isUsedByHand(project: Project): boolean {
  const index = project.getIndex();
  if (!index || index.isPartial || project.reachFromMain().kind === "reached") return false;
  const isOfScripts = (file: string, depth: number): boolean => {
    const users = [...new Set(index.importsOf(file).map((site) => site.file))];
    if (users.length === 0 || users.length > MOST_USERS) return false;
    const kinds = users.map((user) => [user, kindOfUser(project.getUnit(user), project)] as const);
    const programs = kinds.filter(([, kind]) => kind !== "test");
    return (
      programs.length > 0 &&
      programs.every(([user, kind]) => kind === "script" || (depth < DEEPEST && isOfScripts(user, depth + 1)))
    );
  };
  return isOfScripts(project.filename, 0);
}
