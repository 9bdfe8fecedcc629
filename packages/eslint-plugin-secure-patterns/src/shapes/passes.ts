import { calleeName, isFunction, keyName, staticText, T, type CallNode, type Node } from "../ast/nodes.ts";
import type { SinkKind } from "../catalog/sink-types.ts";
import type { GuardRow } from "../catalog/types.ts";
import { pathKey } from "../flow/access-path.ts";
import type { Fact, Part } from "../flow/facts.ts";
import { patternOf } from "../flow/condition-syntax.ts";
import { BASE_MARK, HOLE } from "../flow/origin.ts";
import { traceAnywhere } from "../flow/trace.ts";
import { literalText } from "../flow/trace-text.ts";
import type { Analysis } from "./analysis.ts";
import { kindsOf } from "./catalog-index.ts";
import { isReachable } from "./header-reach.ts";
import { namesOf } from "./catalog-model.ts";

/** What stands for an address that the project knows and we do not: `BASE_URL`. */
export const TRUSTED_ORIGIN = "https://site.example";

const LONGEST_PATTERN = 300;

/** `replace(/[<>&]/g, (c) => ENTITIES[c])`: who hands marks to a function does it to escape them; letters may come back. */
const MARKS_ONLY = (match: string): string => match.replace(/[^\w\s]/g, "_");

/**
 * Tries an attack string on the checks that were met on the way, in their order, rewritten as the code rewrites it.
 *
 * @param facts from the use back to the source, as the flow engine gathers them
 * @param before the text that the code puts in front, which checks of the address that is made of both see as well
 * @returns the string as it arrives at the sink, or undefined where a check stops it
 */
export function passChecks(
  analysis: Analysis,
  kind: SinkKind,
  input: string,
  facts: readonly Fact[],
  before = "",
): string | undefined {
  if (isNeitherTextNorObject(facts)) return undefined;
  const arrived = formsOf(input, facts).map((form) => passAll(analysis, kind, form, facts, before));
  return arrived.find((text) => text === input) ?? arrived.find((text) => text !== undefined);
}

/**
 * A function that goes through all that it is handed, text by text, hands on as it is what is neither a text nor holds one:
 * `if (typeof x === "string") return clean(x); if (x && typeof x === "object") return each(x); return x;`
 */
function isNeitherTextNorObject(facts: readonly Fact[]): boolean {
  return (
    facts.some((fact) => saysNot("string", fact)) &&
    facts.some((fact) => saysNot("object", fact) || (fact.is === "any" && fact.of.every(isEmptyOrNoObject)))
  );
}

function isEmptyOrNoObject(fact: Fact): boolean {
  if (fact.is === "all") return fact.of.some(isEmptyOrNoObject);
  return fact.is === "falsy" || saysNot("object", fact);
}

function saysNot(type: string, fact: Fact): boolean {
  return fact.is === "type" && fact.type === type && !fact.holds;
}

/** As it is, and, where something is checked that is decoded only later, encoded: as a whole, and behind its first character. */
function formsOf(input: string, facts: readonly Fact[]): readonly string[] {
  const decodedAt = facts.findIndex(({ is }) => is === "decoded");
  if (decodedAt < 0 || decodedAt === facts.length - 1) return [input];
  return [input, encoded(input), input.slice(0, 1) + encoded(input.slice(1))];
}

function encoded(text: string): string {
  return text.replace(/\W/g, (mark) => encodeURIComponent(mark).replace(mark, hexOf));
}

function hexOf(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function passAll(
  analysis: Analysis,
  kind: SinkKind,
  input: string,
  facts: readonly Fact[],
  before: string,
): string | undefined {
  let text: string | undefined = input;
  let lead = "";
  for (const fact of [...facts].reverse()) {
    if (text === undefined) return undefined;
    if (fact.is === "json") text = JSON.stringify(text);
    else if (fact.is === "decoded") text = decoded(text);
    else if (fact.is === "replaced") text = rewrite(text, fact);
    else if (fact.is === "address") {
      // the marks that a parser of addresses encodes wherever they stand
      text = text.replace(/[\s<>"]/g, encodeURIComponent);
      lead = fillHoles(before);
    } else if (!passes(analysis, kind, lead + text, fact)) text = undefined;
  }
  return text;
}

/** Whether any check at all looked at the text, well or badly. */
export function hasTextCheck(facts: readonly Fact[]): Fact | undefined {
  for (const fact of facts) {
    if (/^(?:starts-with|ends-with|contains|matches|replaced)$/.test(fact.is)) return fact;
    if ("part" in fact && (fact.part === "protocol" || fact.part === "pathname")) return fact;
    const inner = fact.is === "all" || fact.is === "any" ? hasTextCheck(fact.of) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function passes(analysis: Analysis, kind: SinkKind, text: string, fact: Fact): boolean {
  switch (fact.is) {
    case "all":
      return fact.of.every((item) => passes(analysis, kind, text, item));
    case "any":
      return fact.of.some((item) => passes(analysis, kind, text, item));
    case "never":
    case "falsy":
      return false;
    case "type":
      return /^(?:string|object|String|Object)$/.test(fact.type) === fact.holds || !fact.holds;
    case "equal":
      return passesEquality(analysis, text, fact);
    case "member":
      return passesMembership(analysis, text, fact);
    case "starts-with":
    case "ends-with":
    case "contains":
      return passesComparison(analysis, text, fact);
    case "matches":
      return passesPattern(text, fact);
    case "compared":
      return passesOrder(text, fact);
    case "predicate":
      return !isTrustedGuard(analysis, kind, fact);
    default:
      return true;
  }
}

function passesEquality(analysis: Analysis, text: string, fact: Fact & { is: "equal" }): boolean {
  const seen = partOf(text, fact.part);
  if (fact.text !== undefined) return seen === fact.text;
  // equal to what the same attacker chooses proves nothing
  return !isTrusted(analysis, fact.to);
}

function passesMembership(analysis: Analysis, text: string, fact: Fact & { is: "member" }): boolean {
  // a list that the same attacker chooses proves nothing
  if (!isTrusted(analysis, fact.of)) return true;
  const list = traceAnywhere(fact.of, []);
  const whole = literalText(list);
  if (whole !== undefined) return whole.includes(partOf(text, fact.part) ?? "");
  return /^(?:pathname|length|protocol)$/.test(fact.part);
}

function passesComparison(
  analysis: Analysis,
  text: string,
  fact: Fact & { is: "starts-with" | "ends-with" | "contains" },
): boolean {
  const seen = partOf(text, fact.part);
  const part = expectedText(analysis, fact.value, fact.text);
  // no host of an attacker ends like `.${ROOT_DOMAIN}`
  if (part === undefined && isBelowDomain(fact)) return !fact.holds;
  if (seen === undefined || part === undefined) return true;
  const found =
    fact.is === "starts-with"
      ? seen.startsWith(part)
      : fact.is === "ends-with"
        ? seen.endsWith(part)
        : seen.includes(part);
  return found === fact.holds;
}

/** `` url.hostname.endsWith(`.${domain}`) `` */
function isBelowDomain({ is, part, value }: Fact & { value: Node; part: Part }): boolean {
  if (is !== "ends-with" || !/^host(?:name)?$/.test(part)) return false;
  const head =
    value.type === T.TemplateLiteral
      ? value.quasis[0]?.value.cooked
      : value.type === T.BinaryExpression
        ? staticText(value.left)
        : undefined;
  return head === ".";
}

/** What a check compares with: known text, with the parts that only the project knows filled in. */
export function expectedText(analysis: Analysis, value: Node, text: string | undefined): string | undefined {
  if (text !== undefined) return text;
  if (value.type === T.TemplateLiteral || value.type === T.BinaryExpression) {
    const [first] = traceAnywhere(value, []);
    const [head = "", tail = ""] =
      value.type === T.TemplateLiteral
        ? [value.quasis[0]?.value.cooked, value.quasis.at(-1)?.value.cooked]
        : ["", staticText(value.right)];
    if (first?.root.type === "literal")
      return first.root.text === undefined ? undefined : first.before + first.root.text;
    return head === "" || head === undefined ? `${TRUSTED_ORIGIN}${tail}` : undefined;
  }
  return literalText(traceAnywhere(value, [])) ?? TRUSTED_ORIGIN;
}

/** `id > 0` of a text that is no number is false; where it is the other way round, the text passes. */
function passesOrder(text: string, fact: Fact & { is: "compared" }): boolean {
  const isNumber = fact.to.type === T.Literal && typeof fact.to.value === "number";
  return fact.part !== "self" || !isNumber || !Number.isNaN(Number(text));
}

function passesPattern(text: string, fact: Fact & { is: "matches" }): boolean {
  // an unknown pattern that must match is an allow-list; one that must not forbids what somebody thought of
  if (fact.pattern === undefined) return !fact.holds;
  if (fact.pattern.length > LONGEST_PATTERN) return false;
  try {
    const pattern = new RegExp(fact.pattern, fact.flags.replace(/[gy]/g, ""));
    return pattern.test(partOf(text, fact.part) ?? "") === fact.holds;
  } catch {
    return false;
  }
}

export function isTrustedGuard(
  analysis: Analysis,
  kind: SinkKind,
  fact: Fact & { is: "predicate" },
): boolean {
  const call = fact.call as CallNode;
  const bit = kindsOf([kind]);
  for (const target of traceAnywhere(call.callee, [])) {
    for (const end of analysis.classify(target).ends) {
      for (const { row } of end.guards) {
        if ((kindsOf(row.clears) & bit) === 0 || (row.arg ?? 0) !== fact.argument) continue;
        if (row.option !== undefined && !hasOption(call, row.option)) continue;
        if (pathKey(row.at ?? []) === pathKey(fact.at ?? []) && saysSafe(row, fact)) return true;
      }
    }
  }
  const isOwn = fact.holds && fact.at === undefined;
  return (
    isOwn &&
    namesOf(analysis.index, calleeName(call), "guard").some((row) => (kindsOf(row.clears) & bit) !== 0)
  );
}

function hasOption(call: CallNode, name: string): boolean {
  return call.arguments.some(
    (argument) =>
      argument.type === T.ObjectExpression &&
      argument.properties.some((property) => property.type === T.Property && keyName(property) === name),
  );
}

/** A check that throws has said all when it returns; of the others somebody must read the answer. */
function saysSafe({ when = true }: GuardRow, fact: Fact & { is: "predicate" }): boolean {
  if (fact.returned) return when === "returns";
  return (when !== false) === fact.holds;
}

function isTrusted(analysis: Analysis, node: Node): boolean {
  return !analysis
    .originsOf(node)
    .some((origin) =>
      analysis
        .classify(origin)
        .sources.some(
          ({ row, rest }) =>
            row.kind !== "stored" && row.form === undefined && isReachable(origin, row, rest),
        ),
    );
}

function partOf(text: string, part: Part): string | undefined {
  if (part === "self" || part === "text") return text;
  if (part === "length") return String(text.length);
  if (part === "legacy-host") return legacyHost(text);
  try {
    const url = new URL(text, `${TRUSTED_ORIGIN}/`);
    const parts: Partial<Record<Part, string>> = {
      host: url.host,
      hostname: url.hostname,
      origin: url.origin,
      protocol: url.protocol,
      pathname: url.pathname,
      href: text,
      username: url.username,
    };
    return parts[part];
  } catch {
    return undefined;
  }
}

/** Node's `url.parse` sees a host only behind a scheme and two slashes: none in `//host` and `http:host`. */
function legacyHost(text: string): string {
  return /^\s*[a-z][a-z0-9+.-]*:[\\/]{2}(?:[^\\/?#]*@)?([^\\/?#:]*)/i.exec(text)?.[1]?.toLowerCase() ?? "";
}

function rewrite(text: string, fact: Fact & { is: "replaced" }): string | undefined {
  const { pattern } = fact;
  const by = fact.by && (isFunction(fact.by) ? MARKS_ONLY : staticText(fact.by));
  if (by === undefined) return text;
  const plain = staticText(pattern);
  if (plain !== undefined)
    return fact.everywhere ? text.replaceAll(plain, by as string) : text.replace(plain, by as string);
  const { pattern: expression, flags } = patternOf(pattern, false, "g");
  if (expression === undefined || expression.length > LONGEST_PATTERN) return text;
  try {
    return text.replace(new RegExp(expression, flags), by as string);
  } catch {
    return text;
  }
}

/**
 * A built text with its unknown parts filled in: what is called `BASE_URL` is the site's address, unless what follows goes
 * on with a query; anything else is some word.
 */
export function fillHoles(before: string): string {
  const hasBase = before.startsWith(HOLE + BASE_MARK) && !/^[&=]/.test(before.slice(2));
  const host = hasBase ? before.replace(HOLE, TRUSTED_ORIGIN) : before;
  return host.replaceAll(HOLE, "x").replaceAll(BASE_MARK, "");
}
