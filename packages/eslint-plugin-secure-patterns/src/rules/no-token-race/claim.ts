import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, memberName, T, type CallNode } from "../../ast/nodes.ts";
import { catalog } from "../../catalog/index.ts";
import type { ClaimRow } from "../../catalog/types.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { fill } from "./fill.ts";
import type { Asked } from "./token-asked.ts";

/**
 * The one write that clears the token, or that removes its record, in the words of the library, which the project's
 * packages tell where two of them read alike.
 */
export function claimOf(
  source: Readonly<TSESLint.SourceCode>,
  { isInUse }: Analysis,
  race: Race,
  { column, value, text: asked }: Asked,
  kind: "write" | "remove",
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
      .flatMap((row) => {
        const write = row[kind];
        return write === undefined ? [] : [{ write, isUsed: isInUse(packages) }];
      }),
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
