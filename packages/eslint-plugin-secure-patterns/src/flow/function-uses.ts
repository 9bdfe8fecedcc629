import {
  calleeName,
  enclosingFunction,
  isCall,
  isFunction,
  keyName,
  memberName,
  outermost,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { elementCall } from "./element-call.ts";
import { exportedName, isMergedIntoExports } from "./exported-as.ts";
import type { FileFlow } from "./file-flow.ts";
import { followParameter, takerOf } from "./follow-handed.ts";
import { followAdded, followElement, followListed, followName, isListed } from "./follow-lists.ts";
import { MOST_CARRIERS, type Carrier, type ClassNode, type FunctionUse } from "./function-use.ts";
import { keep } from "./whole-answers.ts";

const memo = new WeakMap<Node, readonly FunctionUse[]>();

/** Follows a function, or a class, forwards through variables, objects, lists and wrappers to where it is used. */
export function usesOf(file: FileFlow, of: FunctionNode | ClassNode): readonly FunctionUse[] {
  return keep(memo, of, [], () => findUses(file, of));
}

function findUses(file: FileFlow, of: FunctionNode | ClassNode): readonly FunctionUse[] {
  const uses: FunctionUse[] = [];
  const seen = new Set<Node>();
  const pending: Carrier[] = [{ node: of, keys: [], wrapped: false, answered: isAnswered(of), bound: 0 }];
  for (let carrier = pending.pop(); carrier; carrier = pending.pop()) {
    if (seen.size > MOST_CARRIERS) break;
    if (seen.has(carrier.node)) continue;
    seen.add(carrier.node);
    follow(file, carrier, uses, pending);
  }
  return uses;
}

function follow(file: FileFlow, carrier: Carrier, uses: FunctionUse[], pending: Carrier[]): void {
  const { keys } = carrier;
  if (carrier.node.type === T.FunctionDeclaration || carrier.node.type === T.ClassDeclaration) {
    followName(file, carrier.node.id ?? undefined, carrier, pending);
    followDeclaration(carrier.node, carrier.node.id?.name ?? "default", keys, uses);
    return;
  }
  const node = outermost(carrier.node);
  const { parent } = node;
  switch (parent?.type) {
    case T.CallExpression:
    case T.NewExpression:
      return followCall(file, parent, node, carrier, uses, pending);
    case T.JSXOpeningElement:
      if (keys.length === 0) uses.push({ type: "call", call: elementCall(parent), shift: 0 });
      return;
    case T.JSXExpressionContainer:
      if (parent.parent.type === T.JSXAttribute) followAttribute(parent.parent, carrier, uses);
      return;
    case T.ArrayExpression:
      pending.push({ ...carrier, node: parent, listed: true });
      return;
    case T.SequenceExpression:
    case T.ConditionalExpression:
    case T.LogicalExpression:
    case T.SpreadElement:
      pending.push({ ...carrier, node: parent });
      return;
    case T.ArrowFunctionExpression:
    case T.ReturnStatement:
      return followReturn(file, node, carrier, uses, pending);
    case T.ForOfStatement:
      if (parent.right === node && carrier.listed) followElement(file, parent.left, carrier, pending);
      return;
    case T.Property:
      if (parent.value === node && parent.parent.type === T.ObjectExpression) {
        pending.push({ ...carrier, node: parent.parent, keys: [keyName(parent) ?? "*", ...keys] });
        const member: FunctionUse = { type: "export", name: "", keys: [keyName(parent) ?? "*"] };
        if (keys.length === 0) uses.push(member);
      }
      return;
    case T.VariableDeclarator:
      followName(file, parent.id, carrier, pending);
      return followDeclaration(
        parent.parent,
        parent.id.type === T.Identifier ? parent.id.name : "*",
        keys,
        uses,
      );
    case T.AssignmentExpression:
      return followAssignment(file, parent, carrier, uses, pending);
    case T.ExportDefaultDeclaration:
      uses.push({ type: "export", name: "default", keys });
      return;
    case T.ExportSpecifier:
      uses.push({ type: "export", name: exportedAs(parent), keys });
      return;
    case T.MethodDefinition:
    case T.PropertyDefinition:
      uses.push({ type: "method", of: parent.parent.parent, member: parent });
      return;
    case T.MemberExpression:
      return followBinding(file, parent, node, carrier, uses, pending);
    default:
  }
}

/** `<Form onSubmit={save} />` hands the component an object with the function: `Form({ onSubmit: save })`. */
function followAttribute(
  { name, parent }: TSESTree.JSXAttribute,
  { keys, wrapped, bound }: Carrier,
  uses: FunctionUse[],
): void {
  // an element of the page runs it with an event
  const isComponent = parent.name.type !== T.JSXIdentifier || /^[A-Z]/.test(parent.name.name);
  if (!isComponent || name.type !== T.JSXIdentifier) return;
  uses.push({
    type: "argument",
    call: elementCall(parent),
    index: 0,
    keys: [name.name, ...keys],
    wrapped,
    bound,
  });
}

function followCall(
  file: FileFlow,
  call: CallNode,
  node: Node,
  carrier: Carrier,
  uses: FunctionUse[],
  pending: Carrier[],
): void {
  if (call.callee === node) {
    if (carrier.keys.length === 0) uses.push({ type: "call", call, shift: -carrier.bound });
    return;
  }
  const index = call.arguments.indexOf(node as never);
  const { keys, wrapped, bound } = carrier;
  if (index === 0 && keys.length === 0 && calleeName(call) === "partial")
    return followBound(call, carrier, uses, pending);
  if (isReflectApply(call) && index === 0) {
    if (keys.length === 0) uses.push({ type: "call", call, shift: 2, list: true });
    return;
  }
  if (index > 0 && keys.length > 0 && isMergedIntoExports(call, file.bindings)) {
    uses.push({ type: "export", name: keys[0] as string, keys: keys.slice(1) });
    return;
  }
  uses.push({ type: "argument", call, index, keys, wrapped, bound });
  if (isListed(call, carrier)) return void pending.push({ ...carrier, node: call });
  followAdded(file, call, carrier, pending);
  // `asyncHandler(fn)` is handed on in place of `fn`
  const target = outermost(call).parent?.type;
  if (target !== T.ExpressionStatement && !carrier.answered)
    pending.push({ ...carrier, node: call, wrapped: true });
  followParameter(file, call, index, carrier, uses, pending);
}

/**
 * `authenticate("local", (err, user) => …)(req, res, next)`: what waits for an error is told by whoever it was handed to,
 * also when it is handed over by its name or made by a function: `authenticate("local", after(req))(req, res, next)`.
 */
function isAnswered(of: Node): boolean {
  const [first] = isFunction(of) && of.params.length < 4 ? of.params : [];
  return first?.type === T.Identifier && /^(?:err|error)$/.test(first.name);
}

function isReflectApply({ callee }: CallNode): boolean {
  return (
    callee.type === T.MemberExpression &&
    memberName(callee) === "apply" &&
    callee.object.type === T.Identifier &&
    callee.object.name === "Reflect"
  );
}

/** A function that another one returns is what calls of that one stand for: `app.get("/", show(db))`. */
function followReturn(
  file: FileFlow,
  node: Node,
  carrier: Carrier,
  uses: FunctionUse[],
  pending: Carrier[],
): void {
  const maker = enclosingFunction(node);
  if (!maker || maker.generator) return;
  for (const use of usesOf(file, maker)) {
    if (use.type === "call" && !use.list && use.shift === 0) pending.push({ ...carrier, node: use.call });
    // `export function createNav() { return { go }; }`
    if (use.type === "export" && use.name !== "" && carrier.keys.length > 0)
      uses.push({ type: "made", name: use.name, keys: [...use.keys, ...carrier.keys] });
  }
}

/** `export { go as move }` */
function exportedAs({ exported }: TSESTree.ExportSpecifier): string {
  return exported.type === T.Identifier ? exported.name : exported.value;
}

function followDeclaration(node: Node, name: string, keys: readonly string[], uses: FunctionUse[]): void {
  if (node.parent?.type === T.ExportNamedDeclaration) uses.push({ type: "export", name, keys });
  if (node.parent?.type === T.ExportDefaultDeclaration) uses.push({ type: "export", name: "default", keys });
}

function followAssignment(
  file: FileFlow,
  node: TSESTree.AssignmentExpression,
  carrier: Carrier,
  uses: FunctionUse[],
  pending: Carrier[],
): void {
  const { left } = node;
  if (left.type === T.Identifier) return followName(file, left, carrier, pending);
  if (left.type !== T.MemberExpression) return;
  const exported = exportedName(left, file.bindings);
  if (exported !== undefined) uses.push({ type: "export", name: exported, keys: carrier.keys });
  else {
    uses.push({ type: "assigned", target: left });
    const taker = takerOf(file, left.object);
    if (taker) uses.push({ type: "made", name: "default", keys: [memberName(left) ?? "*"] });
    const key = memberName(left) ?? "*";
    followName(file, unwrap(left.object), { ...carrier, keys: [key, ...carrier.keys] }, pending);
  }
  // `module.exports = exports = fn` and `exports.a = exports.b = fn`
  pending.push({ ...carrier, node });
}

/** `handlers.login` where `handlers` holds the function; `fn.bind(this)`, `fn.call(…)`. */
function followBinding(
  file: FileFlow,
  parent: TSESTree.MemberExpression,
  node: Node,
  carrier: Carrier,
  uses: FunctionUse[],
  pending: Carrier[],
): void {
  if (parent.object !== node) return;
  const name = memberName(parent);
  const [first, ...rest] = carrier.keys;
  if (first !== undefined && (name === first || name === undefined || first === "*")) {
    pending.push({ ...carrier, node: parent, keys: rest });
    return;
  }
  const call = parent.parent;
  if (carrier.listed) return followListed(file, parent, carrier, pending);
  if (!isCall(call) || call.callee !== parent || carrier.keys.length > 0) return;
  if (name === "call") uses.push({ type: "call", call, shift: 1 });
  if (name === "apply") uses.push({ type: "call", call, shift: 1, list: true });
  if (name === "bind") followBound(call, carrier, uses, pending);
}

/** `fn.bind(null, a)`, `_.partial(fn, a)`: hands over the first parameters, and gives a function of the others. */
function followBound(call: CallNode, carrier: Carrier, uses: FunctionUse[], pending: Carrier[]): void {
  const bound = Math.max(call.arguments.length - 1, 0);
  if (bound > 0) uses.push({ type: "call", call, shift: 1 - carrier.bound });
  pending.push({ ...carrier, node: call, bound: carrier.bound + bound });
}
