import { calleeName, isCall, T } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { HOLE, type Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import type { Attack } from "./attack.ts";
import { otherQueryAttack } from "./other-queries.ts";
import { passChecks } from "./passes.ts";
import type { SinkUse } from "./sink-uses.ts";
import { sqlPosition, type SqlPosition } from "./sql-position.ts";
import { kindsOf } from "./catalog-index.ts";
import { decoratorsOf, parameterName } from "./handler-match.ts";
import { isMeasure } from "./request-part.ts";
import { isValidatedAtRoute } from "./validated-route.ts";

/** Names that authors give to pieces of statements, and to the names of tables and columns. */
const PIECE =
  /(?:sql|quer(?:y|ies)|where|clauses?|conditions?|filters?|joins?|order(?:_?by)?|sort|select|suffix|placeholders?|params?|set|limit|offset)$/i;
const SCHEMA_NAME =
  /(?:fields?|columns?|cols?|tables?|schemas?|databases?|db|direction|prefix|view|index|constraint|name|type|role|user)$/i;

/**
 * SQL built as text: is there an input that passes every check on the way and, where the code puts it, says more than a
 * value?
 */
export function sqlAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  const { begins } = use.row;
  if (origin.within.length > 0 || isMeasure(rest) || isRecord(origin, rest)) return undefined;
  if (begins !== undefined && !new RegExp(begins, "i").test(origin.before)) return undefined;
  const before = origin.before.replaceAll(HOLE, "x");
  const pass = (input: string): string | undefined => passChecks(analysis, "sql", input, origin.facts);
  const input = use.row.language
    ? otherQueryAttack(use.row.language, before, pass)
    : statementAttack(before, row.kind === "caller" ? nameOf(origin) : undefined, pass);
  if (input === undefined) return undefined;
  // what a schema has let through may be one of a few words, or a number
  const isParsed = (origin.cleared & kindsOf(["mass-assignment"])) !== 0;
  const isGuess =
    row.kind !== "remote" || isParsed || isValidatedAtRoute(analysis, origin, "mass-assignment");
  return { input, confidence: isGuess ? "likely" : "proven" };
}

/** `@Query() query` is an object of all parameters, and no text. */
function isRecord({ node, text }: Origin, rest: AccessPath): boolean {
  if (text || rest.length > 0 || node.type !== T.Identifier) return false;
  return decoratorsOf(node).some(
    ({ expression }) =>
      isCall(expression) &&
      expression.arguments.length === 0 &&
      /^(?:Query|Param|Headers|QueryParams|Params)$/.test(calleeName(expression) ?? ""),
  );
}

/** @param name what a caller hands over is called: it may be a part of the statement by its author's will */
function statementAttack(
  before: string,
  name: string | undefined,
  pass: (input: string) => string | undefined,
): string | undefined {
  const position = sqlPosition(before);
  if (name !== undefined && isPartOfStatement(position, name)) return undefined;
  return inputs(position).find((input) => {
    const arrived = pass(input);
    return arrived !== undefined && breaksOut(position, arrived);
  });
}

/** What is called so is a part of the statement by its author's will, not a value: `WHERE ${conditions}`, `FROM ${table}`. */
function isPartOfStatement(position: SqlPosition, name: string): boolean {
  switch (position.in) {
    case "string":
      return false;
    case "value":
      return PIECE.test(name) || /(?:columns?|fields?|tables?)$/i.test(name);
    case "identifier":
      return PIECE.test(name) || SCHEMA_NAME.test(name);
    default:
      return true;
  }
}

function nameOf({ root, path }: Origin): string {
  const read = path.findLast((segment) => /^[a-z]/i.test(segment));
  if (read !== undefined) return read;
  return root.type === "parameter" ? (parameterName(root.of.params[root.index]) ?? "") : "";
}

function inputs(position: SqlPosition): readonly string[] {
  switch (position.in) {
    case "string":
      return [
        `${position.quote} OR ${position.quote}1${position.quote}=${position.quote}1`,
        `\\${position.quote} OR 1=1 -- `,
        `${position.quote}/**/OR/**/1=1--`,
      ];
    case "value":
      return ["1 OR 1=1", "1/**/OR/**/1=1", "(SELECT password FROM users)", "' OR '1'='1"];
    case "identifier":
      return ["id; DROP TABLE users", "(SELECT password FROM users)", "id/**/DESC--"];
    case "comment":
      return ["*/ OR 1=1 -- ", "\nOR 1=1 -- "];
    case "whole":
      return ["DELETE FROM users"];
  }
}

function breaksOut(position: SqlPosition, text: string): boolean {
  switch (position.in) {
    case "string":
      return text
        .replaceAll(position.quote.repeat(2), "")
        .replace(/\\[^\\]/g, "")
        .includes(position.quote);
    case "value":
    case "identifier":
      // one word, number or quoted name is what was asked for
      return /[\s;()'"/]/.test(text.trim());
    case "comment":
      return text.includes("*/") || text.includes("\n");
    case "whole":
      return text.includes(" ");
  }
}
