import { isFunction, memberName, T, type Node } from "../ast/nodes.ts";
import type { Unit, Variable } from "../flow/unit.ts";
import { importersOf, type ExportUse } from "./importers.ts";
import { loadUnit, type Reader } from "./load-unit.ts";
import { WHOLE_MODULE } from "./module-record.ts";
import { variableOf } from "./router.ts";
import { recordOf } from "./unit-record.ts";

/** An expression, in whatever file, that stands for a value declared elsewhere. */
export interface Place {
  readonly unit: Unit;
  readonly node: Node;
}

export interface Places {
  readonly places: readonly Place[];
  /** No place inside the workspace is missing. */
  readonly isComplete: boolean;
}

/** Where a variable of a module is used, in its file and in the files that import it. */
export function placesOfVariable(unit: Unit, variable: Variable, reader: Reader): Places {
  const own = variable.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => ({ unit, node: identifier as Node }));
  const isTopLevel = variable.scope.block === unit.ast;
  const exported = isTopLevel ? placesOfExport(unit, (entry) => entry.local === variable.name, reader) : NONE;
  return { places: [...own, ...exported.places], isComplete: exported.isComplete };
}

/** Where a function, or an expression that holds one, is used: inline, by its name, or by what its module exports it as. */
export function placesOfFunction(unit: Unit, node: Node, reader: Reader): Places {
  const { parent } = node;
  if (!parent) return NONE;
  const id = (isFunction(node) && node.id) || (parent.type === T.VariableDeclarator ? parent.id : undefined);
  const variable = id && variableOf(unit, id);
  const named = variable ? placesOfVariable(unit, variable, reader) : NONE;
  if (variable && parent.type === T.VariableDeclarator) return named;
  const [start, end] = node.range;
  const anonymous = placesOfExport(
    unit,
    (entry) => entry.start === start && entry.end === end && entry.local === undefined,
    reader,
  );
  const inline = parent.type === T.CallExpression ? [{ unit, node }] : [];
  return {
    places: [...inline, ...named.places, ...anonymous.places],
    isComplete: named.isComplete && anonymous.isComplete,
  };
}

/** A test mounts a router alone, without what stands before it in the application. */
const TEST_FILE =
  /[.-](?:test|spec|e2e)\.[^/\\]*$|[/\\](?:tests?|__tests__|__mocks__|e2e|specs?|cypress)[/\\]/i;

const NONE: Places = { places: [], isComplete: true };

function placesOfExport(
  unit: Unit,
  matches: (entry: { local: string | undefined; start: number; end: number }) => boolean,
  reader: Reader,
): Places {
  const entries = recordOf(unit, reader)?.exports.filter(matches) ?? [];
  if (reader.isAlone) return { places: [], isComplete: entries.length === 0 };
  const found = entries.map(({ exported }) => ({ exported, answer: importersOf(unit.filename, exported) }));
  const uses = found.flatMap(({ exported, answer }) =>
    answer.uses.map((use) => placesOfUse(use, exported, reader)),
  );
  return {
    places: uses.flatMap(({ places }) => places),
    isComplete: found.every(({ answer }) => answer.isComplete) && uses.every(({ isComplete }) => isComplete),
  };
}

function placesOfUse(use: ExportUse, exported: string, reader: Reader): Places {
  if (use.isType || TEST_FILE.test(use.file)) return NONE;
  const unit = loadUnit(use.file, reader);
  if (!unit) return { places: [], isComplete: false };
  const name = use.local ?? use.namespace;
  const variable = name === undefined ? undefined : topLevelVariable(unit, name);
  const references = variable?.references.filter((reference) => reference.isRead()) ?? [];
  const nodes =
    name === undefined ? callsAt(unit, use.start) : references.map(({ identifier }) => identifier as Node);
  const isWhole = use.local !== undefined || exported === WHOLE_MODULE || exported === "default";
  return isWhole
    ? { places: nodes.map((node) => ({ unit, node })), isComplete: true }
    : placesOfMember(unit, nodes, exported);
}

/** Of a namespace, or of `require("./routes")`, only the member is meant; used as a whole it may be anywhere. */
function placesOfMember(unit: Unit, nodes: readonly Node[], name: string): Places {
  const members = nodes.map(({ parent }) => (parent?.type === T.MemberExpression ? parent : undefined));
  const meant = members.filter((member) => member !== undefined && memberName(member) === name);
  return {
    places: meant.flatMap((node) => (node ? [{ unit, node }] : [])),
    isComplete: members.every((member) => member !== undefined && memberName(member) !== undefined),
  };
}

/** `app.use(require("./routes"))`, `app.register(import("./routes"))`: the innermost such call at an offset. */
function callsAt(unit: Unit, start: number): Node[] {
  let node: Node | undefined = unit.ast;
  let found: Node | undefined;
  while (node) {
    if (node.range[0] === start && (node.type === T.CallExpression || node.type === T.ImportExpression))
      found = node;
    const children: Node[] = (unit.visitorKeys[node.type] ?? []).flatMap(
      (key) => ((node as unknown as Record<string, Node | Node[] | null>)[key] ?? []) as Node | Node[],
    );
    node = children.find((child) => child && child.range[0] <= start && child.range[1] > start);
  }
  return found ? [found] : [];
}

export function topLevelVariable(unit: Unit, name: string): Variable | undefined {
  const scopes = unit.scopeManager.scopes.filter((scope) => scope.block === unit.ast);
  return scopes
    .map((scope) => scope.set.get(name))
    .find((variable) => variable !== undefined && variable.defs.length > 0);
}
