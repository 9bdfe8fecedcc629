import { calleeName, isCall, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { endsHere, throwsByName } from "./ends-here.ts";
import type { Scope } from "./scope.ts";

/** An expired or exhausted token is thrown away: nothing is granted on this path. */
export function isCleanUp(file: FileFlow, scope: Scope, node: Node): boolean {
  let child: Node = node;
  let hasLeft = false;
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (current.type === T.CatchClause) return true;
    if (current.type === T.IfStatement && current.consequent === child && endsHere(child)) {
      const test = file.unit.text.slice(current.test.range[0], current.test.range[1]);
      if (/expir|isAfter|isBefore|attempt|tries|Date\b|\bnow\b|retr(?:y|ies)|too_?many|max_?/i.test(test))
        return true;
      // `if (!found.isValid()) { await found.remove(); return … }`
      if (/^!\s*(?:await\s+)?[\w.?]*\b(?:is_?)?(?:valid|usable|active|alive)\w*\(/i.test(test)) return true;
      // `if (user.isVerified) { await found.remove(); return … }`: what it is good for was done before
      if (/^[\w.?]*(?:verified|confirmed|activated)\w*$/i.test(test)) return true;
      // `if (found.code !== code) { await remove(found); return "wrong"; }`
      if (/!==?(?!\s*(?:null|undefined|["'\d]))/.test(test) && /token|code|otp|hash/i.test(test)) return true;
      // `if (insertError) { await release(invite); return … }`
      // unless a branch within has returned before: `if (isNew) { if (isRight) { await end(found); return … } throw … }`
      if ((isRefusal(child) && !hasLeft) || /^\s*\w*err(?:or)?\s*$/i.test(test)) return true;
      hasLeft = true;
    }
    child = current;
  }
  return false;
}

const SAYS_NO =
  /[?&#][\w-]*err(?:or)?\b|=[\w-]*(?:taken|invalid|expired|failed|error|exists|conflict|denied)\b/i;

/** The branch ends in an error. */
function isRefusal(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  // SvelteKit throws where it goes on: `throw redirect(303, "/")`
  if (last?.type === T.ThrowStatement)
    return !(isCall(last.argument) && /redirect/i.test(calleeName(last.argument) ?? ""));
  if (throwsByName(last)) return true;
  if (last?.type !== T.ReturnStatement || !last.argument) return false;
  const value = unwrap(last.argument);
  // `return sendRedirect(event, "/profile?change=email_taken")`
  if (isCall(value) && /redirect/i.test(calleeName(value) ?? ""))
    return value.arguments.some((argument) => SAYS_NO.test(staticText(argument) ?? ""));
  return value.type === T.Literal && (value.value === false || value.value === null);
}
