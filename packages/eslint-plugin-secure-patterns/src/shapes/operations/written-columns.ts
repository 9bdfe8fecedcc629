import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import {
  T,
  isCall,
  keyName,
  memberName,
  staticText,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { changedBy } from "./changed-by.ts";
import { assignedTo, membersOf } from "./members-of.ts";
import { isClearing } from "./one-time.ts";
import { methodsOfRecord } from "./record-methods.ts";
import type { Operation } from "./operation.ts";

/** What a write changes; for `user.save()` what was assigned to `user` before, not what is taken back after it. */
export function writtenColumns(operation: Operation): ReadonlyMap<string, Node | string | undefined> {
  const { file } = operation;
  const saved = operation.record ?? (operation.does === "save" ? operation.filters[0] : undefined);
  if (operation.does !== "save" || !saved) return operation.sets;
  const sets = new Map(operation.sets);
  // a helper saves what its caller changed, wherever that stands
  const end = isIn(operation.node, saved) ? operation.node.range[1] : Infinity;
  let made: { readonly column: string; readonly at: number } | undefined;
  for (const member of membersOf(file, unwrap(saved))) {
    const { parent } = member;
    const name = memberName(member);
    if (name === undefined || member.range[0] > end) continue;
    if (parent.type === T.AssignmentExpression && parent.left === member) {
      sets.set(name, parent.right);
      // `catch { user.resetToken = null; await user.save() }`: the mail did not go out, and the token is taken back
      if (made && isClearing(parent.right) && names.column.test(name) && made.at < member.range[0])
        sets.delete(made.column);
    }
    if (parent.type === T.UnaryExpression && parent.operator === "delete") sets.set(name, "null");
    // `user.backupCodes.splice(at, 1)`
    if (parent.type === T.MemberExpression && parent.object === member && memberName(parent) === "splice")
      sets.set(name, parent.parent);
    if (parent.type === T.UpdateExpression) sets.set(name, parent.argument);
    // `user.set("token", null)`, and MikroORM's `user.assign({ token: null })`
    if (isCall(parent) && parent.callee === member && /^(?:set|assign)$/.test(name))
      addSetCall(parent.arguments, sets);
    // `user.consumeToken(token)` of a model that clears the column itself
    if (
      isCall(parent) &&
      parent.callee === member &&
      names.spender.test(name) &&
      /token|code|otp/i.test(name)
    )
      sets.set("otp", "null");
    // `const token = user.createResetToken()` of a model that keeps it in its own column
    const column = isCall(parent) && parent.callee === member ? MAKER.exec(name)?.[1] : undefined;
    if (column !== undefined) {
      sets.set(column, parent);
      made = { column, at: member.range[0] };
    }
    if (isCall(parent) && parent.callee === member)
      for (const [own, value] of assignedByMethod(file, parent))
        sets.set(own, isClearing(value) ? "null" : parent);
  }
  for (const [name, value] of changedBy(file, unwrap(saved), end)) sets.set(name, value);
  return sets;
}

/** `user.resetPassword()` of a record whose method changes it, and leaves it to its caller to save it. */
function* assignedByMethod(file: FileFlow, call: CallNode): Generator<[string, Node]> {
  for (const body of methodsOfRecord(file, call).slice(0, 1)) {
    const home = fileOf(body);
    const first = home && nodesOfType(home.unit, T.ThisExpression).find((node) => isIn(body, node));
    if (home && first) yield* assignedTo(home, first);
  }
}

/** Methods that make a token for the record that they are called on. */
const MAKER =
  /^(?:generate|create|get|make|set|issue|new)(\w*(?:Reset|Verif|Confirm|Activat|Invit|Forgot|Magic|OTP|Otp)\w*(?:Token|Code|Otp|OTP)|Otp|OTP)$/;

function isIn(outer: Node, node: Node): boolean {
  for (let current: Node | undefined = node; current; current = current.parent)
    if (current === outer) return true;
  return false;
}

function addSetCall(args: readonly Node[], sets: Map<string, Node | string | undefined>): void {
  const [first, second] = args;
  const name = first && staticText(first);
  if (name !== undefined) sets.set(name, second);
  if (first?.type === T.ObjectExpression)
    for (const property of first.properties)
      if (property.type === T.Property) sets.set(keyName(property) ?? "", property.value);
}
