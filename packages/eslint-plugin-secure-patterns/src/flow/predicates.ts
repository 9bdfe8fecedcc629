import { keyName, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { type Keys, subjectPart, holdsSubject } from "./asked-values.ts";
import { patternBindings } from "./bindings.ts";
import { factsWhen } from "./conditions.ts";
import { allOf, anyOf, rebase, type Fact, type Part } from "./facts.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { factsAt } from "./reaching.ts";
import { functionsOf } from "./trace.ts";
import type { Variable } from "./unit.ts";
import { keep } from "./whole-answers.ts";

/** A predicate or an assertion: looked into where its body is at hand, taken down by name otherwise. */
export function factsOfCallee(
  file: FileFlow,
  call: TSESTree.CallExpression,
  keys: Keys,
  outcome: boolean | "returns",
): Fact | undefined {
  for (const [index, argument] of call.arguments.entries()) {
    const part =
      subjectPart(file, argument, keys) ?? (holdsSubject(file, argument, keys) ? "whole" : undefined);
    if (!part) continue;
    const bodies = functionsOf(file, call.callee);
    if (bodies.length === 0) {
      const fact = { is: "predicate", call, argument: index, holds: outcome !== false } as const;
      return outcome === "returns" ? { ...fact, returned: true } : fact;
    }
    const named = part === "whole" ? namedSubject(file, argument, keys) : undefined;
    const asked = named?.part ?? part;
    if (asked === "whole") continue;
    const fact = anyOf(bodies.map((body) => factsOfBody(body, index, named?.key, outcome)));
    return fact && rebase(fact, asked);
  }
  return undefined;
}

/** `isInternal({ path: next, base })`: the key under which the subject is handed over. */
function namedSubject(file: FileFlow, argument: Node, keys: Keys): { key: string; part: Part } | undefined {
  const properties = argument.type === T.ObjectExpression ? argument.properties : [];
  for (const property of properties) {
    if (property.type !== T.Property) continue;
    const key = keyName(property);
    const part = subjectPart(file, property.value, keys);
    if (key !== undefined && part) return { key, part };
  }
  return undefined;
}

/** What a callback of `filter` says about the elements that it lets through. */
export function factsOfKept(file: FileFlow, callback: Node): Fact | undefined {
  const bodies = functionsOf(file, callback);
  return bodies.length === 0 ? undefined : anyOf(bodies.map((body) => factsOfBody(body, 0, undefined, true)));
}

function factsOfBody(
  body: FunctionNode,
  index: number,
  key: string | undefined,
  outcome: boolean | "returns",
): Fact | undefined {
  const file = fileOf(body);
  const parameter = body.params[index];
  const bound = parameter ? [...patternBindings(parameter)] : [];
  const name = bound.find(({ path }) => path.length === (key === undefined ? 0 : 1) && path[0] === key);
  return file && name && factsOfParameter(file, body, name.identifier, outcome);
}

function factsOfParameter(
  file: FileFlow,
  body: FunctionNode,
  name: Node,
  outcome: boolean | "returns",
): Fact | undefined {
  const variable = name.type === T.Identifier ? file.bindings.variableOf(name) : undefined;
  if (!variable) return undefined;
  const memo = `${file.idOf(body)}:${file.idOf(name)}:${outcome}`;
  return keep(file.predicates, memo, {}, () => ({
    fact: findFacts(file, body, variable, name, outcome),
  })).fact;
}

function findFacts(
  file: FileFlow,
  body: FunctionNode,
  variable: Variable,
  name: Node,
  outcome: boolean | "returns",
): Fact | undefined {
  const keys = new Set([file.subjects.written(name) ?? ""]);
  const exits: (Fact | undefined)[] = [];
  for (const exit of file.controlFlow(body).exits) {
    const returned = outcome === "returns" ? "any" : matching(exit.value, outcome);
    if (!returned) continue;
    const atExit = factsAt(file, body, exit.position, variable, keys).map((facts) => allOf(facts ?? []));
    const ofValue =
      returned === "maybe" && exit.value ? factsWhen(file, exit.value, outcome === true, keys) : undefined;
    if (atExit.length > 0) exits.push(allOf([anyOf(atExit), ofValue]));
  }
  return exits.length > 0 ? anyOf(exits) : undefined;
}

/** Whether a returned value has the asked outcome: a constant tells, anything else may. */
function matching(value: Node | undefined, outcome: boolean): "yes" | "maybe" | undefined {
  if (!value) return outcome ? undefined : "yes";
  const plain = unwrap(value);
  if (plain.type !== T.Literal) return "maybe";
  return Boolean(plain.value) === outcome ? "yes" : undefined;
}
