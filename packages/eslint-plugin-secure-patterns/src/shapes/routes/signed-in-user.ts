import { calleeName, isCall, staticText, T, type CallNode, type Node } from "../../ast/nodes.ts";
import { bodyFacts } from "./body-facts.ts";
import { protectionRows } from "./protection-names.ts";

/** `req.user.id`, `ctx.session.userId`, `await getServerSession()`: the code is about the user who is signed in. */
export function readsSignedInUser(of: Node): boolean {
  const { names, members, calls } = bodyFacts(of);
  return (
    calls.some((call) => asksForUser(call)) ||
    [...members].some((name) =>
      /^(?:req|request|ctx|context|c|event|locals|state|session|this)\.(?:user|user_?id|current_?user|me|viewer|account|auth|jwt|session_user)$/i.test(
        name,
      ),
    ) ||
    [...names].some((name) =>
      /^(?:getServerSession|getServerAuthSession|getSession|requireUser\w*|currentUser|getCurrentUser|require(?:[A-Z][a-z]+)?(?:Auth|Admin)\w*|require(?:Role|Permission|Session|Staff)\w*|getAuthUser|authenticateUser|get\w*Token(?:Info|Payload|Data|User)|getUserFrom(?:Token|Session|Cookies?|Request|Event))$/.test(
        name,
      ),
    )
  );
}

/** It is told nothing, or the request alone: whom it answers with is who asks. */
function asksAboutRequest({ type, arguments: [first, second] }: CallNode): boolean {
  if (type !== T.CallExpression || second) return false;
  return (
    !first ||
    (first.type === T.Identifier && /^(?:req|request|event|ctx|context|c|cookies)$/i.test(first.name))
  );
}

/** `await verifyUser({ req, res })`, `supabase.auth.getUser()`, `getUserId()`, not `authenticate(email, password)`. */
function asksForUser(call: CallNode): boolean {
  const name = calleeName(call) ?? "";
  if (
    /^(?:get_?)?(?:current_?|session_?|auth_?|logged_?in_?)?user_?(?:id)?$/i.test(name) &&
    asksAboutRequest(call)
  )
    return true;
  const isNamed = protectionRows.some((row) => row.is === "authentication" && row.named?.test(name));
  return (
    isNamed &&
    !isSignIn(call) &&
    !looksAtAccount(name, call) &&
    call.arguments.length < 3 &&
    !call.arguments.some((argument) =>
      [...bodyFacts(argument).names].some((each) => /pass|pwd|email|credential/i.test(each)),
    )
  );
}

/** `checkUser(user)` asks whether an account that was found is verified, or suspended, and not who asks. */
function looksAtAccount(name: string, { arguments: [first] }: CallNode): boolean {
  return (
    /^(?:check|verify|validate|assert|ensure)_?(?:user|account|member)$/i.test(name) &&
    first?.type === T.Identifier &&
    /^(?:existing_?|found_?|db_?)?(?:user|account|member)$/i.test(first.name)
  );
}

/** `passport.authenticate("local")` is the login itself. */
export function isSignIn(node: Node): boolean {
  const [first] = isCall(node) ? node.arguments : [];
  const text = first && staticText(first);
  return (
    text !== undefined &&
    /^(?:.*-)?(?:local|ldap\w*|basic|login|google|github|facebook|twitter|oauth2?|saml|oidc)(?:-.*)?$/i.test(
      text,
    )
  );
}
