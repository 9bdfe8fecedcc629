import { calleeName, isCall, isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkRow } from "../catalog/sink-types.ts";
import { parameterIndex } from "../flow/bindings.ts";
import { childrenOf, fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";
import { keep } from "../flow/whole-answers.ts";
import type { Analysis } from "./analysis.ts";
import { treatmentOf } from "./harmless-value.ts";
import { verdictOf } from "./personal-name.ts";
import { redactionOf, type Redaction } from "./log-redaction.ts";
import type { Logged } from "./logged.ts";
import { isWrapperCall } from "./wrapper-call.ts";
import { findSinksOf, type SinkUse } from "./sink-uses.ts";
import { nodesOfType } from "../flow/nodes.ts";
import { withinBody } from "./within-body.ts";

/** A parameter that a function of another file writes to a log. */
interface LoggedParameter {
  readonly index: number;
  readonly isRest: boolean;
  readonly redaction: Redaction | undefined;
  /** It is told to a service that people are meant to be known to. */
  readonly isLikely: boolean;
}

/** What is handed to a function of another file that logs it. */
export interface WrapperUse extends SinkUse {
  readonly node: TSESTree.CallExpression;
  readonly redaction: Redaction | undefined;
}

const memo = new WeakMap<FunctionNode, readonly LoggedParameter[]>();

/** `logEvent("signed up", user.email)`, where `lib/log-event.ts` hands its second parameter to a logger. */
export function* wrapperUses(
  analysis: Analysis,
  known: ReadonlySet<Node>,
  exposed: (use: SinkUse) => readonly Logged[],
): Generator<WrapperUse> {
  const { file } = analysis;
  if (!file.modules) return;
  for (const node of nodesOfType(file.unit, T.CallExpression)) {
    if (isWrapperCall(node) && !known.has(node)) yield* usesOfCall(analysis, node, exposed);
  }
}

function* usesOfCall(
  analysis: Analysis,
  call: TSESTree.CallExpression,
  exposed: (use: SinkUse) => readonly Logged[],
): Generator<WrapperUse> {
  const name = calleeName(call) ?? "";
  const isExposed = new Map<Node, boolean>();
  for (const of of functionsOf(analysis.file, call.callee)) {
    if (fileOf(of) === analysis.file) continue;
    for (const { index, isRest, redaction, isLikely } of loggedParameters(analysis, of)) {
      const what = `\`${name}\`, which logs it`;
      const row: SinkRow = { kind: "log", deep: true, what, ...(isLikely && { likely: true }) };
      for (const value of call.arguments.slice(index, isRest ? undefined : index + 1)) {
        const use: WrapperUse = { row, node: call, value, redaction };
        if (!isExposed.has(value)) isExposed.set(value, exposed(use).length > 0);
        if (isExposed.get(value)) yield use;
      }
    }
  }
}

/** `logError(request, error)`, whose function can be seen and writes down the error alone. */
export function isLeftOut(analysis: Analysis, { node, value }: SinkUse): boolean {
  if (node.type !== T.CallExpression || node.callee.type !== T.Identifier) return false;
  const position = node.arguments.indexOf(value as never);
  const seen = functionsOf(analysis.file, node.callee).map((of) => loggedParameters(analysis, of));
  return (
    seen.some((logged) => logged.length > 0) &&
    seen.every((logged) =>
      logged.every(({ index, isRest }) => (isRest ? position < index : position !== index)),
    )
  );
}

function loggedParameters(analysis: Analysis, of: FunctionNode): readonly LoggedParameter[] {
  return keep(memo, of, [], () => findLogged(analysis, of));
}

function findLogged(analysis: Analysis, of: FunctionNode): readonly LoggedParameter[] {
  const found: LoggedParameter[] = [];
  const home = fileOf(of);
  if (!home) return found;
  for (const node of withinBody(home, of.body)) {
    if (!isCall(node)) continue;
    const uses = findSinksOf(home, analysis.classifier, analysis.index, node);
    for (const { row, value } of uses) {
      if (row.kind !== "log") continue;
      const redaction = redactionOf(home, node);
      for (const name of shownIn(home, value)) {
        // what its own name gives away is found in that file
        const parameter = verdictOf(name.name) ? undefined : parameterOf(home, of, name);
        if (parameter) found.push({ ...parameter, redaction, isLikely: row.likely === true });
      }
    }
  }
  return found;
}

/** The variables that a logged value shows: those of a text or an object, not what was masked. */
function* shownIn(file: FileFlow, value: Node): Generator<TSESTree.Identifier> {
  const pending: Node[] = [value];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.Identifier) yield node;
    if (isFunction(node) || (isCall(node) && treatmentOf(node).is !== "same")) continue;
    if (node.type === T.MemberExpression) continue;
    const children = node.type === T.Property ? [node.value] : childrenOf(node, file.unit.visitorKeys);
    pending.push(...children);
  }
}

function parameterOf(
  file: FileFlow,
  of: FunctionNode,
  name: TSESTree.Identifier,
): Pick<LoggedParameter, "index" | "isRest"> | undefined {
  const [definition] = file.bindings.variableOf(name)?.defs ?? [];
  if (definition?.type !== "Parameter" || (definition.node as Node) !== of) return undefined;
  let pattern = definition.name as Node;
  while (pattern.parent && pattern.parent !== of) pattern = pattern.parent;
  const index = parameterIndex(pattern);
  return index < 0 ? undefined : { index, isRest: pattern.type === T.RestElement };
}
