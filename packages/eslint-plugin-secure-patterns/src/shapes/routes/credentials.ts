import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, isCall, keyName, T, type CallNode, type Node } from "../../ast/nodes.ts";
import { decoratorsOf } from "../handler-match.ts";
import { bodyFacts } from "./body-facts.ts";
import type { Route } from "./route.ts";

const PLAIN_LOGIN =
  /^(?:user-|admin-|handle-)?(?:log-?in|sign-?in|logon|authenticate)(?:-user|-handler|-action)?$/;
const PASSWORD = /^(?:password|passwd|pwd|pass)$/i;
const COMPARES_SECRETS =
  /^(?:(?:safe|secure|timing_?safe|constant_?time)_?(?:string_?)?(?:compare|equals?)|compare_?secrets?)$/i;
const OTHER_LOGIN =
  /oauth|saml|oidc|google|facebook|github|apple|firebase|id_?token|signature|nonce|wallet|magic|passkey|webauthn|captcha/i;

/** A login in so many words that is handed what the client sent: who compares the password may be out of sight. */
export function takesCredentials({ method, functions }: Route, words: readonly string[]): boolean {
  if (method !== "POST" || !words.some((word) => PLAIN_LOGIN.test(word))) return false;
  return functions.some((each) => {
    const { names, taken, texts } = bodyFacts(each);
    const all = [...names, ...taken, ...texts];
    return (
      (names.has("body") || all.some((name) => PASSWORD.test(name)) || each.params.some(isBody)) &&
      !all.some((name) => OTHER_LOGIN.test(name))
    );
  });
}

/** `@Body() form` */
function isBody(parameter: Node): boolean {
  return decoratorsOf(parameter).some(
    ({ expression }) => isCall(expression) && calleeName(expression) === "Body",
  );
}

/** `User.find({ username, password })`, `timingSafeEqual(password, expected)` */
export function asksByPassword(call: CallNode): boolean {
  const name = calleeName(call) ?? "";
  if (COMPARES_SECRETS.test(name))
    return call.arguments.some((argument) =>
      [...bodyFacts(argument).names].some((each) => PASSWORD.test(each)),
    );
  if (!/^(?:find\w*|where|filter|count\w*|exists|aggregate)$/i.test(name)) return false;
  // `findOneAndUpdate({ email }, { password })` sets it
  const asked = /update|replace|modify|create|upsert/i.test(name)
    ? call.arguments.slice(0, 1)
    : call.arguments;
  return asked.some((argument) => {
    const keys = argument.type === T.ObjectExpression ? keysOf(argument) : [];
    return keys.some((key) => PASSWORD.test(key));
  });
}

/** `{ where: { email, password } }`, `{ $or: [{ email }, { password }] }` → `where`, `email`, `password` */
export function keysOf({ properties }: TSESTree.ObjectExpression): string[] {
  return properties.flatMap((property) => {
    if (property.type !== T.Property) return [];
    const { value } = property;
    const parts = value.type === T.ArrayExpression ? value.elements : [value];
    const inner = parts.flatMap((part) => (part?.type === T.ObjectExpression ? keysOf(part) : []));
    const name = keyName(property);
    return value.type === T.Literal || name === undefined ? inner : [name, ...inner];
  });
}
