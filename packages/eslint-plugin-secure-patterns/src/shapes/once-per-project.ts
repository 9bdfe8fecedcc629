import type { PackageIndex } from "../project/index.ts";
import { cutsSoFar } from "../flow/whole-answers.ts";
import type { Analysis } from "./analysis.ts";

/**
 * Remembers an answer as long as no file of the project changes; without a project, for the linted file.
 *
 * @param find takes from the analysis what is the project's alone: all files are given the answer that the first one gets, so
 *   what the linted file adds of its own is for the caller to add
 */
export function oncePerProject<Answer>(find: (analysis: Analysis) => Answer): (analysis: Analysis) => Answer {
  const ofFile = new WeakMap<Analysis, Answer>();
  const ofProject = new WeakMap<PackageIndex, { readonly version: number; readonly answer: Answer }>();
  return (analysis) => {
    const known = ofFile.get(analysis);
    if (known !== undefined) return known;
    const index = analysis.project?.getIndex();
    const shared = index && ofProject.get(index);
    const before = cutsSoFar();
    const answer = shared && shared.version === index?.version ? shared.answer : find(analysis);
    if (index && cutsSoFar() === before) ofProject.set(index, { version: index.version, answer });
    ofFile.set(analysis, answer);
    return answer;
  };
}
