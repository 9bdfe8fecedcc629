import { isCall, isFunction, T, type Node } from "../../ast/nodes.ts";
import { oracles } from "../../catalog/oracles.ts";
import type { OracleRow } from "../../catalog/route-types.ts";
import type { PackageIndex, Project } from "../../project/index.ts";
import type { Analysis } from "../analysis.ts";
import { specifierOf } from "../csrf/specifier-of.ts";
import { namedKinds, type Protections } from "./protection-names.ts";
import { protectionKinds } from "./protection-kinds.ts";
import type { RuleContext } from "../create-rule.ts";
import { countUses, ownExports, type OwnExport } from "../own-exports.ts";

/** A layer of the project's own that limits requests. */
export interface OwnLimiter {
  readonly name: string;
  /** As an import of the linted file names it. */
  readonly from: string;
  /** Below the package's root. */
  readonly file: string;
  readonly uses: number;
}

const MOST_CANDIDATES = 20;
const MOST_TRIED = 5;

const memo = new WeakMap<PackageIndex, { readonly version: number; readonly found: readonly OwnExport[] }>();

/** The limiter that other routes of the project stand behind, found by its name and verified by its code; what fits the bucket first. */
export function findOwnLimiter(
  { sourceCode }: Pick<RuleContext, "sourceCode">,
  analysis: Analysis,
  known: Protections,
  bucket: string,
): OwnLimiter | undefined {
  const { project, file } = analysis;
  const index = project?.getIndex();
  if (!project || !index) return undefined;
  const isEsm = sourceCode.ast.sourceType === "module";
  const ranked = candidatesOf(index, known)
    .filter((each) => each.file !== project.filename && (isEsm || !each.isEsm))
    .map((each) => ({ ...each, uses: countUses(project, each) + countHere(project, each, file.unit.text) }))
    .filter(({ uses }) => uses > 0)
    .sort((a, b) => rank(b.name, bucket) - rank(a.name, bucket) || b.uses - a.uses);
  for (const { file: path, name, uses } of ranked.slice(0, MOST_TRIED)) {
    const from = specifierOf(sourceCode, file.unit.filename, path);
    const found = project.resolveExport(from, [name]);
    const node = found?.rest.length === 0 && analysis.fileOf(found.unit) ? (found.node as Node) : undefined;
    if (node && isLayer(node) && protectionKinds(known, node).has("limit"))
      return { name, from, uses, file: path.slice(index.facts.root.length + 1).replaceAll("\\", "/") };
  }
  return undefined;
}

/** `postCaptcha` answers a route of its own. */
const ANSWERS = /^(?:get|post|put|patch|delete)_?(?![a-z])/;

function candidatesOf(index: PackageIndex, known: Protections): readonly OwnExport[] {
  const kept = memo.get(index);
  if (kept?.version === index.version) return kept.found;
  const found = [...ownExports(index)].filter(
    ({ name }) => !ANSWERS.test(name) && namedKinds(known, name).includes("limit"),
  );
  const answer = found.slice(0, MOST_CANDIDATES);
  memo.set(index, { version: index.version, found: answer });
  return answer;
}

/** How often the linted file itself names what it imports. */
function countHere(project: Project, { file, name }: OwnExport, text: string): number {
  const isImported =
    text.includes(name) &&
    project.importersOf(file, name).uses.some((use) => use.file === project.filename && !use.isType);
  return isImported
    ? (text.match(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g"))?.length ?? 1) - 1
    : 0;
}

/** What is called after this purpose comes first, and what is called after another last. */
function rank(name: string, bucket: string): number {
  const isFor = ({ limiters }: OracleRow): boolean =>
    limiters !== undefined && new RegExp(limiters, "i").test(name);
  const meant = oracles.filter(isFor);
  if (meant.some((row) => row.bucket === bucket)) return 1;
  return meant.length > 0 ? -1 : 0;
}

/** `rateLimit({ … })`, `(req, res, next) => …`, not `(options) => rateLimit(options)`. */
function isLayer(node: Node): boolean {
  const last = isFunction(node) ? node.params.at(-1) : undefined;
  return isCall(node) || (last?.type === T.Identifier && last.name === "next");
}
