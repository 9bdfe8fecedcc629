import {
  calleeName,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { type Keys, subjectPart } from "./asked-values.ts";
import { factsOfLookup } from "./comparisons.ts";
import { factsWithoutReasons } from "./collected-reasons.ts";
import { isLookup, nameOf, patternOf, typeFact } from "./condition-syntax.ts";
import { factsWhen } from "./conditions.ts";
import { allOf, anyOf, rebase, type Fact, type Part } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { factsOfCallee, factsOfKept } from "./predicates.ts";
import { constantOf } from "./stored-conditions.ts";

const MEMBERSHIP = new Set(["includes", "has", "hasOwnProperty", "contains"]);

const TYPE_CHECKS = new Map([
  ["isArray", "array"],
  ["isInteger", "integer"],
  ["isSafeInteger", "integer"],
  ["isFinite", "finite"],
]);

export function factsOfTest(
  file: FileFlow,
  call: TSESTree.CallExpression,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const callee = unwrap(call.callee);
  const [first, second] = call.arguments;
  if (callee.type === T.Identifier && callee.name === "Boolean" && first)
    return factsWhen(file, first, holds, keys);
  const reasoned =
    holds && first && calleeName(call) === "isEmpty"
      ? factsWithoutReasons(file, unwrap(first), keys)
      : undefined;
  if (reasoned) return reasoned;
  if (callee.type === T.MemberExpression && first) {
    const method = memberName(callee) ?? "";
    const owner = subjectPart(file, callee.object, keys);
    if (owner) return factsOfMethod(file, owner, method, first, holds);
    const fact = factsOfArgument(file, callee.object, method, first, second, holds, keys);
    if (fact) return fact;
    // `if (MAP.get(x))`
    const found = holds && isLookup(call) ? factsOfLookup(file, call, keys) : undefined;
    if (found) return found;
  }
  return factsOfCallee(file, call, keys, { holds, at: [] });
}

/** The subject is asked: `x.startsWith("/")`. */
function factsOfMethod(
  file: FileFlow,
  part: Part,
  method: string,
  first: Node,
  holds: boolean,
): Fact | undefined {
  const text = staticText(first);
  switch (method) {
    case "startsWith":
      return { is: "starts-with", part, text, value: first, holds };
    case "endsWith":
      return { is: "ends-with", part, text, value: first, holds };
    case "includes":
      return { is: "contains", part, text, value: first, holds };
    case "match":
      return { is: "matches", part, ...patternOf(constantOf(file, first), true), holds };
    default:
      return undefined;
  }
}

/** Something else is asked about the subject: `ALLOWED.includes(x)`, `/^…$/.test(x)`, `hosts.some((h) => h === x)`. */
function factsOfArgument(
  file: FileFlow,
  object: Node,
  method: string,
  first: Node,
  second: Node | undefined,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const part = subjectPart(file, first, keys);
  if (part && (method === "test" || method === "exec"))
    return { is: "matches", part, ...patternOf(constantOf(file, object)), holds };
  if (part && MEMBERSHIP.has(method) && holds) return { is: "member", part, of: object };
  if (part && TYPE_CHECKS.has(method)) return typeFact(TYPE_CHECKS.get(method), holds);
  if (second && (method === "hasOwn" || method === "call")) {
    const asked = subjectPart(file, second, keys);
    return asked && holds ? { is: "member", part: asked, of: first } : undefined;
  }
  // `_.includes(ALLOWED, x)`
  const listed = second && holds && MEMBERSHIP.has(method) ? subjectPart(file, second, keys) : undefined;
  if (listed) return { is: "member", part: listed, of: first };
  if (isFunction(first) && holds && /^(?:some|find|findLast)$/.test(method))
    return factsOfSome(file, first, keys, true);
  if (isFunction(first) && method === (holds ? "every" : "some")) {
    const each = factsOfEach(file, object, first, holds, keys);
    if (each) return each;
  }
  if (isFunction(first) && !holds && method === "every") return factsOfSome(file, first, keys, false);
  return nameOf(first) === "Boolean" ? factsOfList(file, object, method, holds, keys) : undefined;
}

/** Of some element the callback has said this. */
export function factsOfSome(
  file: FileFlow,
  callback: FunctionNode,
  keys: Keys,
  holds: boolean,
): Fact | undefined {
  return anyOf(file.returnsOf(callback).map((value) => factsWhen(file, value, holds, keys)));
}

/** `[name, email].every((text) => typeof text === "string")` */
function factsOfEach(
  file: FileFlow,
  object: Node,
  callback: FunctionNode,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const list = constantOf(file, object);
  const elements = list.type === T.ArrayExpression ? list.elements : [];
  for (const element of elements) {
    const part = element && subjectPart(file, element, keys);
    const fact = part && factsOfKept(file, callback, [], holds);
    if (fact) return rebase(fact, part);
  }
  return undefined;
}

/** `[x.startsWith("/"), !x.startsWith("//")].every(Boolean)` */
function factsOfList(
  file: FileFlow,
  object: Node,
  method: string,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const list = constantOf(file, object);
  if (list.type !== T.ArrayExpression || (method !== "every" && method !== "some")) return undefined;
  const facts = list.elements.map((element) => element && factsWhen(file, element, holds, keys));
  return ((method === "every") === holds ? allOf : anyOf)(facts.map((fact) => fact ?? undefined));
}
