import { isCall, keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { classAround } from "../../flow/trace-class.ts";
import type { Event } from "./events.ts";
import { valueBehind } from "./overwritten.ts";
import { nodesIn } from "./scope.ts";
import type { Story } from "./story.ts";

const MAPS = /^(?:Weak)?Map$|^LRU/;

/** A map of this process that is read and changed without waiting in between: nobody else comes in halfway. */
export function isAtOnce({ file, scope }: Story, read: Event, write: Event): boolean {
  if (!isOfMap(file, read.at) || !isOfMap(file, write.at)) return false;
  const [from, to] = [read.at.range[0], write.at.range[0]];
  for (const node of nodesIn(file, scope))
    if (node.type === T.AwaitExpression && node.range[0] >= from && node.range[0] < to) return false;
  return true;
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
