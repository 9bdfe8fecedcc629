import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, memberName, T, type CallNode, type Node } from "../../ast/nodes.ts";
import { catalog } from "../../catalog/index.ts";
import type { ClaimRow } from "../../catalog/operation-types.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { linksOf } from "../../shapes/operations/call-chain.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { fill } from "./fill.ts";
import type { Asking } from "./asking.ts";

/**
 * The one write that ends the token, or that removes its record, in the words of the library, which the project's packages
 * tell where two of them read alike.
 */
export function claimOf(
  source: Readonly<TSESLint.SourceCode>,
  { isInUse }: Analysis,
  race: Race,
  asking: Asking,
  kind: "write" | "remove",
): string | undefined {
  const read = readIn(race.read.at);
  if (!read || read.callee.type !== T.MemberExpression) return undefined;
  const { object, method } = { object: read.callee.object, method: memberName(read.callee) ?? "" };
  const model = source.getText(object as TSESTree.Node);
  const saved = savedBy(source, race, model);
  const given = givenTo(read);
  const fitting = frameworks.flatMap(({ packages, claims = [] }) =>
    claims
      .filter((row) => row.saved === saved && row.given === given && row.reads.includes(method))
      .flatMap((row) => (row[kind] === undefined ? [] : [{ row, isUsed: isInUse(packages) }])),
  );
  // a repository of the project's own may be of any library
  const isSure = race.read.operation?.isGuess !== true;
  const { row } = fitting.find(({ isUsed }) => isUsed) ?? (isSure ? fitting[0] : undefined) ?? {};
  const asked = row && conditionOf(row, asking);
  const [first] = read.arguments;
  const entity = first ? source.getText(first) : "";
  const set = asking.set ?? fill(row?.empties ?? "{column}: null", { column: asking.column });
  return asked && fill(row[kind] ?? "", { model, entity, asked, set });
}

/** `User.findOne({ … })` of `User.findOne({ … }).select("+resetToken")` */
function readIn(node: Node): CallNode | undefined {
  if (!isCall(node)) return undefined;
  const methods = frameworks.flatMap(({ claims = [] }) => claims.flatMap(({ reads }) => reads));
  return linksOf(node).find(({ name }) => methods.includes(name))?.call ?? node;
}

/** Undefined where the library has no words for it, or where nobody knows what its key is called. */
function conditionOf({ key, unset = {} }: ClaimRow, { text, hasId }: Asking): string | undefined {
  const { flag = "false", time = "time" in unset ? undefined : "null" } = unset;
  if (text.includes("{key}") && key === undefined && !hasId) return undefined;
  if (text.includes("{time}") && time === undefined) return undefined;
  return fill(text, { key: key ?? "id", flag, time: time ?? "" });
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
