import { calleeName, isCall, isFunction, keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { childrenOf } from "../../flow/file-flow.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { mentionsAny, type Event } from "./events.ts";
import { nodeText } from "./node-text.ts";
import { variablesOf } from "./outcome.ts";
import { nodesIn } from "./scope.ts";
import { splitWords, type Story } from "./story.ts";

/**
 * A scope that hands out what it read or what the write answered: `return token.userId`, in a function that is named after
 * using it; one that answers nothing, and throws for a token that is none, lets its caller go on.
 */
export function answers(story: Story, read: Event, write: Node): boolean {
  const { file, scope, setting } = story;
  if (!names.consuming.test(setting.name)) return false;
  const variables = variablesOf(file, read.at);
  if (saysSo(story, write)) return true;
  const values = file.returnsOf(scope).map(settled);
  const said = saidAfter(story, write);
  if (values.length === 0) return names.consumer.test(splitWords(setting.name)) && refuses(story);
  return values.some(
    (plain) =>
      plain === write ||
      mentionsAny(file, plain, variables) ||
      mentionsAny(file, plain, said) ||
      (plain.type === T.Literal && plain.value === true) ||
      (plain.type === T.ObjectExpression &&
        plain.properties.length > 0 &&
        !/error|invalid|false/i.test(nodeText(file, plain))),
  );
}

/** `res.json({ success: true })` after the write. */
function saysSo({ file, scope }: Story, write: Node): boolean {
  for (const node of nodesIn(file, scope))
    if (
      isCall(node) &&
      node.range[0] > write.range[0] &&
      /^(?:json|send|success|ok)$/.test(calleeName(node) ?? "")
    )
      for (const given of node.arguments)
        for (const part of given.type === T.ObjectExpression ? given.properties : [])
          if (part.type === T.Property && YES.test(keyName(part) ?? "") && isTrue(part.value)) return true;
  return false;
}

/** `verified = true` after the write, for an answer that comes later. */
function saidAfter({ file, scope }: Story, write: Node): ReadonlySet<unknown> {
  const said = new Set<unknown>();
  for (const node of nodesIn(file, scope))
    if (node.type === T.AssignmentExpression && node.range[0] > write.range[0] && isTrue(unwrap(node.right)))
      if (node.left.type === T.Identifier) said.add(file.bindings.variableOf(node.left));
  return said;
}

const YES = /^(?:success|ok|valid|verified|status)$/i;

function isTrue(node: Node): boolean {
  return node.type === T.Literal && (node.value === true || node.value === "success");
}

function settled(node: Node): Node {
  const plain = unwrap(node);
  return plain.type === T.AwaitExpression ? unwrap(plain.argument) : plain;
}

/** `if (!token) throw …` */
function refuses({ file, scope }: Story): boolean {
  const pending: Node[] = [scope.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.ThrowStatement) return true;
    // `throwHttpError(404)`
    if (isCall(node) && /^throw/i.test(calleeName(node) ?? "")) return true;
    if (!isFunction(node)) pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return false;
}
