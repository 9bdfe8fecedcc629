import type { TSESTree } from "@typescript-eslint/types";

import { memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import { createBindings, type Bindings } from "../flow/bindings.ts";
import type { Unit, Variable } from "../flow/unit.ts";

/** An application or router as one file knows it: a variable, or a property such as `this.app`. */
export interface Router {
  readonly unit: Unit;
  readonly variable: Variable | undefined;
  /** The name of a property of `this`. */
  readonly property: string | undefined;
}

/** `router.use("/api", limiter)`: a call on a router, directly or further down a chain of calls. */
export interface Registration {
  readonly call: TSESTree.CallExpression;
  readonly method: string;
  /** The literal path that it is limited to; `undefined` where there is none, or none that is literal. */
  readonly path: string | undefined;
  /** All arguments but the path. */
  readonly args: readonly Node[];
}

/** Calls whose first argument names an event, not a path. */
const NAMES_FIRST = new Set(["addHook", "on", "once", "decorate", "set"]);

const bindings = new WeakMap<TSESTree.Program, Bindings>();

export function variableOf(unit: Unit, identifier: Node): Variable | undefined {
  let known = bindings.get(unit.ast);
  if (!known) bindings.set(unit.ast, (known = createBindings(unit)));
  return known.variableOf(identifier);
}

/**
 * The router that an expression is, or is called on: `app`, `app.route("/x").get`, `this.app`, and the variable that
 * `new Hono().use(a).get(…)` ends in.
 */
export function findRouter(unit: Unit, expression: Node): Router | undefined {
  const root = rootOf(expression);
  if (root.type === T.MemberExpression) return { unit, variable: undefined, property: memberName(root) };
  const variable = root.type === T.Identifier ? variableOf(unit, root) : undefined;
  const isOwn = variable && variable.defs.every(({ type }) => type !== "ImportBinding");
  if (isOwn) return { unit, variable, property: undefined };
  // `const router = express.Router().get(…)`: what is imported is only the maker.
  return findDeclaredRouter(unit, root) ?? (variable && { unit, variable, property: undefined });
}

/** The variable that is initialised with the chain of calls that `start` begins, or that `start` declares. */
export function findDeclaredRouter(unit: Unit, start: Node): Router | undefined {
  const declarator = climb(start);
  const isInitialiser = declarator?.type === T.VariableDeclarator && declarator.id !== start;
  const variable = variableOf(unit, isInitialiser ? declarator.id : start);
  const isDeclared = isInitialiser || variable?.identifiers.some((identifier) => identifier === start);
  return variable && isDeclared ? { unit, variable, property: undefined } : undefined;
}

/** The places of its file where a router is mentioned. */
export function mentionsOf({ unit, variable, property }: Router): readonly Node[] {
  if (variable)
    return variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  return thisMembers(unit).filter((node) => memberName(node) === property);
}

/** Keeps an answer by the variable, or by the file and the property, since every route of a router asks. */
export function oncePerRouter<Answer extends object>(
  find: (router: Router) => Answer,
): (router: Router) => Answer {
  const answers = new WeakMap<object, Map<string, Answer>>();
  return (router) => {
    const holder = router.variable ?? router.unit.ast;
    let known = answers.get(holder);
    if (!known) answers.set(holder, (known = new Map()));
    const name = router.property ?? "";
    let answer = known.get(name);
    if (!answer) known.set(name, (answer = find(router)));
    return answer;
  };
}

/** What is registered on a router in its file, in the order of the text. */
export function registrationsOf(router: Router): Iterable<Registration> {
  return registrationsByCall(router).values();
}

/** What a call registers on a router. */
export function registrationAt(router: Router, call: TSESTree.CallExpression): Registration | undefined {
  return registrationsByCall(router).get(call);
}

const registrationsByCall = oncePerRouter(findRegistrations);

function findRegistrations(router: Router): ReadonlyMap<TSESTree.CallExpression, Registration> {
  const found = new Set<TSESTree.CallExpression>();
  for (const mention of [...mentionsOf(router), ...creationsOf(router)]) {
    for (let call = callOn(mention); call; call = callOn(call)) found.add(call);
  }
  const sorted = [...found].sort((a, b) => positionOf(a) - positionOf(b));
  return new Map(sorted.map((call) => [call, toRegistration(call)]));
}

/** Where a call stands in the text: a chain's later calls start where its first one does. */
export function positionOf({ callee }: TSESTree.CallExpression): number {
  return callee.type === T.MemberExpression ? callee.property.range[0] : callee.range[0];
}

/** The call `node.method(…)`. */
export function callOn(node: Node): TSESTree.CallExpression | undefined {
  const member = node.parent;
  if (member?.type !== T.MemberExpression || member.object !== node) return undefined;
  return member.parent.type === T.CallExpression && member.parent.callee === member
    ? member.parent
    : undefined;
}

function toRegistration(call: TSESTree.CallExpression): Registration {
  const method = call.callee.type === T.MemberExpression ? (memberName(call.callee) ?? "") : "";
  const [first, ...rest] = call.arguments;
  const text = first && !NAMES_FIRST.has(method) ? staticText(first) : undefined;
  if (first && text !== undefined) return { call, method, path: text, args: rest };
  return { call, method, path: prefixOf(call), args: NAMES_FIRST.has(method) ? rest : call.arguments };
}

/** `register(plugin, { prefix: "/v1" })`. */
function prefixOf(call: TSESTree.CallExpression): string | undefined {
  const options = call.arguments.at(-1);
  if (options?.type !== T.ObjectExpression) return undefined;
  const property = options.properties.find(
    (candidate) =>
      candidate.type === T.Property && candidate.key.type === T.Identifier && candidate.key.name === "prefix",
  );
  return property?.type === T.Property ? staticText(property.value) : undefined;
}

/** `a` of `a.b("x").c`, `this.app` of `this.app.use(x).get`, the call or `new` that a chain starts with. */
function rootOf(expression: Node): Node {
  let node = unwrap(expression);
  for (;;) {
    if (node.type === T.MemberExpression) {
      if (node.object.type === T.ThisExpression) return node;
      node = unwrap(node.object);
    } else if (node.type === T.CallExpression && node.callee.type === T.MemberExpression)
      node = unwrap(node.callee);
    else return node;
  }
}

/** The first node above that is no part of the same chain of calls. */
function climb(node: Node): Node | undefined {
  let current: Node = node;
  for (let call = callOn(current); call; call = callOn(current)) current = call;
  let { parent } = current;
  while (parent && (unwrap(parent) !== parent || parent.type === T.AssignmentExpression))
    parent = parent.parent;
  return parent;
}

/** The expression that starts the chain in `const app = new Hono().use(a)`. */
function creationsOf({ variable }: Router): readonly Node[] {
  return (variable?.defs ?? []).flatMap(({ node }) => {
    const init = node.type === T.VariableDeclarator ? (node.init as Node | null) : null;
    return init ? [rootOf(lastRight(init))] : [];
  });
}

function thisMembers(unit: Unit): TSESTree.MemberExpression[] {
  const found: TSESTree.MemberExpression[] = [];
  const pending: Node[] = [unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.MemberExpression && node.object.type === T.ThisExpression) found.push(node);
    for (const key of unit.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[
        key
      ];
      for (const item of Array.isArray(child) ? (child as (Node | null)[]) : [child as Node | null])
        if (item) pending.push(item);
    }
  }
  return found;
}

/** `const router = (module.exports = Router())`. */
function lastRight(node: Node): Node {
  return node.type === T.AssignmentExpression ? lastRight(node.right) : node;
}
