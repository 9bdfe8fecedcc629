import {
  keyName,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../../flow/file-flow.ts";
import { columnsOf, setsOf } from "./columns.ts";
import { keyText } from "./key-text.ts";
import { assignedTo } from "./members-of.ts";
import type { Operation } from "./operation.ts";
import { stringified } from "./stringified.ts";
import { writtenColumns } from "./written-columns.ts";

/**
 * A helper's operation with what one call passes to it: `users.change(id, { resetToken: null })` clears a token though the
 * helper only writes `data`.
 */
export function applied(
  operation: Operation,
  home: FileFlow,
  body: FunctionNode,
  file: FileFlow,
  call: CallNode,
): Operation {
  const passed = (node: Node): Node | undefined => argumentFor(home, body, node, call);
  const key = operation.isKey && operation.filters[0] && passed(operation.filters[0]);
  if (key) {
    const kept = operation.written.map((node) => passed(stringified(node)) ?? node);
    return { ...operation, file, table: keyText(file, key), filters: [key], written: kept };
  }
  /** `user.resetToken` of a `user` that the caller changed before. */
  const passedValue = (value: Node): Node | undefined => {
    const plain = unwrap(value);
    const record = plain.type === T.MemberExpression ? passed(plain.object) : undefined;
    if (plain.type !== T.MemberExpression || record?.type !== T.Identifier) return passed(plain);
    return [...assignedTo(file, record)].find(([name]) => name === memberName(plain))?.[1];
  };
  const filters = objectsAmong(operation.filters, passed);
  const written = objectsAmong(operation.written, passed);
  // `users.update(user.id, user)`: what was assigned to `user` before
  const changed = operation.written.flatMap((node) => {
    const given = passed(node) ?? spreadOf(node).map(passed).find(Boolean);
    return given?.type === T.Identifier ? [...assignedTo(file, given)] : [];
  });
  const record = operation.record ?? (operation.does === "save" ? operation.filters[0] : undefined);
  const saved = record && passed(record);
  const handed = [...operation.sets].flatMap(([column, value]): [string, Node][] => {
    const given = value !== undefined && typeof value !== "string" ? passedValue(value) : undefined;
    return given ? [[column, given]] : [];
  });
  if (filters.length + written.length + handed.length + changed.length === 0 && !saved) return operation;
  const columns = columnsOf(file, filters, { names: new Set(operation.columns), isOpen: false });
  return {
    ...operation,
    ...(saved && { record: operation.record && saved, filters: [saved], file }),
    columns: columns.names,
    isOpen: operation.isOpen && filters.length === 0,
    // `forgot.used = true; forgot.save()` in the helper
    sets: new Map([
      ...(saved ? writtenColumns(operation) : operation.sets),
      ...handed,
      ...changed,
      ...setsOf(file, written),
    ]),
    isHanded: written.length + changed.length > 0,
  };
}

/** The arguments, written as objects, that stand behind a helper's parameters, also where they are spread: `{ ...data, at }`. */
function objectsAmong(nodes: readonly Node[], passed: (node: Node) => Node | undefined): TSESTreeObject[] {
  return nodes.flatMap((node) => {
    const plain = unwrap(node);
    const parts = plain.type === T.ObjectExpression ? spreadOf(plain) : [plain];
    return parts.flatMap((part) => {
      const argument = passed(part);
      return argument?.type === T.ObjectExpression ? [argument] : [];
    });
  });
}

/** `changes` of `{ ...changes, at }`, `{ $set: changes }` and `{ $set: { ...changes, at } }` */
function spreadOf(node: Node): Node[] {
  if (node.type !== T.ObjectExpression) return [];
  return node.properties.flatMap((property): Node[] => {
    if (property.type === T.SpreadElement) return [property.argument];
    if (keyName(property) !== "$set") return [];
    const value = unwrap(property.value);
    return value.type === T.ObjectExpression ? spreadOf(value) : [value];
  });
}

type TSESTreeObject = Node & { type: typeof T.ObjectExpression };

function argumentFor(home: FileFlow, body: FunctionNode, given: Node, call: CallNode): Node | undefined {
  const node = unwrap(given);
  // the record that a method of its own saves
  if (node.type === T.ThisExpression)
    return call.callee.type === T.MemberExpression ? unwrap(call.callee.object) : undefined;
  const definition = node.type === T.Identifier ? home.bindings.variableOf(node)?.defs[0] : undefined;
  if (definition?.type !== "Parameter" || (definition.node as Node) !== body) return undefined;
  for (const [index, parameter] of body.params.entries()) {
    const target = parameter.type === T.AssignmentPattern ? parameter.left : parameter;
    const name = target.type === T.ObjectPattern ? keyOf(target, definition.name as Node) : undefined;
    if (target !== (definition.name as Node) && name === undefined) continue;
    const argument = call.arguments[index];
    if (!argument || argument.type === T.SpreadElement) return undefined;
    const given = unwrap(argument);
    return name === undefined ? given : propertyOf(given, name);
  }
  return undefined;
}

/** The key that a pattern takes a variable from: `data` of `{ where, data }`. */
function keyOf({ properties }: TSESTree.ObjectPattern, variable: Node): string | undefined {
  const taken = properties.find((property) => {
    if (property.type !== T.Property) return false;
    const { value } = property;
    return (value.type === T.AssignmentPattern ? value.left : value) === variable;
  });
  return taken?.type === T.Property ? keyName(taken) : undefined;
}

function propertyOf(given: Node, name: string): Node | undefined {
  if (given.type !== T.ObjectExpression) return undefined;
  const property = given.properties.find((each) => each.type === T.Property && keyName(each) === name);
  return property?.type === T.Property ? unwrap(property.value) : undefined;
}
