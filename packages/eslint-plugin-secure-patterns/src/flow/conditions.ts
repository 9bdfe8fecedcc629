import { calleeName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { type Keys, subjectPart } from "./asked-values.ts";
import { factOfProperty, factsOfInverted, factsOfComparison, factsOfLookup } from "./comparisons.ts";
import { countedIn, factsWithoutReasons } from "./collected-reasons.ts";
import { isLookup, isStatement } from "./condition-syntax.ts";
import type { Condition } from "./control-flow.ts";
import { allOf, anyOf, type Fact } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { speaksOf } from "./mentioned-values.ts";
import { factsOfCallee } from "./predicates.ts";
import { factsOfTest } from "./questions.ts";
import { arrivals } from "./reaching.ts";
import { settersOf, answerOf, storedCondition } from "./stored-conditions.ts";

/** What a condition that was met says about the subjects. */
export function factsOfCondition(file: FileFlow, condition: Condition, keys: Keys): Fact | undefined {
  if ("test" in condition) return factsWhen(file, condition.test, condition.holds, keys);
  const part = subjectPart(file, condition.discriminant, keys);
  if (!part) {
    // `switch (true) { case isSafe(x): … }`
    const [first] = condition.cases;
    return condition.holds && first && staticText(condition.discriminant) === "true"
      ? factsWhen(file, first, true, keys)
      : undefined;
  }
  if (!condition.holds) return undefined;
  return anyOf(condition.cases.map((to) => ({ is: "equal", part, to, text: staticText(to) })));
}

/** A call that returns only if its argument passed: `assertSafe(x)`, `invariant(isSafe(x))`. */
export function factsOfCall(file: FileFlow, call: TSESTree.CallExpression, keys: Keys): Fact | undefined {
  if (!isStatement(call) || call.callee.type === T.Super) return undefined;
  if (!call.arguments.some((item) => speaksOf(file, item, keys))) return undefined;
  const [first] = call.arguments;
  const isCondition = first && !subjectPart(file, first, keys);
  if (isCondition && /^(?:assert|invariant|ok|check|ensure)$/.test(calleeName(call) ?? "")) {
    const fact = factsWhen(file, first, true, keys);
    if (fact) return fact;
  }
  return factsOfCallee(file, call, keys, "returns");
}

export function factsWhen(file: FileFlow, test: Node, holds: boolean, keys: Keys): Fact | undefined {
  const node = unwrap(test);
  switch (node.type) {
    case T.UnaryExpression:
      if (node.operator === "!") return factsWhen(file, node.argument, !holds, keys);
      return node.operator === "~" ? factsOfInverted(file, node.argument, holds, keys) : undefined;
    case T.LogicalExpression:
      return factsOfLogical(file, node, holds, keys);
    case T.BinaryExpression:
      return factsOfComparison(file, node, holds, keys);
    case T.CallExpression:
      return factsOfTest(file, node, holds, keys);
    case T.AssignmentExpression:
      // `if ((match = /^a/.exec(x)))`
      return node.operator === "=" ? factsWhen(file, node.right, holds, keys) : undefined;
    case T.ConditionalExpression:
      return anyOf([
        allOf([factsWhen(file, node.test, true, keys), factsIf(file, node.consequent, holds, keys)]),
        allOf([factsWhen(file, node.test, false, keys), factsIf(file, node.alternate, holds, keys)]),
      ]);
    case T.Identifier:
    case T.MemberExpression:
      return factsOfValue(file, node, holds, keys);
    default:
      return undefined;
  }
}

/** An alternative that is constant cannot be the one that held. */
function factsIf(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const text = staticText(node);
  if ((text === "true" || text === "false") && (text === "true") !== holds) return { is: "never" };
  return factsWhen(file, node, holds, keys);
}

function factsOfLogical(
  file: FileFlow,
  node: TSESTree.LogicalExpression,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  if (node.operator === "??") return factsWhen(file, node.left, holds, keys);
  const needsBoth = (node.operator === "&&") === holds;
  const left = factsWhen(file, node.left, holds, keys);
  const right = factsWhen(file, node.right, holds, keys);
  if (needsBoth) return allOf([left, right]);
  return anyOf([left, allOf([factsWhen(file, node.left, !holds, keys), right])]);
}

function factsOfValue(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const part = subjectPart(file, node, keys);
  if (part === "self" || part === "href") return { is: holds ? "truthy" : "falsy" };
  if (part === "legacy-host") {
    const fact = { part, to: node, text: "" };
    return { is: holds ? "not-equal" : "equal", ...fact };
  }
  const found = holds && isLookup(node) ? factsOfLookup(file, node, keys) : undefined;
  if (found) return found;
  const own = holds ? factOfProperty(file, node, keys) : undefined;
  if (own) return own;
  const counted = holds ? undefined : countedIn(node);
  const reasoned = counted && factsOfNoReasons(file, counted, keys);
  if (reasoned) return reasoned;
  const value = storedCondition(file, node);
  if (!value)
    return (
      factsOfAnswer(file, node, holds, keys) ??
      (holds ? factsOfFlag(file, node, keys) : factsWithoutReasons(file, node, keys))
    );
  // `var a = a || b` stores a condition that asks for itself
  if (asking.has(value)) return undefined;
  asking.add(value);
  const fact = factsWhen(file, value, holds, keys);
  asking.delete(value);
  return fact;
}

/** `if (errors.length === 0)`, here or of what another function has put together. */
function factsOfNoReasons(file: FileFlow, counted: Node, keys: Keys): Fact | undefined {
  const answer = answerOf(file, counted);
  return answer
    ? factsOfCallee(file, answer.call, keys, { holds: false, at: [...answer.at, "length"] })
    : factsWithoutReasons(file, counted, keys);
}

const asking = new Set<Node>();

/** `let ok = false; if (isSafe(x)) ok = true;` … `if (ok)`: what held wherever it was set. */
function factsOfFlag(file: FileFlow, node: Node, keys: Keys): Fact | undefined {
  // flags may ask for each other, in the turns of a loop
  if (asking.has(node)) return undefined;
  asking.add(node);
  const facts = settersOf(file, node).flatMap((target) => factsOnTheWayTo(file, target, keys));
  asking.delete(node);
  return facts.length > 0 ? anyOf(facts) : undefined;
}

function factsOnTheWayTo(file: FileFlow, node: Node, keys: Keys): readonly (Fact | undefined)[] {
  const flow = file.controlFlow(file.ownerOf(node));
  const position = flow.positionOf(node);
  if (!position) return [undefined];
  return arrivals(file, position, flow.entry, undefined, [], keys).map(({ facts }) => allOf(facts));
}

/** `const { error } = schema.validate(x)` … `if (error)`; `schema.safeParse(x).success`. */
function factsOfAnswer(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const answer = answerOf(file, node);
  if (!answer || answer.at.length === 0) return undefined;
  return factsOfCallee(file, answer.call, keys, { holds, at: answer.at });
}
