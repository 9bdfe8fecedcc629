import { isFunction, T, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import type { OutsideName, Unit, Variable } from "./unit.ts";

/** Which variable an identifier names, for every reference and declaration of a file. */
export interface Bindings {
  variableOf(identifier: Node): Variable | undefined;
  /** What a template gives a name of its own: `x` of `v-for="x in list"`. */
  givenOf(identifier: Node): OutsideName | undefined;
}

export function createBindings(unit: Unit): Bindings {
  const variables = new Map<Node, Variable>();
  for (const scope of unit.scopeManager.scopes) {
    for (const reference of scope.references) {
      if (reference.resolved && reference.resolved.defs.length > 0)
        variables.set(reference.identifier, reference.resolved);
    }
    for (const variable of scope.variables) {
      // a class is known inside of itself under a second variable: the outer one has the references
      for (const identifier of variable.identifiers) {
        if (!variables.has(identifier)) variables.set(identifier, variable);
      }
    }
  }
  bindUndeclared(unit, variables);
  const given = bindOutside(unit, variables);
  return {
    variableOf: (identifier) => variables.get(identifier),
    givenOf: (identifier) => given.get(identifier),
  };
}

/** What programs do not have to declare: assigning to one says nothing of what else it holds. */
const AMBIENT =
  /^(?:exports|module|require|arguments|undefined|location|name|status|event|top|parent|opener|self|window|document|frames|history|screen|origin|length|closed|external|on[a-z]+)$/;

/** `sql = "SELECT …"` without a declaration makes a variable of the whole program. */
function bindUndeclared({ scopeManager }: Unit, variables: Map<Node, Variable>): void {
  const [scope] = scopeManager.scopes;
  const unknown = (scope?.through ?? []).filter(({ identifier }) => !variables.has(identifier));
  const made = new Map<string, Variable>();
  for (const reference of unknown) {
    const { identifier } = reference;
    const name = identifier.type === T.Identifier ? identifier.name : "";
    if (!reference.isWrite() || made.has(name) || AMBIENT.test(name) || name in globalThis) continue;
    const defs = [{ type: "ImplicitGlobalVariable", name: identifier, node: identifier.parent }];
    made.set(name, { name, scope, defs, references: [], identifiers: [] } as unknown as Variable);
  }
  for (const reference of made.size === 0 ? [] : unknown) {
    const { identifier } = reference;
    const variable = identifier.type === T.Identifier ? made.get(identifier.name) : undefined;
    if (!variable) continue;
    variable.references.push(reference);
    variables.set(identifier, variable);
  }
}

function bindOutside(
  { outside = [], scopeManager }: Unit,
  variables: Map<Node, Variable>,
): ReadonlyMap<Node, OutsideName> {
  const given = new Map<Node, OutsideName>();
  const { scopes } = scopeManager;
  const top = outside.length > 0 ? (scopes.find(({ type }) => type === "module") ?? scopes[0]) : undefined;
  for (const name of outside) {
    const { identifier } = name;
    if (name.from) given.set(identifier, name);
    else if (identifier.type === T.Identifier) {
      const variable = top?.set.get(identifier.name);
      if (variable) variables.set(identifier, variable);
    }
  }
  return given;
}

/** One name bound by a pattern: `{ a: [b = 1] }` binds `b` at `["a", "0"]` with a default. */
export interface PatternBinding {
  readonly identifier: Node;
  readonly path: AccessPath;
  readonly fallback: Node | undefined;
  /** `...rest`: holds what the pattern did not name. */
  readonly rest: boolean;
}

export function* patternBindings(
  pattern: Node,
  path: AccessPath = [],
  fallback: Node | undefined = undefined,
  rest = false,
): Generator<PatternBinding> {
  switch (pattern.type) {
    case T.Identifier:
    case T.MemberExpression:
      yield { identifier: pattern, path, fallback, rest };
      break;
    case T.AssignmentPattern:
      yield* patternBindings(pattern.left, path, pattern.right, rest);
      break;
    case T.RestElement:
      yield* patternBindings(pattern.argument, path, fallback, true);
      break;
    case T.TSParameterProperty:
      yield* patternBindings(pattern.parameter, path, fallback, rest);
      break;
    case T.ArrayPattern:
      for (const [index, element] of pattern.elements.entries()) {
        if (!element) continue;
        const inRest = element.type === T.RestElement;
        yield* patternBindings(element, inRest ? path : [...path, String(index)], fallback, inRest);
      }
      break;
    case T.ObjectPattern:
      for (const property of pattern.properties) {
        if (property.type === T.RestElement) yield* patternBindings(property, path, fallback);
        else yield* patternBindings(property.value, [...path, propertyKey(property)], fallback);
      }
      break;
    default:
      break;
  }
}

function propertyKey(property: { key: Node; computed: boolean }): string {
  const { key, computed } = property;
  if (!computed && key.type === T.Identifier) return key.name;
  if (key.type === T.Literal) return String(key.value);
  return "*";
}

/** The function that a parameter belongs to, and its position. */
export function parameterIndex(parameter: Node): number {
  const owner = parameter.parent;
  return isFunction(owner) ? owner.params.indexOf(parameter as never) : -1;
}
