import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
  enclosingFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { ajaxClients, csrfNames, madeClients } from "../../catalog/ajax-clients.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { cutsSoFar } from "../../flow/whole-answers.ts";
import type { PackageIndex } from "../../project/index.ts";
import type { Analysis } from "../analysis.ts";
import { initialValue } from "../initial-value.ts";
import { spell } from "../spell.ts";
import { valueOf } from "./ajax-calls.ts";
import { objectBehind, type IsBackEnd } from "./own-site.ts";
import type { ProjectTokens } from "./project-tokens.ts";

/** Where the project sends its token: starts of addresses, and whether it has to ask for cookies to go along. */
type BackEnds = ReadonlyMap<string, { readonly asksForCookies: boolean }>;

const DEEPEST = 6;
const MOST_SENDERS = 20;
const SETTINGS = /^(?:process|Bun)\.env\.\w+$/;
const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/;

const memo = new WeakMap<PackageIndex, { readonly version: number; readonly found: BackEnds }>();

/**
 * Tells the addresses of the project's own server that start with what its other requests send a token to:
 * `` `${API_URL}/orders` `` where a helper sends it to `` `${API_URL}${path}` ``. A host that no token is sent to is foreign.
 */
export function ownBackEnds(analysis: Analysis, tokens: () => ProjectTokens): IsBackEnd {
  let known: BackEnds | undefined;
  return (url, options) => {
    const bases = basesOf(analysis, url, 0);
    if (bases.length === 0) return false;
    known ??= backEndsOf(analysis, tokens());
    const back = known;
    // the address of a developer's machine says little beside another
    const telling = bases.some((base) => !LOCAL.test(base))
      ? bases.filter((base) => !LOCAL.test(base))
      : bases;
    return telling.every((base) => {
      const found = back.get(base);
      return found !== undefined && (!found.asksForCookies || asksForCookies(options));
    });
  };
}

function backEndsOf(analysis: Analysis, tokens: ProjectTokens): BackEnds {
  const index = analysis.project?.getIndex();
  const kept = index && memo.get(index);
  if (index && kept?.version === index.version) return kept.found;
  const before = cutsSoFar();
  const found = new Map<string, { asksForCookies: boolean }>();
  // the linted file comes first among them, and is no other than the rest
  for (const path of tokens.senders.toSorted().slice(0, MOST_SENDERS)) {
    const unit = path === analysis.file.unit.filename ? analysis.file.unit : analysis.project?.getUnit(path);
    const file = unit && analysis.fileOf(unit);
    if (file) for (const [base, asks] of sentTo(analysis, file)) found.set(base, { asksForCookies: asks });
  }
  if (index && cutsSoFar() === before) memo.set(index, { version: index.version, found });
  return found;
}

/** The starts of the addresses to which a file sends its token. */
function* sentTo(analysis: Analysis, file: FileFlow): Generator<[base: string, asksForCookies: boolean]> {
  for (const call of nodesOfType(file.unit, T.CallExpression)) {
    const spelled = spell(call.callee);
    const row = ajaxClients.find((each) => each.call.test(spelled));
    const isMaker = madeClients.some(({ made }) => calleeName(call) === made);
    if (!row && !isMaker) continue;
    const around = textOf(file, isMaker ? file.unit.ast : (enclosingFunction(call) ?? call));
    if (!csrfNames.mention.test(around)) continue;
    const options = call.arguments.find((each) => each.type === T.ObjectExpression);
    const url = isMaker
      ? valueOf(options, ["baseURL"])
      : ((row?.url === undefined ? undefined : call.arguments[row.url]) ??
        valueOf(options, row?.keys.url ?? []));
    const asks = asksForCookies(options) || /\bcredentials\b[^\n]*["']include["']/.test(around);
    const isTold =
      isMaker ||
      [call, ...call.arguments.map((each) => objectBehind(file, each))].some((each) =>
        csrfNames.mention.test(textOf(file, each)),
      );
    // code that speaks of tokens also asks other hosts, for other things
    for (const base of url ? basesOf(analysis, url, 0) : [])
      if (isTold || !base.startsWith("http")) yield [base, asks];
  }
}

function textOf({ unit }: FileFlow, node: Node): string {
  return unit.text.slice(...node.range);
}

/** `credentials: "include"`, `withCredentials: true`: cookies go along to another origin. */
function asksForCookies(options: TSESTree.ObjectExpression | undefined): boolean {
  const is = (name: string, text: string): boolean => {
    const value = valueOf(options, [name]);
    return value !== undefined && staticText(value) === text;
  };
  return is("credentials", "include") || is("withCredentials", "true");
}

/** What an address may start with: `import.meta.env.VITE_API_URL`, `https://api.example`; a path is nothing. */
function basesOf(analysis: Analysis, node: Node, depth: number): string[] {
  const plain = unwrap(node);
  const next = (other: Node | undefined): string[] =>
    other && depth < DEEPEST ? basesOf(analysis, other, depth + 1) : [];
  switch (plain.type) {
    case T.Literal:
      return originIn(staticText(plain) ?? "");
    case T.TemplateLiteral: {
      const start = plain.quasis[0]?.value.cooked ?? "";
      return start === "" ? next(plain.expressions[0]) : originIn(start);
    }
    case T.BinaryExpression:
      return plain.operator === "+" ? next(plain.left) : [];
    case T.LogicalExpression:
      return [...next(plain.left), ...next(plain.right)];
    case T.ConditionalExpression:
      return [...next(plain.consequent), ...next(plain.alternate)];
    case T.MemberExpression:
      return setting(plain) ?? next(memberOf(analysis, plain));
    case T.Identifier:
      return next(initialValue(analysis, plain));
    default:
      return [];
  }
}

/** `process.env.API_URL`, `import.meta.env.VITE_API_URL` */
function setting(member: TSESTree.MemberExpression): string[] | undefined {
  const { object } = member;
  const isOfBundler =
    object.type === T.MemberExpression &&
    object.object.type === T.MetaProperty &&
    memberName(object) === "env";
  if (isOfBundler) return [`import.meta.env.${memberName(member) ?? "*"}`];
  const spelled = spell(member);
  return SETTINGS.test(spelled) ? [spelled] : undefined;
}

/** `config.apiUrl` where `config` is an object that is written out. */
function memberOf(analysis: Analysis, member: TSESTree.MemberExpression, depth = 0): Node | undefined {
  const name = memberName(member);
  const owner = unwrap(member.object);
  if (name === undefined || depth > DEEPEST) return undefined;
  const held =
    owner.type === T.Identifier
      ? initialValue(analysis, owner)
      : owner.type === T.MemberExpression
        ? memberOf(analysis, owner, depth + 1)
        : undefined;
  const object = held && unwrap(held);
  if (object?.type !== T.ObjectExpression) return undefined;
  const property = object.properties.find((each) => each.type === T.Property && keyName(each) === name);
  return property?.type === T.Property ? property.value : undefined;
}

function originIn(text: string): string[] {
  const found = /^https?:\/\/[^/?#\s]+/i.exec(text)?.[0];
  return found === undefined ? [] : [found.toLowerCase()];
}
