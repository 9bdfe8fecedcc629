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
import { constantsOf } from "./key-text.ts";
import { operation, type Operation } from "./operation.ts";
import { isStatement, readStatement } from "./sql-statement.ts";

export function sqlOperation(file: FileFlow, call: CallNode, links: readonly Link[]): Operation | undefined {
  for (const link of links) {
    // `getRecord(db, "SELECT …", [token])`: helpers are handed the connection first
    const found = link.call.arguments.slice(0, 2).flatMap((argument) => {
      const text = argument.type === T.SpreadElement ? undefined : statementText(file, argument, link.name);
      return text !== undefined && isStatement(text) ? [{ argument, text }] : [];
    })[0];
    if (!found) continue;
    const { argument: first, text } = found;
    const rest = link.call.arguments.filter((argument) => argument !== first);
    const inner = unwrap(first);
    const holes =
      inner.type === T.TemplateLiteral
        ? inner.expressions
        : inner.type === T.TaggedTemplateExpression
          ? inner.quasi.expressions
          : [];
    const later = links.slice(links.indexOf(link) + 1).flatMap((next) => next.call.arguments);
    const done = fromStatement(file, call, text, [...holes, ...rest, ...later]);
    if (done) return done;
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

function statementText(file: FileFlow, node: Node, runner: string): string | undefined {
  const plain = unwrap(node);
  const value = plain.type === T.Identifier ? (writtenLast(file, plain) ?? plain) : plain;
  switch (value.type) {
    case T.Identifier:
    case T.MemberExpression:
      // `DELETE_TOKEN_SQL`, `queries.deleteToken` of another module
      return RUNNERS.test(runner) || /sql|query|statement/i.test(lastNameOf(value))
        ? constantsOf(file, value)[0]
        : undefined;
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

/** What runs statements. */
const RUNNERS = /query|^(?:execute|exec|run|prepare|raw|any|none|one|oneOrNone|manyOrNone)$|sql/i;

/** What a variable holds at its use: `query = "UPDATE …"; await db.query(query)` in the same block, or a block around it. */
function writtenLast(file: FileFlow, use: Node): Node | undefined {
  let last: Node | undefined;
  for (const { identifier } of file.bindings.variableOf(use)?.references ?? []) {
    const { parent } = identifier as Node;
    const isWrite = parent?.type === T.AssignmentExpression && parent.left === (identifier as Node);
    if (!isWrite || parent.range[1] > use.range[0] || !isAround(parent.parent.parent, use)) continue;
    if (!last || parent.range[0] > last.range[0]) last = parent.right;
  }
  return last ? unwrap(last) : valueOf(file, use);
}

function isAround(block: Node | undefined, { range }: Node): boolean {
  return block !== undefined && block.range[0] <= range[0] && range[1] <= block.range[1];
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
      if (!hole) return value.raw;
      const isTable = /\b(?:from|into|update|join|table)\s+["`]?$/i.test(value.raw);
      const isColumn = COMPARED.test(node.quasis[index + 1]?.value.raw ?? "");
      return value.raw + (isTable ? tableOf(file, hole) : isColumn ? ` ${lastNameOf(hole)} ` : " $1 ");
    })
    .join("");
}

/** `${fields.status} = ${status}`: what stands in front of a comparison is a column. */
const COMPARED = /^["`]?\s*(?:=|<|>|!=|is\b|in\b)/i;

/** `const { table, fields } = identifiersOf(Passcodes)`: the name of what it was taken from says more than `table`. */
function tableOf(file: FileFlow, hole: Node): string {
  const name = lastNameOf(hole);
  const plain = unwrap(hole);
  const definition =
    /^(?:table|tbl|t)(?:_?name)?$/i.test(name) && plain.type === T.Identifier
      ? file.bindings.variableOf(plain)?.defs[0]
      : undefined;
  const declarator = definition?.node as Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || !declarator.init) return name;
  return lastNameOf(declarator.init);
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
