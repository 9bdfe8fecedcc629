import {
  calleeName,
  isCall,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import type { ReferenceRow } from "../../catalog/operation-types.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { valueOf } from "./columns.ts";
import { tableName } from "./receiver-name.ts";

export interface Reference {
  readonly table: string;
  readonly columns: readonly string[];
}

const DEEPEST = 5;

/** What the first argument of `getDoc(reference)` refers to; undefined where it is no reference that can be read. */
export function refersTo(file: FileFlow, call: CallNode, row: ReferenceRow): Reference | undefined {
  const [first] = call.arguments;
  return first && referenceOf(file, first, row, 0);
}

function referenceOf(file: FileFlow, given: Node, row: ReferenceRow, depth: number): Reference | undefined {
  const node = valueOf(file, given) ?? unwrap(given);
  if (depth > DEEPEST) return undefined;
  // `snapshot.ref`, `snapshot.docs[0].ref`: what was found itself
  if (node.type === T.MemberExpression && memberName(node) === "ref") return { table: "ref", columns: [] };
  if (!isCall(node) || !row.makers.includes(calleeName(node) ?? "")) return undefined;
  const [first, second, id] = node.arguments;
  const inner = first && referenceOf(file, first, row, depth + 1);
  if (inner) {
    const columns = node.arguments.flatMap((argument) => columnOf(argument, row));
    return { table: inner.table, columns: [...inner.columns, ...columns] };
  }
  const table = second && tableOf(second);
  return table === undefined ? undefined : { table, columns: id ? ["id"] : [] };
}

/** `where("code", "==", code)` */
function columnOf(node: Node, { filters }: ReferenceRow): string[] {
  const plain = unwrap(node);
  const isFilter = isCall(plain) && filters.includes(calleeName(plain) ?? "");
  const column = isFilter && plain.arguments[0] ? staticText(plain.arguments[0]) : undefined;
  return column === undefined ? [] : [column];
}

/** `"invites"`, `` `invites/${code}` `` */
function tableOf(node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type !== T.TemplateLiteral) return tableName(plain);
  return plain.quasis[0]?.value.raw.split("/").findLast((part) => part !== "");
}
