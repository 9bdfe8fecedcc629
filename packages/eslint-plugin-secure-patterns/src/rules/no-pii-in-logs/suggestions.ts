import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, isFunction, memberName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { wrapValue } from "../../fixes/wrap-value.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { hiddenByRuntime } from "../../shapes/log-redaction.ts";
import { makersOf } from "../../shapes/logger-makers.ts";
import type { Logged } from "../../shapes/logged.ts";
import { spell } from "../../shapes/spell.ts";
import type { Suggestion } from "../../shapes/report.ts";
import { calledBy, type SinkUse } from "../../shapes/sink-uses.ts";
import { nodesOf } from "../../flow/nodes.ts";

export type SuggestionId = "id" | "wrapLogger" | "wrapCall";

const HELPER = { name: "piiSafeLogger", from: "secure-patterns" };
const LEVEL = /^(?:trace|debug|verbose|log|info|warn|error|fatal)$/;

/** Only what makes the finding go away, and hides what was found. */
export function suggestionsFor(
  sourceCode: Readonly<TSESLint.SourceCode>,
  analysis: Analysis,
  use: SinkUse,
  items: readonly Logged[],
): readonly Suggestion<SuggestionId>[] {
  return [...logId(analysis, items), ...wrapLogger(sourceCode, analysis, use, items)];
}

/** `user.email` → `user.id`, where the file reads `user.id` and the line does not already show it. */
function logId(analysis: Analysis, items: readonly Logged[]): Suggestion<SuggestionId>[] {
  const [item, ...others] = items as [Logged, ...Logged[]];
  const node = unwrap(item.node);
  if (others.length > 0 || !/^(?:email|phone|person)$/.test(item.kind) || node.type !== T.MemberExpression)
    return [];
  if (node.computed || item.keys?.some((key) => /mail|phone|name/i.test(key))) return [];
  if (fileRootOf(node) !== analysis.file.unit.ast) return [];
  const owner = spell(node.object);
  const id = ["id", "_id", "userId"].find((name) => readsOf(analysis).has(`${owner}.${name}`));
  if (id === undefined) return [];
  const data = { id: `${owner}.${id}`, text: item.text };
  return [{ messageId: "id", data, edits: [{ range: node.property.range, text: id }], imports: [] }];
}

function wrapLogger(
  sourceCode: Readonly<TSESLint.SourceCode>,
  analysis: Analysis,
  { node }: SinkUse,
  items: readonly Logged[],
): Suggestion<SuggestionId>[] {
  if (!isCall(node) || !items.every(hiddenByRuntime)) return [];
  const callee = unwrap(node.callee);
  if (callee !== calledBy(node) || callee.type !== T.MemberExpression) return [];
  if (!LEVEL.test(memberName(callee) ?? "") || callee.object.type === T.Super) return [];
  const made = makerIn(analysis, callee.object);
  const wrapped = wrapValue(sourceCode, (made ?? callee.object) as TSESTree.Node, HELPER);
  if (!wrapped) return [];
  const logger = spell(callee.object);
  return [{ messageId: made ? "wrapLogger" : "wrapCall", data: { logger }, ...wrapped }];
}

/** The call of this file that makes the logger: `pino(…)`, `new Logger(…)`. */
function makerIn(analysis: Analysis, object: Node): CallNode | undefined {
  const plain = unwrap(object);
  if (isCall(plain)) return undefined;
  return makersOf(analysis.file, plain).find(
    (maker) => isValueOfName(maker) && fileRootOf(maker) === analysis.file.unit.ast,
  );
}

/** `const logger = pino()`, `logger = new Logger()` of a class: not a call somewhere inside of another. */
function isValueOfName({ parent }: CallNode): boolean {
  return parent?.type === T.VariableDeclarator || parent?.type === T.PropertyDefinition;
}

const reads = new WeakMap<Analysis, ReadonlySet<string>>();

/** The members that the file reads, outside of functions' own names, as it spells them. */
function readsOf(analysis: Analysis): ReadonlySet<string> {
  let known = reads.get(analysis);
  if (known) return known;
  const found = new Set<string>();
  const { unit } = analysis.file;
  for (const node of nodesOf(unit)) {
    if (node.type === T.MemberExpression && !isFunction(unwrap(node.object))) found.add(spell(node));
  }
  reads.set(analysis, (known = found));
  return known;
}

function fileRootOf(node: Node): Node {
  let current = node;
  while (current.parent) current = current.parent;
  return current;
}
