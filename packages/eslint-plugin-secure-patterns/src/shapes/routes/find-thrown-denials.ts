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

/** `throw new ForbiddenException()`, `throw createError({ statusCode: 403 })`, `throw error(403)`, `ctx.throw(403)`. */
export function findThrownDenials(unit: Unit): Denial[] {
  const thrown = nodesOfType(unit, T.ThrowStatement).map(
    (node) => [node as Node, node.argument as Node] as const,
  );
  const calls = /\.throw\(/.test(unit.text)
    ? nodesOfType(unit, T.CallExpression).filter((node) => calleeName(node) === "throw")
    : [];
  return [...thrown, ...calls.map((node) => [node as Node, node as Node] as const)].flatMap(
    ([answer, error]) => {
      const plain = unwrap(error);
      const status = isCall(plain) ? statusOf(plain) : undefined;
      const owner = status === undefined ? null : enclosingFunction(answer);
      return status !== undefined && owner ? [{ node: plain, answer, owner, status }] : [];
    },
  );
}

function statusOf(error: CallNode): string | undefined {
  const name = calleeName(error) ?? "";
  const named = errors.find(({ names }) => names.test(name));
  if (named) return named.status;
  for (const argument of error.arguments.slice(0, 3)) {
    if (argument.type === T.SpreadElement) return undefined;
    const values =
      argument.type === T.ObjectExpression
        ? argument.properties.flatMap((each) =>
            each.type === T.Property && /^(?:status(?:_?code)?|code)$/i.test(keyName(each) ?? "")
              ? [each.value as Node]
              : [],
          )
        : [argument];
    const found = values.map(statusIn).find((status) => status !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function statusIn(value: Node): string | undefined {
  if (value.type === T.MemberExpression) {
    const { property } = value;
    return property.type === T.Identifier && constants.test(property.name) ? property.name : undefined;
  }
  const text = staticText(value);
  return text !== undefined && (numbers.includes(text) || codes.test(text)) ? text : undefined;
}
