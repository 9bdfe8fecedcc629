import { T, unwrap, type CallNode, type FunctionNode, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { columnsOf, setsOf } from "./columns.ts";
import { keyText } from "./key-text.ts";
import { assignedTo } from "./members-of.ts";
import type { Operation } from "./operation.ts";
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
    const kept = operation.written.map((node) => passed(node) ?? node);
    return { ...operation, file, table: keyText(file, key), filters: [key], written: kept };
  }
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
    const given = value !== undefined && typeof value !== "string" ? passed(value) : undefined;
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

function spreadOf(node: Node): Node[] {
  return node.type === T.ObjectExpression
    ? node.properties.flatMap((property) => (property.type === T.SpreadElement ? [property.argument] : []))
    : [];
}

type TSESTreeObject = Node & { type: typeof T.ObjectExpression };

function argumentFor(home: FileFlow, body: FunctionNode, given: Node, call: CallNode): Node | undefined {
  const node = unwrap(given);
  const definition = node.type === T.Identifier ? home.bindings.variableOf(node)?.defs[0] : undefined;
  if (definition?.type !== "Parameter" || (definition.node as Node) !== body) return undefined;
  const index = body.params.findIndex((parameter) => {
    const target = parameter.type === T.AssignmentPattern ? parameter.left : parameter;
    return target === (definition.name as Node);
  });
  const argument = index < 0 ? undefined : call.arguments[index];
  return argument && argument.type !== T.SpreadElement ? unwrap(argument) : undefined;
}
