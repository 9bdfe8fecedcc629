import {
  calleeName,
  isCall,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { SAYS_LIMIT } from "../../catalog/protections.ts";
import { applicationNames } from "../../catalog/routes.ts";
import type { OffSwitch, ProtectionKind } from "../../catalog/route-types.ts";
import { NEVER_OF_PROJECT } from "../../flow/builtins.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { keep, noteCut } from "../../flow/whole-answers.ts";
import { isSignIn } from "./signed-in-user.ts";
import { believesAnybody } from "./believes-anybody.ts";
import { bodyFacts, reachedFunctions } from "./body-facts.ts";
import { guardsAbove } from "./guard-above.ts";
import { liftedBy } from "./lifted-protections.ts";
import { comparesToken, readsUser, refusesOtherSites, refusesStrangers } from "./refusals.ts";
import { refusesOrigins } from "./refuses-origins.ts";
import { passesEverybody, passesOn } from "./passes-everybody.ts";
import {
  namedKinds,
  namesLimit,
  protectionRows,
  type NamedRow,
  type Protections,
} from "./protection-names.ts";

export type { Protections } from "./protection-names.ts";

/** Switches that everybody's helpers of a kind are likely to have. */
const offByName = protectionRows
  .filter((row) => row.off)
  .map((row) => ({ ...row, off: (row.off ?? []).filter(({ is }) => is !== "missing") }));

/** Options of a route under which layers stand: `{ preHandler: [auth], config: { rateLimit: { max: 5 } } }`. */
const HOLDS_LAYERS =
  /^(?:onRequest|preParsing|preValidation|preHandler|config|middlewares?|use|before|hooks|plugins|handle)$/;
/** Layers in front of which nothing is awaited: they hand the request on to others. */
const DEEPEST = 4;

const REGISTERS = /^(?:get|post|put|patch|delete|register|route)$/;
const REGISTERS_ONE = /^(?:register|route)$/;

const memos = new WeakMap<Protections, WeakMap<Node, ReadonlySet<ProtectionKind>>>();

/** What a layer does: `limiter`, `rateLimit({ … })`, `[a, b]`, a guard class, an object of options, a wrapper's name. */
export function protectionKinds(known: Protections, layer: Node, depth = 0): ReadonlySet<ProtectionKind> {
  let memo = memos.get(known);
  if (!memo) memos.set(known, (memo = new WeakMap()));
  return keep(memo, layer, new Set(), () => {
    if (depth > DEEPEST) noteCut();
    return new Set(depth > DEEPEST ? [] : collect(known, unwrap(layer), depth));
  });
}

function collect(known: Protections, node: Node, depth: number): Iterable<ProtectionKind> {
  const inner = (nodes: readonly (Node | null)[]) =>
    nodes.flatMap((each) => (each ? [...protectionKinds(known, each, depth + 1)] : []));
  switch (node.type) {
    case T.ArrayExpression:
      return inner(node.elements);
    case T.SpreadElement:
      return inner([node.argument]);
    case T.ConditionalExpression:
      return inner([node.consequent, node.alternate]);
    case T.LogicalExpression:
      return inner([node.left, node.right]);
    case T.ObjectExpression:
      return ofOptions(known, node, depth);
    case T.Literal:
      return namesLayer(node) ? namedKinds(known, (staticText(node) ?? "").replace(/:.*/, "")) : [];
    case T.TemplateLiteral:
      return [];
    default: {
      const lifted = [...liftedBy(node), ...onlyOffered(node)];
      return [
        ...byName(known, node),
        ...byOrigin(known, node),
        ...inner(guardsAbove(node)),
        ...ofArguments(known, node, depth),
        ...bySummary(known, node),
        ...(refusesOrigins(node) ? (["csrf"] as const) : []),
      ].filter((kind) => !lifted.includes(kind));
    }
  }
}

/** `.middleware("auth:api")`, `.middleware(["auth", "throttle:global"])` */
function namesLayer({ parent }: Node): boolean {
  const call = parent?.type === T.ArrayExpression ? parent.parent : parent;
  return call?.type === T.CallExpression && calleeName(call) === "middleware";
}

function ofOptions(
  known: Protections,
  node: Extract<Node, { type: "ObjectExpression" }>,
  depth: number,
): ProtectionKind[] {
  return node.properties.flatMap((property) => {
    if (property.type === T.SpreadElement) return [...protectionKinds(known, property.argument, depth + 1)];
    const name = keyName(property) ?? "";
    if (staticText(property.value) === "false") return [];
    const named = namedKinds(known, name).filter((kind) => kind === "limit" || kind === "csrf");
    return HOLDS_LAYERS.test(name) ? [...named, ...protectionKinds(known, property.value, depth + 1)] : named;
  });
}

/** `wrap(limiter)`, `mount("/x", limiter)`, `combine(auth, limiter)` do what their arguments do. */
function ofArguments(known: Protections, node: Node, depth: number): ProtectionKind[] {
  // `setUp(app, captcha)`: what it does with them stands in its body, and mostly it is for routes of its own
  if (!isCall(node) || node.arguments.some(isApplication)) return [];
  return node.arguments.flatMap((argument) =>
    argument.type === T.ObjectExpression || isFunction(argument)
      ? []
      : [...protectionKinds(known, argument, depth + 1)],
  );
}

function isApplication(node: Node): boolean {
  return node.type === T.Identifier && (applicationNames.test(node.name) || node.name === "router");
}

/** What the names of a layer alone say. */
export function namedProtections(known: Protections, layer: Node): ProtectionKind[] {
  return byName(known, unwrap(layer));
}

function byName(known: Protections, node: Node): ProtectionKind[] {
  if (isSignIn(node)) return [];
  const kinds = namesOf(node)
    .flatMap((name) => namedKinds(known, name))
    .filter((kind) => !offByName.some((row) => row.is === kind && isSwitchedOff(row, node)))
    .filter((kind) => kind !== "authentication" || !believesAnybody(node, functionsCalled));
  return kinds.length > 0 && passesEverybody(node) ? [] : kinds;
}

/** `limiters.login()` → `limiters`, `login`. */
function namesOf(node: Node): string[] {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return [plain.name];
  if (plain.type === T.MemberExpression) {
    const name = memberName(plain);
    return [...namesOf(plain.object), ...(name === undefined ? [] : [name])];
  }
  return isCall(plain) ? namesOf(plain.callee) : [];
}

/** The kinds of what comes out of packages. */
function byOrigin(known: Protections, node: Node): ProtectionKind[] {
  const file = fileOf(node);
  const origins = file ? trace(file, node) : [];
  return origins.flatMap(({ root, path, node: end }) => {
    if (root.type !== "import") return [];
    const found = packageRows(root.module, path).filter(
      (row) => !isSwitchedOff(row, node) && !isSwitchedOff(row, end),
    );
    return [
      ...found.map((row) => row.is),
      ...(known.limiters.includes(root.module) ? (["limit"] as const) : []),
    ];
  });
}

/** `app.register(csrfProtection)` gives `app` the check, and no route. */
function onlyOffered(node: Node): ProtectionKind[] {
  const file = fileOf(node);
  const origins = file ? trace(file, node) : [];
  return origins.flatMap(({ root, path }) =>
    root.type === "import"
      ? packageRows(root.module, path)
          .filter((row) => row.decorates)
          .map((row) => row.is)
      : [],
  );
}

export function packageKinds(
  { limiters }: Protections,
  module: string,
  path: readonly string[] = [],
): ProtectionKind[] {
  const kinds = packageRows(module, path).map((row) => row.is);
  return limiters.includes(module) ? [...kinds, "limit"] : kinds;
}

function packageRows(module: string, path: readonly string[]): readonly NamedRow[] {
  const name = path.find((segment) => /^\w/.test(segment) && segment !== "new") ?? "default";
  return protectionRows.filter((row) => row.packages?.includes(module) && (row.exported?.test(name) ?? true));
}

/** `rateLimit({ global: false })`, also where the call is the value of a variable, and `register(plugin, { global: false })`. */
function isSwitchedOff(row: NamedRow, node: Node): boolean {
  const { off = [] } = row;
  if (off.length === 0) return false;
  const call = callAt(node);
  const outer =
    node.parent?.type === T.CallExpression && node.parent.callee !== node ? node.parent : undefined;
  const objects = [call, outer].flatMap(
    (each) => each?.arguments.filter((argument) => argument.type === T.ObjectExpression) ?? [],
  );
  if (objects.length === 0) return call !== undefined && off.some(({ is }) => is === "missing");
  return objects.some((object) => off.some((each) => isSet(object, each)));
}

function callAt(node: Node): CallNode | undefined {
  const plain = unwrap(node);
  if (isCall(plain)) return plain;
  if (plain.type !== T.Identifier) return undefined;
  const definition = fileOf(plain)?.bindings.variableOf(plain)?.defs[0]?.node as Node | undefined;
  const init =
    definition?.type === T.VariableDeclarator && definition.init ? unwrap(definition.init) : undefined;
  return isCall(init) ? init : undefined;
}

function isSet(node: Extract<Node, { type: "ObjectExpression" }>, { option, is }: OffSwitch): boolean {
  const property = node.properties.find((each) => each.type === T.Property && keyName(each) === option);
  if (property?.type !== T.Property) return is === "missing";
  const { value } = property;
  if (is === "()=>true")
    return isFunction(value) && value.body.type === T.Literal && value.body.value === true;
  return staticText(value) === is;
}

/** A middleware of the project: what its code answers, and what it calls. */
function bySummary(known: Protections, node: Node): ProtectionKind[] {
  const file = fileOf(node);
  const target = isCall(node) ? node.callee : node;
  const functions = file
    ? [...functionsOf(file, node), ...(isCall(node) ? functionsOf(file, target) : [])]
    : [];
  return functions
    .filter((each) => !takesRouter(each) && !passesOn(each))
    .flatMap((each) => [...functionKinds(known, each)]);
}

/** A plugin or a set-up function registers layers for others: these are told from what it registers. */
function takesRouter(node: FunctionNode): boolean {
  return bodyFacts(node).calls.some(
    ({ callee, arguments: { length } }) =>
      callee.type === T.MemberExpression &&
      // `c.get("user")`, `req.get("authorization")` read of a request
      (length > 1 ? REGISTERS : REGISTERS_ONE).test(memberName(callee) ?? "") &&
      isParameter(callee.object, node),
  );
}

function isParameter(object: Node, { params }: FunctionNode): boolean {
  return (
    object.type === T.Identifier &&
    params.some((parameter) => parameter.type === T.Identifier && parameter.name === object.name)
  );
}

/** What a function of the project does about the request that it is given. */
export function functionKinds(
  known: Protections,
  start: FunctionNode,
  deepest = 2,
): ReadonlySet<ProtectionKind> {
  const kinds = new Set<ProtectionKind>();
  for (const each of reachedFunctions([start], functionsCalled, deepest)) {
    const facts = bodyFacts(each);
    if (
      facts.numbers.has(429) ||
      [...facts.names].some((name) => /too_?many_?(?:requests|attempts)/i.test(name)) ||
      facts.texts.some((text) => SAYS_LIMIT.test(text))
    )
      kinds.add("limit");
    for (const call of facts.calls) for (const kind of callKinds(known, call)) kinds.add(kind);
    if (namesLimit(known, facts)) kinds.add("limit");
    if (comparesToken(facts.names, facts.compared) || refusesOtherSites(facts)) kinds.add("csrf");
    if (refusesStrangers(facts.numbers, facts.texts, facts.names) && readsUser(facts.names))
      kinds.add("authentication");
  }
  return kinds;
}

export function functionsCalled(call: CallNode): readonly FunctionNode[] {
  if (call.type !== T.CallExpression || NEVER_OF_PROJECT.has(calleeName(call) ?? "")) return [];
  const file = fileOf(call);
  return file ? functionsOf(file, call.callee) : [];
}

/** What a call inside of a handler or a middleware does: `limiter.consume(ip)`, `verifyCsrf(req)`. */
export function callKinds(known: Protections, call: CallNode): ProtectionKind[] {
  const name = calleeName(call) ?? "";
  const isMember = call.callee.type === T.MemberExpression;
  const named = namedKinds(known, name, isMember).filter((kind) => kind !== "authentication");
  const file = fileOf(call);
  const origins = file ? trace(file, call.callee) : [];
  return [
    ...named,
    ...origins.flatMap(({ root, path }) =>
      root.type === "import" ? packageKinds(known, root.module, path) : [],
    ),
  ];
}
