import { isCall, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { SinkRow } from "../catalog/sink-types.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { isAmountField } from "./amount-fields.ts";
import type { SinkNode, SinkUse } from "./sink-uses.ts";
import { boundColumns } from "./sql-columns.ts";
import { textsIn } from "./texts-in.ts";

const ROW: SinkRow = { kind: "amount", what: "the row that the statement writes" };

/**
 * The values beside a statement that become amounts: `query("INSERT INTO orders (total) VALUES ($1)", [req.body.total])`. They do no
 * harm to the statement, and nobody says how much they are.
 *
 * @param usesOf what the catalogue knows of the call, asked for where its text writes an amount
 */
export function boundAmounts(
  file: FileFlow,
  node: SinkNode,
  usesOf: () => readonly SinkUse[],
): readonly SinkUse[] {
  if (!isCall(node) || node.arguments.length < 2) return [];
  const [given] = node.arguments;
  const [text] = given ? textsIn(file, given) : [];
  if (text === undefined) return [];
  const columns = boundColumns(text).filter(({ name }) => isAmountField(name));
  if (columns.length === 0) return [];
  const values = valuesOf(file, node);
  const isStatement = values.length > 0 && usesOf().some(isBinding);
  return isStatement
    ? columns.flatMap(({ name, table, position }) => {
        const value = values[position];
        return value ? [{ row: ROW, node, value, column: { name, table } }] : [];
      })
    : [];
}

/** A driver's call, or one that the project has made of it: `db.query(text, values)`. */
function isBinding({ row: { kind, binds, begins, language, arg = 0 } }: SinkUse): boolean {
  if (kind !== "sql" || arg !== 0 || language) return false;
  return binds ? !binds.option && !binds.chained : begins !== undefined;
}

function valuesOf(file: FileFlow, { arguments: [, given] }: CallNode): readonly (Node | null)[] {
  const plain = given && unwrap(given);
  const variable = plain?.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const list = value?.path.length === 0 ? unwrap(value.node) : plain;
  if (list?.type !== T.ArrayExpression) return [];
  return list.elements.some((element) => element?.type === T.SpreadElement) ? [] : list.elements;
}
