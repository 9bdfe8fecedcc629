import {
  enclosingFunction,
  isFunction,
  keyName,
  memberName,
  T,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, type AccessPath } from "./access-path.ts";
import { elementAsThis } from "./callbacks.ts";
import { traceDeclared } from "./declared-class.ts";
import { assignmentsOf } from "./class-assignments.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { injectedInto } from "./injected.ts";
import { originAt, withFacts, withStep, type Origin } from "./origin.ts";
import { constructorBehind, traceConstructed } from "./trace-constructor.ts";
import { factsOfPlace, openBox } from "./trace-variable.ts";
import { trace } from "./trace.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export function traceThis(
  file: FileFlow,
  node: TSESTree.ThisExpression,
  path: AccessPath,
): readonly Origin[] {
  if (isTopLevel(node)) return [originAt({ type: "global", name: "globalThis" }, path, node)];
  const of = classAround(node);
  const each = of ? [] : elementAsThis(file, functionOfThis(node), path);
  if (each.length > 0) return each;
  const members = of || path.length === 0 ? [] : traceOwnMember(file, node, path);
  if (members.length > 0) return members;
  const [name, ...rest] = path;
  const place = of || name === undefined ? undefined : file.unit.memberOf?.(name);
  if (place)
    return [
      ...trace(file, place.from, [...place.path, ...rest]),
      ...(place.boxed ? openBox(file, place.from, place.path, rest) : []),
      ...traceAssigned(file, name as string, rest),
    ];
  if (!of || path.length === 0) return [originAt({ type: "this", of }, path, node)];
  const facts = factsOfPlace(file, node, path);
  return traceMemberOf(file, of, path, node, isInStatic(node)).map((origin) => withFacts(origin, facts));
}

/** `this.comments = answer.data`, `this.comments.push(comment)` in any function of a component that is written as an object. */
export function traceAssigned(file: FileFlow, name: string, path: AccessPath): readonly Origin[] {
  const assigned = file
    .writesNamed(name)
    .flatMap(({ left, right }) => (isOwnMember(file, left) ? [right] : []));
  const added = path.length > 0 ? ["push", "unshift"].flatMap((method) => file.callsNamed(method)) : [];
  return [
    ...assigned.flatMap((value) => trace(file, value, path).map((origin) => withStep(origin, value))),
    ...added
      .filter(({ callee }) => isOwnMember(file, (callee as TSESTree.MemberExpression).object, name))
      .flatMap(({ arguments: values }) => values)
      .flatMap((value) => trace(file, value, path.slice(1)).map((origin) => withStep(origin, value))),
  ];
}

/** `this.comments`, `self.comments` after `const self = this` */
function isOwnMember(file: FileFlow, node: Node, name?: string): boolean {
  if (node.type !== T.MemberExpression || (name !== undefined && memberName(node) !== name)) return false;
  const { object } = node;
  if (object.type !== T.Identifier) return object.type === T.ThisExpression;
  return trace(file, object).some(({ root, path }) => root.type === "this" && path.length === 0);
}

/** `super.find`: what the class around has from its parent. */
export function traceSuper(
  file: FileFlow,
  node: TSESTree.MemberExpression,
  path: AccessPath,
): readonly Origin[] {
  const of = classAround(node);
  return of ? traceInherited(file, of, path, node, false) : [];
}

/** `this.addEventListener(…)` outside of all functions: the window, in a script. */
function isTopLevel(node: Node): boolean {
  let current: Node | null | undefined = node.parent;
  while (
    current?.type === T.ArrowFunctionExpression ||
    (current && !isFunction(current) && !isClass(current))
  )
    current = current.parent;
  return !current;
}

function isClass(node: Node): boolean {
  return node.type === T.ClassDeclaration || node.type === T.ClassExpression;
}

/** Whether `this` is the class itself: in `static find() { … }`. */
function isInStatic(node: Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === T.ClassDeclaration || current.type === T.ClassExpression) return false;
    if (current.type === T.StaticBlock) return true;
    if (current.type === T.MethodDefinition || current.type === T.PropertyDefinition) return current.static;
  }
  return false;
}

/** A member of a class's instances (or of the class): methods, fields, what is assigned to `this.x`, the parent's. */
export function traceMemberOf(
  file: FileFlow,
  of: ClassNode,
  path: AccessPath,
  use: Node,
  isStatic = false,
): readonly Origin[] {
  const [name, ...rest] = path as [string, ...string[]];
  const origins: Origin[] = [];
  for (const member of of.body.body) {
    if (member.type === T.StaticBlock || member.type === T.TSIndexSignature) continue;
    if (keyName(member) !== name || Boolean(member.static) !== isStatic) continue;
    origins.push(...traceMemberValue(file, member, rest, use));
  }
  for (const { below, value } of assignmentsOf(of).get(name) ?? []) {
    if (below.every((segment, index) => segment === rest[index] || rest[index] === ELEMENT))
      origins.push(...trace(file, value, rest.slice(below.length)));
  }
  origins.push(...traceParameterProperty(file, of, name, rest, use));
  if (origins.length > 0) return [...origins, ...traceInjected(file, of, origins)];
  return traceInherited(file, of, path, use, isStatic);
}

/** What a class asks of the things that its constructor is handed. */
function traceInjected(file: FileFlow, of: ClassNode, origins: readonly Origin[]): readonly Origin[] {
  const constructor = constructorOf(of);
  if (!constructor || origins.some(({ root }) => root.type === "function")) return [];
  return origins.flatMap(({ root, path }) =>
    root.type === "parameter" && root.of === constructor
      ? injectedInto(file, constructor, root.index, path)
      : [],
  );
}

function traceMemberValue(
  file: FileFlow,
  member: TSESTree.ClassElement,
  rest: AccessPath,
  use: Node,
): readonly Origin[] {
  switch (member.type) {
    case T.MethodDefinition:
      if (member.kind !== "get" || !isFunction(member.value)) return trace(file, member.value, rest);
      return file.returnsOf(member.value).flatMap((value) => trace(file, value, rest));
    case T.PropertyDefinition:
    case T.AccessorProperty: {
      const annotation = annotationOf(member);
      const declared = annotation
        ? [
            ...traceDeclared(file, annotation, rest, use),
            originAt({ type: "annotated", annotation, name: keyName(member) }, rest, use),
          ]
        : [];
      return [...(member.value ? trace(file, member.value, rest) : []), ...declared];
    }
    default:
      return [];
  }
}

/** `constructor(private readonly repository: Repository)` */
function traceParameterProperty(
  file: FileFlow,
  of: ClassNode,
  name: string,
  rest: AccessPath,
  use: Node,
): readonly Origin[] {
  const constructor = constructorOf(of);
  return (constructor?.params ?? []).flatMap((parameter, index) => {
    if (parameter.type !== T.TSParameterProperty || !constructor) return [];
    const target =
      parameter.parameter.type === T.AssignmentPattern ? parameter.parameter.left : parameter.parameter;
    if (target.type !== T.Identifier || target.name !== name) return [];
    const { parameter: inner } = parameter;
    return [
      ...traceDeclared(file, annotationOf(target), rest, use),
      originAt({ type: "parameter", of: constructor, index }, rest, parameter),
      ...(inner.type === T.AssignmentPattern ? trace(file, inner.right, rest) : []),
    ];
  });
}

function traceInherited(
  file: FileFlow,
  of: ClassNode,
  path: AccessPath,
  use: Node,
  isStatic: boolean,
): readonly Origin[] {
  const origins: Origin[] = [];
  for (const parent of of.superClass ? trace(file, of.superClass) : []) {
    const other = parent.root.type === "class" ? fileOf(parent.root.node) : undefined;
    if (parent.root.type === "class" && parent.root.node !== of && other) {
      origins.push(...traceMemberOf(other, parent.root.node, path, use, isStatic));
    }
  }
  return origins.length > 0 ? origins : [originAt({ type: "this", of }, path, use)];
}

/** The reference to a named type in the annotation of a variable, a parameter or a field. */
export function annotationOf(node: Node): TSESTree.TSTypeReference | undefined {
  if (node.type === T.AssignmentPattern) return annotationOf(node.left);
  if (node.type === T.TSParameterProperty) return annotationOf(node.parameter);
  const annotation = "typeAnnotation" in node ? (node.typeAnnotation as Node | null | undefined) : undefined;
  const type = annotation?.type === T.TSTypeAnnotation ? annotation.typeAnnotation : undefined;
  return type?.type === T.TSTypeReference ? type : undefined;
}

export function constructorOf(of: ClassNode): TSESTree.FunctionExpression | undefined {
  for (const member of of.body.body) {
    if (member.type === T.MethodDefinition && member.kind === "constructor" && isFunction(member.value))
      return member.value;
  }
  return undefined;
}

/** The class whose instance `this` is: arrow functions keep it, other functions that are no members lose it. */
export function classAround(node: Node): ClassNode | undefined {
  let current: Node | undefined = node.parent;
  while (current) {
    if (current.type === T.ClassDeclaration || current.type === T.ClassExpression) return current;
    const isPlain = current.type === T.FunctionDeclaration || current.type === T.FunctionExpression;
    if (
      isPlain &&
      current.parent?.type !== T.MethodDefinition &&
      current.parent?.type !== T.PropertyDefinition
    )
      return undefined;
    current = current.parent;
  }
  return undefined;
}

/** The function whose `this` it is: arrow functions have none of their own. */
function functionOfThis(node: Node): FunctionNode | undefined {
  let of = enclosingFunction(node);
  while (of?.type === T.ArrowFunctionExpression) of = enclosingFunction(of);
  return of;
}

/** What a function is the value of, also by way of what it is handed to: `{ load: debounce(function () { … }, 400) }`. */
function memberAround(of: FunctionNode): Node | undefined {
  const { parent } = of;
  const isHanded = parent?.type === T.CallExpression && parent.arguments[0] === of;
  return isHanded && parent.parent.type === T.Property ? parent.parent : parent;
}

/** `this` where no class is around: in a method of an object literal, in a function that is used as a class. */
function traceOwnMember(file: FileFlow, node: Node, path: AccessPath): readonly Origin[] {
  let owner = enclosingFunction(node);
  while (owner?.type === T.ArrowFunctionExpression) owner = enclosingFunction(owner);
  const around = owner && memberAround(owner);
  if (around?.type === T.Property && around.parent.type === T.ObjectExpression)
    return trace(file, around.parent, path);
  const isMember = around?.type === T.AssignmentExpression && around.left.type === T.MemberExpression;
  const maker = isMember ? constructorBehind(file, around.left as TSESTree.MemberExpression) : owner;
  return maker ? traceConstructed(file, maker, path) : [];
}
