import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { T, isCall, keyName, memberName, staticText, unwrap, type Node } from "../../ast/nodes.ts";
import type { Event } from "./events.ts";
import type { Operation } from "./operation.ts";
import type { Story } from "./story.ts";

/** What a write changes; for `user.save()` what was assigned to `user` before. */
export function writtenColumns(
  story: Story,
  event: Event,
  operation: Operation,
): ReadonlyMap<string, Node | string | undefined> {
  const { file } = operation;
  const saved = operation.record ?? (operation.does === "save" ? operation.filters[0] : undefined);
  if (operation.does !== "save" || !saved) return operation.sets;
  const sets = new Map(operation.sets);
  const record = unwrap(saved);
  const variable = record.type === T.Identifier ? file.bindings.variableOf(record) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const member = (identifier as Node).parent;
    if (member?.type !== T.MemberExpression || member.object !== identifier) continue;
    const { parent } = member;
    const name = memberName(member);
    if (name === undefined) continue;
    if (parent.type === T.AssignmentExpression && parent.left === member) sets.set(name, parent.right);
    if (parent.type === T.UnaryExpression && parent.operator === "delete") sets.set(name, "null");
    if (parent.type === T.UpdateExpression) sets.set(name, parent.argument);
    if (isCall(parent) && parent.callee === member && name === "set") addSetCall(parent.arguments, sets);
    // `user.consumeToken(token)` of a model that clears the column itself
    if (
      isCall(parent) &&
      parent.callee === member &&
      names.spender.test(name) &&
      /token|code|otp/i.test(name)
    )
      sets.set("token", "null");
  }
  return sets;
}

function addSetCall(args: readonly Node[], sets: Map<string, Node | string | undefined>): void {
  const [first, second] = args;
  const name = first && staticText(first);
  if (name !== undefined) sets.set(name, second);
  if (first?.type === T.ObjectExpression)
    for (const property of first.properties)
      if (property.type === T.Property) sets.set(keyName(property) ?? "", property.value);
}
