import { keyName, staticText, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { type Keys, subjectPart, holdsSubject } from "./asked-values.ts";
import type { AccessPath } from "./access-path.ts";
import { patternBindings } from "./bindings.ts";
import { factsWithoutReasons } from "./collected-reasons.ts";
import { isNothing } from "./condition-syntax.ts";
import { factsWhen } from "./conditions.ts";
import { allOf, anyOf, rebase, type Fact, type Part } from "./facts.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { factsAt } from "./reaching.ts";
import { functionsOf } from "./trace.ts";
import type { Variable } from "./unit.ts";
import { keep } from "./whole-answers.ts";

/** How a check has gone: its answer, or a part of that, is something (or this text) or not; or it has returned at all. */
export type Outcome =
  "returns" | { readonly holds: boolean; readonly at: AccessPath; readonly text?: string };

/** A predicate or an assertion: looked into where its body is at hand, taken down by name otherwise. */
export function factsOfCallee(
  file: FileFlow,
  call: TSESTree.CallExpression,
  keys: Keys,
  outcome: Outcome,
): Fact | undefined {
  for (const [index, argument] of call.arguments.entries()) {
    const part =
      subjectPart(file, argument, keys) ?? (holdsSubject(file, argument, keys) ? "whole" : undefined);
    if (!part) continue;
    const bodies = functionsOf(file, call.callee);
    if (bodies.length === 0) {
      const fact = { is: "predicate", call, argument: index } as const;
      if (outcome === "returns") return { ...fact, holds: true, returned: true };
      if (outcome.text !== undefined) return undefined;
      return { ...fact, holds: outcome.holds, ...(outcome.at.length > 0 ? { at: outcome.at } : {}) };
    }
    const inside = part === "whole" ? subjectInside(file, argument, keys) : { at: [], part };
    if (!inside) continue;
    const fact = anyOf(bodies.map((body) => factsOfBody(body, index, inside.at, outcome)));
    return fact && rebase(fact, inside.part);
  }
  return undefined;
}

/** Where in an argument the subject is. */
interface Inside {
  readonly at: AccessPath;
  readonly part: Part;
}

function subjectInside(file: FileFlow, argument: Node, keys: Keys): Inside | undefined {
  return argument.type === T.ObjectExpression
    ? namedSubject(file, argument, keys)
    : subjectBelow(file, argument, keys);
}

/** `check(req.body)` where `req.body.email` is asked about. */
function subjectBelow(file: FileFlow, argument: Node, keys: Keys): Inside | undefined {
  for (const owner of [file.subjects.of(argument)?.key, file.subjects.written(argument)]) {
    const below = owner === undefined ? undefined : [...keys].find((key) => key.startsWith(`${owner}.`));
    if (owner !== undefined && below) return { at: below.slice(owner.length + 1).split("."), part: "self" };
  }
  return undefined;
}

/** `isInternal({ path: next, base })`: the key under which the subject is handed over. */
function namedSubject(file: FileFlow, argument: TSESTree.ObjectExpression, keys: Keys): Inside | undefined {
  for (const property of argument.properties) {
    if (property.type !== T.Property) continue;
    const key = keyName(property);
    const part = subjectPart(file, property.value, keys);
    if (key !== undefined && part) return { at: [key], part };
  }
  return undefined;
}

/**
 * What a callback of `filter` says about the elements that it lets through, or about what is read from them; with `false` what
 * one of `some` says where it lets none through.
 */
export function factsOfKept(
  file: FileFlow,
  callback: Node,
  at: AccessPath = [],
  holds = true,
): Fact | undefined {
  const bodies = functionsOf(file, callback);
  return bodies.length === 0
    ? undefined
    : anyOf(bodies.map((body) => factsOfBody(body, 0, at, { holds, at: [] })));
}

function factsOfBody(body: FunctionNode, index: number, at: AccessPath, outcome: Outcome): Fact | undefined {
  const file = fileOf(body);
  const parameter = body.params[index];
  const bound = parameter ? [...patternBindings(parameter)] : [];
  const name = bound.find(({ path, rest }) => !rest && path.every((segment, place) => at[place] === segment));
  return file && name && factsOfParameter(file, body, name.identifier, at.slice(name.path.length), outcome);
}

function factsOfParameter(
  file: FileFlow,
  body: FunctionNode,
  name: Node,
  read: AccessPath,
  outcome: Outcome,
): Fact | undefined {
  const variable = name.type === T.Identifier ? file.bindings.variableOf(name) : undefined;
  if (!variable) return undefined;
  const memo = `${file.idOf(body)}:${file.idOf(name)}:${read.join(".")}:${spell(outcome)}`;
  return keep(file.predicates, memo, {}, () => ({
    fact: findFacts(file, body, variable, [file.subjects.written(name) ?? "", ...read].join("."), outcome),
  })).fact;
}

function findFacts(
  file: FileFlow,
  body: FunctionNode,
  variable: Variable,
  key: string,
  outcome: Outcome,
): Fact | undefined {
  const keys = new Set([key]);
  const exits: (Fact | undefined)[] = [];
  for (const exit of file.controlFlow(body).exits) {
    const ofValue = outcome === "returns" ? undefined : factsOfAnswered(file, exit.value, outcome, keys);
    if (ofValue?.is === "never") continue;
    const atExit = factsAt(file, body, exit.position, variable, keys).map((facts) => allOf(facts ?? []));
    if (atExit.length > 0) exits.push(allOf([anyOf(atExit), ofValue]));
  }
  return exits.length > 0 ? anyOf(exits) : undefined;
}

/** What is known where a function has answered with this value, and the answer is what the caller has seen. */
function factsOfAnswered(
  file: FileFlow,
  value: Node | undefined,
  outcome: Exclude<Outcome, string>,
  keys: Keys,
): Fact | undefined {
  const plain = value && unwrap(value);
  if (plain?.type === T.ConditionalExpression) {
    const ways = [plain.consequent, plain.alternate].flatMap((way, index) => {
      const fact = factsOfAnswered(file, way, outcome, keys);
      return fact?.is === "never" ? [] : [allOf([factsWhen(file, plain.test, index === 0, keys), fact])];
    });
    return ways.length > 0 ? anyOf(ways) : { is: "never" };
  }
  // `return errors;`, which the caller counts
  if (plain?.type === T.Identifier && !outcome.holds && outcome.at.join(".") === "length")
    return factsWithoutReasons(file, plain, keys);
  const part = partOfAnswer(plain, outcome.at);
  if (!mayBe(part, outcome)) return { is: "never" };
  const isAsked = typeof part === "object" && part.type !== T.Literal && outcome.text === undefined;
  return isAsked ? factsWhen(file, part, outcome.holds, keys) : undefined;
}

/** `{ ok: false }` at `ok`: the expression, or that it is not there, or that nobody can tell. */
function partOfAnswer(value: Node | undefined, at: AccessPath): Node | "nothing" | "unknown" {
  if (!value) return "nothing";
  const plain = unwrap(value);
  const [name, ...rest] = at;
  if (name === undefined) return plain;
  if (isNothing(plain)) return "nothing";
  if (plain.type !== T.ObjectExpression) return "unknown";
  for (const property of plain.properties.toReversed()) {
    if (property.type !== T.Property) return "unknown";
    const key = keyName(property);
    if (key === undefined) return "unknown";
    if (key === name) return partOfAnswer(property.value, rest);
  }
  return "nothing";
}

/** Whether a returned value may have the asked outcome: a constant tells, most others may. */
function mayBe(value: Node | "nothing" | "unknown", { holds, text }: Exclude<Outcome, string>): boolean {
  if (value === "unknown") return true;
  if (value === "nothing") return !holds;
  if (value.type === T.Literal)
    return (text === undefined ? Boolean(value.value) : staticText(value) === text) === holds;
  const isObject = value.type === T.ObjectExpression || value.type === T.ArrayExpression;
  return !isObject || (text === undefined) === holds;
}

function spell(outcome: Outcome): string {
  return outcome === "returns" ? outcome : [outcome.holds, outcome.text, ...outcome.at].join(".");
}
