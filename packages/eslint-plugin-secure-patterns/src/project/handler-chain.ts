import type { TSESTree } from "@typescript-eslint/types";

import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../ast/nodes.ts";
import type { Unit, Variable } from "../flow/unit.ts";
import { resolveExport } from "./export-resolution.ts";
import type { Reader } from "./load-unit.ts";
import { WHOLE_MODULE } from "./module-record.ts";
import { joinPaths, mayCover } from "./route-path.ts";
import { findMounts, type Mount } from "./router-mounts.ts";
import {
  findDeclaredRouter,
  findRouter,
  oncePerRouter,
  positionOf,
  registrationAt,
  registrationsOf,
  variableOf,
  type Registration,
  type Router,
} from "./router.ts";
import { recordOf } from "./unit-record.ts";

/** Something that runs, or may run, before a handler. */
export interface Layer {
  readonly unit: Unit;
  /** As written: `limiter`, `rateLimit({ … })`, `[a, b]`, a plugin, or a whole call such as `secure(app)`. */
  readonly node: Node;
  /** The call that registers it. */
  readonly call: TSESTree.CallExpression;
}

/** One way in which an application leads to a handler. */
export interface HandlerChain {
  /** In the order in which they run. */
  readonly layers: readonly Layer[];
  /** The path of the route with the paths that its routers are mounted at; `*` for a part that is not literal. */
  readonly path: string;
  /** The chain starts at an application that is created in sight, and nobody else mounts it. */
  readonly isComplete: boolean;
}

interface State {
  readonly reader: Reader;
  readonly seen: Set<unknown>;
  readonly depth: number;
}

/** Calls that add what runs before the routes registered on the same router. */
const TAKES_MIDDLEWARE = new Set([
  "use",
  "register",
  "addHook",
  "all",
  "useGlobalGuards",
  "useGlobalPipes",
  "useGlobalInterceptors",
  "plugin",
  "onRequest",
]);
/** Hooks run for every route of their router, in whatever order they are registered. */
const ANY_ORDER = new Set(["addHook", "useGlobalGuards", "useGlobalPipes", "useGlobalInterceptors"]);
const MAX_DEPTH = 8;
const MAX_CHAINS = 16;

/**
 * What runs before the handler of a route: the middleware of the registration, of its router, and of whatever mounts
 * that router, in this file and in others.
 * @param route the registration, such as `router.post("/login", check, handler)`.
 * @returns one chain for each way to mount it; an incomplete one where the application is out of sight.
 */
export function findHandlerChains(
  unit: Unit,
  route: TSESTree.CallExpression,
  reader: Reader = {},
): readonly HandlerChain[] {
  const router = findRouter(unit, route.callee);
  const registration = router && registrationAt(router, route);
  if (!router || !registration) return [{ layers: [], path: "*", isComplete: false }];
  const own = registration.args.slice(0, -1).map((node) => ({ unit, node, call: route }));
  const path = joinPaths(routePath(registration), "");
  return chainsAbove(router, route, path, { reader, seen: new Set(), depth: 0 })
    .slice(0, MAX_CHAINS)
    .map((chain) => ({ ...chain, layers: [...chain.layers, ...own] }));
}

const alone = new WeakMap<Unit, Reader>();

/** The same where nothing but the route's file is in sight. What is known of its routers is kept with the one reader of the file. */
export function findChainsInFile(unit: Unit, route: TSESTree.CallExpression): readonly HandlerChain[] {
  let reader = alone.get(unit);
  if (!reader) alone.set(unit, (reader = { current: unit, isAlone: true }));
  return findHandlerChains(unit, route, reader);
}

/** `router.route("/login").all(check).post(handler)` has its path some calls earlier. */
function routePath({ path, call }: Registration): string | undefined {
  let current: Node = call.callee;
  while (
    path === undefined &&
    current.type === T.MemberExpression &&
    current.object.type === T.CallExpression
  ) {
    const { callee, arguments: args }: TSESTree.CallExpression = current.object;
    if (callee.type === T.MemberExpression && memberName(callee) === "route")
      return args[0] && staticText(args[0]);
    current = callee;
  }
  return path;
}

/** The chains from applications down to a call on `router`, for what lies at `path` below it. */
function chainsAbove(
  router: Router,
  at: TSESTree.CallExpression,
  path: string,
  state: State,
): HandlerChain[] {
  const key = router.variable ?? `${router.unit.filename}#${router.property}`;
  if (state.seen.has(key) || state.depth > MAX_DEPTH) return [{ layers: [], path, isComplete: false }];
  const below = { ...state, seen: new Set([...state.seen, key]), depth: state.depth + 1 };
  const layers = layersOf(router, at, path);
  const origin = findImported(router, state.reader);
  if (origin) return aboveImported(origin, at, layers, path, below);
  const { mounts, isComplete } = findMounts(router, state.reader);
  if (mounts.length === 0) return [{ layers, path, isComplete: isComplete && isCreated(router) }];
  return mounts.slice(0, MAX_CHAINS).flatMap((mount) => chainsThrough(mount, layers, path, below));
}

/** `import { app } from "./app"`: what `app.ts` registers comes first. */
function aboveImported(
  origin: Router | "package",
  at: TSESTree.CallExpression,
  layers: readonly Layer[],
  path: string,
  state: State,
): HandlerChain[] {
  if (origin === "package") return [{ layers, path, isComplete: false }];
  return chainsAbove(origin, at, path, state).map((chain) => ({
    ...chain,
    layers: [...chain.layers, ...layers],
  }));
}

/** The router that an imported name stands for, in the file that makes it. */
function findImported({ unit, variable }: Router, reader: Reader): Router | "package" | undefined {
  if (!variable || variable.scope.block !== unit.ast) return undefined;
  const record = recordOf(unit, reader);
  for (const { specifier, bindings } of record?.imports ?? []) {
    const binding = bindings.find(({ local }) => local === variable.name);
    if (!binding) continue;
    if (reader.isAlone) return "package";
    const names = binding.imported === "*" || binding.imported === WHOLE_MODULE ? [] : [binding.imported];
    const found = resolveExport(unit.filename, specifier, names, reader);
    return (found && found.rest.length === 0 && findDeclaredRouter(found.unit, found.node)) || "package";
  }
  return undefined;
}

function chainsThrough(mount: Mount, layers: readonly Layer[], path: string, state: State): HandlerChain[] {
  const full = mount.path === undefined ? path : joinPaths(mount.path, path);
  if (!mount.on) return [{ layers, path: full, isComplete: false }];
  const { unit } = mount.on;
  const before = mount.before.map((node) => ({ unit, node, call: mount.call }));
  return chainsAbove(mount.on, mount.call, full, state).map((chain) => ({
    ...chain,
    layers: [...chain.layers, ...before, ...layers],
  }));
}

/** What a router itself puts before a call on it. */
function layersOf(router: Router, at: TSESTree.CallExpression, path: string): Layer[] {
  const { unit } = router;
  const registered = middlewareOf(router)
    .filter((candidate) => candidate.call !== at)
    .filter((candidate) => ANY_ORDER.has(candidate.method) || mayRunBefore(candidate.call, at))
    .filter((candidate) => mayCover(candidate.path, path))
    .flatMap(({ call, args }) => args.map((node) => ({ unit, node, call })));
  return [...registered, ...callsWith(router, at)];
}

/** `secure(app)`: what it registers is for whoever looks into it. */
function callsWith(router: Router, at: TSESTree.CallExpression): Layer[] {
  const { unit, variable } = router;
  return (variable ? callsTaking(variable) : [])
    .filter((call) => !isInHandler(router, call))
    .flatMap((call) => callsOfResult(unit, call))
    .filter((call) => mayRunBefore(call, at))
    .map((call) => ({ unit, node: call, call }));
}

/** `app.post("/x", (req, res) => create(req, res, app))`: a handler that is told where it stands puts nothing before others. */
function isInHandler(router: Router, call: TSESTree.CallExpression): boolean {
  for (let node: Node | undefined = call.parent, isBelow = false; node; node = node.parent) {
    isBelow ||= isFunction(node);
    const registration = isBelow && node.type === T.CallExpression && registrationAt(router, node);
    if (registration) return !TAKES_PLUGINS.has(registration.method);
  }
  return false;
}

/** What they are given runs once, and may register more. */
const TAKES_PLUGINS = new Set(["register", "group", "after", "ready", "route", "plugin"]);

/** `const limit = limiterFor(app); limit({ path: "/login" })`: what is made for a router is put before it when it is called. */
function callsOfResult(unit: Unit, call: TSESTree.CallExpression): readonly TSESTree.CallExpression[] {
  const { parent } = call;
  const result =
    parent.type === T.VariableDeclarator && parent.id.type === T.Identifier
      ? variableOf(unit, parent.id)
      : undefined;
  const calls = (result?.references ?? []).flatMap(({ identifier }) => {
    const of = (identifier as Node).parent;
    return of?.type === T.CallExpression && of.callee === identifier ? [of] : [];
  });
  return calls.length > 0 ? calls : [call];
}

/** The few registrations of a router that are for its other routes. */
const middlewareOf = oncePerRouter((router): readonly Registration[] =>
  Array.from(registrationsOf(router)).filter(({ method }) => TAKES_MIDDLEWARE.has(method)),
);

const taking = new WeakMap<Variable, readonly TSESTree.CallExpression[]>();

/** The calls that a variable is handed to: `secure(app)`, `require("./secure")(app)`, `security.apply(app)`, `load({ app })`. */
function callsTaking(variable: Variable): readonly TSESTree.CallExpression[] {
  let found = taking.get(variable);
  if (!found) {
    found = variable.references.flatMap(({ identifier }) => {
      const { parent } = identifier as Node;
      const given: Node | undefined =
        parent?.type === T.Property && parent.parent.type === T.ObjectExpression ? parent.parent : identifier;
      const call = given.parent;
      return call?.type === T.CallExpression && call.callee !== given && !isMount(call) ? [call] : [];
    });
    taking.set(variable, found);
  }
  return found;
}

/** `parent.use("/api", app)` */
function isMount({ callee }: TSESTree.CallExpression): boolean {
  const name = callee.type === T.MemberExpression ? memberName(callee) : undefined;
  return name !== undefined && (TAKES_MIDDLEWARE.has(name) || /^(?:route|mount|group)$/.test(name));
}

/** Of two calls in one function, or at the top of one file, the earlier one runs first; of others nothing is known. */
function mayRunBefore(call: TSESTree.CallExpression, at: TSESTree.CallExpression): boolean {
  return ownerOf(call) !== ownerOf(at) || positionOf(call) < positionOf(at);
}

function ownerOf(node: Node): Node {
  let current = node;
  while (current.parent && !isFunction(current.parent)) current = current.parent;
  return current.parent ?? current;
}

/**
 * `const app = express()`; not `const { router } = options`, `const [router] = args`, which somebody hands in, and not
 * `express.Router()`, which answers nobody until somebody mounts it: a loader that reads a folder or a list does so out of sight.
 */
function isCreated({ variable }: Router): boolean {
  return (
    variable?.defs.some(({ node }) => {
      if (node.type !== T.VariableDeclarator || (node.id as Node).type !== T.Identifier) return false;
      const init = node.init && unwrap(node.init as Node);
      return init?.type !== T.MemberExpression && init?.type !== T.Identifier && !makesRouter(init);
    }) === true
  );
}

/** `Router()`, `express.Router().use(check)`, `new KoaRouter()` */
function makesRouter(init: Node | null | undefined): boolean {
  let made = init;
  while (isCall(made)) {
    const { callee }: { callee: Node } = made;
    if (/router$/i.test(callee.type === T.Identifier ? callee.name : (calleeName(made) ?? ""))) return true;
    made = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  }
  return false;
}
