import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Edit } from "../../fixes/edit.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** What the code does with the window that `window.open` answers. */
export interface WindowHandle {
  readonly isUsed: boolean;
  /** `handle.opener = null` is there already. */
  readonly isCleared: boolean;
  /** `const w = window.open(…);` as a statement of its own. */
  readonly declaration?: Declaration;
}

interface Declaration {
  readonly name: string;
  readonly statement: TSESTree.VariableDeclaration;
}

export function handleOf(sourceCode: Source, call: TSESTree.CallExpression): WindowHandle {
  const node = outermost(call);
  const { parent } = node;
  if (isOpenerCleared(parent)) return { isUsed: true, isCleared: true };
  const variable = holderOf(sourceCode, node);
  if (!variable) return { isUsed: isUsed(node), isCleared: false };
  const isCleared = variable.references.some(({ identifier }) =>
    isOpenerCleared(outermost(identifier).parent),
  );
  const isDeclared = parent?.type === "VariableDeclarator" && parent.parent.declarations.length === 1;
  const isStatement = isDeclared && /^(Program|BlockStatement)$/.test(parent.parent.parent.type);
  const declaration = { name: variable.name, statement: (parent as TSESTree.VariableDeclarator).parent };
  return { isUsed: true, isCleared, ...(isStatement ? { declaration } : {}) };
}

/** Writes `if (w) w.opener = null;` on the next line: the new page runs no code before it. */
export function clearAfter({ text }: Source, { name, statement: { range } }: Declaration): readonly Edit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /[^\r\n]*$/.exec(text.slice(0, range[0]))?.[0].match(/^\s*/)?.[0] ?? "";
  const end = text[range[1] - 1] === ";" ? ";" : "";
  return [
    { range: [range[1], range[1]], text: `${newline}${indent}if (${name}) ${name}.opener = null${end}` },
  ];
}

/** The variable of `const w = window.open(…)` and `w = window.open(…)`. */
function holderOf(sourceCode: Source, node: TSESTree.Node): TSESLint.Scope.Variable | undefined {
  const { parent } = node;
  const target =
    parent?.type === "VariableDeclarator"
      ? parent.id
      : parent?.type === "AssignmentExpression"
        ? parent.left
        : null;
  if (target?.type !== "Identifier" || !sourceCode.scopeManager) return undefined;
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node);
  while (scope && !scope.set.has(target.name)) scope = scope.upper;
  return scope?.set.get(target.name);
}

/** Through `?.`, type assertions and the like. */
function outermost(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (
    current.parent &&
    /^(ChainExpression|TS(As|NonNull|Satisfies)Expression)$/.test(current.parent.type)
  ) {
    current = current.parent;
  }
  return current;
}

const callers = /^(addEventListener|on|once|setTimeout|then|catch|finally|forEach)$/;

/** `x && window.open(…);` and `onClick={() => window.open(…)}` use the handle as little as a bare statement. */
function isUsed(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (!parent || parent.type === "ExpressionStatement") return false;
  if (parent.type === "UnaryExpression" && parent.operator === "void") return false;
  const isBranch = parent.type === "ConditionalExpression" && parent.test !== node;
  if (isBranch || (parent.type === "LogicalExpression" && parent.right === node)) return isUsed(parent);
  return !(parent.type === "ArrowFunctionExpression" && isHandler(parent));
}

/** A function whose answer nobody reads. */
function isHandler({ parent }: TSESTree.ArrowFunctionExpression): boolean {
  if (parent.type === "CallExpression") {
    const { callee } = parent;
    const name = callee.type === "MemberExpression" ? callee.property : callee;
    return name.type === "Identifier" && callers.test(name.name);
  }
  const attribute: { type: string; name?: unknown } | undefined = parent.parent;
  if (parent.type === "JSXExpressionContainer" && attribute?.type === "JSXAttribute") {
    return /^on[A-Z]/.test(String((attribute.name as { name: unknown }).name));
  }
  return String(parent.type) === "SvelteDirective";
}

function isOpenerCleared(member: TSESTree.Node | undefined): boolean {
  if (member?.type !== "MemberExpression" || member.property.type !== "Identifier") return false;
  const { parent } = member;
  return (
    member.property.name === "opener" && parent.type === "AssignmentExpression" && parent.left === member
  );
}
