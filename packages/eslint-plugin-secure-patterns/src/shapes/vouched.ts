import { T, type Node } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import { patternBindings } from "../flow/bindings.ts";
import type { Fact } from "../flow/facts.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { factsInside } from "../flow/reaching.ts";
import type { Analysis } from "./analysis.ts";
import { passChecks } from "./passes.ts";

const STRANGER = "https://evil.example";

/** Files that a worker runs, by their names: only the page that has started it sends it messages. */
const WORKER_FILE = /(?:(?:^|[/._-])[wW]|[a-z]W)orkers?(?=[A-Z/._-]|$)/;

/** `if (event.origin !== location.origin) return;`: whoever sent what follows was asked for before. */
export function isVouchedFor(
  analysis: Analysis,
  origin: Origin,
  { vouchedBy }: SourceRow,
  use: Node,
): boolean {
  const { root } = origin;
  const home = vouchedBy && root.type === "parameter" ? fileOf(root.of) : undefined;
  if (!home || !vouchedBy || root.type !== "parameter") return false;
  if (WORKER_FILE.test(home.unit.filename.split(/[\\/]/).slice(-2).join("/"))) return true;
  const parameter = root.of.params[root.index];
  const keys = parameter ? keysOf(home, parameter, vouchedBy) : new Set<string>();
  if (keys.size === 0) return false;
  return nodesOnTheWay(origin, use).some(
    (node) =>
      isInside(node, root.of) &&
      fileOf(node) === home &&
      factsInside(home, node, root.of, keys).some((fact) => isSelective(analysis, fact)),
  );
}

function keysOf(file: FileFlow, parameter: Node, names: readonly string[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { identifier, path } of patternBindings(parameter)) {
    const [name] = path;
    if (identifier.type !== T.Identifier || path.length > 1) continue;
    if (name !== undefined && !names.includes(name)) continue;
    for (const asked of name === undefined ? names.map((each) => [each]) : [[]]) {
      const known = file.subjects.at(identifier, asked)?.key;
      const written = file.subjects.written(identifier);
      if (known !== undefined) keys.add(known);
      if (written !== undefined) keys.add([written, ...asked].join("."));
    }
  }
  return keys;
}

function nodesOnTheWay({ steps }: Origin, use: Node): Node[] {
  const nodes = [use];
  for (let step = steps; step; step = step.next) nodes.push(step.node);
  return nodes;
}

function isInside(node: Node, { range: [start, end] }: Node): boolean {
  return node.range[0] >= start && node.range[1] <= end;
}

/** A check that not everybody passes. */
function isSelective(analysis: Analysis, fact: Fact): boolean {
  if (fact.is === "all") return fact.of.some((item) => isSelective(analysis, item));
  if (fact.is === "any") return fact.of.every((item) => isSelective(analysis, item));
  if (fact.is === "predicate") return fact.holds;
  return passChecks(analysis, "redirect", STRANGER, [fact]) === undefined;
}
