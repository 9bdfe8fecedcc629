import {
  calleeName,
  isCall,
  isFunction,
  outermost,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { Origin, Step } from "../flow/origin.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";
import { passChecks } from "./passes.ts";

/** A field that no list of a form's fields has. */
const FOREIGN = "isAdmin";
/** How a list of names is asked whether it has one. */
const ASKS_A_LIST = /\.(?:includes|has|indexOf|hasOwnProperty|hasOwn|some)\(|\bin\b|\bpick/;

const CHECKS_A_LIST =
  /\.(?:every|some|filter|find|forEach)\([^;]{0,160}?\.(?:includes|has|indexOf|hasOwnProperty|hasOwn)\(/;

/**
 * Who chose the names under which values were copied one by one: `update[key] = req.body[key]`. `"client"` where the keys are
 * the input's own, `"program"` where they come from a list or were looked up in one; `undefined` where nothing is copied so.
 */
export function ownerOfKeys(analysis: Analysis, origin: Origin): "client" | "program" | undefined {
  const passed = [origin.node, ...stepsOf(origin.steps)];
  const keys = passed.flatMap((node) => keyBeside(wholeOf(node)) ?? []);
  if (keys.length > 0) return keys.every((key) => isClients(analysis, key)) ? "client" : "program";
  const made = passed.flatMap((node) => (isCall(node) && calleeName(node) === "fromEntries" ? [node] : []));
  return made.some((call) => !isCopyOfEntries(analysis, call)) ? "program" : undefined;
}

/** `req.body[key]` around `req` */
function wholeOf(node: Node): Node {
  let whole = outermost(node);
  while (whole.parent?.type === T.MemberExpression && whole.parent.object === whole)
    whole = outermost(whole.parent);
  return whole;
}

function* stepsOf(first: Step | undefined): Generator<Node> {
  for (let step = first; step; step = step.next) yield step.node;
}

/** `update[key] = value`, `{ [key]: value }` */
function keyBeside(value: Node): Node | undefined {
  const { parent } = value;
  if (parent?.type === T.AssignmentExpression && parent.right === value) {
    const { left } = parent;
    return left.type === T.MemberExpression && left.computed ? left.property : undefined;
  }
  const isComputed = parent?.type === T.Property && parent.computed && parent.value === value;
  return isComputed ? parent.key : undefined;
}

function isClients(analysis: Analysis, key: Node): boolean {
  return !isListChecked(key) && isRead(analysis, key);
}

/** `const isValid = keys.every((key) => FIELDS.includes(key))`, somewhere in the handler */
function isListChecked(key: Node): boolean {
  let handler: Node = key;
  for (let node: Node | undefined = key; node; node = node.parent) if (isFunction(node)) handler = node;
  return CHECKS_A_LIST.test(textOf(handler));
}

function isRead(analysis: Analysis, key: Node): boolean {
  return analysis
    .originsOf(key)
    .some(
      (origin) =>
        analysis.classify(origin).sources.some(({ row }) => row.kind === "remote") &&
        passChecks(analysis, "mass-assignment", FOREIGN, origin.facts) !== undefined,
    );
}

/** Not `Object.fromEntries(FIELDS.map((name) => [name, body[name]]))`, nor with a `filter` that asks a list. */
function isCopyOfEntries(analysis: Analysis, call: CallNode): boolean {
  let list = call.arguments[0] && unwrap(call.arguments[0]);
  while (list && isCall(list) && /^(?:map|filter|flatMap|slice|sort)$/.test(calleeName(list) ?? "")) {
    if (calleeName(list) === "filter" && ASKS_A_LIST.test(textOf(list.arguments[0]))) return false;
    const callee = unwrap(list.callee);
    list = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  }
  const origins = list ? analysis.originsOf(list, ["*"]) : [];
  return origins.some((origin) => analysis.classify(origin).sources.length > 0);
}

function textOf(node: Node | undefined): string {
  return node ? (fileOf(node)?.unit.text.slice(...node.range) ?? "") : "";
}
