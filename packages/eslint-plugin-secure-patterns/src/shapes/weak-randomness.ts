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
import { nextNodes } from "./place-tree.ts";
import {
  both,
  cut,
  either,
  ENOUGH,
  hashed,
  LEAST_BITS,
  NONE,
  ofRow,
  type Chance,
  type Weakness,
} from "./chance.ts";

const DEEPEST = 24;
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

  parts(file: FileFlow, given: Node, depth: number): Chance {
    const node = unwrap(given);
    if (depth > DEEPEST || this.#seen.has(node)) return NONE;
    this.#seen.add(node);
    const of = (inner: Node | null | undefined): Chance =>
      inner ? this.parts(file, inner, depth + 1) : NONE;
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
        if (node.computed && unwrap(node.object).type === T.CallExpression) return cut(of(node.object));
        return node.computed ? this.#drawnInto(file, node.object, depth) : NONE;
      case T.Identifier:
        return this.#held(file, node, depth);
      default:
        return NONE;
    }
  }

  /** `salt + password`: a password that was handed in is chance enough. */
  #mixed(file: FileFlow, parts: readonly Node[], depth: number): Chance {
    return both(
      parts.map((part) => (isPasswordGiven(file, part) ? ENOUGH : this.parts(file, part, depth + 1))),
    );
  }

  /** `bytes[0]` after `crypto.getRandomValues(bytes)` */
  #drawnInto(file: FileFlow, list: Node, depth: number): Chance {
    const held = this.#held(file, list, depth);
    return held.bits >= LEAST_BITS ? held : NONE;
  }

  /** What a variable was given, in its initial value or later. */
  #held(file: FileFlow, given: Node, depth: number): Chance {
    const node = unwrap(given);
    if (node.type !== T.Identifier)
      return node.type === T.CallExpression ? this.parts(file, node, depth + 1) : NONE;
    const variable = file.bindings.variableOf(node);
    const [definition] = variable?.defs ?? [];
    if (!variable || definition?.type !== "Variable") return NONE;
    const found: Chance[] = [];
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
  #added(file: FileFlow, identifier: Node, depth: number): Chance[] {
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

  #call(file: FileFlow, node: CallNode, depth: number): Chance {
    const row = this.#row(file, node);
    if (row) return ofRow(row, node);
    const callee = unwrap(node.callee);
    const name = calleeName(node) ?? "";
    const clock = clockOf(file, node);
    if (clock) return { weak: { is: "time", node, what: clock }, bits: 0 };
    if (node.type === T.NewExpression) return NONE;
    const of = (inner: Node): Chance => this.parts(file, inner, depth + 1);
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
  ): Chance {
    const inner = unwrap(callee.object);
    const receiver = this.parts(file, inner, depth + 1);
    const made = both([receiver, ...this.#callbacks(node, depth)]);
    // `ALPHABET.substring(at, at + 1)` of a constant text is as random as the place
    if (CUTS.has(name) && !made.weak && made.bits === 0 && node.arguments[0])
      return this.parts(file, node.arguments[0], depth + 1);
    if (CUTS.has(name)) return cut(made, node);
    return /^(?:concat|then|charAt|at|from)$/.test(name)
      ? both([made, ...node.arguments.map((argument) => this.parts(file, argument, depth + 1))])
      : made;
  }

  /** What callbacks return: `Array.from({ length: 6 }, () => …)`, `"xxxx".replace(/x/g, () => …)`. */
  #callbacks(node: CallNode, depth: number): Chance[] {
    return node.arguments.flatMap((body) => (isFunction(body) ? [this.#returned(body, depth)] : []));
  }

  #bodies(bodies: readonly FunctionNode[], name: string, depth: number): Chance {
    const { weak, bits } = either(bodies.map((body) => this.#returned(body, depth)));
    return { weak: weak && { helper: name, ...weak }, bits };
  }

  #returned(body: FunctionNode, depth: number): Chance {
    const home = fileOf(body);
    return home ? either(home.returnsOf(body).map((value) => this.parts(home, value, depth + 1))) : NONE;
  }

  /** A hash is as predictable as what goes into it, unless a key goes in too. */
  #digest(callee: TSESTree.MemberExpression, of: (inner: Node) => Chance): Chance {
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

/** `new Date().getTime()`, `+new Date()`, `moment().unix()` */
function clockOf(file: FileFlow, node: CallNode): string | undefined {
  if (node.type === T.NewExpression || node.callee.type === T.Identifier)
    return globalName(file, node.callee) === "Date" && node.arguments.length === 0 ? "the clock" : undefined;
  return undefined;
}

/** Whether the text of a file mentions anything that could be weak, before any tree is walked. */
export function mayBeWeak(text: string): boolean {
  return /random|Date|md5|sha\d|nanoid|uuid|uniqid|cuid|shortid|hash|hrtime|performance|generate|create|make|gen[A-Z]|\+\+|ObjectI[dD]/.test(
    text,
  );
}
