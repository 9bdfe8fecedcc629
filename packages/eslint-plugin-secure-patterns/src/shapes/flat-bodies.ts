import { keyName, memberName, staticText, T, unwrap, type CallNode } from "../ast/nodes.ts";
import type { BodyParserRow } from "../catalog/application-types.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";
import type { PlaceNode } from "./place-tree.ts";
import { callsOfApplication, callsOfFile } from "./calls-of-application.ts";
import { oncePerProject } from "./once-per-project.ts";

/**
 * Whether the application's body parsers give nothing but texts: `app.use(urlencoded({ extended: false }))` and no other.
 * What the project's other files set up counts, where all of them can be looked at.
 */
export function hasFlatBodies(analysis: Analysis): boolean {
  const own = callsOfFile(analysis, FLAT, parsersAt);
  const isFlat = inProject(analysis);
  return isFlat === undefined ? areFlat(own) : isFlat && (own.length === 0 || areFlat(own));
}

/** What none of the flat parsers does without. */
const FLAT = /\burlencoded\b/;

/** `undefined` where no file of the project has a flat one, or not every file that may have another can be looked at. */
const inProject = oncePerProject((analysis): boolean | undefined => {
  const { bodyParserPackages, bodyParserNames } = analysis.index;
  if (!analysis.project?.filesUsing(bodyParserPackages, FLAT)?.length) return undefined;
  const { calls, isComplete } = callsOfApplication(
    analysis,
    bodyParserPackages,
    /./,
    parsersAt,
    (file, call) => mayBeParser(file, call, bodyParserNames),
  );
  return isComplete ? areFlat(calls) : undefined;
});

/** `express.json()` and `json()`, but not the many `res.json(…)` and `User.find(…)`: an application has thousands of calls. */
function mayBeParser(file: FileFlow, call: CallNode, names: ReadonlySet<string>): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === T.MemberExpression && !names.has(memberName(callee) ?? "")) return false;
  const of = callee.type === T.MemberExpression ? unwrap(callee.object) : callee;
  if (of.type !== T.Identifier) return true;
  const definitions = file.bindings.variableOf(of)?.defs ?? [];
  return definitions.some(({ type }) => type === "ImportBinding" || type === "Variable");
}

function parsersAt({ bodyParsers }: PlaceNode): PlaceNode["bodyParsers"] {
  return bodyParsers;
}

function areFlat(calls: readonly { readonly call: CallNode; readonly row: BodyParserRow }[]): boolean {
  return calls.length > 0 && calls.every(({ call, row }) => row.flat !== undefined && isSet(call, row.flat));
}

function isSet(call: CallNode, { option, is }: NonNullable<BodyParserRow["flat"]>): boolean {
  const options = call.arguments[0] && unwrap(call.arguments[0]);
  if (options?.type !== T.ObjectExpression) return false;
  return options.properties.some(
    (property) =>
      property.type === T.Property && keyName(property) === option && staticText(property.value) === is,
  );
}
