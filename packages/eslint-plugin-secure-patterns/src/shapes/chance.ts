import { calleeName, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { RandomnessRow } from "../catalog/types.ts";

/** Why a value can be guessed. */
export interface Weakness {
  readonly is: "guessable" | "time" | "counter" | "short" | "hash";
  /** The call or expression that it comes from, in whatever file. */
  readonly node: Node;
  readonly what: string;
  /** The helper of the project that it passed through. */
  readonly helper?: string;
}

/** How much chance is in a value, and what of it can be guessed. */
export interface Chance {
  readonly weak: Weakness | undefined;
  /** Bits of real chance; Infinity where they were not counted. */
  readonly bits: number;
}

export const NONE: Chance = { weak: undefined, bits: 0 };
export const ENOUGH: Chance = { weak: undefined, bits: Number.POSITIVE_INFINITY };
/** Below this, a thief's guesses succeed: 2^64 is the least that a token needs. */
export const LEAST_BITS = 64;
const BITS_OF_HEX = 4;

const KNOWN_TO_ATTACKER =
  /^(?:e?mail(?:address)?|user(?:name|_?id)?|id|_id|name|phone(?:number)?|ip|login|handle|slug)$/i;

export function ofRow(row: RandomnessRow, node: CallNode): Chance {
  if (row.is !== "strong") return { weak: { is: row.is, node, what: row.what }, bits: 0 };
  if (!row.size) return ENOUGH;
  const { arg, bits, default: units = Number.POSITIVE_INFINITY } = row.size;
  const argument = arg === undefined ? undefined : node.arguments[arg];
  const asked = argument ? Number(staticText(argument) ?? Number.POSITIVE_INFINITY) : units;
  return short(node, asked * bits, row.what);
}

export function short(node: Node, bits: number, what: string): Chance {
  if (bits >= LEAST_BITS) return { weak: undefined, bits };
  return { weak: { is: "short", node, what: `${what} of ${Math.floor(bits)} bits` }, bits };
}

/** `uuid().slice(0, 8)`, `randomBytes(32).toString("hex").slice(0, 6)`: what is left of it. */
export function cut(parts: Chance, call?: CallNode): Chance {
  if (parts.weak || parts.bits === 0 || !call) return parts;
  const [from, to] = call.arguments.map((argument) => Number(staticText(argument) ?? Number.NaN));
  const name = calleeName(call);
  if (from === undefined || Number.isNaN(from) || from < 0 || to === undefined || Number.isNaN(to))
    return parts;
  const left = name === "substr" ? to : to - from;
  const bits = left * BITS_OF_HEX;
  return bits > 0 && bits < Math.min(parts.bits, LEAST_BITS)
    ? short(call, bits, "a piece of a random text")
    : parts;
}

export function hashed(call: Node, inputs: readonly Node[], of: (inner: Node) => Chance): Chance {
  const parts = both(inputs.map(of));
  if (parts.weak) return parts;
  if (parts.bits > 0) return parts;
  const leaves = inputs.flatMap(leavesOf);
  const known = leaves.length > 0 && leaves.every((leaf) => KNOWN_TO_ATTACKER.test(leaf));
  return known
    ? { weak: { is: "hash", node: call, what: `a hash of ${leaves.join(" and ")}` }, bits: 0 }
    : NONE;
}

/** The last names of everything that an expression is made of. */
function leavesOf(node: Node): string[] {
  const plain = unwrap(node);
  switch (plain.type) {
    case T.Identifier:
      return [plain.name];
    case T.MemberExpression:
      return [memberName(plain) ?? "?"];
    case T.TemplateLiteral:
      return plain.expressions.flatMap(leavesOf);
    case T.BinaryExpression:
      return [...leavesOf(plain.left), ...leavesOf(plain.right)];
    case T.Literal:
      return [];
    case T.CallExpression:
      return plain.callee.type === T.MemberExpression &&
        /^(?:toString|toLowerCase|trim)$/.test(calleeName(plain) ?? "")
        ? leavesOf(plain.callee.object)
        : ["?"];
    default:
      return ["?"];
  }
}

/** What is made of several parts has the chance of all of them. */
export function both(parts: readonly Chance[]): Chance {
  return {
    weak: parts.find(({ weak }) => weak)?.weak,
    bits: parts.reduce((sum, { bits }) => sum + bits, 0),
  };
}

/** The worst of alternatives; a weak one beside a strong one is what is left where a browser has no better. */
export function either(parts: readonly Chance[]): Chance {
  const strong = parts.find(({ bits }) => bits >= LEAST_BITS);
  if (strong) return strong;
  return parts.find(({ weak, bits }) => weak && bits < LEAST_BITS) ?? parts[0] ?? NONE;
}
