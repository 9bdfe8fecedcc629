import { isCall, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { Variable } from "../flow/unit.ts";
import type { Confidence } from "./create-rule.ts";
import type { NameVerdict } from "./personal-name.ts";
import type { Through } from "./value-steps.ts";

/** Something personal or secret that a log line holds. */
export interface Logged {
  readonly kind: NameVerdict["kind"] | "whole";
  /** "an e-mail address" */
  readonly what: string;
  /** As the code spells it: `user.email`. */
  readonly text: string;
  readonly confidence: Confidence;
  /** The expression whose name gave it away. */
  readonly node: Node;
  /** The keys under which it lies in the logged object; `undefined` where it became part of a text. */
  readonly keys: readonly string[] | undefined;
  /** The text right in front of it, where it became part of one. */
  readonly before: string;
}

/** What is known of a value on the way to it from the logger. */
export interface Context {
  readonly keys: readonly string[] | undefined;
  readonly before: string;
  /** The text right in front of it, also where that is an argument of its own. */
  readonly said: string;
  /** What the whole line says: `"mail sent to"`. */
  readonly label: string;
  /** The name of what the value is part of: `user` of `const user = { email }`. */
  readonly holder: string;
  /** An object put into a text shows nothing of itself; as JSON it does. */
  readonly form: "object" | "json" | "text";
  readonly path: readonly string[];
  readonly depth: number;
  /** A hash was taken on the way: that hides a person, but not a secret. */
  readonly isHashed: boolean;
  /** Somebody has taken out what should not be seen: `const { password, ...rest } = body`. */
  readonly isPicked: boolean;
  /** A method of some object answers it: what others of its class were made with is not in there. */
  readonly isAnswer: boolean;
  readonly through: Through;
}

/** What is known of an argument of the logger itself. */
export const START: Context = {
  keys: [],
  before: "",
  said: "",
  label: "",
  holder: "",
  form: "object",
  path: [],
  depth: 0,
  isHashed: false,
  isPicked: false,
  isAnswer: false,
  through: "none",
};

/** What was found at a value, after all that happened to it on the way. */
export function loggedAs(
  { kind, what, confidence }: Pick<Logged, "kind" | "what" | "confidence">,
  node: Node,
  text: string,
  { isHashed, isPicked, keys, before }: Context,
): Logged {
  return {
    kind,
    what: isHashed && !what.startsWith("the hash of") ? `the hash of ${what}` : what,
    text,
    confidence: isHashed || (isPicked && kind === "whole") ? "likely" : confidence,
    node,
    keys,
    before,
  };
}

/** What the texts among the arguments say. */
export function labelOf(node: Node): string {
  if (!isCall(node)) return "";
  return node.arguments.flatMap((argument) => staticText(argument) ?? []).join(" ");
}

export function asText({ form }: Context): Pick<Context, "keys" | "form"> {
  return { keys: undefined, form: form === "json" ? "json" : "text" };
}

export function formed(context: Context, form: "text" | "json" | undefined): Partial<Context> {
  if (form === undefined) return {};
  return form === "text" ? asText(context) : { keys: undefined, form };
}

export function lastPart(node: Node): Node {
  const plain = unwrap(node);
  return plain.type === T.BinaryExpression ? lastPart(plain.right) : plain;
}

/** What a pattern left over: `rest` of `const { password, ...rest } = body`. */
export function isRest(variable: Variable | undefined): boolean {
  const name = variable?.defs[0]?.name as Node | undefined;
  return name?.parent?.type === T.RestElement && name.parent.parent.type === T.ObjectPattern;
}

/** The text that is handed over in front of an argument: `"token:"` of `log("token:", value)`. */
export function textBefore(node: Node, value: Node): string {
  const index = isCall(node) ? node.arguments.indexOf(value as never) : -1;
  const previous = isCall(node) && index > 0 ? node.arguments[index - 1] : undefined;
  return (previous && staticText(previous)) ?? "";
}

/** `new Result(error)`, `super(error)` */
export function isConstruction(call: Node): boolean {
  return call.type === T.NewExpression || (call.type === T.CallExpression && call.callee.type === T.Super);
}

/** Part of a text: what stands in front of it there. */
export function inFront(text: string): Pick<Context, "before" | "said"> {
  return { before: text, said: text };
}

/** `user.id` of `user.id || user.email` */
export function isId(node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === T.MemberExpression && /^_?id$/.test(memberName(plain) ?? "");
}

/** `email: account.emailAccountId`: whatever the key says, it is the name of a record. */
export function isNamedId(node: Node): boolean {
  const plain = unwrap(node);
  const name =
    plain.type === T.Identifier
      ? plain.name
      : plain.type === T.MemberExpression
        ? memberName(plain)
        : undefined;
  return name !== undefined && /^_?id$|[a-z]I[dD]$|_id$/.test(name);
}

/** `console.log("CSP violation:", req.body)` */
export function isBrowsersReport({ label }: Context): boolean {
  return /\bcsp\b|content.security|violation/i.test(label);
}
