import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { requiredModule } from "../ast/required-module.ts";

import {
  WHOLE_MODULE,
  type ExportEntry,
  type ImportBinding,
  type ImportEntry,
  type ImportKind,
} from "./module-record.ts";

type Node = TSESTree.Node;

interface Found {
  readonly imports: ImportEntry[];
  readonly exports: ExportEntry[];
  /** `const router = (module.exports = Router())`: the variable that an assignment's value ends in. */
  readonly names: Map<Node, string>;
  /** `const utils = module.exports`: other names for what the module exports. */
  readonly aliases: Set<string>;
  /** `const go = require("./nav").go`: what a `require()` binds through a member. */
  readonly members: Map<Node, ImportBinding[]>;
}

/** A text without any of these has nothing that the pass over the tree would find. */
const WORTH_A_PASS =
  /\brequire\s*(?:\(|\.)|(?:[a-z]_?|\b)require(?:_?(?:root|app|base|src|local))?\s*\(|\bmodule\s*\.\s*exports|\bexports\s*[.[,;]|\bexport\s*=|\b__exportStar\b/i;

/** Nodes below which code may not run when the module loads, or may fail without harm. */
const GUARDS = new Set<string>([
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "TryStatement", "IfStatement"],
  ...["ConditionalExpression", "LogicalExpression", "SwitchStatement", "CatchClause", "PropertyDefinition"],
]);

/** Whether a file may use `require`, `module.exports` or `export =` at all. */
export function mayUseCommonJs(text: string): boolean {
  return WORTH_A_PASS.test(text);
}

/** What a file imports and exports by CommonJS and by TypeScript's `import x = require()` and `export =`. */
export function recordCommonJs(ast: TSESTree.Program): Pick<Found, "imports" | "exports"> {
  const found: Found = { imports: [], exports: [], names: new Map(), aliases: new Set(), members: new Map() };
  for (const statement of ast.body) visit(statement, undefined, false, found);
  return found;
}

function visit(node: Node, parent: Node | undefined, isGuarded: boolean, found: Found): void {
  const inner = isGuarded || (GUARDS.has(node.type) && !isImmediatelyCalled(node, parent));
  if (node.type === AST_NODE_TYPES.CallExpression) visitCall(node, parent, isGuarded, found);
  else if (node.type === AST_NODE_TYPES.VariableDeclarator) nameAssignments(node, isGuarded, found);
  else if (node.type === AST_NODE_TYPES.AssignmentExpression) visitAssignment(node, found);
  else if (node.type === AST_NODE_TYPES.TSImportEqualsDeclaration) visitImportEquals(node, found);
  else if (node.type === AST_NODE_TYPES.TSExportAssignment)
    found.exports.push(toExport(WHOLE_MODULE, node.expression));
  for (const key of visitorKeys[node.type] ?? []) {
    const child = node[key as keyof Node] as unknown as Node | readonly (Node | null)[] | null | undefined;
    for (const item of Array.isArray(child) ? child : [child]) {
      if (item) visit(item as Node, node, inner, found);
    }
  }
}

/** `(function () { … })()` and `!function () { … }()` run at once. */
function isImmediatelyCalled(node: Node, parent: Node | undefined): boolean {
  return parent?.type === AST_NODE_TYPES.CallExpression && parent.callee === node;
}

/** The specifier of `require("x")`, and of other ways to write one. */
function getRequired(node: Node | null | undefined): string | undefined {
  return node?.type === AST_NODE_TYPES.CallExpression ? requiredModule(node) : undefined;
}

function visitCall(
  node: TSESTree.CallExpression,
  parent: Node | undefined,
  isGuarded: boolean,
  found: Found,
): void {
  const specifier = getRequired(node);
  if (specifier !== undefined) {
    const kind: ImportKind = isGuarded ? "guarded-require" : "require";
    const bindings = found.members.get(node) ?? (parent ? getBindings(parent, node) : []);
    found.imports.push({ specifier, kind, isType: false, bindings, start: node.range[0] });
    return;
  }
  const [target, ...sources] = node.arguments;
  if (target && isMerge(node.callee) && isModule(target, found)) {
    for (const source of sources) exportSource(source, found);
  }
  // TypeScript's output for `export * from "./x"`: `__exportStar(require("./x"), exports)`.
  const passedOn = getRequired(node.arguments[0] as Node | undefined);
  const isStar =
    node.callee.type === AST_NODE_TYPES.Identifier ? node.callee.name : getPropertyName(node.callee);
  if (passedOn !== undefined && isStar === "__exportStar")
    found.exports.push(toReExport("*", passedOn, "*", node));
}

/** `Object.assign(exports, …)`, `_.extend(module.exports, …)` */
function isMerge(callee: Node): boolean {
  return /^(?:assign|extend|assignIn|merge)$/.test(getPropertyName(callee) ?? "");
}

/** `{ a, b }`, `require("./x")` put into what the module exports. */
function exportSource(source: Node, found: Found): void {
  const specifier = getRequired(source);
  if (specifier !== undefined) found.exports.push(toReExport("*", specifier, "*", source));
  else if (source.type === AST_NODE_TYPES.ObjectExpression) exportProperties(source, found);
}

/** `const x = require("x")`, `const { a: b } = require("x")`. */
function getBindings(parent: Node, call: Node): ImportBinding[] {
  if (parent.type === AST_NODE_TYPES.VariableDeclarator && parent.init === call) {
    if (parent.id.type === AST_NODE_TYPES.Identifier) return [toBinding(WHOLE_MODULE, parent.id.name)];
    return parent.id.type === AST_NODE_TYPES.ObjectPattern
      ? parent.id.properties.flatMap(toPatternBinding)
      : [];
  }
  return [];
}

function toPatternBinding(property: TSESTree.Property | TSESTree.RestElement): ImportBinding[] {
  if (property.type !== AST_NODE_TYPES.Property || property.computed) return [];
  const value =
    property.value.type === AST_NODE_TYPES.AssignmentPattern ? property.value.left : property.value;
  const imported = getKeyName(property.key);
  return imported !== undefined && value.type === AST_NODE_TYPES.Identifier
    ? [toBinding(imported, value.name)]
    : [];
}

function toBinding(imported: string, local: string): ImportBinding {
  return { imported, local, isType: false };
}

function visitImportEquals(node: TSESTree.TSImportEqualsDeclaration, found: Found): void {
  const { moduleReference } = node;
  if (moduleReference.type !== AST_NODE_TYPES.TSExternalModuleReference) return;
  const literal = moduleReference.expression as Node;
  if (literal.type !== AST_NODE_TYPES.Literal || typeof literal.value !== "string") return;
  const isType = node.importKind === "type";
  const bindings = [{ imported: WHOLE_MODULE, local: node.id.name, isType }];
  found.imports.push({ specifier: literal.value, kind: "static", isType, bindings, start: node.range[0] });
}

function nameAssignments({ id, init }: TSESTree.VariableDeclarator, isGuarded: boolean, found: Found): void {
  if (id.type !== AST_NODE_TYPES.Identifier || !init) return;
  if (init.type === AST_NODE_TYPES.MemberExpression && getRequired(init.object) !== undefined) {
    const name = getPropertyName(init);
    if (name !== undefined) found.members.set(init.object, [toBinding(name, id.name)]);
  }
  let value: Node = init;
  let isAlias = false;
  for (; value.type === AST_NODE_TYPES.AssignmentExpression; value = value.right) {
    found.names.set(value, id.name);
    isAlias ||= isModule(value.left, found);
  }
  if (isModule(value, found) && !isGuarded) found.exports.push(toExport(WHOLE_MODULE, id));
  if (!isGuarded && (isAlias || isModule(value, found))) found.aliases.add(id.name);
}

function visitAssignment(node: TSESTree.AssignmentExpression, found: Found): void {
  const name = getExportedName(node.left, found);
  if (name === undefined) return;
  // `exports = module.exports = x` assigns the same value twice.
  const value = node.right.type === AST_NODE_TYPES.AssignmentExpression ? lastRight(node.right) : node.right;
  const specifier = getRequired(value);
  found.exports.push(
    specifier === undefined
      ? toExport(name, value, found.names.get(node))
      : toReExport(name, specifier, WHOLE_MODULE, value),
  );
  if (name === WHOLE_MODULE && value.type === AST_NODE_TYPES.ObjectExpression) exportProperties(value, found);
}

function lastRight(node: TSESTree.AssignmentExpression): TSESTree.Expression {
  return node.right.type === AST_NODE_TYPES.AssignmentExpression ? lastRight(node.right) : node.right;
}

/** `module.exports` → the whole module; `exports.a`, `module.exports.a`, `utils.a` → `a`. */
function getExportedName(target: Node, found: Found): string | undefined {
  if (isModuleExports(target)) return WHOLE_MODULE;
  const isMember = target.type === AST_NODE_TYPES.MemberExpression && isModule(target.object, found);
  return isMember ? getPropertyName(target) : undefined;
}

/** `exports`, `module.exports`, or the variable that holds it. */
function isModule(node: Node, { aliases }: Found): boolean {
  const isNamed =
    node.type === AST_NODE_TYPES.Identifier && (node.name === "exports" || aliases.has(node.name));
  return isNamed || isModuleExports(node);
}

function isModuleExports(node: Node): boolean {
  return (
    node.type === AST_NODE_TYPES.MemberExpression &&
    node.object.type === AST_NODE_TYPES.Identifier &&
    node.object.name === "module" &&
    getPropertyName(node) === "exports"
  );
}

function getPropertyName(node: Node): string | undefined {
  if (node.type !== AST_NODE_TYPES.MemberExpression) return undefined;
  return node.computed && node.property.type !== AST_NODE_TYPES.Literal
    ? undefined
    : getKeyName(node.property);
}

function getKeyName(key: Node): string | undefined {
  if (key.type === AST_NODE_TYPES.Identifier) return key.name;
  return key.type === AST_NODE_TYPES.Literal && typeof key.value === "string" ? key.value : undefined;
}

/** `module.exports = { a, b: c, d: require("./d"), ...require("./e") }`. */
function exportProperties(object: TSESTree.ObjectExpression, found: Found): void {
  for (const property of object.properties) {
    const value: Node = property.type === AST_NODE_TYPES.Property ? property.value : property.argument;
    const name = property.type === AST_NODE_TYPES.Property ? propertyName(property) : "*";
    if (name === undefined) continue;
    const specifier = getRequired(value);
    if (specifier !== undefined)
      found.exports.push(toReExport(name, specifier, name === "*" ? "*" : WHOLE_MODULE, value));
    else if (name !== "*") found.exports.push(toExport(name, value));
  }
}

function propertyName(property: TSESTree.Property): string | undefined {
  return property.computed ? undefined : getKeyName(property.key);
}

function toExport(exported: string, value: Node, name?: string): ExportEntry {
  const local = value.type === AST_NODE_TYPES.Identifier ? value.name : name;
  return { exported, local, from: undefined, isType: false, start: value.range[0], end: value.range[1] };
}

function toReExport(exported: string, specifier: string, imported: string, value: Node): ExportEntry {
  const [start, end] = value.range;
  return { exported, local: undefined, from: { specifier, imported }, isType: false, start, end };
}
