import {
  calleeName,
  isCall,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { gives } from "../catalog/formats.ts";
import { parameterIndex } from "../flow/bindings.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { functionsOf } from "../flow/trace.ts";
import { keep } from "../flow/whole-answers.ts";
import { withinBody } from "./within-body.ts";

/** A variable that a function overwrites with what a schema, which it is handed, lets through. */
interface Checked {
  /** What the variable holds before. */
  readonly before: Node;
  /** The number of the parameter that is the schema. */
  readonly schema: number;
  /** A check that does not throw: the caller must ask how it went. */
  readonly answers: boolean;
}

const memo = new WeakMap<FunctionNode, readonly Checked[]>();

/**
 * Whether a function of the project that the value comes through was handed a schema to check it by, and whoever called it goes on
 * only where the value passed:
 *
 * `const { body, error } = await parseRequest(request, Schema); if (error) return error();`
 */
export function isCheckedByHelper({ steps }: Origin): boolean {
  const nodes: Node[] = [];
  for (let step = steps; step; step = step.next) nodes.push(step.node);
  return nodes.some((node) => {
    const call = unwrap(node);
    const home = isCall(call) && call.arguments.length > 1 ? fileOf(call) : undefined;
    if (!home || !isCall(call)) return false;
    return functionsOf(home, call.callee)
      .flatMap(checkedIn)
      .some(
        ({ before, schema, answers }) =>
          isGiven(call.arguments[schema]) &&
          nodes.some((other) => isInside(other, before)) &&
          (!answers || isAskedHowItWent(home, call)),
      );
  });
}

function checkedIn(of: FunctionNode): readonly Checked[] {
  return keep(memo, of, [], () => findChecked(of));
}

function findChecked(of: FunctionNode): readonly Checked[] {
  const file = fileOf(of);
  if (!file) return [];
  const found: Checked[] = [];
  for (const node of withinBody(file, of.body)) {
    if (node.type !== T.AssignmentExpression || node.left.type !== T.Identifier) continue;
    const check = checkBehind(file, node.right);
    const schema = check ? schemaOf(file, of, check) : -1;
    const definition = file.bindings.variableOf(node.left)?.defs[0]?.node as Node | undefined;
    const before = definition?.type === T.VariableDeclarator ? definition.init : undefined;
    if (check && schema >= 0 && before)
      found.push({ before, schema, answers: /^safe|^validate/.test(calleeName(check) ?? "") });
  }
  return found;
}

/** `schema.parse(body)`; `schema.safeParse(body)` of `result.data`. */
function checkBehind(file: FileFlow, given: Node): CallNode | undefined {
  const plain = unwrap(given);
  const isPart = plain.type === T.MemberExpression && /^(?:data|value|output)$/.test(memberName(plain) ?? "");
  const node = isPart ? unwrap(plain.object) : plain;
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const call = unwrap(value?.path.length === 0 ? value.node : node);
  return isCall(call) && gives.test(calleeName(call) ?? "") ? call : undefined;
}

/** The number of the parameter on which a check is called. */
function schemaOf(file: FileFlow, of: FunctionNode, { callee }: CallNode): number {
  let base = unwrap(callee);
  while (base.type === T.MemberExpression) base = unwrap(base.object);
  const definition = base.type === T.Identifier ? file.bindings.variableOf(base)?.defs[0] : undefined;
  if (definition?.type !== "Parameter" || (definition.node as Node) !== of) return -1;
  return parameterIndex(definition.name as Node);
}

function isGiven(schema: TSESTree.CallExpressionArgument | undefined): boolean {
  if (!schema || schema.type === T.Literal) return false;
  return schema.type !== T.Identifier || schema.name !== "undefined";
}

/** `const { body, error } = …; if (error) return …;` */
function isAskedHowItWent(file: FileFlow, call: CallNode): boolean {
  const awaited = call.parent?.type === T.AwaitExpression ? call.parent : call;
  const { parent } = awaited;
  if (parent?.type !== T.VariableDeclarator || parent.id.type !== T.ObjectPattern) return false;
  return parent.id.properties.some(
    ({ value }) =>
      value?.type === T.Identifier &&
      file.bindings.variableOf(value)?.references.some(({ identifier }) => endsEarlyBy(identifier as Node)),
  );
}

/** `if (error) return;`, `if (!success) throw …;` */
function endsEarlyBy(mention: Node): boolean {
  const { parent } = mention;
  const test = parent?.type === T.UnaryExpression && parent.operator === "!" ? parent : mention;
  const statement = test.parent;
  if (statement?.type !== T.IfStatement || statement.test !== test) return false;
  const { consequent } = statement;
  const last = consequent.type === T.BlockStatement ? consequent.body.at(-1) : consequent;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
}

function isInside(node: Node, around: Node): boolean {
  return (
    node.range[0] >= around.range[0] && node.range[1] <= around.range[1] && fileOf(node) === fileOf(around)
  );
}
