import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, memberName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change } from "../../fixes/edit.ts";
import { catalog } from "../../catalog/index.ts";
import type { ClaimRow } from "../../catalog/types.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { fill } from "./fill.ts";
import { contains, isPlainStatement, refusalAfter, statementOf } from "./refusal.ts";
import { type Asked, tokenAsked } from "./token-asked.ts";

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
  const claim = claimOf(source, analysis, race, asked);
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

/** In the words of the library, which the project's packages tell where two of them read alike. */
function claimOf(
  source: Readonly<TSESLint.SourceCode>,
  { isInUse }: Analysis,
  race: Race,
  { column, value, text: asked }: Asked,
): string | undefined {
  const read = race.read.at;
  if (!isCall(read) || read.callee.type !== T.MemberExpression) return undefined;
  const { object, method } = { object: read.callee.object, method: memberName(read.callee) ?? "" };
  const model = source.getText(object as TSESTree.Node);
  const saved = savedBy(source, race, model);
  const given = givenTo(read);
  const fitting = frameworks.flatMap(({ packages, claims = [] }) =>
    claims
      .filter((row) => row.saved === saved && row.given === given && row.reads.includes(method))
      .map(({ write }) => ({ write, isUsed: isInUse(packages) })),
  );
  const { write } = fitting.find(({ isUsed }) => isUsed) ?? fitting[0] ?? {};
  const [first] = read.arguments;
  const entity = first ? source.getText(first) : "";
  return write && fill(write, { model, entity, column, value, asked });
}

const frameworks = catalog.filter(({ claims }) => claims !== undefined);

function savedBy(
  source: Readonly<TSESLint.SourceCode>,
  { write }: Race,
  model: string,
): ClaimRow["saved"] | undefined {
  if (write?.operation?.record) return "itself";
  const save = write?.at;
  const keeper = isCall(save) && save.callee.type === T.MemberExpression ? save.callee.object : undefined;
  return keeper && source.getText(keeper as TSESTree.Node) === model ? "by receiver" : undefined;
}

function givenTo({ arguments: [first, second] }: CallNode): ClaimRow["given"] | undefined {
  if (first?.type === T.ObjectExpression) return hasWhere(first) ? "where" : "condition";
  // `repository.findOne(undefined, { where })` of TypeORM 0.2
  if (second?.type !== T.ObjectExpression || first?.type !== T.Identifier) return undefined;
  return first.name !== "undefined" ? "entity" : hasWhere(second) ? "where" : undefined;
}

function hasWhere({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((property) => property.type === T.Property && keyName(property) === "where");
}
