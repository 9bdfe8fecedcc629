import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, T, unwrap } from "../ast/nodes.ts";
import type { Analysis } from "./analysis.ts";
import { nodesOfType } from "../flow/nodes.ts";

/** A call whose answer says whether the input is good, and that nobody reads. */
export interface DiscardedCheck {
  readonly call: TSESTree.CallExpression;
  /** For messages: "safeParse". */
  readonly check: string;
}

/** `schema.safeParse(req.body);` as a statement of its own; checks that throw are fine there. */
export function* findDiscardedChecks(analysis: Analysis): Generator<DiscardedCheck> {
  const { unit } = analysis.file;
  if (!/\b(?:safeParse|validate|spa|Check)\w*\s*\(/.test(unit.text)) return;
  for (const node of nodesOfType(unit, T.ExpressionStatement)) {
    const call = unwrap(node.expression);
    if (call.type === T.CallExpression && isUnread(analysis, call))
      yield { call, check: calleeName(call) ?? "the check" };
  }
}

function isUnread(analysis: Analysis, call: TSESTree.CallExpression): boolean {
  const argument = call.arguments[0];
  const rows = analysis.classifier
    .endsOfCall(analysis.file, call)
    .flatMap((end) => end.guards)
    .map(({ row }) => row);
  if (!argument || rows.length === 0) return false;
  return rows.every((row) => row.at !== undefined && row.when !== "returns") && isRequest(analysis, call);
}

function isRequest(analysis: Analysis, call: TSESTree.CallExpression): boolean {
  return call.arguments.some((argument) =>
    analysis
      .originsOf(argument)
      .some((origin) => analysis.classify(origin).sources.some(({ row }) => row.kind === "remote")),
  );
}
