import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
  enclosingFunction,
  isCall,
  keyName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { denials } from "../../catalog/denials.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { Unit } from "../../flow/unit.ts";
import type { Denial } from "./find-denials.ts";

const errors = denials.errors.map(({ status, names }) => ({ status, names: new RegExp(names, "i") }));
const constants = new RegExp(denials.constants, "i");
const codes = new RegExp(denials.codes);
const numbers: readonly string[] = denials.numbers.map(String);

/** `throw new ForbiddenException()`, `throw error(403)`, `ctx.throw(403)`, `return fail(403)`, `next(createError(403))`. */
export function findThrownDenials(unit: Unit): Denial[] {
  const thrown = nodesOfType(unit, T.ThrowStatement).map((node): Handed => ({
    answer: node,
    error: node.argument,
  }));
  const calls = MAY_HAND_ON.test(unit.text) ? nodesOfType(unit, T.CallExpression).flatMap(handedOn) : [];
  return [...thrown, ...calls].flatMap(({ answer, error }) => {
    const plain = unwrap(error);
    const status = isCall(plain)
      ? statusOf(plain)
      : plain.type === T.ObjectExpression
        ? statusInOptions(plain)
        : undefined;
    const owner = status === undefined ? null : enclosingFunction(answer);
    return status !== undefined && owner ? [{ node: plain, answer, owner, status }] : [];
  });
}

interface Handed {
  readonly answer: Node;
  readonly error: Node;
}

const MAY_HAND_ON = /\b(?:throw|fail|error|next)\(/;

/** `ctx.throw(403)`, `fail(403)` and `error(403)` that stand alone or are returned, `next(error)`. */
function handedOn(call: CallNode): Handed[] {
  const name = calleeName(call) ?? "";
  const isOwn = call.callee.type === T.Identifier;
  const [first] = call.arguments;
  if (isOwn && name === "next" && first) return [{ answer: call, error: first }];
  const isAnswer =
    (name === "throw" && !isOwn) ||
    (isOwn && /^(?:fail|error)$/.test(name) && /^(?:Expression|Return)Statement$/.test(call.parent.type));
  return isAnswer ? [{ answer: call, error: call }] : [];
}

function statusOf(error: CallNode): string | undefined {
  const name = calleeName(error) ?? "";
  const named = errors.find(({ names }) => names.test(name));
  if (named) return named.status;
  for (const argument of error.arguments.slice(0, 3)) {
    if (argument.type === T.SpreadElement) return undefined;
    const found = argument.type === T.ObjectExpression ? statusInOptions(argument) : statusIn(argument);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `{ statusCode: 403 }`, `{ code: "FORBIDDEN" }` */
function statusInOptions({ properties }: TSESTree.ObjectExpression): string | undefined {
  return properties
    .flatMap((each) =>
      each.type === T.Property && /^(?:status(?:_?code)?|code)$/i.test(keyName(each) ?? "")
        ? [statusIn(each.value)]
        : [],
    )
    .find((status) => status !== undefined);
}

function statusIn(value: Node): string | undefined {
  if (value.type === T.MemberExpression) {
    const { property } = value;
    return property.type === T.Identifier && constants.test(property.name) ? property.name : undefined;
  }
  const text = staticText(value);
  return text !== undefined && (numbers.includes(text) || codes.test(text)) ? text : undefined;
}
