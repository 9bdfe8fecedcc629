import type { TSESTree } from "@typescript-eslint/types";
import { isCall, isFunction, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import { ELEMENT, type AccessPath } from "./access-path.ts";
import { patternBindings, type Bindings } from "./bindings.ts";
import type { Part } from "./facts.ts";
import type { Variable } from "./unit.ts";

/** What a condition looks at: which value, and which part of it. Two expressions of one value have equal keys. */
export interface Subject {
  readonly key: string;
  readonly part: Part;
}

const URL_PARTS: ReadonlySet<string> = new Set([
  "host",
  "hostname",
  "origin",
  "protocol",
  "pathname",
  "href",
  "username",
]);
const LEGACY_PARTS: Readonly<Record<string, Part>> = {
  host: "legacy-host",
  hostname: "legacy-host",
  protocol: "protocol",
  pathname: "pathname",
  path: "pathname",
  href: "href",
};
const SAME_TEXT: ReadonlySet<string> = new Set([
  "trim",
  "toLowerCase",
  "toUpperCase",
  "toString",
  "normalize",
  "valueOf",
]);
const CONVERSIONS: ReadonlySet<string> = new Set(["String", "decodeURIComponent", "decodeURI", "unescape"]);
const DEEPEST = 12;

export interface Subjects {
  /** The subject of an expression, looked up through constants and conversions. */
  of(node: Node): Subject | undefined;
  /** The subject of what is read from an expression. */
  at(node: Node, path: AccessPath): Subject | undefined;
  /** The subject as written, for a variable that is assigned more than once. */
  written(node: Node): string | undefined;
  /** The only value ever given to the variable, where there is just one. */
  onlyValue(variable: Variable): { node: Node; path: readonly string[] } | undefined;
}

export function createSubjects(bindings: Bindings): Subjects {
  const ids = new Map<Variable, number>();
  const memo = new Map<Node, Subject | undefined>();
  const values = new Map<Variable, { node: Node; path: readonly string[] } | undefined>();
  const forms = new Map<Variable, { node: Node; path: readonly string[] } | undefined>();

  function idOf(variable: Variable): number {
    const known = ids.get(variable);
    if (known !== undefined) return known;
    ids.set(variable, ids.size);
    return ids.size - 1;
  }

  function onlyValue(variable: Variable): { node: Node; path: readonly string[] } | undefined {
    if (!values.has(variable)) values.set(variable, findOnlyValue(variable));
    return values.get(variable);
  }

  function subjectOf(node: Node, depth = 0): Subject | undefined {
    if (depth > DEEPEST) return undefined;
    const plain = unwrap(node);
    if (memo.has(plain)) return memo.get(plain);
    memo.set(plain, undefined);
    const subject = compute(plain, depth + 1);
    memo.set(plain, subject);
    return subject;
  }

  function compute(node: Node, depth: number): Subject | undefined {
    switch (node.type) {
      case T.Identifier:
        return ofIdentifier(node, depth);
      case T.MemberExpression:
        return ofMember(node.object, memberName(node) ?? ELEMENT, depth);
      case T.ThisExpression:
        return { key: "this", part: "self" };
      case T.CallExpression:
      case T.NewExpression:
        return ofCall(node, depth);
      case T.LogicalExpression:
        // `next || "/"` is `next` where the condition says anything at all
        return staticText(node.right) === undefined ? undefined : subjectOf(node.left, depth);
      default:
        return undefined;
    }
  }

  function ofIdentifier(node: Node, depth: number): Subject | undefined {
    const variable = bindings.variableOf(node);
    if (!variable) return node.type === T.Identifier ? { key: `:${node.name}`, part: "self" } : undefined;
    const value = onlyValue(variable) ?? rewritten(variable);
    let subject = value && subjectOf(value.node, depth);
    for (const segment of value?.path ?? []) subject = subject && member(subject, segment);
    return subject ?? { key: String(idOf(variable)), part: "self" };
  }

  /** `let decoded = next; while (…) decoded = decodeURIComponent(decoded);`: what it was given first, in other forms. */
  function rewritten(variable: Variable): { node: Node; path: readonly string[] } | undefined {
    if (!forms.has(variable)) forms.set(variable, findRewritten(variable));
    return forms.get(variable);
  }

  function findRewritten(variable: Variable): { node: Node; path: readonly string[] } | undefined {
    const [definition] = variable.defs;
    if (variable.defs.length !== 1 || definition?.type !== "Variable") return undefined;
    const { id, init } = definition.node;
    if (!init || id.type !== T.Identifier) return undefined;
    const later = variable.references.filter(
      (reference) => reference.isWrite() && (reference.identifier as Node) !== (id as Node),
    );
    const areForms = later.every(({ identifier }) => {
      const { parent } = identifier as Node;
      return (
        parent?.type === T.AssignmentExpression &&
        parent.operator === "=" &&
        parent.left === (identifier as Node) &&
        isFormOf(parent.right, variable)
      );
    });
    return later.length > 0 && areForms ? { node: init, path: [] } : undefined;
  }

  /** `decodeURIComponent(x)`, `x.trim()`, also under a name of its own. */
  function isFormOf(given: Node, variable: Variable, depth = 0): boolean {
    const node = unwrap(given);
    if (depth > DEEPEST) return false;
    if (node.type === T.Identifier) {
      const read = bindings.variableOf(node);
      const value = read && read !== variable ? onlyValue(read) : undefined;
      return read === variable || (value?.path.length === 0 && isFormOf(value.node, variable, depth + 1));
    }
    if (node.type !== T.CallExpression) return false;
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    if (callee.type === T.Identifier)
      return CONVERSIONS.has(callee.name) && first !== undefined && isFormOf(first, variable, depth + 1);
    return (
      callee.type === T.MemberExpression &&
      SAME_TEXT.has(memberName(callee) ?? "") &&
      isFormOf(callee.object, variable, depth + 1)
    );
  }

  function ofMember(object: Node, name: string, depth: number): Subject | undefined {
    const base = subjectOf(object, depth);
    return base && member(base, name);
  }

  function ofCall(node: Node, depth: number): Subject | undefined {
    if (!isCall(node)) return undefined;
    const callee = unwrap(node.callee);
    const first = node.arguments[0];
    if (callee.type === T.Identifier) {
      if (node.type === T.NewExpression)
        return callee.name === "URL" && first ? parsed(subjectOf(first, depth)) : undefined;
      if (CONVERSIONS.has(callee.name)) return first && subjectOf(first, depth);
    }
    if (callee.type !== T.MemberExpression || node.type === T.NewExpression) return undefined;
    const method = memberName(callee) ?? ELEMENT;
    if (method === "parse" && first && callee.object.type === T.Identifier) {
      if (callee.object.name === "URL") return parsed(subjectOf(first, depth));
      if (isUrlModule(callee.object)) return parsed(subjectOf(first, depth), "legacy");
    }
    const base = subjectOf(callee.object, depth);
    if (!base) return undefined;
    if (SAME_TEXT.has(method) || isWithoutPrefix(base, method, first)) return base;
    const texts = node.arguments.map(staticText);
    if (texts.includes(undefined)) return undefined;
    return { key: `${base.key}.${method}(${texts.join(",")})`, part: base.part };
  }

  /** `const url = require("url")`, `import * as url from "node:url"`, or what can only be that by its name. */
  function isUrlModule(node: TSESTree.Identifier): boolean {
    const definition = bindings.variableOf(node)?.defs[0];
    if (definition?.type === "ImportBinding") {
      const { parent } = definition;
      return parent.type === T.ImportDeclaration && /^(?:node:)?url$/.test(parent.source.value);
    }
    const value = definition?.type === "Variable" ? definition.node.init : null;
    const [module] = value?.type === T.CallExpression ? value.arguments : [];
    return module ? /^(?:node:)?url$/.test(staticText(module) ?? "") : /^url$/i.test(node.name);
  }

  return {
    of: (node) => subjectOf(node),
    at: (node, path) =>
      path.reduce<Subject | undefined>((base, name) => base && member(base, name), subjectOf(node)),
    onlyValue,
    written(node) {
      const plain = unwrap(node);
      if (plain.type === T.Identifier) {
        const variable = bindings.variableOf(plain);
        return variable && String(idOf(variable));
      }
      if (plain.type !== T.MemberExpression) return undefined;
      const base = this.written(plain.object);
      return base && `${base}.${memberName(plain) ?? ELEMENT}`;
    },
  };
}

/** `url.hostname.replace(/^www\./, "")` is a host of the same owner. */
function isWithoutPrefix({ part }: Subject, method: string, first: Node | undefined): boolean {
  if (method !== "replace" || !/^host(?:name)?$/.test(part)) return false;
  return (
    first?.type === T.Literal && "regex" in first && /^\^\(?(?:\?:)?www\\?\.\)?$/.test(first.regex.pattern)
  );
}

function parsed(subject: Subject | undefined, part: Part = "href"): Subject | undefined {
  return subject && { key: subject.key, part };
}

/** A part of a parsed URL is a part of the text that it was parsed from; anything else is a value of its own. */
function member(base: Subject, name: string): Subject {
  if (base.part === "legacy") return { key: base.key, part: LEGACY_PARTS[name] ?? "other" };
  if (base.part === "href" && URL_PARTS.has(name)) return { key: base.key, part: name as Part };
  if (name === "length" && base.part === "self") return { key: base.key, part: "length" };
  return { key: `${base.key}.${name}`, part: "self" };
}

function findOnlyValue(variable: Variable): { node: Node; path: readonly string[] } | undefined {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || definition?.type !== "Variable") return undefined;
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  if (writes.length !== 1 || !write) return undefined;
  const target = write.identifier as Node;
  let pattern: Node = target;
  while (pattern.parent && !isFunction(pattern.parent)) {
    const parent: Node = pattern.parent;
    if (parent.type === T.VariableDeclarator)
      return parent.init ? bound(parent.id, parent.init, target) : undefined;
    if (parent.type === T.AssignmentExpression) {
      return parent.operator === "=" ? bound(parent.left, parent.right, target) : undefined;
    }
    pattern = parent;
  }
  return undefined;
}

function bound(
  pattern: Node,
  value: Node,
  target: Node,
): { node: Node; path: readonly string[] } | undefined {
  for (const binding of patternBindings(pattern)) {
    if (binding.identifier === target) return binding.rest ? undefined : { node: value, path: binding.path };
  }
  return undefined;
}
