import { T } from "../ast/nodes.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { annotationOf } from "./annotated-nodes.ts";
import { decoratorsOf } from "./handler-match.ts";
import { oncePerProject } from "./once-per-project.ts";

/** A pipe for all routes … */
const FOR_ALL = /\buseGlobalPipes\b|\bAPP_PIPE\b/;
/** … that makes of each value what its parameter is declared as. */
const TRANSFORMS = /\bValidationPipe\(\s*\{[^}]*\btransform\s*:\s*true\b/;
const MOST_FILES = 8;

/**
 * Whether the framework hands over a text, a number or a flag, whatever was sent: `@Query("q") q: string`, where the application's
 * pipe for all routes transforms. An object becomes `"[object Object]"`.
 */
export function isMadePrimitive(analysis: Analysis, { root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const parameter = root.of.params[root.index];
  const decorators = parameter ? decoratorsOf(parameter) : [];
  const annotation = parameter && annotationOf(parameter);
  const isPrimitive =
    annotation?.type === T.TSStringKeyword ||
    annotation?.type === T.TSNumberKeyword ||
    annotation?.type === T.TSBooleanKeyword;
  const isNamed = decorators.some(
    ({ expression }) => expression.type === T.CallExpression && expression.arguments.length > 0,
  );
  return isPrimitive && isNamed && transformsEverywhere(analysis);
}

const transformsEverywhere = oncePerProject(({ project }): boolean => {
  const paths = project?.filesUsing(["@nestjs/common", "@nestjs/core"], FOR_ALL) ?? [];
  return paths.slice(0, MOST_FILES).some((path) => TRANSFORMS.test(project?.textOf(path) ?? ""));
});
