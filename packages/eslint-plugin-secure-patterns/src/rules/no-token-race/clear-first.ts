import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change } from "../../fixes/edit.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { contains, isPlainStatement, refusalAfter, statementOf } from "./refusal.ts";
import { type Asked, tokenAsked } from "./token-asked.ts";

/**
 * For a token in a column of a record that is saved back: a conditional write in front of the first change clears the
 * column, and whoever comes second is refused. The record is saved as before, with all that its library does on that
 * occasion (a hook may hash the password).
 */
export function clearFirst(
  source: Readonly<TSESLint.SourceCode>,
  file: FileFlow,
  race: Race,
): Change | undefined {
  const { read, write } = race;
  const saved = write && statementOf(write.at);
  if (!write || !saved || saved.parent.type !== T.BlockStatement || !isPlainStatement(saved, write.at))
    return undefined;
  const { body } = saved.parent;
  const record = recordOf(write.operation?.record ?? write.operation?.filters[0]);
  const asked = tokenAsked(source, race);
  const refusal = refusalAfter(body, read.at);
  const first = body.find(
    (statement) => changes(statement, record) || race.effects.some((effect) => contains(statement, effect)),
  );
  const target = first && first.range[0] < saved.range[0] ? first : saved;
  if (!record || !asked || !refusal || target.range[0] < refusal.range[1]) return undefined;
  const claim = claimOf(source, race, asked);
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

/** In the words of the library: Mongoose and Sequelize save the record, TypeORM's repository is handed it. */
function claimOf(
  source: Readonly<TSESLint.SourceCode>,
  race: Race,
  { column, value, text }: Asked,
): string | undefined {
  const read = race.read.at;
  const save = race.write?.at;
  if (!isCall(read) || read.callee.type !== T.MemberExpression) return undefined;
  const model = source.getText(read.callee.object as TSESTree.Node);
  const keeper =
    save && isCall(save) && save.callee.type === T.MemberExpression
      ? source.getText(save.callee.object as TSESTree.Node)
      : undefined;
  const [first] = read.arguments;
  const isWhere =
    first?.type === T.ObjectExpression &&
    first.properties.some(
      (property) =>
        property.type === T.Property && !property.computed && source.getText(property.key) === "where",
    );
  const isFirst = /^(?:findOne|findOneBy|findOneOrFail|findOneByOrFail)$/.test(memberName(read.callee) ?? "");
  if (!isFirst) return undefined;
  if (!race.write?.operation?.record)
    return keeper === model ? `${model}.update({ ${text} }, { ${column}: null })` : undefined;
  if (isWhere) return `${model}.update({ ${column}: null }, { where: { ${text} } })`;
  // an active record of TypeORM is found by `findOneBy`, and has no `updateOne`
  return memberName(read.callee) === "findOne"
    ? `${model}.updateOne({ ${column}: ${value} }, { $unset: { ${column}: 1 } })`
    : undefined;
}
