import { calleeName, isCall, isFunction, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { functionsOf } from "../flow/trace.ts";

/** `stripProtectedFields(body)`, `_.omit(body, ["role"])` */
const OMITS =
  /^(?:omit|(?:strip|omit|without|remove|exclude|drop|delete|filter|reject)\w*(?:fields?|props?|properties|keys?|columns?|attributes?))$/i;
/** `for (const name of PROTECTED) delete copy[name];` */
const DELETES_LISTED = /\bdelete\s+\w+\s*\[/;
/** `delete req.body.role;` */
const DELETES_RIGHTS = /\bdelete\s+[\w.?]+\.(?:roles?|is_?[aA]dmin|admin|permissions?|rights?|privileges?)\b/;

/**
 * Whether somebody took fields out of a whole body on its way: a list of what must not be set is easily too short, but it shows
 * that thought was given to it.
 */
export function hasFieldsLeftOut({ node, steps }: Origin): boolean {
  for (let step = steps; step; step = step.next) if (leavesOut(step.node)) return true;
  return DELETES_RIGHTS.test(textAround(node));
}

function leavesOut(node: Node): boolean {
  if (!isCall(node)) return false;
  if (OMITS.test(calleeName(node) ?? "")) return true;
  const file = fileOf(node);
  return (
    file !== undefined &&
    functionsOf(file, node.callee).some((each) => DELETES_LISTED.test(textOf(each.body)))
  );
}

/** The text of the function that reads the body. */
function textAround(node: Node): string {
  let around: Node | undefined = node;
  while (around && !isFunction(around)) around = around.parent;
  return around ? textOf(around) : "";
}

function textOf(node: Node): string {
  return fileOf(node)?.unit.text.slice(...node.range) ?? "";
}
