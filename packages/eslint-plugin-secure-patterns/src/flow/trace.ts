import { isFunction, keyName, staticText, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, extend, KEY, pathKey, RESULT, type AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { originAt, unique, withStep, type Origin } from "./origin.ts";
import { memberNames } from "./member-names.ts";
import { remember } from "./remember.ts";
import { traceCall, traceTagged } from "./trace-call.ts";
import { traceExported } from "./trace-exported.ts";
import { traceMemberOf, traceSuper, traceThis } from "./trace-class.ts";
import { traceParts, partsOf } from "./trace-text.ts";
import { isWindow, traceOnWindow } from "./window-members.ts";
import { traceVariable } from "./trace-variable.ts";
import { noteCut } from "./whole-answers.ts";
import { spendWork, startQuestion } from "./work.ts";

/** What takes more steps than this, through files of a large project, counts as unknown: the stack is not endless. */
const DEEPEST = 250;
let depth = 0;

/**
 * Where the value of an expression comes from: backwards, on demand, every answer remembered.
 *
 * @param path what is read from the value: `trace(file, x, ["a"])` asks for `x.a` without there being such an expression
 */
export function trace(file: FileFlow, node: Node, path: AccessPath = []): readonly Origin[] {
  const plain = unwrap(node);
  const key = pathKey(path);
  let known = file.traces.get(plain);
  if (!known) file.traces.set(plain, (known = new Map()));
  if (depth === 0) startQuestion();
  if (!known.has(key)) {
    if (depth > DEEPEST) noteCut();
    if (depth > DEEPEST || !spendWork()) return [];
  }
  depth++;
  try {
    return remember(known, key, () => unique(traceNode(file, plain, path)));
  } finally {
    depth--;
  }
}

/** The functions that an expression can stand for, in this file or in others. */
export function functionsOf(file: FileFlow, node: Node): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  for (const { root, path } of trace(file, node)) {
    if (root.type === "function" && path.length === 0) found.push(root.node);
  }
  return found;
}

/** Goes on in the file that `node` is part of. */
export function traceAnywhere(node: Node, path: AccessPath): readonly Origin[] {
  const file = fileOf(node);
  return file ? trace(file, node, path) : [];
}

function traceNode(file: FileFlow, node: Node, path: AccessPath): readonly Origin[] {
  switch (node.type) {
    case T.Identifier:
    case T.JSXIdentifier:
      return traceVariable(file, node, path);
    case T.MemberExpression:
      return traceMember(file, node, path);
    case T.CallExpression:
    case T.NewExpression:
    case T.ImportExpression:
      return traceCall(file, node, path);
    case T.TaggedTemplateExpression:
      return traceTagged(file, node, path);
    case T.TemplateLiteral:
      return traceParts(file, node, partsOf(node), path);
    case T.BinaryExpression:
      return node.operator === "+" ? traceParts(file, node, partsOf(node), path) : [];
    case T.AssignmentExpression:
      return traceAssignment(file, node, path);
    case T.ConditionalExpression:
      return [...trace(file, node.consequent, path), ...trace(file, node.alternate, path)];
    case T.LogicalExpression:
      if (node.operator === "&&") return trace(file, node.right, path);
      return [...trace(file, node.left, path), ...trace(file, node.right, path)];
    case T.SequenceExpression:
      return trace(file, node.expressions.at(-1) as Node, path);
    case T.ObjectExpression:
      return traceObject(file, node, path);
    case T.ArrayExpression:
      return traceArray(file, node, path);
    case T.ThisExpression:
      return traceThis(file, node, path);
    case T.YieldExpression:
      return node.argument ? trace(file, node.argument, path) : [];
    case T.SpreadElement:
      return trace(file, node.argument, [ELEMENT, ...path]);
    case T.JSXExpressionContainer:
      return trace(file, node.expression, path);
    case T.Literal:
      return path.length === 0 ? [originAt({ type: "literal", text: staticText(node) }, path, node)] : [];
    case T.ClassDeclaration:
    case T.ClassExpression:
      return path.length === 0
        ? [originAt({ type: "class", node }, path, node)]
        : traceMemberOf(file, node, path, node, true);
    default:
      return isFunction(node) ? traceFunction(file, node, path) : [];
  }
}

/** A function, or what somebody who was handed it gets from calling it. */
function traceFunction(file: FileFlow, node: FunctionNode, path: AccessPath): readonly Origin[] {
  const [asked, ...rest] = path;
  if (asked !== RESULT) return [originAt({ type: "function", node }, path, node)];
  return file.returnsOf(node).flatMap((value) => trace(file, value, rest));
}

function traceMember(file: FileFlow, node: TSESTree.MemberExpression, path: AccessPath): readonly Origin[] {
  const names = memberNames(file, node);
  return names.length === 1
    ? traceMemberNamed(file, node, names[0] as string, path)
    : names.flatMap((name) => traceMemberNamed(file, node, name, path));
}

function traceMemberNamed(
  file: FileFlow,
  node: TSESTree.MemberExpression,
  name: string,
  path: AccessPath,
): readonly Origin[] {
  if (unwrap(node.object).type === T.Super) return traceSuper(file, node, extend([name], path));
  if (name === "length" && path.length === 0) return [];
  const exported = traceExported(file, node, path);
  if (exported.length > 0) return exported;
  const origins = trace(file, node.object, extend([name], path));
  if (!isWindow(file, node.object)) return origins;
  const own = traceOnWindow(file, name, path);
  return own.length > 0 ? own : origins;
}

function traceAssignment(
  file: FileFlow,
  node: TSESTree.AssignmentExpression,
  path: AccessPath,
): readonly Origin[] {
  if (node.operator === "+=") return traceParts(file, node, [node.left, node.right], path);
  if (node.operator === "=") return trace(file, node.right, path);
  if (/^(?:\|\||&&|\?\?)=$/.test(node.operator)) {
    return [...trace(file, node.left, path), ...trace(file, node.right, path)];
  }
  return [];
}

function traceObject(file: FileFlow, node: TSESTree.ObjectExpression, path: AccessPath): readonly Origin[] {
  const [asked, ...rest] = path;
  const origins: Origin[] = [];
  for (const property of [...node.properties].reverse()) {
    if (property.type === T.SpreadElement) {
      const spread = trace(file, property.argument, path);
      origins.push(...(asked === undefined ? spread.map((origin) => nest(origin, "...")) : spread));
      continue;
    }
    const name = keyName(property) ?? ELEMENT;
    if (asked === KEY) {
      if (property.computed) origins.push(...trace(file, property.key, rest));
    } else if (asked === undefined) {
      origins.push(...valueOf(file, property, []).map((origin) => nest(origin, name)));
    } else if (name === asked) {
      // the last property of that name hides the ones before it, spreads included
      return [...origins, ...valueOf(file, property, rest)];
    } else if (name === ELEMENT || asked === ELEMENT) origins.push(...valueOf(file, property, rest));
  }
  return origins;
}

function valueOf(file: FileFlow, property: TSESTree.Property, path: AccessPath): readonly Origin[] {
  if (property.kind !== "get" || !isFunction(property.value)) {
    const origins = trace(file, property.value, path);
    // who chose the name is asked later
    return property.computed ? origins.map((origin) => withStep(origin, property.value)) : origins;
  }
  return file.returnsOf(property.value).flatMap((value) => trace(file, value, path));
}

function traceArray(file: FileFlow, node: TSESTree.ArrayExpression, path: AccessPath): readonly Origin[] {
  const [asked, ...rest] = path;
  if (asked === KEY) return [];
  const index = asked === undefined ? Number.NaN : Number(asked);
  const hasSpread = node.elements.some((element) => element?.type === T.SpreadElement);
  const element = hasSpread ? undefined : node.elements[index];
  if (element) return trace(file, element, rest);
  const all = node.elements.flatMap((item) => {
    if (!item) return [];
    return item.type === T.SpreadElement
      ? trace(file, item.argument, [ELEMENT, ...rest])
      : trace(file, item, rest);
  });
  return asked === undefined ? all.map((origin) => nest(origin, ELEMENT)) : all;
}

export function nest(origin: Origin, name: string): Origin {
  return { ...origin, within: extend([name], origin.within) };
}

/** Drops what sits deeper inside: the text of an object does not hold the text of its properties. */
export function flat(origins: readonly Origin[]): readonly Origin[] {
  return origins.filter((origin) => origin.within.every((segment) => segment === ELEMENT)).map(unnested);
}

export function unnested(origin: Origin): Origin {
  return origin.within.length === 0 ? origin : { ...origin, within: [] };
}
