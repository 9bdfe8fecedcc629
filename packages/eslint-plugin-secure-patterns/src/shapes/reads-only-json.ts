import { formParsers } from "../catalog/form-parsers.ts";
import type { Analysis } from "./analysis.ts";
import { oncePerProject } from "./once-per-project.ts";
import { isSaidIn } from "./said-in-file.ts";

/**
 * `app.use(express.json())` and no parser of forms anywhere in the project: a page of another site can send such a body by a
 * script only, and what the server answers to a script is shown to nobody.
 */
export function readsOnlyJson(analysis: Analysis): boolean {
  return inProject(analysis) && !isSaidIn(analysis.file.unit, formParsers.readsForms);
}

const inProject = oncePerProject(({ project }): boolean => {
  const { readsJson, readsForms, forAll, addedBy } = formParsers;
  if (!project) return false;
  if (forAll.some((name) => project.facts.dependencies.has(name))) return false;
  return (
    (project.filesUsing(addedBy, readsJson)?.length ?? 0) > 0 &&
    !project.filesUsing(addedBy, readsForms)?.length
  );
});
