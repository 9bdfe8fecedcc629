import { isCall, type CallNode } from "../ast/nodes.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { nodesOf } from "../flow/nodes.ts";
import type { Analysis } from "./analysis.ts";
import type { Entry, PlaceNode } from "./place-tree.ts";

/** A call that a row of the catalogue speaks of. */
export interface KnownCall<Row> {
  readonly file: FileFlow;
  readonly call: CallNode;
  readonly row: Row;
}

export interface KnownCalls<Row> {
  readonly calls: readonly KnownCall<Row>[];
  /** Every file of the application that may hold one was looked at. */
  readonly isComplete: boolean;
}

type MayBeKnown = (file: FileFlow, call: CallNode) => boolean;

/** Set-up is in few files; where more look like it, nobody can tell which one counts. */
const MOST_FILES = 30;

/**
 * The calls that some rows of the catalogue speak of, in the project's files that import one of `packages` and whose text matches:
 * the same ones whichever of its files is linted.
 *
 * @param mayBeKnown spares the work of finding out what is called, where its name tells enough
 */
export function callsOfApplication<Row>(
  analysis: Analysis,
  packages: readonly string[],
  pattern: RegExp,
  entriesOf: (place: PlaceNode) => readonly Entry<Row>[],
  mayBeKnown: MayBeKnown = () => true,
): KnownCalls<Row> {
  const { file: own, project } = analysis;
  const paths = project?.filesUsing(packages, pattern);
  const opened = (paths ?? []).slice(0, MOST_FILES).map((path) => {
    if (path === project?.filename) return own;
    const unit = project?.getUnit(path);
    return unit && analysis.fileOf(unit);
  });
  return {
    calls: opened.flatMap((file) => (file ? callsIn(analysis, file, entriesOf, mayBeKnown) : [])),
    isComplete:
      paths !== undefined && paths.length <= MOST_FILES && opened.every((file) => file !== undefined),
  };
}

/** Those in the linted file, which may be handed the application by another one. */
export function callsOfFile<Row>(
  analysis: Analysis,
  pattern: RegExp,
  entriesOf: (place: PlaceNode) => readonly Entry<Row>[],
): readonly KnownCall<Row>[] {
  const { file } = analysis;
  return pattern.test(file.unit.text) ? callsIn(analysis, file, entriesOf, () => true) : [];
}

function callsIn<Row>(
  { classifier }: Analysis,
  file: FileFlow,
  entriesOf: (place: PlaceNode) => readonly Entry<Row>[],
  mayBeKnown: MayBeKnown,
): KnownCall<Row>[] {
  return nodesOf(file.unit).flatMap((node) => {
    if (!isCall(node) || !mayBeKnown(file, node)) return [];
    const entries = classifier.endsOfCall(file, node).flatMap(entriesOf);
    return entries.map(({ row }) => ({ file, call: node, row }));
  });
}
