import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import {
  calleeName,
  isCall,
  isFunction,
  keyName,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import type { SinkRow } from "../../catalog/sink-types.ts";
import type { Change, Edit } from "../../fixes/edit.ts";
import { sqlPosition } from "../../shapes/sql-position.ts";
import { statementPieces, type Piece } from "./statement-pieces.ts";

type Binding = NonNullable<SinkRow["binds"]>;

/** A value, not a condition, follows. */
const BEFORE_VALUE = /(?:[=<>(,+*/-]|\b(?:like|ilike|limit|offset|between|regexp|values))\s*$/i;

interface Bound {
  readonly text: string;
  /** Source text of the values, in their order. */
  readonly values: readonly string[];
}

/**
 * Takes the values out of a statement's text and hands them over beside it: `query("… WHERE id = " + id)` →
 * `query("… WHERE id = $1", [id])`. Nothing where a piece is no value (a table, a list of columns) or the call leaves no place.
 */
export function bindValues(
  sourceCode: Readonly<TSESLint.SourceCode>,
  call: CallNode,
  value: Node,
  binds: Binding,
): Change | undefined {
  const place = placeOfValues(call, binds);
  const pieces = statementPieces(value);
  if (!place || !pieces) return undefined;
  const bound = bind(pieces, binds, place.known, (node) => sourceCode.getText(node as TSESTree.Node));
  if (!bound || bound.values.length === 0) return undefined;
  const isTemplate = unwrap(value).type === T.TemplateLiteral;
  const statement = isTemplate && bound.text.includes("\n") ? `\`${bound.text}\`` : quoted(bound.text);
  if (statement === undefined) return undefined;
  return {
    edits: [{ range: value.range, text: statement }, place.insert(bound.values.join(", "))],
    imports: [],
  };
}

function bind(pieces: Piece[], { placeholder }: Binding, known: number, textOf: TextOf): Bound | undefined {
  const values: string[] = [];
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    const taken = takeOut(text, piece, pieces[index + 1] ?? "", textOf);
    if (!taken) return undefined;
    values.push(taken.value);
    text = taken.before + (placeholder === "$n" ? `$${known + values.length}` : "?");
    pieces[index + 1] = taken.after;
  }
  return { text, values };
}

type TextOf = (node: Node) => string;

interface Taken {
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

function takeOut(before: string, piece: Node, after: Piece, textOf: TextOf): Taken | undefined {
  if (typeof after !== "string" || isList(piece)) return undefined;
  const position = sqlPosition(before);
  if (position.in === "string")
    return position.quote === "'" ? takeQuoted(before, textOf(piece), after) : undefined;
  if (position.in !== "value" || !BEFORE_VALUE.test(before) || /\bin\s*\(\s*$/i.test(before))
    return undefined;
  return /^[\w'"`]/.test(after) ? undefined : { before, value: textOf(piece), after };
}

/** `'%${name}%'`: what stands around the value inside of the quotes goes with it. */
function takeQuoted(text: string, value: string, rest: string): Taken | undefined {
  const open = text.lastIndexOf("'");
  const close = rest.indexOf("'");
  if (close < 0) return undefined;
  const [head, tail] = [text.slice(open + 1), rest.slice(0, close)];
  if (/[\\"`$]/.test(head + tail)) return undefined;
  const whole = head + tail === "" ? value : `\`${head}\${${value}}${tail}\``;
  return { before: text.slice(0, open), value: whole, after: rest.slice(close + 1) };
}

/** `IN (${ids.join()})` needs a placeholder for each. */
function isList(node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === T.ArrayExpression || (isCall(plain) && calleeName(plain) === "join");
}

interface Place {
  /** How many values are handed over already. */
  readonly known: number;
  insert(values: string): Edit;
}

function placeOfValues(call: CallNode, binds: Binding): Place | undefined {
  if (binds.chained) return placeInChain(call);
  const [statement, second] = call.arguments;
  if (!statement || call.arguments.some((argument) => argument.type === T.SpreadElement)) return undefined;
  if (binds.option !== undefined) return placeInOptions(statement, second, binds.option);
  if (!second || isFunction(second)) {
    const end = statement.range[1];
    return { known: 0, insert: (values) => ({ range: [end, end], text: `, [${values}]` }) };
  }
  const isList = second.type === T.ArrayExpression && binds.placeholder === "$n";
  if (!isList || second.elements.some((element) => element?.type === T.SpreadElement)) return undefined;
  const last = second.elements.at(-1);
  const at = last ? last.range[1] : second.range[0] + 1;
  return {
    known: second.elements.length,
    insert: (values) => ({ range: [at, at], text: last ? `, ${values}` : values }),
  };
}

/** `sequelize.query("…", { replacements: [id] })` */
function placeInOptions(statement: Node, options: Node | undefined, name: string): Place | undefined {
  if (!options) {
    const end = statement.range[1];
    return { known: 0, insert: (values) => ({ range: [end, end], text: `, { ${name}: [${values}] }` }) };
  }
  if (options.type !== T.ObjectExpression) return undefined;
  // what is spread, or there already, may be values too
  const isFree = options.properties.every(
    (each) => each.type === T.Property && !/^(?:replacements|bind)$/.test(keyName(each) ?? "bind"),
  );
  const start = options.range[0] + 1;
  const after = options.properties.length > 0 ? "," : " ";
  return isFree
    ? {
        known: 0,
        insert: (values) => ({ range: [start, start], text: ` ${name}: [${values}]${after}` }),
      }
    : undefined;
}

/** `db.prepare("…").get()` */
function placeInChain(call: CallNode): Place | undefined {
  const member = call.parent;
  const run = member?.type === T.MemberExpression && member.object === call ? member.parent : undefined;
  if (run?.type !== T.CallExpression || run.arguments.length > 0) return undefined;
  const at = run.range[1] - 1;
  return { known: 0, insert: (values) => ({ range: [at, at], text: values }) };
}

function quoted(text: string): string | undefined {
  if (/[\n\r\\]/.test(text)) return undefined;
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("`") || text.includes("${") ? undefined : `\`${text}\``;
}
