import { isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { countUses, ownExports, type OwnExport } from "./own-exports.ts";
import type { SinkKind } from "../catalog/sink-types.ts";
import { fileOf } from "../flow/file-flow.ts";
import { compose, type Origin } from "../flow/origin.ts";
import { traceAnywhere } from "../flow/trace.ts";
import type { PackageIndex, Project } from "../project/index.ts";
import type { Analysis } from "./analysis.ts";
import { kindsOf } from "./catalog-index.ts";
import { namesOf } from "./catalog-model.ts";
import { specifierOf } from "./csrf/specifier-of.ts";
import type { Flow } from "./flow-rule.ts";
import { insertedValue } from "./inserted-value.ts";
import { judges } from "./judges.ts";

/** A function of the project that takes the danger out of what it is handed. */
export interface OwnHelper {
  readonly name: string;
  /** As an import of the linted file names it. */
  readonly from: string;
  /** In words: where it is, and how often it is used. */
  readonly note: string;
}

const MOST_CANDIDATES = 20;
const MOST_TRIED = 5;

const memo = new WeakMap<PackageIndex, { version: number; byKind: Map<SinkKind, readonly OwnExport[]> }>();

/**
 * The project's own helper against a flow: found by its name among what the package exports, verified by its body, the
 * most used first.
 */
export function findOwnHelper(flow: Flow): OwnHelper | undefined {
  const { project, file } = flow.analysis;
  const index = project?.getIndex();
  if (!project || !index) return undefined;
  const isEsm = flow.run.sourceCode.ast.sourceType === "module";
  const ranked = candidatesOf(flow.analysis, index, flow.use.row.kind)
    .filter((candidate) => candidate.file !== project.filename && (isEsm || !candidate.isEsm))
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => ({ ...candidate, uses: countUses(project, candidate) }))
    .sort((a, b) => b.uses - a.uses);
  for (const { file: path, name, uses } of ranked.slice(0, MOST_TRIED)) {
    const from = specifierOf(flow.run.sourceCode, file.unit.filename, path);
    const body = bodyOf(flow.analysis, project, from, name);
    if (body && cleans(flow, body)) return { name, from, note: noteOn(project, path, name, uses) };
  }
  return undefined;
}

function candidatesOf(analysis: Analysis, index: PackageIndex, kind: SinkKind): readonly OwnExport[] {
  let known = memo.get(index);
  if (known?.version !== index.version)
    memo.set(index, (known = { version: index.version, byKind: new Map<SinkKind, readonly OwnExport[]>() }));
  let found = known.byKind.get(kind);
  if (!found) known.byKind.set(kind, (found = [...exportsNamed(analysis, index, kind)]));
  return found;
}

function* exportsNamed(analysis: Analysis, index: PackageIndex, kind: SinkKind): Generator<OwnExport> {
  for (const each of ownExports(index)) {
    const rows = namesOf(analysis.index, each.name, "barrier");
    if (rows.some(({ clears }) => clears.includes(kind))) yield each;
  }
}

function bodyOf(analysis: Analysis, project: Project, from: string, name: string): FunctionNode | undefined {
  const found = project.resolveExport(from, [name]);
  const node = found?.rest.length === 0 ? (found.node as Node) : undefined;
  // an object of helpers is none itself
  return found && isFunction(node) && analysis.fileOf(found.unit) ? node : undefined;
}

/** Whether no attack of the flow's kind gets through the body, and its first parameter comes back at all. */
function cleans(flow: Flow, body: FunctionNode): boolean {
  const [, ...others] = body.params;
  const isPlain = others.every((parameter) => isOptional(parameter)) && !body.async && !body.generator;
  if (!isPlain) return false;
  const values = fileOf(body)?.returnsOf(body) ?? [];
  const returned = values.flatMap((value) => traceAnywhere(value, []));
  const own = returned.filter(
    ({ root }) => root.type === "parameter" && root.of === body && root.index === 0,
  );
  return own.length > 0 && own.every((origin) => isHarmless(flow, origin));
}

function isOptional(parameter: Node): boolean {
  return (
    parameter.type === T.AssignmentPattern || (parameter.type === T.Identifier && parameter.optional === true)
  );
}

function isHarmless(flow: Flow, returned: Origin): boolean {
  const { analysis, origin, source, rest, use } = flow;
  const { kind } = use.row;
  if ((returned.cleared & kindsOf([kind])) !== 0) return true;
  const isWhole = insertedValue(flow) === use.value;
  const through = compose(returned, { ...origin, facts: [], before: "" });
  const before = (isWhole ? "" : origin.before) + returned.before;
  return judges[kind]?.(analysis, { ...through, before }, source, rest, use) === undefined;
}

function noteOn({ facts }: Project, path: string, name: string, uses: number): string {
  const place = path.slice(facts.root.length + 1).replaceAll("\\", "/");
  const places = uses === 0 ? "" : `, used at ${uses} other place${uses === 1 ? "" : "s"}`;
  return ` This project has \`${name}\` in \`${place}\`${places}.`;
}
