import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { calleeName, isCall, outermost, T, type CallNode } from "../../ast/nodes.ts";
import { catalog } from "../../catalog/index.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change } from "../../fixes/edit.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { askInWrite } from "./ask-in-write.ts";
import { changed } from "./changed.ts";
import { contains, isPlainStatement, refusalFor, statementOf } from "./refusal.ts";
import { unusedOf } from "./unused.ts";

const batches = catalog.flatMap(({ batches: names = [] }) => names);

/**
 * `await prisma.$transaction([changePassword, markUsed])`: where the mark rejects for whoever comes second, the whole list is
 * taken back. So it is asked in its place, and its answer is that of the list.
 */
export function consumeInList(
  source: Readonly<TSESLint.SourceCode>,
  file: FileFlow,
  race: Race,
): Change | undefined {
  const { is, write, read, counter } = race;
  const list = write && listOf(write.at as TSESTree.Node);
  const own = list && statementOf(list.call);
  // what matches nothing without an error takes nothing back
  if (!write?.operation?.throws || !own || is !== "unconditional" || counter !== undefined) return undefined;
  if (!isPlainStatement(own, list.call) || own.parent.type !== T.BlockStatement) return undefined;
  const refusal = refusalFor(source, write, read);
  if (!refusal || own.range[0] < refusal.from) return undefined;
  if (race.effects.some((effect) => effect.range[0] < own.range[0])) return undefined;
  const unused = unusedOf(source, file, race);
  const asked = unused && askInWrite(source, file, write.operation, unused);
  const comments = source.getCommentsInside(own as TSESTree.Node);
  if (!asked || comments.some((comment) => !contains(list.call, comment as never))) return undefined;
  const binding = bindHelper(source, { name: "consumeToken", from: "secure-patterns" }, list.call);
  if (!binding) return undefined;
  const text = changed(source, list.call, asked.insertions);
  const answer = `(await ${text})[${list.index}]`;
  const guard = `if ((await ${binding.local}(async () => ${answer})) === null) ${refusal.text}`;
  const imports = [binding, ...asked.imports.filter(({ present }) => !present)];
  return { edits: [{ range: own.range, text: guard }], imports };
}

function listOf(write: TSESTree.Node): { call: CallNode & TSESTree.Node; index: number } | undefined {
  const element = outermost(write);
  const list = element.parent;
  const call = list?.type === T.ArrayExpression ? list.parent : undefined;
  if (list?.type !== T.ArrayExpression || !isCall(call) || call.arguments[0] !== list) return undefined;
  if (!batches.includes(calleeName(call) ?? "")) return undefined;
  const index = list.elements.indexOf(element as never);
  const isCounted = list.elements.slice(0, index).every((one) => one && one.type !== T.SpreadElement);
  return index >= 0 && isCounted ? { call, index } : undefined;
}
