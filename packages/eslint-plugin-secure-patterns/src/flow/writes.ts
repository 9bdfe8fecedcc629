import {
  calleeName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, KEY, RESULT, segmentsMatch, type AccessPath } from "./access-path.ts";
import { patternBindings, type Bindings } from "./bindings.ts";
import type { Variable } from "./unit.ts";

/** One effect of an event on a variable: `a.b = v` writes `v` to `["b"]` of `a`. */
export interface Write {
  readonly variable: Variable;
  readonly path: AccessPath;
  /** What is written; undefined where nothing that could be followed is. */
  readonly value: Node | undefined;
  /** What is read from the value: `const { b } = v` reads `["b"]`. */
  readonly read: AccessPath;
  readonly fallback: Node | undefined;
  /** Replaces what was there, rather than adding to it. */
  readonly replaces: boolean;
  /** The calls, the innermost first, of the functions that write: the value is one of theirs. */
  readonly through?: readonly { readonly call: CallNode; readonly body: FunctionNode }[];
  /** Added by a method such as `set` or `push`: it comes back as an element, not as a property of a name of its own. */
  readonly added?: true;
}

/** Methods that put their arguments into the receiver, and from which argument on. */
const ADDERS = new Map([
  ["push", 0],
  ["unshift", 0],
  ["add", 0],
  ["set", 1],
  ["append", 1],
  ["splice", 2],
]);

/** How what a method put in is read again. */
const READS_ELEMENT = /^(?:\*|\d+|get|getAll|values|entries|\(.*)$/;

/** Whether reading `path` can meet what was written. */
export function isRead(write: Write, path: AccessPath): boolean {
  const common = Math.min(write.path.length, path.length);
  for (let index = 0; index < common; index++) {
    if (!segmentsMatch(write.path[index] as string, path[index] as string)) return false;
  }
  const next = path[write.path.length - 1];
  return !write.added || next === undefined || READS_ELEMENT.test(next);
}
/** @param mergers functions that do what `Object.assign` does: `"_.merge"` */
export function writesOf(event: Node, bindings: Bindings, mergers: ReadonlySet<string>): readonly Write[] {
  switch (event.type) {
    case T.VariableDeclarator:
      return event.init || !isLoopHead(event) ? bind(event.id, event.init ?? undefined, [], bindings) : [];
    case T.AssignmentExpression:
      return bind(event.left, event.operator === "=" || isLogical(event) ? event.right : event, [], bindings);
    case T.UpdateExpression:
      return bind(event.argument, undefined, [], bindings);
    case T.ForOfStatement:
      return bind(loopPattern(event), event.right, [ELEMENT], bindings);
    case T.ForInStatement:
      return bind(loopPattern(event), event.right, [KEY], bindings);
    case T.CallExpression:
      return additions(event, bindings, mergers);
    default:
      return [];
  }
}

/** The variable at the root of `a.b.c`, and the path from it. */
export function accessOf(
  node: Node,
  bindings: Bindings,
): { variable: Variable; path: AccessPath } | undefined {
  const path: string[] = [];
  let current = unwrap(node);
  while (current.type === T.MemberExpression) {
    path.unshift(memberName(current) ?? ELEMENT);
    current = unwrap(current.object);
  }
  const variable = current.type === T.Identifier ? bindings.variableOf(current) : undefined;
  return variable && { variable, path };
}

/** Whether a variable is given one value, and nothing is put into that later. */
export function isConstant(variable: Variable): boolean {
  if (variable.defs.length !== 1) return false;
  const isParameter = variable.defs[0]?.type === "Parameter";
  let writes = 0;
  for (const reference of variable.references) {
    if (reference.isWrite() && ++writes > (isParameter ? 0 : 1)) return false;
    if (!reference.isWrite() && isPutInto(reference.identifier as Node)) return false;
  }
  return true;
}

/** `x.a = …`, `x.a++`, `x.push(…)`, `Object.assign(x, …)` */
function isPutInto(identifier: Node): boolean {
  let node = identifier;
  let name: string | undefined;
  while (node.parent?.type === T.MemberExpression && node.parent.object === node) {
    name = memberName(node.parent) ?? ELEMENT;
    node = node.parent;
  }
  const { parent } = node;
  if (parent?.type === T.AssignmentExpression || parent?.type === T.UpdateExpression)
    return node !== identifier;
  if (parent?.type !== T.CallExpression) return node !== identifier && isPattern(parent);
  if (parent.callee === node) return name !== undefined && ADDERS.has(name);
  return parent.arguments[0] === node && /^(?:assign|defineProperty)$/.test(calleeName(parent) ?? "");
}

function isPattern(node: Node | undefined): boolean {
  return node?.type === T.ArrayPattern || node?.type === T.Property || node?.type === T.ForOfStatement;
}

function isLoopHead(declarator: TSESTree.VariableDeclarator): boolean {
  const loop = declarator.parent.parent;
  return (
    (loop.type === T.ForOfStatement || loop.type === T.ForInStatement) && loop.left === declarator.parent
  );
}

function isLogical(node: TSESTree.AssignmentExpression): boolean {
  return node.operator === "||=" || node.operator === "??=" || node.operator === "&&=";
}

function loopPattern(loop: TSESTree.ForOfStatement | TSESTree.ForInStatement): Node {
  const { left } = loop;
  return left.type === T.VariableDeclaration ? (left.declarations[0]?.id ?? left) : left;
}

function bind(pattern: Node, value: Node | undefined, read: AccessPath, bindings: Bindings): Write[] {
  const writes: Write[] = [];
  for (const binding of patternBindings(pattern)) {
    const access = accessOf(binding.identifier, bindings);
    if (!access) continue;
    const { fallback } = binding;
    const replaces = !access.path.includes(ELEMENT);
    writes.push({ ...access, value, read: [...read, ...binding.path], fallback, replaces });
    const target = unwrap(binding.identifier);
    // `seen[word] = true` is where the names come from that `for (const word in seen)` gives
    if (target.type === T.MemberExpression && access.path.at(-1) === ELEMENT)
      writes.push({
        variable: access.variable,
        path: [...access.path.slice(0, -1), KEY],
        value: target.property,
        read: [],
        fallback: undefined,
        replaces: false,
      });
  }
  return writes;
}

function additions(call: TSESTree.CallExpression, bindings: Bindings, mergers: ReadonlySet<string>): Write[] {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression) return [];
  const method = memberName(callee) ?? "";
  const name = callee.object.type === T.Identifier ? `${callee.object.name}.${method}` : "";
  if (name === "Object.assign" || mergers.has(name))
    return addTo(call.arguments[0], call.arguments.slice(1), [], bindings);
  if (name === "Object.defineProperty") return defined(call, bindings);
  const first = ADDERS.get(method);
  if (first === undefined) return [];
  return addTo(callee.object, call.arguments.slice(first), [ELEMENT], bindings).map((write) => ({
    ...write,
    added: true,
  }));
}

/** `Object.defineProperty(target, "name", { value })`, `{ get() {} }` */
function defined(call: TSESTree.CallExpression, bindings: Bindings): Write[] {
  const [target, key, descriptor] = call.arguments;
  const access = target && accessOf(target, bindings);
  if (!access || !key || !descriptor) return [];
  const path = [...access.path, staticText(key) ?? ELEMENT];
  const write = { ...access, path, value: descriptor, fallback: undefined, replaces: false };
  return [
    { ...write, read: ["value"] },
    { ...write, read: ["get", RESULT] },
  ];
}

function addTo(
  target: Node | undefined,
  values: readonly Node[],
  at: AccessPath,
  bindings: Bindings,
): Write[] {
  const access = target && accessOf(target, bindings);
  if (!access) return [];
  const path = [...access.path, ...at];
  return values.map((value) =>
    value.type === T.SpreadElement
      ? { ...access, path, value: value.argument, read: [ELEMENT], fallback: undefined, replaces: false }
      : { ...access, path, value, read: [], fallback: undefined, replaces: false },
  );
}
