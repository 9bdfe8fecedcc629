import { isCall, isFunction, keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { classAround } from "../../flow/trace-class.ts";
import { eventsOf, type Event } from "./events.ts";
import { recordKey } from "./one-time.ts";
import { valueBehind } from "./overwritten.ts";
import { nodesIn, type Scope } from "./scope.ts";
import type { Story } from "./story.ts";

const MAPS = /^(?:Weak)?Map$|^LRU/;

/** A map of this process that is read and changed without waiting in between: nobody else comes in halfway. */
export function isAtOnce({ file, scope }: Story, read: Event, write: Event): boolean {
  if (!isOfMap(file, read.at) || !isOfMap(file, write.at)) return false;
  return !waitsBetween(file, scope, read.at, write.at);
}

function waitsBetween(file: FileFlow, scope: Scope, { range: [from] }: Node, { range: [to] }: Node): boolean {
  for (const node of nodesIn(file, scope))
    if (WAITS.has(node.type) && node.range[0] >= from && node.range[0] < to) return true;
  return false;
}

const WAITS: ReadonlySet<string> = new Set([T.AwaitExpression, T.YieldExpression]);

/**
 * A store that answers without a promise, asked and written in one go: within one process nobody else comes in halfway, which
 * is all that programs on such stores have. Also where the helper that writes has asked once more itself.
 *
 * `const row = db.prepare("SELECT …").get(id); if (row.status !== "pending") return; db.prepare("UPDATE …").run(id);`
 */
export function isInOneGo({ file, scope }: Story, read: Event, { at, operation, body }: Event): boolean {
  if (isInOneGoAt(file, scope, read.at, at)) return true;
  if (!operation || !body) return false;
  const owner = operation.file.ownerOf(operation.node);
  return (
    isFunction(owner) &&
    eventsOf(operation.file, owner).some(
      ({ at: asked, operation: own }) =>
        own?.does === "read" &&
        recordKey(own.table) === recordKey(operation.table) &&
        isInOneGoAt(operation.file, owner, asked, operation.node),
    )
  );
}

function isInOneGoAt(file: FileFlow, scope: Scope, read: Node, write: Node): boolean {
  return (
    read.range[1] <= write.range[0] &&
    isAnswered(read) &&
    isAnswered(write) &&
    !waitsBetween(file, scope, read, write)
  );
}

/** The answer is there as soon as the call returns: nobody waits for it, and no callback does. */
function isAnswered(given: Node): boolean {
  if (!isCall(given) || given.arguments.some(isFunction)) return false;
  let node: Node = given;
  for (let parent: Node | undefined = node.parent; parent; parent = node.parent) {
    const isLink =
      (parent.type === T.MemberExpression && parent.object === node) ||
      (isCall(parent) && parent.callee === node) ||
      parent.type === T.ChainExpression ||
      parent.type === T.TSAsExpression ||
      parent.type === T.TSNonNullExpression;
    if (!isLink) return !WAITS.has(parent.type) && parent.type !== T.ReturnStatement && !isFunction(parent);
    if (parent.type === T.MemberExpression && /^(?:then|catch|finally)$/.test(memberName(parent) ?? ""))
      return false;
    node = parent;
  }
  return false;
}

/** What a map of this process remembers is no read of the table. */
export function isAnotherKeeper({ file }: Story, read: Event, write: Event): boolean {
  return isOfMap(file, read.at) && !isOfMap(file, write.at);
}

/** `codes.get(code)` of `const codes = new Map()`, also in a field of the class. */
function isOfMap(file: FileFlow, call: Node): boolean {
  if (!isCall(call) || call.callee.type !== T.MemberExpression) return false;
  const object = unwrap(call.callee.object);
  const made = object.type === T.MemberExpression ? fieldBehind(object) : valueBehind(file, object);
  return made?.type === T.NewExpression && made.callee.type === T.Identifier && MAPS.test(made.callee.name);
}

function fieldBehind(node: Node & { type: typeof T.MemberExpression }): Node | undefined {
  if (node.object.type !== T.ThisExpression) return undefined;
  const name = memberName(node);
  for (const member of classAround(node)?.body.body ?? [])
    if (member.type === T.PropertyDefinition && keyName(member) === name && member.value)
      return unwrap(member.value);
  return undefined;
}
