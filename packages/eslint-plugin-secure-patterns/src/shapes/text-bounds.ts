import { calleeName, isCall, keyName, T, unwrap, type Node } from "../ast/nodes.ts";
import { textBounds } from "../catalog/text-bounds.ts";
import { nodesOf } from "../flow/nodes.ts";
import type { Unit } from "../flow/unit.ts";
import type { Analysis } from "./analysis.ts";
import { decoratorsOf } from "./handler-match.ts";
import { oncePerProject } from "./once-per-project.ts";

/** What a schema of the project says of the length of a field. */
export interface TextBound {
  readonly most: number;
  /** In words: `schemas/user.ts`. */
  readonly place: string;
}

const MOST_FILES = 40;
const DEEPEST = 12;
const MENTIONED = /\bmax(?:length)?\s*\(|\blength\s*\(/i;

/** The longest text that a schema of the project lets a field of this name hold. */
export function boundOf(analysis: Analysis, field: string): TextBound | undefined {
  const known = [boundsInProject(analysis).get(field), boundsOfFile(analysis).get(field)];
  return known.reduce((longest, each) => ((each?.most ?? 0) > (longest?.most ?? 0) ? each : longest));
}

type Bounds = ReadonlyMap<string, TextBound>;

const boundsInProject = oncePerProject(({ project }): Bounds => {
  const paths = (project?.filesUsing(textBounds.packages, MENTIONED) ?? []).slice(0, MOST_FILES);
  return boundsOf(paths.map((path) => project?.getUnit(path)));
});

const ofFile = new WeakMap<Analysis, Bounds>();

function boundsOfFile(analysis: Analysis): Bounds {
  let bounds = ofFile.get(analysis);
  if (!bounds) ofFile.set(analysis, (bounds = boundsOf([analysis.file.unit])));
  return bounds;
}

function boundsOf(units: readonly (Unit | undefined)[]): Bounds {
  const bounds = new Map<string, TextBound>();
  for (const unit of units) {
    if (!unit || !MENTIONED.test(unit.text)) continue;
    const place = unit.filename.split(/[\\/]/).slice(-2).join("/");
    for (const [name, most] of boundsIn(unit))
      if (most > (bounds.get(name)?.most ?? 0)) bounds.set(name, { most, place });
  }
  return bounds;
}

function* boundsIn(unit: Unit): Generator<[name: string, most: number]> {
  for (const node of nodesOf(unit)) {
    const isField = node.type === T.Property || node.type === T.PropertyDefinition;
    const name = isField && !node.computed ? keyName(node as never) : undefined;
    if (name === undefined || !isField) continue;
    const most = node.type === T.Property ? limitOf(node.value) : decoratedLimit(node);
    if (most !== undefined) yield [name, most];
  }
}

/** `z.string().trim().max(50).optional()` */
function limitOf(schema: Node): number | undefined {
  let isText = false;
  let limit: number | undefined;
  let node = unwrap(schema);
  for (let depth = 0; isCall(node) && depth < DEEPEST; depth++) {
    for (const call of [node, ...node.arguments.map(unwrap)]) {
      const name = isCall(call) ? (calleeName(call) ?? "") : "";
      if (textBounds.texts.test(name)) isText = true;
      if (isCall(call) && textBounds.limits.test(name)) limit ??= numberOf(call.arguments[0]);
    }
    const callee = unwrap(node.callee);
    if (callee.type !== T.MemberExpression) break;
    node = unwrap(callee.object);
  }
  return isText ? limit : undefined;
}

function decoratedLimit(field: Node): number | undefined {
  for (const { expression } of decoratorsOf(field)) {
    const index = isCall(expression) ? textBounds.decorators.get(calleeName(expression)) : undefined;
    if (isCall(expression) && index !== undefined) return numberOf(expression.arguments[index]);
  }
  return undefined;
}

function numberOf(node: Node | undefined): number | undefined {
  const value = node?.type === T.Literal ? node.value : undefined;
  return typeof value === "number" && value > 0 ? value : undefined;
}
