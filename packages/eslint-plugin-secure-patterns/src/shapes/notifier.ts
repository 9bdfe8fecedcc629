import { enclosingFunction, memberName, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { functionName } from "./secret-name.ts";

/** What tells the user how something went: `toast(text)`, `showError(message)`, `errorBox(texts)` … */
const NOTIFIER =
  /^(?:alert|flash|notify|snackbar|toast)$|^(?:alert|error|flash|notification|notice|snackbar|success|toast|warning)s?_?(?:banner|box|dialog|list|message|modal|msg|popup|text)$|^(?:add|append|create|display|make|open|print|push|render|set|show|write)_?\w*(?:alert|error|flash|notification|notice|snackbar|succ?ess|toast|warning)s?(?:_?(?:banner|box|dialog|list|message|modal|msg|popup|text))*$/i;

const SHOWS = /^(?:add|display|error|info|open|push|render|show|success|warn(?:ing)?)$/;
const HOLDER = /^(?:alerts?|flash|notifications?|notices?|notifier|snackbars?|toasts?|toaster)$/i;

/** Whether a place lies in a function whose name says that it tells how something went: its texts are the program's own. */
export function isInNotifier(node: Node): boolean {
  for (let of = enclosingFunction(node); of; of = enclosingFunction(of)) {
    const name = functionName(of);
    if (name !== undefined) return NOTIFIER.test(name) || (SHOWS.test(name) && HOLDER.test(holderOf(of)));
  }
  return false;
}

/** What the object is called that has a function for its member: `page.alert = { show(text) { … } }`. */
function holderOf(of: FunctionNode): string {
  const object = of.parent?.type === T.Property ? of.parent.parent : undefined;
  const target = object?.parent;
  if (target?.type === T.VariableDeclarator && target.id.type === T.Identifier) return target.id.name;
  return target?.type === T.AssignmentExpression && target.left.type === T.MemberExpression
    ? (memberName(target.left) ?? "")
    : "";
}
