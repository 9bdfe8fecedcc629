import type { TSESTree } from "@typescript-eslint/types";

import {
  enclosingFunction,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { Unit, Variable } from "../flow/unit.ts";
import type { Reader } from "./load-unit.ts";
import { placesOfFunction, placesOfVariable, type Place, type Places } from "./places.ts";
import { callOn, findRouter, registrationAt, variableOf, type Router } from "./router.ts";

/** A way up from a router: what it is mounted on, where, and what stands before it there. */
export interface Mount {
  readonly on: Router | undefined;
  readonly call: TSESTree.CallExpression;
  readonly before: readonly Node[];
  readonly path: string | undefined;
}

/** Where a router goes. */
export interface Mounts {
  readonly mounts: readonly Mount[];
  /** No way up is out of sight. */
  readonly isComplete: boolean;
}

/** Calls that take in another router, or a plugin that makes one. */
const TAKES_ROUTERS = new Set(["use", "register", "route", "mount", "plugin", "group", "all"]);

/** Calls that give a view of the router that they are called on; `express.Router()` makes one of its own. */
const GIVES_VIEW = /^(?:route|basePath|use|group|prefix|scope|namespace)$/;

/** One search for all routes of a router: what is mounted where does not change while a file is linted. */
const known = new WeakMap<Reader, Map<Variable, Mounts>>();

/** Finds what a router of one file is mounted on, there and in the files that import it. */
export function findMounts(router: Router, reader: Reader): Mounts {
  if (!router.variable) return { mounts: [], isComplete: false };
  let mounts = known.get(reader);
  if (!mounts) known.set(reader, (mounts = new Map()));
  let found = mounts.get(router.variable);
  if (!found) mounts.set(router.variable, (found = searchMounts(router, router.variable, reader)));
  return found;
}

function searchMounts(router: Router, variable: Variable, reader: Reader): Mounts {
  const { unit } = router;
  const parameter = variable.defs.find(({ type }) => type === "Parameter");
  const owner = parameter?.node as Node | undefined;
  if (isFunction(owner)) {
    const index = owner.params.findIndex((candidate) => candidate === parameter?.name);
    const { places } = placesOfFunction(unit, owner, reader);
    return { mounts: places.flatMap((place) => mountsOfFactory(place, index)), isComplete: false };
  }
  const parent = findParent(router);
  if (parent) return { mounts: [parent], isComplete: true };
  const { places, isComplete } = placesOfVariable(unit, variable, reader);
  return {
    mounts: places.flatMap((place) => mountsOfValue(place, reader)),
    isComplete: isComplete && !places.some(({ node }) => isStored(node)),
  };
}

/** `const users = app.route("/users")`: a view of another router. */
function findParent({ unit, variable }: Router): Mount | undefined {
  const declarator = variable?.defs.find(({ type }) => type === "Variable")?.node as Node | undefined;
  const init =
    declarator?.type === T.VariableDeclarator && declarator.init ? unwrap(declarator.init) : undefined;
  if (init?.type !== T.CallExpression || init.callee.type !== T.MemberExpression) return undefined;
  if (!GIVES_VIEW.test(memberName(init.callee) ?? "")) return undefined;
  const on = findRouter(unit, init.callee.object);
  if (!on || on.variable === variable) return undefined;
  return { on, call: init, before: [], path: registrationAt(on, init)?.path };
}

/** `routes = [users, posts]`, `const alias = router`: where it goes from there is out of sight. */
function isStored(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === T.Property) return parent.value === node && isStored(parent.parent);
  if (parent?.type === T.VariableDeclarator) return parent.init === node && node.type !== T.ObjectExpression;
  if (parent?.type === T.AssignmentExpression) return parent.right === node && !isExports(parent.left);
  return /^(?:ArrayExpression|SpreadElement|ConditionalExpression|LogicalExpression|PropertyDefinition)$/.test(
    parent?.type ?? "",
  );
}

function isExports(target: Node): boolean {
  const root = target.type === T.MemberExpression ? target.object : target;
  return (
    (root.type === T.Identifier && (root.name === "module" || root.name === "exports")) ||
    (root.type === T.MemberExpression && isExports(root))
  );
}

/** `routes(app)` hands the router in; `app.register(routes)` makes one for it. */
function mountsOfFactory(place: Place, index: number): Mount[] {
  const { unit, node } = place;
  const { parent } = node;
  if (parent?.type !== T.CallExpression || parent.callee !== node) return mountsOfArgument(place);
  const argument = parent.arguments[index];
  return argument ? [{ on: findRouter(unit, argument), call: parent, before: [], path: undefined }] : [];
}

/** `app.use("/x", router)`, `app.use(router.routes())`, and a function that makes the router and returns it. */
function mountsOfValue(place: Place, reader: Reader): Mount[] {
  const maker = returnedFrom(place.node);
  if (!maker) return mountsOfArgument(place);
  const made: Places = placesOfFunction(place.unit, maker, reader);
  return made.places.flatMap(({ unit, node }) =>
    node.parent?.type === T.CallExpression && node.parent.callee === node
      ? placesOfResult({ unit, node: node.parent }, reader).flatMap(mountsOfArgument)
      : [],
  );
}

/** A call, or, of `const api = createRouter()`, the places where `api` is used. */
function placesOfResult({ unit, node }: Place, reader: Reader): readonly Place[] {
  const holder = node.parent?.type === T.AwaitExpression ? node.parent.parent : node.parent;
  const variable =
    holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier
      ? variableOf(unit, holder.id)
      : undefined;
  return variable ? placesOfVariable(unit, variable, reader).places : [{ unit, node }];
}

function returnedFrom(node: Node): FunctionNode | undefined {
  const { parent } = node;
  if (parent?.type === T.ReturnStatement) return enclosingFunction(parent);
  return isFunction(parent) && parent.body === node ? parent : undefined;
}

/** Climbs through `router.routes()`, `mount("/api", api)`, `await` to the call on another router that takes the value in. */
function mountsOfArgument({ unit, node }: Place): Mount[] {
  let value = node;
  let prefix: string | undefined;
  for (let height = 0; height < 4; height++) {
    const chained = callOn(value);
    const { parent } = value;
    if (chained) value = chained;
    else if (parent?.type === T.AwaitExpression || parent?.type === T.TSAsExpression) value = parent;
    else if (parent?.type !== T.CallExpression || !parent.arguments.includes(value as TSESTree.Expression))
      return [];
    else if (parent.callee.type === T.MemberExpression) return toMount(unit, parent, value, prefix);
    else {
      prefix = literalPath(parent) ?? prefix;
      value = parent;
    }
  }
  return [];
}

function literalPath({ arguments: [first] }: TSESTree.CallExpression): string | undefined {
  const text = first && staticText(first);
  return text?.startsWith("/") ? text : undefined;
}

function toMount(
  unit: Unit,
  call: TSESTree.CallExpression,
  value: Node,
  prefix: string | undefined,
): Mount[] {
  const on = findRouter(unit, call.callee);
  const registration = on && registrationAt(on, call);
  if (!registration || !TAKES_ROUTERS.has(registration.method)) return [];
  const before = registration.args.slice(0, registration.args.indexOf(value));
  // Of `use(x, router)`, `x` may be a path as well as middleware.
  const path = registration.path ?? prefix ?? (before.length > 0 ? "*" : undefined);
  return [{ on, call, before, path }];
}
