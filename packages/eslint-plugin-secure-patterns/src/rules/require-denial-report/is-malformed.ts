import { isCall, T, type Node } from "../../ast/nodes.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import type { Denial } from "../../shapes/routes/find-denials.ts";

const SAYS_SO =
  /^(?:missing\b(?! (?:authori[sz]ation|token|api|signature|csrf|credential))|please (?:choose|provide|select|enter|specify|supply)\b|invalid (?:parameters?|params|request|input|body|query|format|id)\b|(?:bad|malformed) request\b)/i;

/** `res.status(401).json({ error: "Please choose a valid link." })`: the status says no, the text says that something is missing. */
export function isMalformed({ answer }: Denial): boolean {
  let top = answer;
  while (top.parent?.type === T.MemberExpression && isCall(top.parent.parent))
    top = top.parent.parent as Node;
  return bodyFacts(top).texts.some((text) => SAYS_SO.test(text));
}
