import {
  calleeName,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { RandomnessRow } from "../catalog/types.ts";
import { INSTANCE } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf, trace } from "../flow/trace.ts";
import { globalName } from "../flow/trace-global.ts";
import type { Analysis } from "./analysis.ts";
import { nextNodes } from "./catalog-index.ts";

/** Why a value can be guessed. */
export interface Weakness {
  readonly is: "guessable" | "time" | "counter" | "short" | "hash";
  /** The call or expression that it comes from, in whatever file. */
  readonly node: Node;
  readonly what: string;
  /** The helper of the project that it passed through. */
  readonly helper?: string;
}

interface Parts {
  readonly weak: Weakness | undefined;
  /** Bits of real chance; Infinity where they were not counted. */
  readonly bits: number;
}

const NONE: Parts = { weak: undefined, bits: 0 };
const ENOUGH: Parts = { weak: undefined, bits: Number.POSITIVE_INFINITY };
const DEEPEST = 24;
/** Below this, a thief's guesses succeed: 2^64 is the least that a token needs. */
const LEAST_BITS = 64;
const BITS_OF_HEX = 4;

/** Calls whose result is as predictable as their arguments. */
const PASS =
  /^(?:String|Number|BigInt|parseInt|parseFloat|btoa|atob|encodeURIComponent|from|floor|round|ceil|trunc|abs|max|min|pow|fromCharCode|fromCodePoint|stringify|concat|encode|toBase64|pad|padStart|padEnd|inspect|format|join|isoformat)$/;
/** Methods whose result is as predictable as their receiver. */
const SAME =
  /^(?:toString|toFixed|toUpperCase|toLowerCase|slice|substring|substr|padStart|padEnd|join|split|replace|replaceAll|trim|concat|map|reverse|fill|flat|digest|update|getTime|valueOf|toISOString|toJSON|at|charAt|repeat|reduce|sort|pop|shift|filter|flatMap|then|format|unix|toPrecision|normalize|toHexString|from|keys)$/;
const CUTS = new Set(["slice", "substring", "substr"]);
const PLAIN_HASH = /^(?:createHash|md5|sha1|sha256|sha512|MD5|SHA1|SHA256|SHA512|hash|hashSync|keccak256)$/;
/** What the attacker does not know, wherever it came from: what is mixed with it cannot be computed. */
const UNKNOWN_TO_ATTACKER = /^(?:\w*_)?(?:\w*[pP]assword|passwd|pwd|passphrase|pepper)$/;
const KNOWN_TO_ATTACKER =
  /^(?:e?mail(?:address)?|user(?:name|_?id)?|id|_id|name|phone(?:number)?|ip|login|handle|slug)$/i;

/** Whether chance that can be guessed, or too little of it, decides a value. */
export function weaknessOf(analysis: Analysis, node: Node): Weakness | undefined {
  const { weak, bits } = new Evaluation(analysis).parts(analysis.file, node, 0);
  return bits >= LEAST_BITS ? undefined : weak;
}

class Evaluation {
  readonly #analysis: Analysis;
  readonly #seen = new Set<Node>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  parts(file: FileFlow, given: Node, depth: number): Parts {
    const node = unwrap(given);
    if (depth > DEEPEST || this.#seen.has(node)) return NONE;
    this.#seen.add(node);
    const of = (inner: Node | null | undefined): Parts => (inner ? this.parts(file, inner, depth + 1) : NONE);
    switch (node.type) {
      case T.CallExpression:
      case T.NewExpression:
        return this.#call(file, node, depth);
      case T.TemplateLiteral:
        return this.#mixed(file, node.expressions, depth);
      case T.BinaryExpression:
        // `elapsed < duration` is no more than yes or no
        return /^(?:[<>]=?|[!=]==?|in|instanceof)$/.test(node.operator)
          ? NONE
          : this.#mixed(file, [node.left, node.right], depth);
      case T.UnaryExpression:
        return /^[+~!-]$/.test(node.operator) ? of(node.argument) : NONE;
      case T.UpdateExpression:
        return { weak: { is: "counter", node, what: "a counter" }, bits: 0 };
      case T.ConditionalExpression:
        return either([of(node.consequent), of(node.alternate)]);
      case T.LogicalExpression:
        return node.operator === "&&" ? of(node.right) : either([of(node.left), of(node.right)]);
      case T.AssignmentExpression:
        return node.operator === "+=" ? both([of(node.left), of(node.right)]) : of(node.right);
      case T.SequenceExpression:
        return of(node.expressions.at(-1));
      case T.ArrayExpression:
        return both(node.elements.map((element) => of(element)));
      case T.SpreadElement:
        return of(node.argument);
      case T.MemberExpression:
        // `ALPHABET[Math.floor(Math.random() * 36)]`
        if (node.computed && staticText(node.property) === undefined)
          return both([of(node.property), this.#held(file, node.object, depth)]);
        return node.computed && unwrap(node.object).type === T.CallExpression ? cut(of(node.object)) : NONE;
      case T.Identifier:
        return this.#held(file, node, depth);
      default:
        return NONE;
    }
  }

  /** `salt + password`: a password that was handed in is chance enough. */
  #mixed(file: FileFlow, parts: readonly Node[], depth: number): Parts {
    return both(
      parts.map((part) => (isPasswordGiven(file, part) ? ENOUGH : this.parts(file, part, depth + 1))),
    );
  }

  /** What a variable was given, in its initial value or later. */
  #held(file: FileFlow, given: Node, depth: number): Parts {
    const node = unwrap(given);
    if (node.type !== T.Identifier)
      return node.type === T.CallExpression ? this.parts(file, node, depth + 1) : NONE;
    const variable = file.bindings.variableOf(node);
    const [definition] = variable?.defs ?? [];
    if (!variable || definition?.type !== "Variable") return NONE;
    const found: Parts[] = [];
    for (const { identifier } of variable.references) {
      const parent = (identifier as Node).parent as Node;
      const isTarget = parent.type === T.AssignmentExpression && parent.left === identifier;
      if (isTarget) found.push(this.parts(file, parent.right, depth + 1));
      found.push(...this.#added(file, identifier as Node, depth));
    }
    const declarator = definition.node as Node;
    if (declarator.type === T.VariableDeclarator && declarator.init && declarator.id.type === T.Identifier)
      found.push(this.parts(file, declarator.init, depth + 1));
    return both(found);
  }

  /** `chars.push(x)`, `crypto.getRandomValues(bytes)` */
  #added(file: FileFlow, identifier: Node, depth: number): Parts[] {
    const { parent } = identifier;
    if (parent?.type === T.CallExpression && parent.callee !== identifier) {
      return this.#row(file, parent)?.is === "strong" || calleeName(parent) === "getRandomValues"
        ? [ENOUGH]
        : [];
    }
    const call =
      parent?.type === T.MemberExpression && parent.object === identifier ? parent.parent : undefined;
    if (call?.type !== T.CallExpression || call.callee !== parent) return [];
    return memberName(parent as TSESTree.MemberExpression) === "push"
      ? call.arguments.map((argument) => this.parts(file, argument, depth + 1))
      : [];
  }

  #call(file: FileFlow, node: CallNode, depth: number): Parts {
    const row = this.#row(file, node);
    if (row) return ofRow(row, node);
    const callee = unwrap(node.callee);
    const name = calleeName(node) ?? "";
    const clock = clockOf(file, node);
    if (clock) return { weak: { is: "time", node, what: clock }, bits: 0 };
    if (node.type === T.NewExpression) return NONE;
    const of = (inner: Node): Parts => this.parts(file, inner, depth + 1);
    if (callee.type === T.MemberExpression && (name === "digest" || name === "hex"))
      return this.#digest(callee, of);
    const bodies = functionsOf(file, callee);
    if (bodies.length > 0) return this.#bodies(bodies, name, depth);
    if (PLAIN_HASH.test(name)) return hashed(node, node.arguments.slice(0, 1), of);
    if (callee.type === T.MemberExpression && SAME.test(name))
      return this.#method(file, node, callee, name, depth);
    if (PASS.test(name)) return both([...node.arguments.map(of), ...this.#callbacks(node, depth)]);
    return NONE;
  }

  #method(
    file: FileFlow,
    node: CallNode,
    callee: TSESTree.MemberExpression,
    name: string,
    depth: number,
  ): Parts {
    const inner = unwrap(callee.object);
    const receiver = this.parts(file, inner, depth + 1);
    const made = both([receiver, ...this.#callbacks(node, depth)]);
    // `ALPHABET.substring(at, at + 1)` of a constant text is as random as the place
    if (CUTS.has(name) && !made.weak && made.bits === 0 && node.arguments[0])
      return this.parts(file, node.arguments[0], depth + 1);
    if (CUTS.has(name)) return cut(made, node);
    return /^(?:concat|then|charAt|at)$/.test(name)
      ? both([made, ...node.arguments.map((argument) => this.parts(file, argument, depth + 1))])
      : made;
  }

  /** What callbacks return: `Array.from({ length: 6 }, () => …)`, `"xxxx".replace(/x/g, () => …)`. */
  #callbacks(node: CallNode, depth: number): Parts[] {
    return node.arguments.flatMap((body) => (isFunction(body) ? [this.#returned(body, depth)] : []));
  }

  #bodies(bodies: readonly FunctionNode[], name: string, depth: number): Parts {
    const { weak, bits } = either(bodies.map((body) => this.#returned(body, depth)));
    return { weak: weak && { helper: name, ...weak }, bits };
  }

  #returned(body: FunctionNode, depth: number): Parts {
    const home = fileOf(body);
    return home ? either(home.returnsOf(body).map((value) => this.parts(home, value, depth + 1))) : NONE;
  }

  /** A hash is as predictable as what goes into it, unless a key goes in too. */
  #digest(callee: TSESTree.MemberExpression, of: (inner: Node) => Parts): Parts {
    const inputs: Node[] = [];
    let current = unwrap(callee.object);
    while (current.type === T.CallExpression && current.callee.type === T.MemberExpression) {
      const name = memberName(current.callee);
      if (name === "createHmac") return ENOUGH;
      if (name === "update") inputs.push(...current.arguments.slice(0, 1));
      if (name === "createHash") break;
      current = unwrap(current.callee.object);
    }
    if (current.type === T.CallExpression && calleeName(current) === "createHmac") return ENOUGH;
    return inputs.length > 0 ? hashed(current, inputs, of) : NONE;
  }

  #row(file: FileFlow, node: CallNode): RandomnessRow | undefined {
    const { classifier } = this.#analysis;
    for (const origin of trace(file, node.callee)) {
      const { ends } = classifier.classify(origin);
      const places = node.type === T.NewExpression ? ends.flatMap((end) => nextNodes(end, INSTANCE)) : ends;
      for (const place of places) if (place.randomness[0]) return place.randomness[0].row;
    }
    return undefined;
  }
}

/** A password that somebody else chose: a parameter, or read from something. */
function isPasswordGiven(file: FileFlow, given: Node): boolean {
  const node = unwrap(given);
  if (node.type === T.MemberExpression) return UNKNOWN_TO_ATTACKER.test(memberName(node) ?? "");
  if (node.type !== T.Identifier || !UNKNOWN_TO_ATTACKER.test(node.name)) return false;
  const [definition] = file.bindings.variableOf(node)?.defs ?? [];
  if (definition?.type === "Parameter") return true;
  if (definition?.type !== "Variable") return false;
  const { id, init } = definition.node;
  return id.type !== T.Identifier || (init !== null && unwrap(init).type === T.MemberExpression);
}

function ofRow(row: RandomnessRow, node: CallNode): Parts {
  if (row.is !== "strong") return { weak: { is: row.is, node, what: row.what }, bits: 0 };
  if (!row.size) return ENOUGH;
  const { arg, bits, default: units = Number.POSITIVE_INFINITY } = row.size;
  const argument = arg === undefined ? undefined : node.arguments[arg];
  const asked = argument ? Number(staticText(argument) ?? Number.POSITIVE_INFINITY) : units;
  return short(node, asked * bits, row.what);
}

function short(node: Node, bits: number, what: string): Parts {
  if (bits >= LEAST_BITS) return { weak: undefined, bits };
  return { weak: { is: "short", node, what: `${what} of ${Math.floor(bits)} bits` }, bits };
}

/** `uuid().slice(0, 8)`, `randomBytes(32).toString("hex").slice(0, 6)`: what is left of it. */
function cut(parts: Parts, call?: CallNode): Parts {
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

function hashed(call: Node, inputs: readonly Node[], of: (inner: Node) => Parts): Parts {
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

/** `new Date().getTime()`, `+new Date()`, `moment().unix()` */
function clockOf(file: FileFlow, node: CallNode): string | undefined {
  if (node.type === T.NewExpression || node.callee.type === T.Identifier)
    return globalName(file, node.callee) === "Date" && node.arguments.length === 0 ? "the clock" : undefined;
  return undefined;
}

function both(parts: readonly Parts[]): Parts {
  return {
    weak: parts.find(({ weak }) => weak)?.weak,
    bits: parts.reduce((sum, { bits }) => sum + bits, 0),
  };
}

/** The worst of alternatives; a weak one beside a strong one is what is left where a browser has no better. */
function either(parts: readonly Parts[]): Parts {
  const strong = parts.find(({ bits }) => bits >= LEAST_BITS);
  if (strong) return strong;
  return parts.find(({ weak, bits }) => weak && bits < LEAST_BITS) ?? parts[0] ?? NONE;
}

/** Whether the text of a file mentions anything that could be weak, before any tree is walked. */
export function mayBeWeak(text: string): boolean {
  return /random|Date|md5|sha\d|nanoid|uuid|uniqid|cuid|shortid|hash|hrtime|performance|generate|create|make|gen[A-Z]|\+\+|ObjectI[dD]/.test(
    text,
  );
}
