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

/** Set-up is in few files; where more look like it, nobody can tell which one counts. */
const MOST_FILES = 30;

/**
 * The calls that some rows of the catalogue speak of, in the linted file and in the project's files that import one of
 * `packages` and whose text matches.
 */
export function callsOfApplication<Row>(
  analysis: Analysis,
  packages: readonly string[],
  pattern: RegExp,
  entriesOf: (place: PlaceNode) => readonly Entry<Row>[],
): KnownCalls<Row> {
  const { file: own, project } = analysis;
  const paths = project?.filesUsing(packages, pattern);
  const others = (paths ?? []).filter((path) => path !== project?.filename);
  const opened = others.slice(0, MOST_FILES).map((path) => {
    const unit = project?.getUnit(path);
    return unit && analysis.fileOf(unit);
  });
  const files = [
    ...(pattern.test(own.unit.text) ? [own] : []),
    ...opened.filter((file) => file !== undefined),
  ];
  return {
    calls: files.flatMap((file) => callsIn(analysis, file, entriesOf)),
    isComplete:
      paths !== undefined && others.length <= MOST_FILES && opened.every((file) => file !== undefined),
  };
}

function callsIn<Row>(
  { classifier }: Analysis,
  file: FileFlow,
  entriesOf: (place: PlaceNode) => readonly Entry<Row>[],
): KnownCall<Row>[] {
  return nodesOf(file.unit).flatMap((node) => {
    if (!isCall(node)) return [];
    const entries = classifier.endsOfCall(file, node).flatMap(entriesOf);
    return entries.map(({ row }) => ({ file, call: node, row }));
  });
}
