import { calleeName, isCall, staticText, type Node } from "../../ast/nodes.ts";
import type { Route } from "./route.ts";

/** Logging in: whoever does it is a stranger, whatever stands before it. */
export function isSignIn(route: Route): boolean {
  return wordsOf(route).some((word) =>
    /^(?:user-|do-|handle-|post-)?(?:log-?in|sign-?in|logon|authenticate|sessions?|local)(?:-|$)/.test(word),
  );
}

/** The last two literal parts of the path, and the handler's name, in lower case with dashes between the words. */
export function wordsOf({ path, name, handler }: Route): string[] {
  const parts = path
    .split("/")
    .filter((part) => part !== "" && !/^[:*[{]/.test(part) && !/^\(.*\)$/.test(part));
  const [outer, last] = parts.length > 1 ? parts.slice(-2) : ["", ...parts];
  const inside = outer !== undefined && !GROUPS.test(toDashes(outer)) ? [outer] : [];
  const made = outer !== "" && VERBS.test(last ?? "") ? [`${outer}-${last}`] : [];
  return [...inside, last ?? "", ...made, strategyOf(handler) ?? name]
    .filter((part) => part !== "")
    .map(toDashes);
}

/** `/users/create`, `/password/request`: what is done stands behind what it is done with. */
const VERBS = /^(?:create|register|new|add|request|send|re-?send|forgot|forget|recover|reset)$/i;

/** Parts of a path that hold all kinds of routes: of `/auth/verify-email` only the second says what it does. */
const GROUPS =
  /^(?:auth|authn|authentication|authenticate|sessions?|tokens?|local|credentials|users?|accounts?|members?|password|verification)$/;

function toDashes(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, "$1-$2")
    .replace(/[_.\s]+/g, "-")
    .toLowerCase();
}

/** `passport.authenticate("signup")` is called after its strategy. */
function strategyOf(handler: Node): string | undefined {
  if (!isCall(handler) || calleeName(handler) !== "authenticate") return undefined;
  const [first] = handler.arguments;
  return first && staticText(first);
}
