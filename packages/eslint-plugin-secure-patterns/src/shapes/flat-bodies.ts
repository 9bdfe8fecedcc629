import { isCall, keyName, staticText, T, unwrap, type CallNode } from "../ast/nodes.ts";
import type { BodyParserRow } from "../catalog/types.ts";
import type { Analysis } from "./analysis.ts";
import { nodesOf } from "../flow/nodes.ts";

const known = new WeakMap<Analysis, boolean>();

/** Whether the file's own body parsers give nothing but texts: `app.use(urlencoded({ extended: false }))` and no other. */
export function hasFlatBodies(analysis: Analysis): boolean {
  let answer = known.get(analysis);
  if (answer === undefined) known.set(analysis, (answer = findFlatBodies(analysis)));
  return answer;
}

function findFlatBodies(analysis: Analysis): boolean {
  const { unit } = analysis.file;
  if (!unit.text.includes("urlencoded")) return false;
  const parsers = [...parserCalls(analysis)];
  return (
    parsers.length > 0 && parsers.every(({ call, row }) => row.flat !== undefined && isSet(call, row.flat))
  );
}

function* parserCalls(analysis: Analysis): Generator<{ call: CallNode; row: BodyParserRow }> {
  const { file } = analysis;
  for (const node of nodesOf(file.unit)) {
    if (isCall(node)) {
      const [entry] = analysis.classifier.endsOfCall(file, node).flatMap((end) => end.bodyParsers);
      if (entry) yield { call: node, row: entry.row };
    }
  }
}

function isSet(call: CallNode, { option, is }: NonNullable<BodyParserRow["flat"]>): boolean {
  const options = call.arguments[0] && unwrap(call.arguments[0]);
  if (options?.type !== T.ObjectExpression) return false;
  return options.properties.some(
    (property) =>
      property.type === T.Property && keyName(property) === option && staticText(property.value) === is,
  );
}
