import { denials } from "../../catalog/denials.ts";
import type { Analysis } from "../analysis.ts";
import { oncePerProject } from "../once-per-project.ts";

const handlers = new RegExp(denials.handlers);
const handled = new RegExp(denials.handled, "i");
const hearers = new RegExp(denials.hearers);
const MAY_HOLD_HANDLERS =
  /error|exception|filter|handler|middleware|hook|app|server|main|index|trpc|plugin|logg|instrument|sentry/i;
const MOST_FILES = 60;

/** Whether the linted file or the project has a place that hears of what is thrown and writes it down. */
export function hearsOfErrors(analysis: Analysis): boolean {
  return writesDown(analysis.file.unit.text) || inProject(analysis);
}

const inProject = oncePerProject(({ project }): boolean => {
  const index = project?.getIndex();
  if (!index) return false;
  return [...index.records.keys()]
    .filter((path) => MAY_HOLD_HANDLERS.test(path.slice(path.lastIndexOf("/") + 1)))
    .slice(0, MOST_FILES)
    .some((path) => writesDown(project?.textOf(path) ?? ""));
});

function writesDown(text: string): boolean {
  return hearers.test(text) || (handlers.test(text) && handled.test(text));
}
