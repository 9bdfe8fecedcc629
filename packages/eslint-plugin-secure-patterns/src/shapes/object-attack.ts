import { isCall, keyName, T, type Node } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import type { Attack } from "./attack.ts";
import { isTrustedGuard, passChecks } from "./passes.ts";
import { isCheckedInChain } from "./checked-in-chain.ts";
import { ownerOfKeys } from "./copied-keys.ts";
import { isDeclaredByClass } from "./declared-body.ts";
import { hasFlatBodies } from "./flat-bodies.ts";
import { isHandedToValidator } from "./handed-to-validator.ts";
import { isForAdmins } from "./for-admins.ts";
import { hasFieldsLeftOut } from "./left-out.ts";
import { isKeptToUser } from "./kept-to-user.ts";
import { isMadePrimitive } from "./made-primitive.ts";
import { isMeasure, isWhole, mayBeObject } from "./request-part.ts";
import type { SinkUse } from "./sink-uses.ts";
import { isValidatedAtRoute } from "./validated-route.ts";

/** Operators that hold a condition's parts, so that an operator may come next. */
const GROUPING = /^\$(?:or|and|nor|not|match|elemMatch)$/;
/** … which stand in a list. */
const LISTING = /^\$?(?:or|and|nor|not|elemMatch|all)$/i;
/** Operators of filters that are written without a dollar sign, and take scalars. */
const PLAIN_OPERATOR =
  /^(?:equals|in|notIn|lte?|gte?|contains|startsWith|endsWith|search|mode|has|hasSome|hasEvery|path)$/;
/** What is run as code, if it is text. */
const CODE = /^\$(?:where|function|accumulator)$/;

/** Filters: can the client hand in an object whose keys are read as operators, or choose the fields that are asked for? */
export function filterAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  if (use.row.code || isCode(origin.within)) return codeAttack(analysis, origin, rest, use);
  if (!mayBeObject(analysis, origin, row, rest) || (row.parsed && hasFlatBodies(analysis))) return undefined;
  const isKeyed = isWhole(origin.within);
  if ((use.row.bound || isWholeCall(use.value)) && !isKeyed) return undefined;
  if (isAskedWhere(use)) return undefined;
  if (origin.within.some((segment) => isScalarOperator(segment))) return undefined;
  if (isDeclaredByClass(origin) || isMadePrimitive(analysis, origin)) return undefined;
  if (!passesAsObject(analysis, "query-object", origin.facts)) return undefined;
  const takesLists = use.row.list || use.row.bound || origin.within.some((segment) => LISTING.test(segment));
  if (!takesLists && unparsed(origin.facts).some(isMeasured)) return undefined;
  const isValidated =
    isValidatedAtRoute(analysis, origin, "query-object") || isCheckedInChain(analysis, origin, use);
  const isGuess =
    row.kind === "stored" ||
    isValidated ||
    isHandedToValidator(analysis, origin) ||
    isForAdmins(analysis, origin) ||
    isKeptToUser(analysis.file, use.value, origin.within);
  const input = use.row.list
    ? '["key", "value"]'
    : use.row.compares === "equals"
      ? '{ "not": null }'
      : use.row.bound
        ? '{ "role": "admin" }'
        : '{ "$ne": null }';
  return isValidated ? undefined : { input, confidence: isGuess ? "likely" : "proven" };
}

/** `model.update({ where: { id }, data })` of a base class for whatever model: its parts are typed one by one. */
function isWholeCall(value: Node): boolean {
  return (
    value.type === T.ObjectExpression &&
    value.properties.some((each) => each.type === T.Property && keyName(each) === "where") &&
    value.properties.some((each) => each.type === T.Property && keyName(each) === "data")
  );
}

/** `Task.update(values, { where: { id } })`, `User.findOne({ where: { email } })`: no library whose filter is all of an argument asks so. */
function isAskedWhere({ row, node, value }: SinkUse): boolean {
  if (row.at || row.bound || !isCall(node) || !node.arguments.includes(value as never)) return false;
  return node.arguments.some(
    (argument) =>
      argument.type === T.ObjectExpression &&
      argument.properties.some(
        (each) =>
          each.type === T.Property && keyName(each) === "where" && each.value.type === T.ObjectExpression,
      ),
  );
}

/** `{ $function: { body, args } }`: what the code is handed is not run. */
function isCode(within: AccessPath): boolean {
  const at = within.findIndex((segment) => CODE.test(segment));
  return at >= 0 && !/args$|^lang$/i.test(within[at + 1] ?? "");
}

/** Data that is written: is it all that the request holds, rather than fields that the code names? */
export function assignmentAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  if (!mayBeObject(analysis, origin, row, rest) || !isWhole(origin.within)) return undefined;
  const keys = ownerOfKeys(analysis, origin);
  if (keys === "program") return undefined;
  if (use.row.arg === "receiver" && origin.within.includes("*") && keys !== "client") return undefined;
  if (isDeclaredByClass(origin) || !passesAsObject(analysis, "mass-assignment", origin.facts))
    return undefined;
  if (isValidatedAtRoute(analysis, origin, "mass-assignment") || isCheckedInChain(analysis, origin, use))
    return undefined;
  const isGuess =
    row.kind === "stored" ||
    isHandedToValidator(analysis, origin) ||
    hasFieldsLeftOut(origin) ||
    isForAdmins(analysis, origin);
  return { input: '{ "role": "admin" }', confidence: isGuess ? "likely" : "proven" };
}

function codeAttack(
  analysis: Analysis,
  origin: Origin,
  rest: AccessPath,
  { row: { at = [] } }: SinkUse,
): Attack | undefined {
  // a filter that is the client's as a whole is told as such
  if (isMeasure(rest) || at.some((segment) => rest.includes(segment))) return undefined;
  const input = "'; while (true); '";
  const arrived = passChecks(analysis, "query-object", input, origin.facts);
  return arrived === undefined ? undefined : { input, confidence: "proven" };
}

function isScalarOperator(segment: string): boolean {
  return segment.startsWith("$") ? !GROUPING.test(segment) : PLAIN_OPERATOR.test(segment);
}

/** Whether an object of the client's gets through the checks on the way. */
function passesAsObject(
  analysis: Analysis,
  kind: "query-object" | "mass-assignment",
  facts: readonly Fact[],
): boolean {
  return unparsed(facts).every((fact) => passes(analysis, kind, fact));
}

/** What was checked before it was parsed is a text. */
function unparsed(facts: readonly Fact[]): readonly Fact[] {
  const parsed = facts.findIndex(({ is }) => is === "parsed");
  return parsed < 0 ? facts : facts.slice(0, parsed);
}

/** `code.length > 0`, `code.length === 6`: an object of operators has no length, and none is an operator's name. */
function isMeasured(fact: Fact): boolean {
  if (fact.is === "all") return fact.of.some(isMeasured);
  if (fact.is === "any") return fact.of.every(isMeasured);
  if (fact.is === "compared") return !fact.denied && (fact.part === "length" || fact.part === "self");
  return fact.is === "equal" && fact.part === "length";
}

function passes(analysis: Analysis, kind: "query-object" | "mass-assignment", fact: Fact): boolean {
  switch (fact.is) {
    case "all":
      return fact.of.every((item) => passes(analysis, kind, item));
    case "any":
      return fact.of.some((item) => passes(analysis, kind, item));
    case "never":
    case "falsy":
    case "member":
    case "starts-with":
    case "ends-with":
    case "contains":
      // strings have these methods, objects would throw
      return false;
    case "type":
      return /^object$/i.test(fact.type) === fact.holds;
    case "equal":
      return fact.part !== "self";
    case "matches":
      return fact.pattern !== undefined && matchesObject(fact.pattern, fact.flags) === fact.holds;
    case "predicate":
      return !isTrustedGuard(analysis, kind, fact);
    default:
      return true;
  }
}

/** A pattern sees an object as this text. */
function matchesObject(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags.replace(/[gy]/g, "")).test("[object Object]");
  } catch {
    return false;
  }
}
