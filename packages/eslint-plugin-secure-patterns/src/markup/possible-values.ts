import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { TextSlot } from "./element.ts";

/** One value that an attribute, or an argument, may have. */
export interface PossibleValue {
  /** The tests that must have come out true or false for it, by their source text. */
  readonly when: ReadonlyMap<string, boolean>;
  /** `"partial"`: no more than the beginning is known, possibly nothing. */
  readonly state: "absent" | "known" | "partial";
  readonly text: string;
  /** Where the text stands, if it can be edited there. */
  readonly slot?: TextSlot | undefined;
  /** The code that computes a partial value. */
  readonly code?: string | undefined;
  /** Whether props spread behind it may replace it. */
  readonly isOverridable: boolean;
}

export type Conditions = ReadonlyMap<string, boolean>;

type Source = Readonly<TSESLint.SourceCode>;

export const always: Conditions = new Map();
/** Beyond this, values count as unknown: no person writes that many branches in one attribute. */
export const mostValues = 32;
export const deepest = 8;

/** The values that an expression may have as text: `undefined`, `null` and `false` count as absent. */
export function possibleValues(
  sourceCode: Source,
  node: TSESTree.Node | undefined,
): readonly PossibleValue[] {
  return node ? evaluate(sourceCode, node, always, 0) : [absent(always)];
}

/** Whether two values can be there at once. */
export function canMeet(a: PossibleValue, b: PossibleValue): boolean {
  return [...a.when].every(([test, outcome]) => (b.when.get(test) ?? outcome) === outcome);
}

export function evaluate(
  sourceCode: Source,
  node: TSESTree.Node,
  when: Conditions,
  depth: number,
): readonly PossibleValue[] {
  const inner = unwrap(node);
  if (depth > deepest) return [partial("", when)];
  if (isNothing(inner)) return [absent(when)];
  if (inner.type === "Literal") return [known(String(inner.value), when, literalSlot(inner))];
  if (inner.type === "TemplateLiteral") return [fromTemplate(sourceCode, inner, when, depth)];
  if (inner.type === "BinaryExpression" && inner.operator === "+") {
    return [concatenate(sourceCode, inner, when, depth)];
  }
  const branches = branchesOf(sourceCode, inner, when);
  if (branches) {
    const values = branches.flatMap((branch) =>
      branch.node ? evaluate(sourceCode, branch.node, branch.when, depth + 1) : [absent(branch.when)],
    );
    return values.length > mostValues ? [partial("", when)] : values;
  }
  const init = constantInit(sourceCode, inner);
  // An edit at the declaration would change its other uses too.
  if (init)
    return evaluate(sourceCode, init, when, depth + 1).map((value) => ({ ...value, slot: undefined }));
  const text = isOwnOrigin(inner) ? "/" : isBlobUrl(inner) ? "blob:" : "";
  return [partial(text, when, sourceCode.text.slice(...inner.range))];
}

export interface Branch {
  readonly when: Conditions;
  /** Nothing where the branch yields a falsy value. */
  readonly node: TSESTree.Node | undefined;
}

export function branchesOf(
  sourceCode: Source,
  node: TSESTree.Node,
  when: Conditions,
): readonly Branch[] | undefined {
  if (node.type === "ConditionalExpression") {
    return branch(sourceCode, when, node.test, node.consequent, node.alternate);
  }
  if (node.type !== "LogicalExpression") return undefined;
  if (node.operator === "&&") return branch(sourceCode, when, node.left, node.right, undefined);
  return branch(sourceCode, when, node.left, node.left, node.right);
}

function branch(
  sourceCode: Source,
  when: Conditions,
  test: TSESTree.Node,
  consequent: TSESTree.Node | undefined,
  alternate: TSESTree.Node | undefined,
): readonly Branch[] {
  let condition = test;
  let outcome = true;
  while (condition.type === "UnaryExpression" && condition.operator === "!") {
    condition = condition.argument;
    outcome = !outcome;
  }
  const text = sourceCode.text.slice(...condition.range).replace(/\s+/g, " ");
  const sides: [boolean, TSESTree.Node | undefined][] = [
    [outcome, consequent],
    [!outcome, alternate],
  ];
  return sides.flatMap(([side, node]) => {
    const both = merge(when, new Map([[text, side]]));
    return both ? [{ when: both, node }] : [];
  });
}

function fromTemplate(
  sourceCode: Source,
  { quasis, expressions, range }: TSESTree.TemplateLiteral,
  when: Conditions,
  depth: number,
): PossibleValue {
  const [first] = quasis;
  const [value] = expressions;
  const text = first?.value.cooked ?? "";
  if (!value) return known(text, when, { range: [range[0] + 1, range[1] - 1], quote: "`" });
  if (text !== "") return partial(text, when);
  // `${location.origin}/path`, and constants such as `${baseUrl}/path`
  const [start, ...others] = evaluate(sourceCode, value, when, depth + 1);
  return partial(others.length === 0 ? (start?.text ?? "") : "", when, sourceCode.text.slice(...range));
}

function concatenate(
  sourceCode: Source,
  { left, right, range }: TSESTree.BinaryExpression,
  when: Conditions,
  depth: number,
): PossibleValue {
  const [start, ...others] = evaluate(sourceCode, left, when, depth + 1);
  const code = sourceCode.text.slice(...range);
  if (!start || others.length > 0) return partial("", when, code);
  if (start.state !== "known") return partial(start.text, when, code);
  const [end, ...more] = evaluate(sourceCode, right, when, depth + 1);
  if (!end || more.length > 0) return partial(start.text, when);
  const text = start.text + end.text;
  return end.state === "known" ? known(text, when) : partial(text, when);
}

/** The initial value of a `const` of this file. */
export function constantInit(sourceCode: Source, node: TSESTree.Node): TSESTree.Expression | undefined {
  if (node.type !== "Identifier" || !sourceCode.scopeManager) return undefined;
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node);
  while (scope && !scope.set.has(node.name)) scope = scope.upper;
  const [definition, ...others] = scope?.set.get(node.name)?.defs ?? [];
  const declarator = definition?.node;
  if (others.length > 0 || declarator?.type !== "VariableDeclarator") return undefined;
  if (declarator.parent.type !== "VariableDeclaration" || declarator.parent.kind !== "const")
    return undefined;
  return declarator.id.type === "Identifier" ? (declarator.init ?? undefined) : undefined;
}

/** The expression inside type assertions and the like. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "ChainExpression":
      return unwrap(node.expression);
    default:
      return node;
  }
}

export function isNothing(node: TSESTree.Node): boolean {
  if (node.type === "Identifier") return node.name === "undefined";
  if (node.type === "UnaryExpression") return node.operator === "void";
  return node.type === "Literal" && (node.value === null || node.value === false) && !("regex" in node);
}

/** `location.origin`, `window.location.href`: an address of this very site. */
function isOwnOrigin(node: TSESTree.Node): boolean {
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return false;
  if (!["origin", "href", "pathname"].includes(node.property.name)) return false;
  const owner = unwrap(node.object);
  if (owner.type === "Identifier") return owner.name === "location";
  return (
    owner.type === "MemberExpression" &&
    owner.property.type === "Identifier" &&
    owner.property.name === "location"
  );
}

/** `URL.createObjectURL(file)` */
function isBlobUrl(node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  return node.callee.property.type === "Identifier" && node.callee.property.name === "createObjectURL";
}

function literalSlot({ range, raw, value }: TSESTree.Literal): TextSlot | undefined {
  if (typeof value !== "string" || !/^["']/.test(raw ?? "")) return undefined;
  return { range: [range[0] + 1, range[1] - 1], quote: raw[0] ?? "" };
}

export function merge(a: Conditions, b: Conditions): Conditions | undefined {
  for (const [test, outcome] of b) if ((a.get(test) ?? outcome) !== outcome) return undefined;
  return new Map([...a, ...b]);
}

export function absent(when: Conditions): PossibleValue {
  return { when, state: "absent", text: "", isOverridable: false };
}

export function known(text: string, when: Conditions, slot?: TextSlot): PossibleValue {
  return { when, state: "known", text, slot, isOverridable: false };
}

export function partial(text: string, when: Conditions, code?: string): PossibleValue {
  return { when, state: "partial", text, code, isOverridable: false };
}
