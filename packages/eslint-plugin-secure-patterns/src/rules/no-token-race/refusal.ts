import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import {
  calleeName,
  enclosingFunction,
  isCall,
  isFunction,
  memberName,
  outermost,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import type { Event } from "../../shapes/operations/events.ts";

export function statementOf(node: Node): TSESTree.Statement | undefined {
  let current: Node | undefined = outermost(node);
  while (current && !/Statement$|Declaration$/.test(current.type)) {
    if (isFunction(current)) return undefined;
    current = current.parent;
  }
  return current as TSESTree.Statement | undefined;
}

/** `await write;` and nothing else; SQLite's statements run at once: `db.prepare("DELETE …").run(token);` */
export function isPlainStatement(statement: TSESTree.Statement, write: Node): boolean {
  if (statement.type !== T.ExpressionStatement || unwrap(statement.expression) !== unwrap(write))
    return false;
  return statement.expression.type === T.AwaitExpression || (isPrepared(write) && isInAsync(write));
}

function isPrepared(write: Node): boolean {
  const callee = isCall(write) ? write.callee : undefined;
  if (callee?.type !== T.MemberExpression || !isCall(callee.object)) return false;
  return memberName(callee) === "run" && calleeName(callee.object) === "prepare";
}

function isInAsync(node: Node): boolean {
  return enclosingFunction(node)?.async ?? false;
}

/** How whoever comes second is refused, and where that stands. */
export interface Refusal {
  readonly text: string;
  /** What comes before may happen to both. */
  readonly from: number;
}

/**
 * In the words that the function has for a token that was used, or for one that is none, in the block of the write or around
 * it; where the read itself throws, and says no words, by an error.
 */
export function refusalFor(
  source: Readonly<TSESLint.SourceCode>,
  { at: write }: Event,
  { at: read, operation }: Event,
  limit?: Node,
): Refusal | undefined {
  let isInTransaction = false;
  for (let node: Node | undefined = write.parent; node; node = node.parent) {
    if (isFunction(node)) {
      if (!isOfTransaction(node)) break;
      isInTransaction = true;
    }
    const statement =
      node.type === T.BlockStatement ? refusalIn(source, node.body, read, write, limit) : undefined;
    if (statement) {
      const text = wordsOf(source, statement.consequent);
      // what the callback returned would be taken for success
      if (isInTransaction && !/^throw\b/.test(text)) return undefined;
      return { text, from: statement.range[1] };
    }
    // `if (row) { … } else throw …`
    const { parent } = node;
    const other = parent?.type === T.IfStatement && parent.consequent === node ? parent.alternate : undefined;
    if (
      other &&
      ends(other) &&
      !isInTransaction &&
      contains(parent as Node, write) &&
      read.range[1] <= node.range[0]
    )
      return { text: source.getText(other), from: node.range[0] };
  }
  const isLoud =
    (operation?.throws ?? false) || (isCall(read) && /OrFail$|OrThrow$/.test(calleeName(read) ?? ""));
  if (!isLoud) return undefined;
  return { text: 'throw new Error("Used already");', from: read.range[1] };
}

/** `db.$transaction(async (tx) => { … })`, which an error takes back. */
function isOfTransaction(node: Node): boolean {
  const call = outermost(node).parent;
  return isCall(call) && call.callee !== node && /transaction/i.test(calleeName(call) ?? "");
}

/** The refusal alone, without what is counted or looked up on the way: it would be done for a token that was right. */
function wordsOf(source: Readonly<TSESLint.SourceCode>, branch: TSESTree.Statement): string {
  const body = branch.type === T.BlockStatement ? branch.body : [branch];
  const last = body.at(-1);
  const isWhole = last?.type === T.ThrowStatement || (last?.type === T.ReturnStatement && last.argument);
  if (body.length < 2 || !last || !isWhole) return source.getText(branch);
  const text = source.getText(last);
  const declared = body.flatMap((statement) =>
    statement.type === T.VariableDeclaration ? source.getDeclaredVariables(statement) : [],
  );
  return declared.some(({ name }) => text.includes(name)) ? source.getText(branch) : text;
}

/** `if (!row) throw …`, between the read and the write; rather `if (row.usedAt) throw …`. */
function refusalIn(
  source: Readonly<TSESLint.SourceCode>,
  body: readonly TSESTree.Statement[],
  read: Node,
  write: Node,
  limit: Node | undefined,
): TSESTree.IfStatement | undefined {
  const start = body.findIndex((statement) => contains(statement, read));
  const found = body
    .slice(Math.max(start, 0))
    .filter(
      (statement): statement is TSESTree.IfStatement =>
        statement.type === T.IfStatement &&
        !statement.alternate &&
        ends(statement.consequent) &&
        statement.range[1] <= write.range[0],
    );
  const isAboutUse = ({ test, consequent }: TSESTree.IfStatement): boolean =>
    /used|consumed|redeemed|accepted|claimed/i.test(source.getText(test)) && isShort(consequent);
  const isLimit = ({ test, consequent }: TSESTree.IfStatement): boolean =>
    limit !== undefined && contains(test, limit) && isShort(consequent);
  return found.find(isLimit) ?? found.find(isAboutUse) ?? found[0];
}

/** Nothing is done but to refuse. */
function isShort(branch: TSESTree.Statement): boolean {
  return branch.type !== T.BlockStatement || branch.body.length === 1;
}

function ends(branch: TSESTree.Statement): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
}

/** What stands in front of a statement on its line: the program's own spaces or tabs. */
export function indentOf(
  source: Readonly<TSESLint.SourceCode>,
  { loc: { start } }: TSESTree.Statement,
): string {
  const before = (source.lines[start.line - 1] ?? "").slice(0, start.column);
  return /^\s*$/.test(before) ? before : " ".repeat(start.column);
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
