import type { QueryParserRow } from "../catalog/application-types.ts";
import type { SourceRow } from "../catalog/types.ts";
import { literalText } from "../flow/trace-text.ts";
import { trace } from "../flow/trace.ts";
import { getMajor } from "../project/index.ts";
import type { Analysis } from "./analysis.ts";
import { callsOfApplication, callsOfFile, type KnownCall } from "./calls-of-application.ts";
import { oncePerProject } from "./once-per-project.ts";
import type { PlaceNode } from "./place-tree.ts";
import { isMet } from "./sink-condition.ts";

/** Whether what a source holds are texts and lists of texts: by its parser, by the one that is chosen, or by the version. */
export function isFlat(analysis: Analysis, { flat, flatSince }: SourceRow): boolean {
  if (flat === true || !flatSince) return flat === true;
  const chosen = chosenParsers(analysis);
  if (chosen.length > 0) return chosen.every((isFlatParser) => isFlatParser);
  const facts = analysis.project?.facts;
  return facts !== undefined && (getMajor(facts, flatSince.package) ?? 0) >= flatSince.major;
}

/** `app.set("query parser", "simple")`: of each choice, whether it gives texts. */
function chosenParsers(analysis: Analysis): readonly boolean[] {
  return [...inProject(analysis), ...callsOfFile(analysis, CHOOSES, parsersAt).flatMap(choiceOf)];
}

const CHOOSES = /query parser/;

const inProject = oncePerProject((analysis): readonly boolean[] => {
  const { calls } = callsOfApplication(analysis, analysis.index.queryParserPackages, CHOOSES, parsersAt);
  return calls.flatMap(choiceOf);
});

function parsersAt({ queryParsers }: PlaceNode): PlaceNode["queryParsers"] {
  return queryParsers;
}

function choiceOf({ file, call, row }: KnownCall<QueryParserRow>): boolean[] {
  if (!isMet(file, call, row.if)) return [];
  const argument = call.arguments[row.arg];
  const name = argument && literalText(trace(file, argument));
  return [name !== undefined && row.flat.includes(name)];
}
