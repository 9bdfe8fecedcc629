import {
  calleeName,
  enclosingFunction,
  isCall,
  isFunction,
  keyName,
  outermost,
  T,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkKind } from "../catalog/sink-types.ts";
import { callsOf } from "../flow/callers.ts";
import { childrenOf, fileOf, type FileFlow } from "../flow/file-flow.ts";
import { usesOf } from "../flow/function-uses.ts";
import type { Kinds, Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { kindsOf } from "./catalog-index.ts";
import { kindsCheckedIn } from "./checking-layer.ts";
import { decoratorsOf } from "./handler-match.ts";
import { methodMentions } from "./method-mentions.ts";
import { mentionsOf } from "./project-modules.ts";

/** How far from a handler its registration may be: `app.post("/", wrap(log(handler)))`. */
const MOST_WRAPPERS = 4;
/** What stands beside the handler of a route that is described by an object. */
const CHECKS_OF_ROUTE = /^(?:schema|preHandler|preValidation|validate|validation|pre)$/;
const ROUTE_DECORATOR = /^(?:get|post|put|patch|delete|head|options|all|route)$/i;
const PARTS_OF_REQUEST = /^(?:body|query|querystring|params|headers)$/;

const memos = new WeakMap<Analysis, Map<FunctionNode, Kinds>>();

/**
 * Whether something that is registered before the handler checks what the request holds: `router.post("/", validate(schema),
 * handler)`, in this file or in the one that registers the handler.
 */
export function isValidatedAtRoute(analysis: Analysis, { root }: Origin, kind: SinkKind): boolean {
  if (root.type !== "parameter") return false;
  let memo = memos.get(analysis);
  if (!memo) memos.set(analysis, (memo = new Map()));
  let kinds = memo.get(root.of);
  if (kinds === undefined) {
    memo.set(root.of, 0);
    memo.set(root.of, (kinds = checkedBefore(analysis, root.of) | checkedByCallers(analysis, root)));
  }
  return (kinds & kindsOf([kind])) !== 0;
}

function checkedBefore(analysis: Analysis, handler: FunctionNode): Kinds {
  return layersBefore(analysis, handler).reduce((kinds, layer) => kinds | kindsChecked(analysis, layer), 0);
}

/** What the body holds beside the fields of the schema stays in it. */
const LEFT_BY_CHECKS = kindsOf(["mass-assignment"]);
const MOST_CALLERS = 12;

/** `if (!Login.safeParse(req.body).success) return …; return login(req, res);`: each caller that hands its request on looks at it first. */
function checkedByCallers(analysis: Analysis, { of, index }: Origin["root"] & { type: "parameter" }): Kinds {
  const file = fileOf(of);
  const calls = file ? callsOf(file, of) : [];
  if (calls.length === 0 || calls.length > MOST_CALLERS) return 0;
  const checked = calls.map(({ call, shift }) => {
    const given = call.arguments[index + shift];
    return given?.type === T.Identifier ? checkedAround(analysis, call) : 0;
  });
  return checked.reduce((all, kinds) => all & kinds) & ~LEFT_BY_CHECKS;
}

/** By the function that a call stands in, or by the one around that: `check(req.body).then(() => login(req, res))`. */
function checkedAround(analysis: Analysis, call: Node): Kinds {
  const caller = enclosingFunction(call);
  const outer = caller && enclosingFunction(caller);
  return (caller ? kindsCheckedIn(analysis, caller) : 0) | (outer ? kindsCheckedIn(analysis, outer) : 0);
}

/** What stands beside a handler where it is registered. */
export function layersBefore(analysis: Analysis, handler: FunctionNode): readonly Node[] {
  const layers = registrationsOf(analysis, handler).flatMap(({ call, argument }) =>
    call.arguments.flatMap((other) => (other === argument ? siblingsOf(argument) : [other])),
  );
  return [...layers, ...listedWith(handler), ...describedWith(analysis, handler), ...decoratedWith(handler)];
}

/** `@POST("/", { schema: createUser })`, `@Post("/", validate(schema))` on the method that is the handler. */
function decoratedWith({ parent }: FunctionNode): readonly Node[] {
  if (parent?.type !== T.MethodDefinition) return [];
  return decoratorsOf(parent).flatMap(({ expression }) =>
    isCall(expression) && ROUTE_DECORATOR.test(calleeName(expression) ?? "") ? expression.arguments : [],
  );
}

/** `export const create = { schema: { body: User }, handler }`, which another file hands to the router. */
function describedWith(analysis: Analysis, handler: FunctionNode): readonly Node[] {
  const file = fileOf(handler);
  const uses = file ? usesOf(file, handler) : [];
  const mentions = file && uses.length > 0 ? mentionsOf(file, handler) : [];
  return [outermost(handler), ...mentions].flatMap((mention) => {
    const { parent } = mention;
    if (parent?.type !== T.Property || keyName(parent) !== "handler" || parent.value !== mention) return [];
    return (parent.parent as TSESTree.ObjectExpression).properties.filter(
      (other) => other.type === T.Property && CHECKS_OF_ROUTE.test(keyName(other) ?? ""),
    );
  });
}

/** `exports.login = [body("email").isEmail(), handler]`: what stands in front of the handler in its list. */
function listedWith(handler: FunctionNode): readonly Node[] {
  const list = outermost(handler).parent;
  if (list?.type !== T.ArrayExpression) return [];
  return list.elements.filter(
    (element): element is TSESTree.Expression => element !== null && element !== handler,
  );
}

interface Registration {
  readonly call: CallNode;
  /** The argument that is the handler or holds it. */
  readonly argument: Node;
}

/** The calls that a handler is handed to, itself, in a list or wrapped. */
export function registrationsOf(analysis: Analysis, handler: FunctionNode): Registration[] {
  const file = fileOf(handler);
  const own = (file ? usesOf(file, handler) : []).flatMap((use) => {
    const argument = use.type === "argument" ? use.call.arguments[use.index] : undefined;
    return use.type === "argument" && argument ? [{ call: use.call, argument }] : [];
  });
  const mentions = file ? [...mentionsOf(file, handler), ...methodMentions(analysis, handler)] : [];
  const elsewhere = mentions.flatMap(registrationsAround);
  return [...own, ...elsewhere];
}

/** The calls that a mention of the handler is an argument of, itself or wrapped. */
function registrationsAround(mention: Node): Registration[] {
  const found: Registration[] = [];
  let argument: Node = mention;
  for (let depth = 0; depth < MOST_WRAPPERS && argument.parent;) {
    const { parent }: Node = argument;
    if (isFunction(parent) || /Statement$|Declaration$|Declarator$/.test(parent.type)) break;
    if (parent.type === T.CallExpression && parent.callee !== argument) {
      found.push({ call: parent, argument });
      depth++;
    }
    argument = parent;
  }
  return found;
}

/** `route({ schema, handler })`, `router.post("/", [check, handler])`: what stands beside the handler. */
function siblingsOf(argument: Node): Node[] {
  if (argument.type === T.ArrayExpression)
    return argument.elements.filter((element) => element !== null && !isFunction(element)) as Node[];
  if (argument.type !== T.ObjectExpression) return [];
  return argument.properties.filter(
    (property) => property.type !== T.Property || !isFunction(property.value),
  );
}

function kindsChecked(analysis: Analysis, layer: Node): Kinds {
  const file = fileOf(layer);
  if (!file) return 0;
  if (isFunction(layer)) return kindsCheckedIn(analysis, layer);
  let kinds: Kinds = 0;
  const pending: Node[] = [layer];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isFunction(node)) continue;
    if (node.type === T.Property && isSchemaOfAnswer(node)) continue;
    if (node.type === T.Identifier) kinds |= kindsOfName(analysis, file, node);
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return kinds;
}

/** `schema: { response: … }` says what goes out. */
function isSchemaOfAnswer(property: Node & { type: typeof T.Property }): boolean {
  if (keyName(property) !== "schema" || property.value.type !== T.ObjectExpression) return false;
  return property.value.properties.every(
    (part) => part.type === T.Property && !PARTS_OF_REQUEST.test(keyName(part) ?? "body"),
  );
}

function kindsOfName(analysis: Analysis, file: FileFlow, node: Node & { type: typeof T.Identifier }): Kinds {
  const { index } = analysis;
  const rows = index.names.filter(({ row, pattern }) => row.is === "middleware" && pattern.test(node.name));
  let kinds = rows.reduce((bits, { row }) => bits | kindsOf(row.clears), 0);
  if (file.bindings.variableOf(node)) {
    for (const origin of trace(file, node).slice(0, 8)) {
      if (origin.root.type === "function" && origin.path.length === 0)
        kinds |= kindsCheckedIn(analysis, origin.root.node);
      for (let length = 0; length <= Math.min(3, origin.path.length); length++) {
        for (const end of analysis.classify({ ...origin, path: origin.path.slice(0, length) }).ends) {
          for (const { row } of end.middleware) kinds |= kindsOf(row.clears);
        }
      }
    }
  }
  return kinds;
}
