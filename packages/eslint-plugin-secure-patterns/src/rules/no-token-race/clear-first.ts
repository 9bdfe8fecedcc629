import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { T, unwrap, type Node } from "../../ast/nodes.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change } from "../../fixes/edit.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { claimOf } from "./claim.ts";
import { contains, isPlainStatement, refusalAfter, statementOf } from "./refusal.ts";
import { tokenAsked } from "./token-asked.ts";

/**
 * For a token in a column of a record that is saved back: a conditional write in front of the first change clears the
 * column, and whoever comes second is refused. The record is saved as before, with all that its library does on that
 * occasion (a hook may hash the password).
 */
export function clearFirst(
  source: Readonly<TSESLint.SourceCode>,
  analysis: Analysis,
  race: Race,
): Change | undefined {
  const { file } = analysis;
  const { read, write } = race;
  const saved = write && statementOf(write.at);
  if (!write || !saved || saved.parent.type !== T.BlockStatement || !isPlainStatement(saved, write.at))
    return undefined;
  const { body } = saved.parent;
  const record = recordOf(write.operation?.record ?? write.operation?.filters[0]);
  const asked = tokenAsked(source, file, race);
  const refusal = refusalAfter(body, read.at);
  const first = body.find(
    (statement) => changes(statement, record) || race.effects.some((effect) => contains(statement, effect)),
  );
  const target = first && first.range[0] < saved.range[0] ? first : saved;
  if (!record || !asked || !refusal || target.range[0] < refusal.range[1]) return undefined;
  const claim = claimOf(source, analysis, race, asked, "write");
  const binding = claim && bindHelper(source, CONSUME, write.at as TSESTree.Node);
  if (!binding || file.ownerOf(read.at) !== file.ownerOf(write.at)) return undefined;
  const indent = " ".repeat(target.loc.start.column);
  const guard = `if ((await ${binding.local}(() => ${claim})) === null) ${source.getText(refusal.consequent as TSESTree.Node)}`;
  return {
    edits: [{ range: [target.range[0], target.range[0]], text: `${guard}\n${indent}` }],
    imports: [binding],
  };
}

const CONSUME = { name: "consumeToken", from: "secure-patterns" };

function recordOf(node: Node | undefined): string | undefined {
  const plain = node && unwrap(node);
  return plain?.type === T.Identifier ? plain.name : undefined;
}

/** `user.password = password;` */
function changes(statement: TSESTree.Statement, record: string | undefined): boolean {
  if (statement.type !== T.ExpressionStatement) return false;
  const { expression } = statement;
  const target =
    expression.type === T.AssignmentExpression
      ? expression.left
      : expression.type === T.UnaryExpression
        ? expression.argument
        : undefined;
  return (
    target?.type === T.MemberExpression &&
    target.object.type === T.Identifier &&
    target.object.name === record
  );
}
