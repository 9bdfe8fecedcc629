import {
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../../flow/file-flow.ts";
import { valueOf } from "./columns.ts";
import type { Link } from "./call-chain.ts";
import { operation, type Operation } from "./operation.ts";
import { readStatement } from "./sql-statement.ts";

export function sqlOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  for (const link of links) {
    const [first, ...rest] = link.call.arguments;
    if (!first || first.type === T.SpreadElement) continue;
    const text = statementText(file, first);
    if (text === undefined) continue;
    const inner = unwrap(first);
    const holes =
      inner.type === T.TemplateLiteral
        ? inner.expressions
        : inner.type === T.TaggedTemplateExpression
          ? inner.quasi.expressions
          : [];
    const later = links.slice(links.indexOf(link) + 1).flatMap((next) => next.call.arguments);
    const found = fromStatement(file, call, text, [...holes, ...rest, ...later]);
    if (found) return found;
  }
  return undefined;
}

/** A tagged template that is a statement of its own: `await sql\`DELETE …\``. */
export function taggedOperation(
  file: FileFlow,
  node: TSESTree.TaggedTemplateExpression,
): Operation | undefined {
  const parent = node.parent;
  if (isCall(parent) && parent.arguments.includes(node)) return undefined;
  return fromStatement(file, node, textOf(file, node.quasi), node.quasi.expressions);
}

function statementText(file: FileFlow, node: Node): string | undefined {
  const plain = unwrap(node);
  const value = plain.type === T.Identifier ? (valueOf(file, plain) ?? plain) : plain;
  switch (value.type) {
    case T.Literal:
    case T.TemplateLiteral:
    case T.BinaryExpression:
      return textOf(file, value);
    case T.TaggedTemplateExpression:
      return textOf(file, value.quasi);
    case T.ObjectExpression:
      for (const property of value.properties)
        if (property.type === T.Property && /^(?:text|sql|query|statement)$/.test(keyName(property) ?? ""))
          return textOf(file, property.value);
      return undefined;
    default:
      return undefined;
  }
}

/** The text with the program's own names in place of holes: `FROM ${resets}` reads `FROM resets`. */
function textOf(file: FileFlow, node: Node): string | undefined {
  if (node.type === T.Literal) return typeof node.value === "string" ? node.value : undefined;
  if (node.type === T.BinaryExpression && node.operator === "+")
    return `${textOf(file, node.left) ?? " $1 "}${textOf(file, node.right) ?? " $1 "}`;
  if (node.type !== T.TemplateLiteral) return undefined;
  return node.quasis
    .map(({ value }, index) => {
      const hole = node.expressions[index];
      const isName = /\b(?:from|into|update|join|table)\s+["`]?$/i.test(value.raw);
      return value.raw + (hole ? (isName ? lastNameOf(hole) : " $1 ") : "");
    })
    .join("");
}

function lastNameOf(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  if (plain.type === T.MemberExpression) return memberName(plain) ?? "t";
  const [first] = isCall(plain) ? plain.arguments : [];
  return first ? (staticText(first) ?? lastNameOf(first)) : "t";
}

function fromStatement(
  file: FileFlow,
  node: Node,
  text: string | undefined,
  filters: readonly Node[],
): Operation | undefined {
  const found = text === undefined ? undefined : readStatement(text);
  return found && operation(file, node, { ...found, filters });
}
