import type { AppWideRow } from "../catalog/types.ts";
import type { Kinds } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { callsOfApplication } from "./calls-of-application.ts";
import { kindsOf } from "./catalog-index.ts";
import { oncePerProject } from "./once-per-project.ts";
import { isMet } from "./sink-condition.ts";

/**
 * Kinds of danger that the application takes away from every request, wherever it says so: middleware that it imports, a
 * setting of its data layer. That package.json names the middleware proves nothing where the imports can be looked at.
 */
export const clearedEverywhere: (analysis: Analysis) => Kinds = oncePerProject((analysis) => {
  const { disarming, appWide } = analysis.index;
  const index = analysis.project?.getIndex();
  const byImport = disarming
    .filter(({ packages }) =>
      index && !index.isPartial
        ? packages.some((name) => index.importsOfPackage(name).length > 0)
        : analysis.isInUse(packages),
    )
    .map(({ disarms = [] }) => kindsOf(disarms));
  const bySetting = appWide
    .filter(({ row, packages }) => isSet(analysis, row, packages))
    .map(({ row }) => kindsOf(row.clears));
  return [...byImport, ...bySetting].reduce((all, kinds) => all | kinds, 0);
});

function isSet(analysis: Analysis, wanted: AppWideRow, packages: readonly string[]): boolean {
  const [first] = wanted.if ?? [];
  const word = first?.at?.at(-1) ?? first?.is[0];
  if (word === undefined) return false;
  const { calls } = callsOfApplication(
    analysis,
    packages,
    new RegExp(`\\b${word}\\b`, "i"),
    (place) => place.appWide,
  );
  return calls.some(
    ({ file, call, row }) =>
      row === wanted && row.if?.every((condition) => isMet(file, call, condition)) === true,
  );
}
