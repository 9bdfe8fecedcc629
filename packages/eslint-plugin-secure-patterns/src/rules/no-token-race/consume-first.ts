import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { calleeName, isCall, T, unwrap, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change, Edit, HelperBinding } from "../../fixes/edit.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { identifiersIn } from "../../shapes/operations/columns.ts";
import type { Event } from "../../shapes/operations/events.ts";
import type { Operation } from "../../shapes/operations/operation.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { claimOf as ending } from "./claim.ts";
import { clearFirst } from "./clear-first.ts";
import { contains, indentOf, isPlainStatement, refusalFor, statementOf, type Refusal } from "./refusal.ts";
import { askInWrite, countInWrite } from "./ask-in-write.ts";
import { changed } from "./changed.ts";
import { consumeInList } from "./consume-in-list.ts";
import { limitOf, type Limit } from "./limit-of.ts";
import { tokenAsked } from "./token-asked.ts";
import { unusedOf } from "./unused.ts";

type Source = Readonly<TSESLint.SourceCode>;

/**
 * Puts the write that ends the token in front of everything that must happen once, as `consumeToken(() => write)`, and
 * refuses whoever comes second in the words that the function already has for "no such token". Undefined where any of that
 * is not at hand.
 */
export function consumeFirst(source: Source, analysis: Analysis, race: Race): Change | undefined {
  const { file } = analysis;
  const write = race.write;
  if (!write || write.operation?.isGuess || (write.helper !== undefined && !answersAsItsWrite(write)))
    return undefined;
  if (race.is === "saved") return clearFirst(source, analysis, race);
  const isOfRecord = removesRecord(write.operation);
  if (!isOfRecord && isMute(write.operation)) return undefined;
  const inList = consumeInList(source, file, race);
  if (inList) return inList;
  const own = statementOf(write.at);
  if (own?.parent.type !== T.BlockStatement) return undefined;
  const held = holderOf(own, write.at);
  if (!held && !isPlainStatement(own, write.at)) return undefined;
  const { body } = own.parent;
  const limit = limitOf(source, file, race);
  const refusal = refusalFor(source, write, race.read, limit?.test);
  // a record's own `destroy()`, and `repository.remove(record)`, do not tell whether there was something to destroy
  const claim = isOfRecord ? removalOf(source, analysis, race) : claimOf(source, file, race, limit);
  const first = body.find((statement) => race.effects.some((effect) => contains(statement, effect)));
  if (!refusal || claim === undefined) return undefined;
  const target = first && first.range[0] < own.range[0] ? first : firstAct(body, refusal, own);
  if (target.range[0] < refusal.from || !isReady(file, write.at, target)) return undefined;
  if (race.effects.some((effect) => effect.range[0] < target.range[0])) return undefined;
  const binding = bindHelper(
    source,
    { name: "consumeToken", from: "secure-patterns" },
    write.at as TSESTree.Node,
  );
  const comments = source.getCommentsInside(own as TSESTree.Node);
  if (!binding || comments.some((comment) => !contains(write.at, comment as unknown as Node)))
    return undefined;
  const text = claim.text + told(write.operation, claim.text);
  const imports = [binding, ...claim.imports.filter(({ present }) => !present)];
  if (held) {
    if (target !== own || claim.isBeside) return undefined;
    const answer = `await ${binding.local}(() => ${text})`;
    const refused = `\n${indentOf(source, own)}if (${held.name} === null) ${refusal.text}`;
    const edits = [
      { range: held.init.range, text: answer },
      { range: [own.range[1], own.range[1]] as [number, number], text: refused },
    ];
    return { edits, imports };
  }
  const indent = indentOf(source, target);
  const guard = `if ((await ${binding.local}(() => ${text})) === null) ${refusal.text}`;
  const before: Edit = { range: [target.range[0], target.range[0]], text: `${guard}\n${indent}` };
  const edits: Edit[] = claim.isBeside
    ? [before]
    : target === own
      ? [{ range: own.range, text: guard }]
      : [before, { range: withLineBreak(source, own), text: "" }];
  return { edits, imports };
}

/** `const user = await prisma.user.update(…)`: whoever wins gets the same answer. */
function holderOf(
  own: TSESTree.Statement,
  write: Node,
): { name: string; init: TSESTree.Expression } | undefined {
  const [declarator, more] = own.type === T.VariableDeclaration ? own.declarations : [];
  if (!declarator || more || declarator.init?.type !== T.AwaitExpression) return undefined;
  const { id, init } = declarator;
  if (id.type !== T.Identifier || id.typeAnnotation || unwrap(init) !== unwrap(write)) return undefined;
  return { name: id.name, init };
}

/** A helper whose answer is that of its one write: `const endReset = (token) => db.reset.deleteMany({ where: { token } })`. */
function answersAsItsWrite({ body, operation, inner }: Event): boolean {
  const home = body && fileOf(body);
  if (!home || !operation || !isOfOne(operation)) return false;
  // a delete that throws for whoever comes second is heard as well
  const isLoud = inner?.how === "throws" && operation.throws && operation.does === "delete";
  if (inner?.how !== "returned" && !isLoud) return false;
  if (operation.row && "tells" in operation.row && operation.row.tells !== undefined) return false;
  const values = home.returnsOf(body);
  return values.length > 0 && values.every((value) => unwrap(value) === operation.node);
}

/** The condition of a delete is met by one token: by its own column, or its record's. */
function isOfOne({ columns, does, isKey, throws, node }: Operation): boolean {
  if (isKey || throws || does !== "delete" || columns.size === 0) return true;
  if (isCall(node) && /One$|ById$|ByPk$/.test(calleeName(node) ?? "")) return true;
  return [...columns].some((column) => /^_?(?:uu)?id$/i.test(column) || names.column.test(column));
}

function removesRecord(operation: Operation | undefined): boolean {
  if (operation?.record) return true;
  return (
    operation?.does === "delete" &&
    !operation.isKey &&
    isMute(operation) &&
    operation.filters[0]?.type === T.Identifier
  );
}

/**
 * Where no effect before the write is known, the first call that is made for what it does, and not for what it answers:
 * `await redis.hSet(user, …); await redis.del(token)`.
 */
function firstAct(
  body: readonly TSESTree.Statement[],
  refusal: Refusal,
  own: TSESTree.Statement,
): TSESTree.Statement {
  const between = body.slice(0, body.indexOf(own)).filter(({ range }) => range[0] >= refusal.from);
  return between.find(isAct) ?? own;
}

function isAct(statement: TSESTree.Statement): boolean {
  if (statement.type !== T.ExpressionStatement) return false;
  const { expression } = statement;
  return (expression.type === T.AwaitExpression ? expression.argument : expression).type === T.CallExpression;
}

/** Every name of the write is declared before the place where it goes. */
function isReady(file: FileFlow, write: Node, target: Node): boolean {
  return identifiersIn(file, write).every((identifier) => {
    const declared = file.bindings.variableOf(identifier)?.identifiers[0];
    const isInside = declared !== undefined && contains(write, declared as Node);
    return !declared || isInside || declared.range[0] < target.range[0];
  });
}

/** `Invite.destroy({ where: { token } })` for `invite.destroy()` */
function removalOf(source: Source, analysis: Analysis, race: Race): Claim | undefined {
  if (race.write?.operation?.does !== "delete") return undefined;
  const asked = tokenAsked(source, analysis.file, race);
  const text = asked && ending(source, analysis, race, { ...asked, set: undefined, hasId: false }, "remove");
  return text === undefined ? undefined : { text, imports: [], isBeside: false };
}

interface Claim {
  readonly text: string;
  readonly imports: readonly HelperBinding[];
  /** The program's own write stays where it is. */
  readonly isBeside: boolean;
}

/** The write, and what its condition lacks. */
function claimOf(source: Source, file: FileFlow, race: Race, limit: Limit | undefined): Claim | undefined {
  const { is, write, counter } = race;
  const operation = write?.operation;
  if (!write || !operation) return undefined;
  // what it answers is the record as it was, for whoever comes second too
  const isOpen = is === "unconditional" || (operation.does === "update" && operation.answersBefore);
  if (isOpen && counter !== undefined) return claimOfUse(source, file, race, limit);
  const isForAll = !isOpen && !isOfOne(operation);
  if (!isOpen && !isForAll)
    return { text: source.getText(write.at as TSESTree.Node), imports: [], isBeside: false };
  // who ends all that a user has ends the one that was shown first
  const unused = isForAll ? tokenAsked(source, file, race) : unusedOf(source, file, race);
  const asked = unused && askInWrite(source, file, operation, unused);
  return (
    asked && { text: changed(source, write.at, asked.insertions), imports: asked.imports, isBeside: isForAll }
  );
}

/** One more use, if there is one left: `update({ where: { id, uses: { lt: maxUses } }, data: { uses: { increment: 1 } } })`. */
function claimOfUse(
  source: Source,
  file: FileFlow,
  { write, counter = "" }: Race,
  limit: Limit | undefined,
): Claim | undefined {
  const operation = write?.operation;
  if (!operation || !limit) return undefined;
  const counted = limit.forgetful && countInWrite(operation, limit.forgetful);
  if (limit.forgetful && !counted) return undefined;
  const asked = askInWrite(source, file, operation, { column: counter, value: limit.text, limit });
  if (!asked) return undefined;
  const insertions = [...asked.insertions, ...(counted ? [counted] : [])];
  return { text: changed(source, write.at, insertions), imports: asked.imports, isBeside: false };
}

/** The answer is no number of rows: nothing at all, or a new count. */
function isMute(operation: Operation | undefined): boolean {
  const row = operation?.row;
  return row !== undefined && (row.mute === true || ("counts" in row && row.counts === true));
}

/** What makes the driver tell how many rows it changed, where it does not by itself. */
function told(operation: Operation | undefined, text: string): string {
  const row = operation?.row;
  const asks = row && "tells" in row ? row.tells : undefined;
  return asks === undefined || text.includes(`.${asks}(`) ? "" : `.${asks}()`;
}

/** The statement with the line that it leaves empty. */
function withLineBreak({ text }: Source, node: Node): [number, number] {
  let [start, end] = node.range;
  while (/[ \t]/.test(text[start - 1] ?? "")) start--;
  while (/[ \t]/.test(text[end] ?? "")) end++;
  if (text[start - 1] === "\n" && text[end] === "\n") end++;
  else [start, end] = node.range;
  return [start, end];
}
