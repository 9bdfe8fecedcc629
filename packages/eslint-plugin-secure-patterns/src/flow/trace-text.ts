import { memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import { RESULT, type AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import { BASE_MARK, HOLE, originAt, withStep, withText, type Origin } from "./origin.ts";
import { flat, trace } from "./trace.ts";

/** A piece of a built string: fixed text or an expression. */
export type TextPart = string | Node;

/** Reads of a string that say nothing of its content. */
const MEASURES: ReadonlySet<string> = new Set(["length", "size", "byteLength"]);

const STYLES =
  /^(?:bg|bright)?(?:black|red|green|yellow|blue|magenta|cyan|white|gr[ae]y|bold|dim|italic|underline|inverse|rainbow|strip)/i;

/** What holds the address of a site: `BASE_URL`, `config.frontendUrl`, `getOrigin()`. */
const BASE_NAME =
  /(?:url|uri|origin|host(?:name)?|domain|site|server|base|endpoint|address|front_?end|back_?end|app)$|^(?:base|site|host|origin|public_?url)/i;

/** The pieces of a template or of a chain of `+`, from left to right. */
export function partsOf(node: Node): TextPart[] {
  if (node.type === T.TemplateLiteral) {
    return node.quasis.flatMap((quasi, index) => {
      const expression = node.expressions[index];
      return expression ? [quasi.value.cooked ?? "", expression] : [quasi.value.cooked ?? ""];
    });
  }
  const parts: TextPart[] = [];
  let left: Node = node;
  while (left.type === T.BinaryExpression && left.operator === "+") {
    parts.unshift(left.right);
    left = unwrap(left.left);
  }
  parts.unshift(left);
  return parts;
}

/**
 * The origins of a built string. Each knows the text before it, since that decides what it can do: behind
 * `"/search?q="` no value can change the host.
 */
export function traceParts(
  file: FileFlow,
  whole: Node,
  parts: readonly TextPart[],
  path: AccessPath,
): readonly Origin[] {
  if (path.some((segment) => MEASURES.has(segment)) || isMissingOnTexts(path)) return [];
  const origins: Origin[] = [];
  let before = "";
  let isConstant = true;
  for (const part of parts) {
    if (typeof part === "string") {
      before += part;
      continue;
    }
    const found = flat(trace(file, part));
    const literal = literalText(found);
    if (literal === undefined) {
      isConstant = false;
      for (const origin of found) origins.push(withStep(withText(origin, before), whole));
    }
    before += literal ?? likelyText(part, found);
  }
  return isConstant ? [originAt({ type: "literal", text: before }, [], whole)] : origins;
}

/** `send(`Hello ${name}`)`, of which a sender reads `.html`: a text has no such member. Some packages give texts colours. */
function isMissingOnTexts([member, next]: AccessPath): boolean {
  if (member === undefined || next === RESULT || !/^[a-z_$][\w$]*$/i.test(member)) return false;
  return !(member in String.prototype) && !STYLES.test(member);
}

/** What is known of a text that is no single constant: one of several constants, or how it starts. */
function likelyText(part: Node, origins: readonly Origin[]): string {
  const [first] = origins;
  if (first && origins.every(({ root, before }) => root.type === "literal" && before === "")) {
    return first.root.type === "literal" ? (first.root.text ?? HOLE) : HOLE;
  }
  if (first?.before && origins.every(({ before }) => before === first.before)) return first.before + HOLE;
  return BASE_NAME.test(nameOf(part) ?? "") ? HOLE + BASE_MARK : HOLE;
}

function nameOf(node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  if (plain.type === T.MemberExpression) return memberName(plain);
  if (plain.type === T.LogicalExpression) return nameOf(plain.left) ?? nameOf(plain.right);
  return plain.type === T.CallExpression ? nameOf(plain.callee) : undefined;
}

/** The text of an expression that can only be one constant. */
export function literalText(origins: readonly Origin[]): string | undefined {
  const [first] = origins;
  if (origins.length !== 1 || first?.root.type !== "literal" || first.before !== "") return undefined;
  return first.root.text;
}
