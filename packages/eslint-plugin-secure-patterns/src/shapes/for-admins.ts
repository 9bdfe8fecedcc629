import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { childrenOf, fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { decoratorsOf } from "./handler-match.ts";
import { findChainsInFile } from "../project/index.ts";
import { layersBefore, registrationsOf } from "./validated-route.ts";

/** `isAdmin`, `requireAdminRole`, `adminOnly`, `Roles.ADMIN`; `isSellerOrAdmin` lets others in. */
const ADMIN = /(?<!or_?)(?:(?<![a-z])a|A)dmin|(?:^|_)ADMIN|super_?user|moderator/i;
/** Who runs the place, by another name. */
const STAFF = /admin|owner|root|super|staff|manag|moderat|system|operator|editor|support/i;
const OTHERS_TOO = /or_?admin|admin_?or|not_?admin|admin_?(?:panel|page|name|email|url)/i;
/** `assertAdmin(session)`, `await requireAdmin()` */
const ASSERTS = /^(?:assert|require|ensure|check|verify|must|only|guard|authorize)_?\w*admin/i;

const known = new WeakMap<FunctionNode, boolean>();

/**
 * Whether only administrators get to the handler that reads the request: what they may ask for and set is not much less than
 * all there is.
 *
 * `router.put("/users/:id", auth, isAdmin, update)`
 */
export function isForAdmins(analysis: Analysis, { root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  let answer = known.get(root.of);
  if (answer === undefined)
    known.set(root.of, (answer = hasAdminLayer(analysis, root.of) || assertsAdmin(root.of)));
  return answer;
}

function hasAdminLayer(analysis: Analysis, handler: FunctionNode): boolean {
  const { parent } = handler;
  const decorated =
    parent?.type === T.MethodDefinition
      ? [...decoratorsOf(parent), ...decoratorsOf(parent.parent.parent)]
      : [];
  return [...layersBefore(analysis, handler), ...decorated, ...routerLayers(analysis, handler)].some(
    namesAdmin,
  );
}

/** `router.use(authorize("admin"))` in the file that registers the handler. */
function routerLayers(analysis: Analysis, handler: FunctionNode): readonly Node[] {
  return registrationsOf(analysis, handler).flatMap(({ call }) => {
    const unit = fileOf(call)?.unit;
    if (!unit || call.type !== T.CallExpression) return [];
    const [chain] = findChainsInFile(unit, call);
    return chain?.layers.map(({ node }) => node) ?? [];
  });
}

/** Somewhere in a layer's expression: `checkRole("admin")`, `[auth, roles.admin]`. */
function namesAdmin(layer: Node): boolean {
  const keys = fileOf(layer)?.unit.visitorKeys;
  if (!keys) return false;
  const pending: Node[] = [layer];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (listsOthers(node)) continue;
    const text = node.type === T.Identifier ? node.name : node.type === T.Literal ? String(node.value) : "";
    // a path is a place, and no check
    if (ADMIN.test(text) && !OTHERS_TOO.test(text) && !text.includes("/")) return true;
    if (!isFunction(node)) pending.push(...childrenOf(node, keys));
  }
  return false;
}

/** `allow(ROLES.ADMIN, ROLES.SELLER)`, `["admin", "user"]`: one of several roles is enough. */
function listsOthers(node: Node): boolean {
  const items = isCall(node) ? node.arguments : node.type === T.ArrayExpression ? node.elements : [];
  const roles = items.flatMap((item) => (item && roleOf(item)) ?? []);
  return roles.some((role) => ADMIN.test(role)) && roles.some((role) => !STAFF.test(role));
}

/** `ROLES.SELLER`, `"seller"` */
function roleOf(item: Node): string | undefined {
  if (item.type === T.MemberExpression) return memberName(item);
  const text = staticText(item);
  return text !== undefined && /^[A-Za-z_-]+$/.test(text) ? text : undefined;
}

/** At the top of a function's own code. */
function assertsAdmin({ body }: FunctionNode): boolean {
  if (body.type !== T.BlockStatement) return false;
  return body.body.some((statement) => {
    if (statement.type !== T.ExpressionStatement) return false;
    const { expression } = statement;
    const call = expression.type === T.AwaitExpression ? expression.argument : expression;
    return isCall(call) && ASSERTS.test(calleeName(call) ?? "");
  });
}
