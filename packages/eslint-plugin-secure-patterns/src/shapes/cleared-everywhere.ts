import type { AppWideRow } from "../catalog/application-types.ts";
import type { Kinds } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { callsOfApplication, callsOfFile, type KnownCall } from "./calls-of-application.ts";
import type { PlaceNode } from "./place-tree.ts";
import { kindsOf } from "./catalog-index.ts";
import { oncePerProject } from "./once-per-project.ts";
import { isMet } from "./sink-condition.ts";

/**
 * Kinds of danger that the application takes away from every request, wherever it says so: middleware that it imports, a
 * setting of its data layer. That package.json names the middleware proves nothing where the imports can be looked at.
 */
export function clearedEverywhere(analysis: Analysis): Kinds {
  let kinds = ofFile.get(analysis);
  if (kinds === undefined) ofFile.set(analysis, (kinds = inProject(analysis) | setHere(analysis)));
  return kinds;
}

const ofFile = new WeakMap<Analysis, Kinds>();

const inProject = oncePerProject((analysis): Kinds => {
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
    .filter(({ row, packages }) => {
      const word = wordOf(row);
      return (
        word !== undefined &&
        callsOfApplication(analysis, packages, word, settingsAt).calls.some((call) => isSetBy(row, call))
      );
    })
    .map(({ row }) => kindsOf(row.clears));
  return [...byImport, ...bySetting].reduce((all, kinds) => all | kinds, 0);
});

function setHere(analysis: Analysis): Kinds {
  return analysis.index.appWide.reduce((all, { row }) => {
    const word = wordOf(row);
    const isSet = word && callsOfFile(analysis, word, settingsAt).some((call) => isSetBy(row, call));
    return isSet ? all | kindsOf(row.clears) : all;
  }, 0);
}

function wordOf({ if: [first] = [] }: AppWideRow): RegExp | undefined {
  const word = first?.at?.at(-1) ?? first?.is[0];
  return word === undefined ? undefined : new RegExp(`\\b${word}\\b`, "i");
}

function settingsAt({ appWide }: PlaceNode): PlaceNode["appWide"] {
  return appWide;
}

function isSetBy(wanted: AppWideRow, { file, call, row }: KnownCall<AppWideRow>): boolean {
  return row === wanted && row.if?.every((condition) => isMet(file, call, condition)) === true;
}
