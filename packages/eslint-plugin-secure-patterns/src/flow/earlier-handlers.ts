import {
  enclosingFunction,
  isCall,
  isFunction,
  memberName,
  outermost,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { pathKey, RESULT, type AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { usesOf } from "./function-uses.ts";
import { compose, type Origin } from "./origin.ts";
import { functionsOf, trace } from "./trace.ts";
import { keep } from "./whole-answers.ts";

/** `res.locals.name`: deeper in what the handlers share nothing is looked for. */
const DEEPEST = 2;
const MOST_LAYERS = 24;

/** What was put there, and the file that does so. */
interface Placed {
  readonly home: FileFlow;
  readonly right: Node;
}

/**
 * What the functions that run before a handler, registered with it or for the whole router, have put on what they share with
 * it: `app.get("/", (req, res, next) => { req.title = …; next(); }, (req, res) => … req.title)`.
 */
export function fromEarlier(origin: Origin, seen: Set<string>): readonly Origin[] {
  const { root, path } = origin;
  const file = root.type === "parameter" && path.length > 0 ? fileOf(root.of) : undefined;
  if (root.type !== "parameter" || !file || !isShared(file, root.of.params[root.index])) return [];
  const key = `earlier:${file.unit.filename}:${file.idOf(root.of)}:${root.index}:${pathKey(path)}:${origin.before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const named = readByName(file, origin);
  return layersBefore(file, root.of).flatMap((layer) => [
    ...path
      .slice(0, DEEPEST)
      .flatMap((name, at) =>
        writesIn(layer, name, root.index, path.slice(0, at)).flatMap(({ home, right }) =>
          trace(home, right, path.slice(at + 1)).map((inner) => compose(origin, inner, right)),
        ),
      ),
    ...(named ? setByName(layer, named.name, root.index) : []).flatMap(({ home, right }) =>
      trace(home, right, named?.rest).map((inner) => compose(origin, inner, right)),
    ),
  ]);
}

/** `c.get("user")`, `c.var.user` */
function readByName(
  { model }: FileFlow,
  { path, node }: Origin,
): { readonly name: string; readonly rest: AccessPath } | undefined {
  const { get, held } = model.sharedNames;
  const [how, next, ...rest] = path;
  if (how === held) return next === undefined ? undefined : { name: next, rest };
  const [key] = how === get && next === RESULT && isCall(node) ? node.arguments : [];
  const name = key && staticText(key);
  return name === undefined ? undefined : { name, rest };
}

/** `c.set("user", user)` of a function that has `c` for its parameter number `index` */
function setByName(layer: FunctionNode, name: string, index: number): readonly Placed[] {
  const home = fileOf(layer);
  return (home?.callsNamed(home.model.sharedNames.set) ?? []).flatMap((call) => {
    const [key, right] = call.arguments;
    const { callee } = call;
    if (!home || !key || !right || staticText(key) !== name || enclosingFunction(call) !== layer) return [];
    const isSame =
      callee.type === T.MemberExpression && isParameter(trace(home, callee.object), layer, index, []);
    return isSame ? [{ home, right }] : [];
  });
}

function isParameter(origins: readonly Origin[], of: FunctionNode, index: number, path: AccessPath): boolean {
  return origins.some(
    ({ root, path: at }) =>
      root.type === "parameter" && root.of === of && root.index === index && pathKey(at) === pathKey(path),
  );
}

function isShared({ model }: FileFlow, parameter: Node | undefined): boolean {
  return parameter?.type === T.Identifier && model.sharedParameters.test(parameter.name);
}

/** Assignments to the member `name` of what a function has at `path` of its parameter number `index`. */
function writesIn(layer: FunctionNode, name: string, index: number, path: AccessPath): readonly Placed[] {
  const home = fileOf(layer);
  return (home?.writesNamed(name) ?? []).flatMap(({ operator, left, right }) => {
    if (!home || operator !== "=" || left.type !== T.MemberExpression || enclosingFunction(left) !== layer)
      return [];
    return isParameter(trace(home, left.object), layer, index, path) ? [{ home, right }] : [];
  });
}

const known = new WeakMap<FunctionNode, readonly FunctionNode[]>();

/** The functions that are registered in front of a handler. */
function layersBefore(file: FileFlow, of: FunctionNode): readonly FunctionNode[] {
  return keep(known, of, [], () => findLayers(file, of));
}

function findLayers(file: FileFlow, of: FunctionNode): readonly FunctionNode[] {
  const here = usesOf(file, of).flatMap((use) =>
    use.type === "argument" ? [{ call: use.call, index: use.index }] : [],
  );
  const elsewhere = (file.modules?.mentionsOf(file, of) ?? []).flatMap((mention) => {
    const node = outermost(mention);
    const call = node.parent;
    return isCall(call) ? [{ call, index: call.arguments.indexOf(node as never) }] : [];
  });
  const layers = [...here, ...elsewhere].flatMap(({ call, index }) => {
    const home = fileOf(call);
    const before = [...call.arguments.slice(0, Math.max(index, 0)), ...usedBefore(home, call)];
    return home ? before.flatMap((argument) => functionsIn(home, argument)) : [];
  });
  return layers.filter((layer) => layer !== of).slice(0, MOST_LAYERS);
}

/** What `app.use(…)` has added above. */
function usedBefore(file: FileFlow | undefined, call: CallNode): readonly Node[] {
  const router = routerOf(call);
  if (!file || router === undefined) return [];
  return file
    .callsNamed("use")
    .filter((use) => use.range[0] < call.range[0] && routerOf(use) === router)
    .flatMap((use) => use.arguments);
}

function routerOf({ callee }: CallNode): string | undefined {
  const plain = unwrap(callee);
  const object = plain.type === T.MemberExpression ? unwrap(plain.object) : undefined;
  if (object?.type === T.Identifier) return object.name;
  return object?.type === T.MemberExpression ? memberName(object) : undefined;
}

/** A function, what a wrapper is handed, a list of functions, those of an object with options. */
function functionsIn(file: FileFlow, argument: Node): readonly FunctionNode[] {
  const plain = unwrap(argument);
  if (isFunction(plain)) return [plain];
  switch (plain.type) {
    case T.ArrayExpression:
      return plain.elements.flatMap((element) => (element ? functionsIn(file, element) : []));
    case T.ObjectExpression:
      return plain.properties.flatMap((property) =>
        property.type === T.Property ? functionsIn(file, property.value) : [],
      );
    case T.CallExpression:
      return [...functionsOf(file, plain), ...plain.arguments.flatMap((each) => functionsOf(file, each))];
    case T.Identifier:
    case T.MemberExpression:
      return functionsBehind(file, plain);
    default:
      return [];
  }
}

/** A function that has a name, or one that a wrapper was handed: `const named = createMiddleware((c, next) => …)`. */
function functionsBehind(file: FileFlow, name: Node): readonly FunctionNode[] {
  const own = functionsOf(file, name);
  if (own.length > 0) return own;
  return trace(file, name).flatMap(({ node }) => {
    const home = isCall(node) ? fileOf(node) : undefined;
    return home && isCall(node) ? node.arguments.flatMap((each) => functionsOf(home, each)) : [];
  });
}
