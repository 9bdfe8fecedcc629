import { enclosingFunction, isCall, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import { TAIL, urlPart } from "../flow/builtins.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import { fileOf } from "../flow/file-flow.ts";
import { HOLE, type Origin } from "../flow/origin.ts";
import { literalText } from "../flow/trace-text.ts";
import { traceAnywhere } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { OWN_PARTS, type Attack } from "./attack.ts";
import { isOfFixedPage } from "./fixed-page.ts";
import { isReachable } from "./header-reach.ts";
import { routeReach } from "./route-reach.ts";
import type { SinkUse } from "./sink-uses.ts";
import { expectedText, fillHoles, passChecks, TRUSTED_ORIGIN } from "./passes.ts";

const EVIL = "evil.example";
const HOSTILE_HOST = /(?:^|\.)evil\.example$|^evil-/;

const KEEPS_TARGET =
  /redirect|return|next|url|uri|link|href|target|continue|dest|go_?to|callback|location|referr?er|(?:^|[-_.:]|came_?)from|back(?:[-_.:]|to|url|$)/i;

/** From the plainest to the subtlest; browsers read `\` as `/`. */
const WHOLE = [
  `https://${EVIL}`,
  `//${EVIL}`,
  `/\\${EVIL}`,
  `http://${EVIL}/`,
  `http:${EVIL}`,
  `https:${EVIL}`,
  `///${EVIL}`,
  `\\\\${EVIL}`,
];
const TAILS = [`.${EVIL}`, `@${EVIL}`, `${EVIL}`, `/${EVIL}`, `\\${EVIL}`, `:x@${EVIL}`];

/**
 * Redirects: is there an input that passes every check on the way and, put where the code puts it, leads to another
 * host? The URL parser of the platform is the judge.
 */
export function redirectAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  if (origin.within.length > 0 || !isReachable(origin, row, rest) || isOwnStore(origin, row))
    return undefined;
  if (namesItsTarget(use)) return undefined;
  if (isOwnPath(row, rest) || (row.singleSlashes && isWholePath(row, rest))) return undefined;
  if (row.kind === "remote" && row.form === "path" && isOfFixedPage(origin)) return undefined;
  const before = beforeOf(origin, row, rest);
  if (before === undefined) return undefined;
  // behind a slash only a second slash leads away: page routers take it for a page, and no encoded value holds one
  if ((use.row.client || row.encoded) && before.endsWith("/")) return undefined;
  const reach = isRequestPath(row, rest) ? routeReach(analysis, origin) : "always";
  if (reach === "never") return undefined;
  const isPath = rest.includes(urlPart("pathname"));
  const facts = isPath ? origin.facts.map(ofPath) : origin.facts;
  for (const input of candidates(analysis, before, row, rest, facts)) {
    const arrived = passChecks(analysis, "redirect", input, facts, before);
    const target = arrived === undefined ? "" : fillHoles(before) + arrived;
    if (arrived !== undefined && leavesSite(use.row.singleSlashes ? withSingleSlashes(target) : target)) {
      const isLikely = reach === "perhaps" || isGuess(before, row, rest) || isRegistered(origin, use);
      return { input, confidence: isLikely ? "likely" : "proven" };
    }
  }
  return hasLooseWord(before) && origin.facts.length === 0 && !row.encoded
    ? { input: `.${EVIL}`, confidence: "likely" }
    : undefined;
}

/** `<a href={url}>{url}</a>`: whoever follows the link has read where it leads. */
function namesItsTarget({ node, value }: SinkUse): boolean {
  if (node.type !== T.JSXAttribute || node.parent.type !== T.JSXOpeningElement) return false;
  const shown = node.parent.parent.children.filter(
    (child) => child.type !== T.JSXText || child.value.trim() !== "",
  );
  const [only] = shown;
  if (shown.length !== 1 || only?.type !== T.JSXExpressionContainer) return false;
  const text = fileOf(node)?.unit.text ?? "";
  return text.slice(...only.expression.range) === text.slice(...unwrap(value).range);
}

/** A page keeps much for itself; what somebody else may have put there is where to go next: `getItem("returnTo")`. */
function isOwnStore({ node }: Origin, { what }: SourceRow): boolean {
  if (!/storage/.test(what) || !isCall(node)) return false;
  const [key] = node.arguments;
  const name = key && (staticText(key) ?? literalText(traceAnywhere(key, [])));
  return name !== undefined && !KEEPS_TARGET.test(name);
}

/**
 * `"shop" + target`: no slash, so whoever puts the site's address in front of it (a proxy, a client) ends up at
 * `site.exampleshop.evil.example`.
 */
function hasLooseWord(before: string): boolean {
  return /^\w+$/.test(before);
}

/** The text in front of what the attacker chooses; undefined where the host is out of reach. */
function beforeOf(origin: Origin, row: SourceRow, rest: AccessPath): string | undefined {
  if (isPiece(row, rest)) return origin.before;
  // the request's own host is not the attacker's to choose
  if (row.form === "url" && !rest.includes(urlPart("pathname"))) return undefined;
  return origin.before + (row.before ?? "");
}

/** `${location.pathname}/print`: who opens a page under a path with two slashes has that of the site itself. */
function isOwnPath(row: SourceRow, rest: AccessPath): boolean {
  return row.form === "own-path" && !rest.includes(TAIL);
}

/** The path from its start, and not what a pattern or a cut has left of it. */
function isWholePath(row: SourceRow, rest: AccessPath): boolean {
  return !rest.includes(TAIL) && !isPiece(row, rest);
}

function isRequestPath(row: SourceRow, rest: AccessPath): boolean {
  return row.kind === "remote" && (row.form === "path" || row.form === "url") && !isPiece(row, rest);
}

/** `!url.pathname.startsWith("//")` on the way of `url.pathname` looks at all of what arrives. */
function ofPath(fact: Fact): Fact {
  if (fact.is === "all" || fact.is === "any") return { ...fact, of: fact.of.map(ofPath) };
  return "part" in fact && fact.part === "pathname" ? { ...fact, part: "self" } : fact;
}

/** Only what stands behind a mark in the address is left: a parameter's value, the text after `#`. */
function isPiece(row: SourceRow, rest: AccessPath): boolean {
  if (OWN_PARTS.has(rest[0] ?? "")) return false;
  if (rest.includes(urlPart("searchParams")) || rest.includes(urlPart("query"))) return true;
  const isPath =
    rest.includes(urlPart("pathname")) ||
    row.form === "own-path" ||
    (row.form === "path" && row.kind === "browser");
  return rest.includes(TAIL) && !isPath;
}

function* candidates(
  analysis: Analysis,
  before: string,
  row: SourceRow,
  rest: AccessPath,
  facts: readonly Fact[],
): Generator<string> {
  const isPath = row.form === "path" || row.form === "own-path";
  if ((isPath && !isPiece(row, rest)) || rest.includes(urlPart("pathname"))) {
    // a browser sends `\` as `/`
    yield `//${EVIL}/`;
    if (rest.includes(TAIL)) yield `https://${EVIL}/`;
    return;
  }
  const tails = before.endsWith("//") ? [EVIL, ...TAILS] : TAILS;
  const plain = before === "" ? WHOLE : [...tails, ...WHOLE];
  // browsers send `\` as `/`, which parts the pieces of a path
  yield* isPath && row.kind === "remote" ? plain.filter((input) => !input.includes("\\")) : plain;
  for (const text of textsOf(analysis, facts)) {
    const plain = text.replace(/^\^|\$$/g, "");
    yield* [
      `${text}.${EVIL}`,
      `${text}@${EVIL}`,
      `https://${EVIL}/${plain}`,
      `https://${EVIL}/?${plain}`,
      `//${EVIL}/${plain}`,
    ];
    yield* [
      `${text}/${EVIL}`,
      `${text}\\${EVIL}`,
      `https://${EVIL}#${plain}`,
      `https://${plain}.${EVIL}`,
      `https://${plain}@${EVIL}`,
    ];
    // anybody may register a name that ends like another one
    if (/^\w[\w-]*\.\w/.test(plain)) yield* [`evil-${plain}`, `https://evil-${plain}`];
  }
  yield* [`${TRUSTED_ORIGIN}.${EVIL}`, `${TRUSTED_ORIGIN}@${EVIL}`, `/x//${EVIL}`];
}

/** The texts that checks compare with: what passes will hold them. */
function textsOf(analysis: Analysis, facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => {
    if (fact.is === "all" || fact.is === "any") return textsOf(analysis, fact.of);
    if (fact.is === "matches") return fact.pattern === undefined ? [] : [literalPart(fact.pattern)];
    if (!("value" in fact)) return [];
    const text = expectedText(analysis, fact.value, fact.text);
    return text === undefined || !fact.holds ? [] : [text];
  });
}

/** A text that a simple pattern would match: `^https?:\/\/site\.com` → `http://site.com`. */
function literalPart(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, "")
    .replace(/\\([/.\-:?])/g, "$1")
    .replace(/(?:\(\?:|\()?(\w+)\|[^()]*\)/g, "$1")
    .replace(/.\?|[()*+[\]]/g, "");
}

/** `//host` becomes `/host`; what stands behind a scheme is a host all the same. */
function withSingleSlashes(target: string): string {
  const [scheme = ""] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(target) ?? [];
  return scheme + target.slice(scheme.length).replaceAll(/[/\\]+/g, "/");
}

function leavesSite(target: string): boolean {
  try {
    const url = new URL(target, `${TRUSTED_ORIGIN}/home`);
    return /^https?:$/.test(url.protocol) && HOSTILE_HOST.test(url.hostname);
  } catch {
    return false;
  }
}

/**
 * `links.set(id, url)` in one request, `links.get(id)` in another: whoever registers an address is meant to choose it, and a link
 * to the second page chooses no more than the id. What is handed over by a call or by a session has steps on its way.
 */
function isRegistered({ root, node, steps }: Origin, { value }: SinkUse): boolean {
  if (root.type !== "parameter" || fileOf(node) !== fileOf(value)) return false;
  if (steps && (steps.next || !isPutIn(steps.node))) return false;
  for (let around = enclosingFunction(value); around; around = enclosingFunction(around)) {
    if (around === root.of) return false;
  }
  return true;
}

/** `links.set(id, url)` */
function isPutIn(value: Node): boolean {
  const { parent } = value;
  const callee = parent && isCall(parent) ? unwrap(parent.callee) : undefined;
  return callee?.type === T.MemberExpression && memberName(callee) === "set";
}

/** Behind an unknown text only the usual shape of a base address makes it an attack; a cookie must be planted first. */
function isGuess(before: string, row: SourceRow, rest: AccessPath): boolean {
  // back to the page that the link stands on: whoever is sent there was there before
  if (before === "" && /header|referring/.test(row.what)) return true;
  if (before.includes(HOLE) || row.kind === "stored" || row.encoded) return true;
  // `/${slug}/settings`: takes a slug that starts with a slash
  if (before === "/" && row.kind === "browser") return true;
  if (row.form !== undefined && row.kind === "browser" && !isPiece(row, rest)) return true;
  return (
    /cookie/.test(row.what) &&
    !/redirect|return|next|url|target|continue|dest|back|from/i.test(rest.join("."))
  );
}
