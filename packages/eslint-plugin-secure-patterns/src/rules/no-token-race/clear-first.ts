import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { calleeName, isCall, T, unwrap, type Node } from "../../ast/nodes.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change } from "../../fixes/edit.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { askingOf, recordOf } from "./asking.ts";
import { claimOf } from "./claim.ts";
import { contains, indentOf, refusalFor, statementOf } from "./refusal.ts";

/**
 * For a record that is saved back: a conditional write in front of the first change ends the token, and whoever comes second
 * is refused. The record is saved as before, with all that its library does on that occasion (a hook may hash the password).
 */
export function clearFirst(
  source: Readonly<TSESLint.SourceCode>,
  analysis: Analysis,
  race: Race,
): Change | undefined {
  const { file } = analysis;
  const { read, write } = race;
  const saved = write && statementOf(write.at);
  if (!write?.operation || saved?.parent.type !== T.BlockStatement) return undefined;
  const { body } = saved.parent;
  const record = recordOf(write.operation);
  const asking = askingOf(source, file, race);
  const refusal = refusalFor(source, write, read);
  const first = body.find(
    (statement) => changes(statement, record) || race.effects.some((effect) => contains(statement, effect)),
  );
  const target = first && first.range[0] < saved.range[0] ? first : saved;
  if (!record || !asking || !refusal || target.range[0] < refusal.from) return undefined;
  if (race.effects.some((effect) => effect.range[0] < target.range[0])) return undefined;
  const claim = claimOf(source, analysis, race, asking, "write");
  const binding = claim && bindHelper(source, CONSUME, write.at as TSESTree.Node);
  if (!binding || file.ownerOf(read.at) !== file.ownerOf(write.at)) return undefined;
  const indent = indentOf(source, target);
  const guard = `if ((await ${binding.local}(() => ${claim})) === null) ${refusal.text}`;
  return {
    edits: [{ range: [target.range[0], target.range[0]], text: `${guard}\n${indent}` }],
    imports: [binding],
  };
}

const CONSUME = { name: "consumeToken", from: "secure-patterns" };

/** `user.password = password;`, `user.set({ … });`, `Object.assign(user, { … });` */
function changes(statement: TSESTree.Statement, record: string | undefined): boolean {
  if (statement.type !== T.ExpressionStatement) return false;
  const expression = unwrap(statement.expression);
  if (isCall(expression)) {
    const { callee, arguments: given } = expression;
    if (!/^(?:assign|set)$/.test(calleeName(expression) ?? "") || callee.type !== T.MemberExpression)
      return false;
    return isNamed(callee.object, record) || isNamed(given[0], record);
  }
  const target =
    expression.type === T.AssignmentExpression
      ? expression.left
      : expression.type === T.UnaryExpression
        ? expression.argument
        : undefined;
  return target?.type === T.MemberExpression && isNamed(target.object, record);
}

function isNamed(node: Node | undefined, name: string | undefined): boolean {
  return node?.type === T.Identifier && node.name === name;
}
