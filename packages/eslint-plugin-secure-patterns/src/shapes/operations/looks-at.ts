import { calleeName, isCall, isFunction, memberName, outermost, T, type Node } from "../../ast/nodes.ts";
import { childrenOf } from "../../flow/file-flow.ts";
import { precedes } from "./scope.ts";
import type { Story } from "./story.ts";

/** Whether the scope compares one of these columns: `user.otp !== otp`. */
export function looksAt({ file, scope }: Pick<Story, "file" | "scope">, columns: readonly string[]): boolean {
  const pending: Node[] = [scope.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.MemberExpression && columns.includes(memberName(node) ?? "")) {
      const { parent } = node;
      const isWritten = parent.type === T.AssignmentExpression && parent.left === node;
      if (!isWritten && !(parent.type === T.UnaryExpression && parent.operator === "delete")) return true;
    }
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return false;
}

/** Whether the scope compares one of these columns with what it was given: `token !== user.resetToken`. */
export function compares({ file, scope }: Pick<Story, "file" | "scope">, column: string): boolean {
  const pending: Node[] = [scope.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.MemberExpression && memberName(node) === column) {
      const { parent } = outermost(asText(node));
      if (
        parent?.type === T.BinaryExpression &&
        /^[!=]==?$/.test(parent.operator) &&
        !isNothing(parent.right)
      )
        return true;
      if (isCall(parent) && /compare|equal|verify|match/i.test(calleeName(parent) ?? "")) return true;
    }
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return false;
}

/** `user.code.trim().toUpperCase()` is still the column. */
function asText(node: Node): Node {
  let current = node;
  for (
    let { parent } = outermost(current);
    parent?.type === T.MemberExpression;
    { parent } = outermost(current)
  ) {
    if (!TEXT.test(memberName(parent) ?? "") || !isCall(parent.parent)) break;
    current = parent.parent;
  }
  return current;
}

const TEXT = /^(?:to(?:Upper|Lower)Case|trim|toString)$/;

function isNothing(node: Node): boolean {
  return (
    (node.type === T.Literal && node.value === null) ||
    (node.type === T.Identifier && node.name === "undefined")
  );
}

/** Whether the scope finds a record by this column before a write, rather than asks whether a new value is free. */
export function isLookedUpBy({ events, file, scope }: Story, column: string, write: Node): boolean {
  return events.some(
    ({ at, helper, operation }) =>
      operation?.does === "read" &&
      operation.columns.has(column) &&
      (at === write || precedes(file, scope, at, write)) &&
      // `makeCode()`, `generateUniqueCode(client)` ask by themselves whether the new value is free
      (helper === undefined || (isCall(at) && at.arguments.length > 0 && !MAKERS.test(helper))) &&
      !isInLoop(at),
  );
}

const MAKERS = /^(?:generate|create|make|new|build|random|unique)/i;

function isInLoop(node: Node): boolean {
  for (let current = node.parent; current && !isFunction(current); current = current.parent)
    if (current.type === T.DoWhileStatement || current.type === T.WhileStatement) return true;
  return false;
}
