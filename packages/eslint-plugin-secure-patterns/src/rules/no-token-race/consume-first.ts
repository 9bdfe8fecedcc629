import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { T, type Node } from "../../ast/nodes.ts";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change, Edit, HelperBinding } from "../../fixes/edit.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { identifiersIn } from "../../shapes/operations/columns.ts";
import type { Operation } from "../../shapes/operations/operation.ts";
import type { Race } from "../../shapes/operations/race.ts";
import { claimOf as ending } from "./claim.ts";
import { clearFirst } from "./clear-first.ts";
import { contains, isPlainStatement, refusalAfter, statementOf } from "./refusal.ts";
import { askInWrite, type Insertion } from "./ask-in-write.ts";
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
  if (!write || write.helper !== undefined || write.operation?.isGuess) return undefined;
  if (race.is === "saved") return clearFirst(source, analysis, race);
  if (!write.operation?.record && isMute(write.operation)) return undefined;
  const own = statementOf(write.at);
  if (!own || own.parent.type !== T.BlockStatement || !isPlainStatement(own, write.at)) return undefined;
  const { body } = own.parent;
  const refusal = refusalAfter(body, race.read.at);
  // a record's own `destroy()` does not tell whether there was something to destroy
  const claim = write.operation?.record ? removalOf(source, analysis, race) : claimOf(source, file, race);
  const first = body.find((statement) => race.effects.some((effect) => contains(statement, effect)));
  if (!refusal) return undefined;
  const target = first && first.range[0] < own.range[0] ? first : firstAct(body, refusal, own);
  if (claim === undefined || target.range[0] < refusal.range[1]) return undefined;
  if (race.effects.some((effect) => effect.range[0] < refusal.range[1]) || !isReady(file, write.at, target))
    return undefined;
  const binding = bindHelper(
    source,
    { name: "consumeToken", from: "secure-patterns" },
    write.at as TSESTree.Node,
  );
  if (!binding || source.getCommentsInside(own as TSESTree.Node).length > 0) return undefined;
  const text = claim.text + told(write.operation, claim.text);
  const indent = " ".repeat(target.loc.start.column);
  const guard = `if ((await ${binding.local}(() => ${text})) === null) ${source.getText(refusal.consequent as TSESTree.Node)}`;
  const edits: Edit[] =
    target === own
      ? [{ range: own.range, text: guard }]
      : [
          { range: [target.range[0], target.range[0]], text: `${guard}\n${indent}` },
          { range: withLineBreak(source, own), text: "" },
        ];
  return { edits, imports: [binding, ...claim.imports.filter(({ present }) => !present)] };
}

/**
 * Where no effect before the write is known, the first call that is made for what it does, and not for what it answers:
 * `await redis.hSet(user, …); await redis.del(token)`.
 */
function firstAct(
  body: readonly TSESTree.Statement[],
  refusal: TSESTree.Statement,
  own: TSESTree.Statement,
): TSESTree.Statement {
  const between = body.slice(body.indexOf(refusal) + 1, body.indexOf(own));
  return between.find(isCall) ?? own;
}

function isCall(statement: TSESTree.Statement): boolean {
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
  const text = asked && ending(source, analysis, race, asked, "remove");
  return text === undefined ? undefined : { text, imports: [] };
}

interface Claim {
  readonly text: string;
  readonly imports: readonly HelperBinding[];
}

/** The write, and what its condition lacks. */
function claimOf(source: Source, file: FileFlow, race: Race): Claim | undefined {
  const { is, write } = race;
  const operation = write?.operation;
  if (!write || !operation) return undefined;
  if (is !== "unconditional") return { text: source.getText(write.at as TSESTree.Node), imports: [] };
  const unused = unusedOf(source, file, race);
  const asked = unused && askInWrite(source, file, operation, unused);
  return asked && { text: changed(source, write.at, asked.insertions), imports: asked.imports };
}

/** A node's text with changes in it. */
function changed(source: Source, node: Node, insertions: readonly Insertion[]): string {
  const [start, end] = node.range;
  let text = "";
  let from = start;
  for (const { range, text: added } of [...insertions].sort((a, b) => a.range[0] - b.range[0])) {
    text += source.text.slice(from, range[0]) + added;
    from = range[1];
  }
  return text + source.text.slice(from, end);
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
