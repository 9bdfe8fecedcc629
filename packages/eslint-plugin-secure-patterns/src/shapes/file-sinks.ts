import type { SinkKind } from "../catalog/sink-types.ts";
import type { Analysis } from "./analysis.ts";
import { kindsOf } from "./catalog-index.ts";
import { boundAmounts } from "./bound-amounts.ts";
import { findSinkCandidates, mayCarry, type SinkCandidate } from "./sink-candidates.ts";
import { findSinksOf, type SinkNode, type SinkUse } from "./sink-uses.ts";
import type { Template } from "../markup/template-expressions.ts";
import { findTemplateSinks } from "./template-sinks.ts";
import { findViewSinks } from "./view-sinks.ts";

/** Every place of a file where a value of some kind of danger ends, looked up for the kinds that are asked for. */
export class FileSinks {
  readonly #analysis: Analysis;
  readonly #template: Template;
  /** The file imports a module that is a sink itself: a default import hides the name that would tell. */
  readonly #withConstants: boolean;
  readonly #ofKind = new Map<SinkKind, readonly SinkUse[]>();
  readonly #ofNode = new Map<SinkNode, readonly SinkUse[]>();
  #candidates: readonly SinkCandidate[] | undefined;
  #inTemplates: { readonly own: readonly SinkUse[]; readonly views: readonly SinkUse[] } | undefined;

  constructor(analysis: Analysis, template: Template, imported: ReadonlySet<string>) {
    this.#analysis = analysis;
    this.#template = template;
    this.#withConstants = [...imported].some((name) => analysis.index.constantNames.has(name));
  }

  ofKind(kind: SinkKind): readonly SinkUse[] {
    let uses = this.#ofKind.get(kind);
    if (!uses) this.#ofKind.set(kind, (uses = this.#find(kind)));
    return uses;
  }

  #find(kind: SinkKind): readonly SinkUse[] {
    const { file, index, classifier, project, signs } = this.#analysis;
    this.#candidates ??= findSinkCandidates(
      file.unit,
      index,
      classifier.handlers.mayHaveResults(file.unit),
      project,
      signs,
    );
    this.#inTemplates ??= {
      own: findTemplateSinks(file.unit, index, this.#template),
      views: findViewSinks(this.#analysis),
    };
    const bit = kindsOf([kind]);
    const candidates = this.#candidates.filter(({ kinds }) => (kinds & bit) !== 0);
    const { own, views } = this.#inTemplates;
    const found = [...own, ...candidates.flatMap(({ node }) => this.#sinksAt(node)), ...views];
    return found.filter(({ row }) => row.kind === kind);
  }

  #sinksAt(node: SinkNode): readonly SinkUse[] {
    const { file, index, classifier } = this.#analysis;
    let uses = this.#ofNode.get(node);
    if (!uses) {
      const isOne = this.#withConstants || mayCarry(node, index);
      const known = isOne ? findSinksOf(file, classifier, index, node) : [];
      const all = (): readonly SinkUse[] => (isOne ? known : findSinksOf(file, classifier, index, node));
      uses = [...known, ...boundAmounts(file, node, all)];
      this.#ofNode.set(node, uses);
    }
    return uses;
  }
}
