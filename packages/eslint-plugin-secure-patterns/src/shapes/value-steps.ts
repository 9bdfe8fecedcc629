import {
  isFunction,
  keyName,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { patternBindings, parameterIndex } from "../flow/bindings.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { callsOf } from "../flow/callers.ts";
import { functionsOf } from "../flow/trace.ts";
import type { Variable } from "../flow/unit.ts";

/** An expression that gives a value, and what is read from it. */
export interface Step {
  readonly node: Node;
  readonly path: readonly string[];
  /** The name under which a pattern took it: `email` of `const { email: e } = user`. */
  readonly name?: string | undefined;
  /** The keys of the object under which it was put: `user.token = x`, asked for the whole `user`. */
  readonly within?: readonly string[];
  /** A call of the function whose parameter it is: the value comes from there. */
  readonly call?: Node;
  /** The calls that the way leads through from here on, where that changes. */
  readonly through?: Through;
}

/** The calls whose functions a way leads through: what comes back from one of them was handed in there, and nowhere else. */
export type Through =
  { readonly of: FunctionNode; readonly call: CallNode; readonly outer: Through } | "none";

const MOST_CALLERS = 12;

/**
 * The expressions that a variable's value can come from, one step back, with the names that were lost on the way. Unlike
 * `trace`, which goes straight to the roots, this stops at every name.
 */
export function stepsOfVariable(
  file: FileFlow,
  variable: Variable,
  path: readonly string[],
  use: Node,
  through: Through,
): readonly Step[] {
  const steps: Step[] = [];
  for (const definition of variable.defs) {
    const node = definition.node as Node;
    if (definition.type === "Parameter" && isFunction(node)) {
      steps.push(...stepsOfParameter(node, definition.name as Node, path, through));
    }
  }
  const { whole, parts } = writesOf(variable);
  for (const identifier of whole) steps.push(...stepsOfWrite(identifier, path));
  for (const identifier of parts)
    if (!isAfter(file, identifier, use)) steps.push(...stepsOfProperty(identifier, path));
  return steps;
}

interface Writes {
  /** Where the variable is given a value. */
  readonly whole: readonly Node[];
  /** Where something in its value is. */
  readonly parts: readonly Node[];
}

const writes = new WeakMap<Variable, Writes>();

/** Among all that mention a variable: looked for once, since each log of what is in it asks. */
function writesOf(variable: Variable): Writes {
  let known = writes.get(variable);
  if (!known) {
    const mentions = variable.references.map(({ identifier }) => identifier as Node);
    known = { whole: mentions.filter(isWritten), parts: mentions.filter((each) => partWritten(each)) };
    writes.set(variable, known);
  }
  return known;
}

function isWritten(identifier: Node): boolean {
  const target = patternAround(identifier);
  return valueFor(target.parent, target) !== undefined;
}

/** `a.b.c` of `a.b.c = v` */
function partWritten(identifier: Node): TSESTree.MemberExpression | undefined {
  let current = identifier;
  while (current.parent?.type === T.MemberExpression && current.parent.object === current)
    current = current.parent;
  const { parent } = current;
  const isTarget = parent?.type === T.AssignmentExpression && parent.left === current;
  return isTarget && current.type === T.MemberExpression ? current : undefined;
}

/** Whether a function writes only after it has used something: `log(locals); locals.token = token;` */
function isAfter(file: FileFlow, write: Node, use: Node): boolean {
  if (write.range[0] < use.range[1] || file.ownerOf(write) !== file.ownerOf(use)) return false;
  for (let node = use.parent; node && !isFunction(node); node = node.parent)
    if (/^(?:For|While|DoWhile)/.test(node.type)) return false;
  return true;
}

/** `const a = v`, `const { a } = v`, `a = v`, `for (const a of v)` */
function stepsOfWrite(identifier: Node, path: readonly string[]): readonly Step[] {
  const target = patternAround(identifier);
  const { parent } = target;
  const value = valueFor(parent, target);
  if (!value) return [];
  const head = parent?.type === T.ForOfStatement || target.parent?.parent?.parent?.type === T.ForOfStatement;
  for (const binding of patternBindings(target)) {
    if (binding.identifier !== identifier) continue;
    const name = binding.path.at(-1);
    const own = binding.rest ? [] : binding.path;
    const steps: Step[] = [{ node: value, path: [...(head ? ["*"] : []), ...own, ...path], name }];
    return binding.fallback ? [...steps, { node: binding.fallback, path }] : steps;
  }
  return [];
}

/** The outermost pattern that an identifier is bound in. */
function patternAround(identifier: Node): Node {
  let current = identifier;
  for (;;) {
    const { parent } = current;
    const isPart =
      parent?.type === T.ObjectPattern ||
      parent?.type === T.ArrayPattern ||
      parent?.type === T.RestElement ||
      (parent?.type === T.AssignmentPattern && parent.left === current) ||
      (parent?.type === T.Property && parent.value === current && parent.parent.type === T.ObjectPattern);
    if (!isPart || !parent) return current;
    current = parent;
  }
}

function valueFor(parent: Node | undefined, target: Node): Node | undefined {
  if (parent?.type === T.VariableDeclarator && parent.id === target) {
    if (parent.init) return parent.init;
    const loop = parent.parent.parent;
    return loop.type === T.ForOfStatement && loop.left === parent.parent ? loop.right : undefined;
  }
  if (parent?.type === T.AssignmentExpression && parent.left === target) return parent.right;
  return parent?.type === T.ForOfStatement && parent.left === target ? parent.right : undefined;
}

/** `a.b.c = v`, where `a` is asked for `path` */
function stepsOfProperty(identifier: Node, path: readonly string[]): readonly Step[] {
  const written: string[] = [];
  let current = identifier;
  while (current.parent?.type === T.MemberExpression && current.parent.object === current) {
    current = current.parent;
    written.push(memberName(current as TSESTree.MemberExpression) ?? "*");
  }
  const { parent } = current;
  if (written.length === 0 || parent?.type !== T.AssignmentExpression || parent.left !== current) return [];
  const common = Math.min(written.length, path.length);
  const isSame = path.slice(0, common).every((name, index) => name === written[index]);
  if (!isSame) return [];
  return [
    { node: parent.right, path: path.slice(common), name: written.at(-1), within: written.slice(common) },
  ];
}

/** What callers hand in, from other files too; on the way through a call, what that one hands in. */
function stepsOfParameter(
  of: FunctionNode,
  identifier: Node,
  path: readonly string[],
  through: Through,
): readonly Step[] {
  const file = fileOf(of);
  const pattern = patternAround(identifier);
  const index = parameterIndex(pattern);
  if (!file || index < 0) return [];
  const [binding] = [...patternBindings(pattern)].filter((each) => each.identifier === identifier);
  if (!binding) return [];
  const given = (call: CallNode, shift: number): Pick<Step, "node" | "path" | "name">[] =>
    call.arguments
      .slice(index + shift, pattern.type === T.RestElement ? undefined : index + shift + 1)
      .map((node) => ({
        node,
        // an item of a list of arguments is one of them; what is left of an object keeps its names
        path: pattern.type === T.RestElement ? path.slice(1) : [...binding.path, ...path],
        name: binding.path.at(-1),
      }));
  const entered = enteredBy(through, of);
  if (entered) return given(entered.call, 0).map((step) => ({ ...step, through: entered.outer }));
  return callsOf(file, of)
    .slice(0, MOST_CALLERS)
    .flatMap(({ call, shift }) => given(call, shift).map((step) => ({ ...step, call })));
}

function enteredBy(through: Through, of: FunctionNode): Exclude<Through, "none"> | undefined {
  let entered = through;
  while (entered !== "none" && entered.of !== of) entered = entered.outer;
  return entered === "none" ? undefined : entered;
}

/** What a call of a function of the project gives back; empty where its body is out of sight. */
export function stepsOfCall(
  file: FileFlow,
  call: CallNode,
  path: readonly string[],
  outer: Through,
): readonly Step[] {
  return functionsOf(file, call.callee).flatMap((of) => {
    const home = fileOf(of);
    return home ? home.returnsOf(of).map((node) => ({ node, path, through: { of, call, outer } })) : [];
  });
}

/** The value under a key of an object, the last one first; spreads are asked for it too. */
export function stepsOfObject(node: TSESTree.ObjectExpression, path: readonly string[]): readonly Step[] {
  const [asked, ...rest] = path;
  const steps: Step[] = [];
  for (const property of [...node.properties].reverse()) {
    if (property.type === T.SpreadElement) steps.push({ node: property.argument, path });
    else if (keyName(property) === asked)
      return [...steps, { node: unwrap(property.value), path: rest, name: asked }];
  }
  return steps;
}

/** `arguments` of a wrapper: whatever its callers hand in. */
export function stepsOfArguments(of: FunctionNode): readonly Step[] {
  const file = fileOf(of);
  if (!file) return [];
  return callsOf(file, of)
    .slice(0, MOST_CALLERS)
    .flatMap(({ call, shift }) =>
      call.arguments.slice(shift).map((node): Step => ({ node, path: [], call })),
    );
}
