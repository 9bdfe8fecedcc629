import {
  calleeName,
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { isDevelopmentOnly } from "./development-only.ts";
import { calledBy, findSinksOf } from "./sink-uses.ts";
import { withinBody } from "./within-body.ts";

/** What a function does with a line: nothing that is seen here, show it to developers, make a row of it, or write it everywhere. */
type Written = "not" | "development" | "rows" | "always";

/** `info() { this.output(…) }`, `output() { this.write(…) }` */
const DEEPEST = 3;
/** Where a line goes that is not printed: `else transport.send(line)`. */
const HANDS_ON =
  /^(?:send|post|fetch|push|capture|write|emit|track|report|enqueue|queue|publish|insert|create|save|append|add)/i;
/** … and where it becomes a record of the database, which is kept and deleted like the others. */
const MAKES_A_ROW = /^(?:insert(?:One|Many)?|(?:bulkC|c)reate(?:Many)?|save|upsert)$/;

/** Whether the project's own logger that is called here makes rows of a table out of its lines, and prints none. */
export function logsToRows(analysis: Analysis, file: FileFlow, call: CallNode): boolean {
  const functions = functionsOf(file, calledBy(call));
  return functions.length > 0 && functions.every((of) => writtenBy(analysis, of, call, []) === "rows");
}

/**
 * Whether the project's own function that is called here writes its lines in development alone:
 * `info(message) { if (this.isDevelopment) console.log(message); }`.
 */
export function logsInDevelopment(analysis: Analysis, file: FileFlow, call: CallNode): boolean {
  const functions = functionsOf(file, calledBy(call));
  return functions.length > 0 && functions.every((of) => writtenBy(analysis, of, call, []) === "development");
}

function writtenBy(
  analysis: Analysis,
  of: FunctionNode,
  call: CallNode,
  outer: readonly FunctionNode[],
): Written {
  const home = fileOf(of);
  if (!home || outer.includes(of) || outer.length > DEEPEST) return "not";
  let written: Written = "not";
  for (const node of withinBody(home, of.body)) {
    if (!isCall(node) || isOfOtherLevel(node, of, call) || tellsFailure(node, of)) continue;
    const here = writtenWith(analysis, home, node, [...outer, of]);
    if (here === "always" && !isDevelopmentOnly(home, node)) return "always";
    if (here === "rows") written = "rows";
    else if (here !== "not" && written === "not") written = "development";
  }
  return written;
}

function writtenWith(
  analysis: Analysis,
  home: FileFlow,
  call: CallNode,
  outer: readonly FunctionNode[],
): Written {
  const functions = functionsOf(home, calledBy(call));
  const inner = functions.map((of) => writtenBy(analysis, of, call, outer));
  if (inner.includes("always")) return "always";
  for (const written of ["rows", "development"] as const) if (inner.includes(written)) return written;
  const isLine = findSinksOf(home, analysis.classifier, analysis.index, call).some(
    ({ row }) => row.kind === "log",
  );
  if (isLine) return "always";
  const name = calleeName(call) ?? "";
  if (functions.length > 0 || !HANDS_ON.test(name)) return "not";
  return call.callee.type === T.MemberExpression && MAKES_A_ROW.test(name) ? "rows" : "always";
}

/** `catch (error) { console.error("not written", error); }`: that is no line of the caller's. */
function tellsFailure(call: CallNode, of: FunctionNode): boolean {
  for (let node: Node | undefined = call.parent; node && node !== of; node = node.parent) {
    if (node.type !== T.CatchClause) continue;
    const thrown = node.param?.type === T.Identifier ? node.param.name : undefined;
    return call.arguments.every((argument) => {
      const plain = argument.type === T.MemberExpression ? argument.object : argument;
      return staticText(argument) !== undefined || (plain.type === T.Identifier && plain.name === thrown);
    });
  }
  return false;
}

/** `switch (entry.level) { case "error": console.error(line) }`, where the caller says `{ level: "info" }`. */
function isOfOtherLevel(node: Node, of: FunctionNode, call: CallNode): boolean {
  for (
    let child = node, parent = node.parent;
    parent && child !== of;
    child = parent, parent = parent.parent
  ) {
    if (parent.type !== T.SwitchCase) continue;
    const { discriminant, cases } = parent.parent as TSESTree.SwitchStatement;
    const level = saidFor(unwrap(discriminant), of, call);
    if (level === undefined) return false;
    const named = cases.findIndex(({ test }) => test && staticText(test) === level);
    const entered = named < 0 ? cases.findIndex(({ test }) => test === null) : named;
    return !runsThrough(cases, entered, cases.indexOf(parent));
  }
  return false;
}

/** Cases without code of their own, and those that do not end, run into the next. */
function runsThrough(cases: readonly TSESTree.SwitchCase[], entered: number, reached: number): boolean {
  if (entered < 0 || entered > reached) return false;
  const ends = ({ consequent }: TSESTree.SwitchCase): boolean => {
    const last = consequent.at(-1);
    const end = last?.type === T.BlockStatement ? last.body.at(-1) : last;
    return end?.type === T.BreakStatement || end?.type === T.ReturnStatement;
  };
  return !cases.slice(entered, reached).some(ends);
}

/** The text that a call hands over for a parameter, or for a field of one: `level`, `entry.level`. */
function saidFor(asked: Node, of: FunctionNode, call: CallNode): string | undefined {
  const [name, field] =
    asked.type === T.MemberExpression ? [unwrap(asked.object), memberName(asked)] : [asked, undefined];
  const taken = asked.type === T.Identifier ? takenFrom(asked.name, of) : undefined;
  const index = of.params.findIndex(
    (each) => each.type === T.Identifier && name.type === T.Identifier && each.name === name.name,
  );
  const argument = call.arguments[taken?.index ?? index];
  if (!argument) return undefined;
  const key = taken?.key ?? field;
  if (key === undefined) return staticText(argument);
  if (argument.type !== T.ObjectExpression) return undefined;
  const property = argument.properties.find((each) => each.type === T.Property && keyName(each) === key);
  return property?.type === T.Property ? staticText(property.value) : undefined;
}

/** `const { level } = entry` at the top of the function. */
function takenFrom(name: string, { params, body }: FunctionNode): { index: number; key: string } | undefined {
  if (body.type !== T.BlockStatement) return undefined;
  for (const statement of body.body) {
    if (statement.type !== T.VariableDeclaration) continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== T.ObjectPattern || init?.type !== T.Identifier) continue;
      const property = id.properties.find(
        (each) => each.type === T.Property && each.value.type === T.Identifier && each.value.name === name,
      );
      const key = property?.type === T.Property ? keyName(property) : undefined;
      const index = params.findIndex((each) => each.type === T.Identifier && each.name === init.name);
      if (key !== undefined && index >= 0) return { index, key };
    }
  }
  return undefined;
}
