import {
  calleeName,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { childrenOf, type FileFlow } from "../../flow/file-flow.ts";
import { assignedTo } from "./members-of.ts";

export interface Columns {
  readonly names: Set<string>;
  isOpen: boolean;
}

const DEEPEST = 8;
/** `eq(resets.hash, hash)`: the column is the first argument. */
const COMPARISONS =
  /^(?:eq|ne|gt|gte|lt|lte|is|isNull|isNotNull|inArray|notInArray|like|ilike|between|equals|not)$/;
const JOINERS = /^(?:and|or|not)$/i;
const OPERATORS = new Set(["AND", "OR", "NOT", "and", "or", "not", "in", "gt", "gte", "lt", "lte", "equals"]);

/** The columns that a condition names, in any of the forms that libraries take it. */
export function columnsOf(
  file: FileFlow,
  nodes: readonly Node[],
  into: Columns = { names: new Set(), isOpen: false },
): Columns {
  for (const node of nodes) collect(file, node, into, 0);
  return into;
}

function collect(file: FileFlow, given: Node, into: Columns, depth: number): void {
  const node = unwrap(given);
  if (depth > DEEPEST) return;
  switch (node.type) {
    case T.ObjectExpression:
      for (const property of node.properties) {
        if (property.type === T.SpreadElement) {
          const value = valueOf(file, property.argument);
          if (value) collect(file, value, into, depth + 1);
          else into.isOpen = true;
          continue;
        }
        const name = keyName(property);
        if (name === undefined) into.isOpen = true;
        else if (!name.startsWith("$") && !OPERATORS.has(name))
          into.names.add(name.split(".").at(-1) ?? name);
        collect(file, property.value, into, depth + 1);
      }
      return;
    case T.ArrayExpression:
      for (const element of node.elements) if (element) collect(file, element, into, depth + 1);
      return;
    case T.CallExpression:
      return collectCall(file, node, into, depth);
    case T.ArrowFunctionExpression:
    case T.FunctionExpression:
      for (const value of file.returnsOf(node)) collect(file, value, into, depth + 1);
      return;
    case T.LogicalExpression:
      collect(file, node.left, into, depth + 1);
      return collect(file, node.right, into, depth + 1);
    case T.ConditionalExpression:
      collect(file, node.consequent, into, depth + 1);
      return collect(file, node.alternate, into, depth + 1);
    case T.Identifier: {
      const value = depth === 0 ? valueOf(file, node) : undefined;
      if (value) collect(file, value, into, depth + 1);
      else if (depth === 0) into.isOpen = true;
      return;
    }
    case T.TaggedTemplateExpression:
      for (const expression of node.quasi.expressions)
        if (expression.type === T.MemberExpression) into.names.add(memberName(expression) ?? "");
      for (const word of node.quasi.quasis
        .map(({ value }) => value.raw)
        .join(" ")
        .matchAll(/([a-z_]\w*)\s*(?:=|<|>|\bis\b)/gi))
        into.names.add(word[1] ?? "");
      return;
    default:
  }
}

function collectCall(
  file: FileFlow,
  node: Node & { type: typeof T.CallExpression },
  into: Columns,
  depth: number,
): void {
  const name = calleeName(node) ?? "";
  const [first] = node.arguments;
  if (JOINERS.test(name)) {
    for (const argument of node.arguments) collect(file, argument, into, depth + 1);
    return;
  }
  const text = first && staticText(first);
  if (COMPARISONS.test(name) && first) {
    const column = unwrap(first);
    if (column.type === T.MemberExpression) into.names.add(memberName(column) ?? "");
    else if (text !== undefined) into.names.add(text);
    return;
  }
  // `eb("hash", "=", hash)`, `where("hash", hash)` inside a callback
  if (text !== undefined && /^[\w.]+$/.test(text)) into.names.add(text.split(".").at(-1) ?? text);
  for (const argument of node.arguments)
    if (isFunction(argument) || argument.type === T.ObjectExpression)
      collect(file, argument, into, depth + 1);
}

/** What a constant holds. */
export function valueOf(file: FileFlow, given: Node): Node | undefined {
  const node = unwrap(given);
  if (node.type !== T.Identifier) return node.type === T.ObjectExpression ? node : undefined;
  const definition = file.bindings.variableOf(node)?.defs[0];
  const declarator = definition?.node as Node | undefined;
  const init =
    declarator?.type === T.VariableDeclarator && declarator.id.type === T.Identifier
      ? declarator.init
      : undefined;
  return init ? unwrap(init) : undefined;
}

/** What is written, column by column; `$set`, `$unset`, `$inc` and the like are looked into. */
export function setsOf(file: FileFlow, nodes: readonly Node[]): Map<string, Node | string | undefined> {
  const sets = new Map<string, Node | string | undefined>();
  for (const [index, node] of nodes.entries()) {
    // `update("reset_token", token)` of Knex
    const [column, value] = [staticText(node), nodes[index + 1]];
    if (index === 0 && nodes.length === 2 && column !== undefined && value) return sets.set(column, value);
    addSets(file, node, sets);
  }
  return sets;
}

function addSets(file: FileFlow, given: Node, sets: Map<string, Node | string | undefined>): void {
  const node = unwrap(given);
  const value = node.type === T.Identifier ? valueOf(file, node) : node;
  if (value?.type !== T.ObjectExpression) {
    const text = staticText(node);
    if (text !== undefined && /^\w+$/.test(text)) sets.set(text, undefined);
    return;
  }
  for (const property of value.properties) {
    if (property.type === T.SpreadElement) {
      addSets(file, property.argument, sets);
      continue;
    }
    const name = keyName(property);
    if (name === undefined) continue;
    if (name === "$unset") for (const key of columnsOf(file, [property.value]).names) sets.set(key, "null");
    else if (name.startsWith("$")) addSets(file, property.value, sets);
    else sets.set(name, property.value);
  }
  // `const data = {}; data.otp = otp; update(data)`
  if (node.type === T.Identifier) for (const [name, later] of assignedTo(file, node)) sets.set(name, later);
}

/** Every identifier in an expression. */
export function identifiersIn(file: FileFlow, node: Node): Node[] {
  const found: Node[] = [];
  const pending: Node[] = [node];
  for (let current = pending.pop(); current; current = pending.pop()) {
    if (current.type === T.Identifier) found.push(current);
    pending.push(...childrenOf(current, file.unit.visitorKeys));
  }
  return found;
}
