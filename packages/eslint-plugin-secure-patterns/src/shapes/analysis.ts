import { visitorKeys as defaultKeys } from "@typescript-eslint/visitor-keys";
import { T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkKind } from "../catalog/sink-types.ts";
import type { Framework } from "../catalog/types.ts";
import { fileOf, FileFlow } from "../flow/file-flow.ts";
import type { Origin, Step } from "../flow/origin.ts";
import { resolve } from "../flow/resolve.ts";
import type { Unit } from "../flow/unit.ts";
import { isRuntimeModule } from "../fixes/helpers.ts";
import { grantWork } from "../flow/work.ts";
import { openProject, type Project } from "../project/index.ts";
import { templateOf, type Template } from "../markup/template-expressions.ts";
import { isOfRegistry } from "../project/package-facts.ts";
import { installedPackages } from "../project/installed-packages.ts";
import type { Settings } from "../settings.ts";
import { indexCatalog, type CatalogIndex } from "./catalog-index.ts";
import { createCatalogModel } from "./catalog-model.ts";
import { Classifier, type Classification } from "./classify.ts";
import type { RuleContext } from "./create-rule.ts";
import { lookFrom, openNeighbour } from "./project-modules.ts";
import { frameworksFor } from "./own-rows.ts";
import { packagesInUse } from "./packages-in-use.ts";
import { createTypeAid, type TypeServices } from "./type-aid.ts";
import { withOptionalCleaning } from "./optional-cleaning.ts";
import { withoutMeantMarkup } from "./meant-markup.ts";
import { FileSinks } from "./file-sinks.ts";
import { FileSigns, type Wanted } from "./file-signs.ts";
import { wordsOf } from "./words-of.ts";
import type { SinkUse } from "./sink-uses.ts";

/** All that rules ask about one file; made once and shared by them. */
export class Analysis {
  readonly file: FileFlow;
  readonly index: CatalogIndex;
  readonly classifier: Classifier;
  /** Whether one of these packages is in use in the file or its package. */
  readonly isInUse: (packages: readonly string[]) => boolean;
  readonly project: Project | undefined;
  readonly #template: Template;
  readonly #sinks: FileSinks;
  /** Where the words of the file tell what it may hold. */
  readonly signs: FileSigns | undefined;

  constructor(
    unit: Unit,
    frameworks: readonly Framework[],
    installed: ReadonlySet<string>,
    project?: Project | undefined,
    services?: TypeServices | undefined,
  ) {
    grantWork(unit.text.length);
    this.index = indexCatalog(frameworks);
    const imported = importedPackages(unit.ast);
    const isActive = packagesInUse(frameworks, imported, installed, unit);
    const aid = createTypeAid(services, this.index);
    this.classifier = new Classifier(this.index, isActive, aid, writtenByOthers(project?.facts));
    this.isInUse = isActive;
    const model = createCatalogModel(this.index, this.classifier, isActive);
    // What the runtime answers is known by its names, also where it lies in the same workspace.
    const isKnown = (module: string): boolean =>
      this.index.roots.has(`module:${module}`) || isRuntimeModule({ from: module });
    this.#template = templateOf(unit);
    const { names, memberOf } = this.#template;
    this.file = new FileFlow(
      memberOf
        ? { ...unit, outside: names, memberOf }
        : names.length > 0
          ? { ...unit, outside: names }
          : unit,
      model,
      project && lookFrom(project, model, isKnown),
    );
    this.project = project;
    this.#sinks = new FileSinks(this, this.#template, imported);
    const words = project || services || names.length > 0 ? undefined : wordsOf(unit.filename, unit.ast);
    this.signs = words && new FileSigns(frameworks, { filename: unit.filename, words, isInUse: isActive });
  }

  /** The analysis of the linted file or of another one; `undefined` where too many are open. */
  fileOf(unit: Unit): FileFlow | undefined {
    return unit.ast === this.file.unit.ast ? this.file : openNeighbour(unit);
  }

  /** Every place of the file where a value of this kind of danger ends. */
  sinksOf(kind: SinkKind): readonly SinkUse[] {
    return this.#sinks.ofKind(kind);
  }

  /** Whether a source that a rule looks for may be in the file, or come into it: if not, its sinks need no look. */
  mayHold(wanted: Wanted): boolean {
    return this.signs?.mayHold(wanted) !== false;
  }

  /** Where an expression's value comes from, callers included. */
  originsOf(node: Node, path: readonly string[] = []): readonly Origin[] {
    return resolve(
      fileOf(node) ?? this.file,
      node,
      path,
      (origin) => this.classify(origin).sources.length > 0,
    );
  }

  /** Where the dangerous value of a sink comes from, unless it went through a sink of that kind before. */
  originsInto({ value, row: { at = [], kind, output } }: SinkUse): readonly Origin[] {
    const [name, ...outer] = at.toReversed();
    const isHeader = name !== undefined && /^[A-Z]/.test(name);
    // the names of headers know no case
    const paths = isHeader ? [at, [...outer.toReversed(), name.toLowerCase()]] : [at];
    const found = paths.flatMap((path) => this.originsOf(value, path));
    const asked = output === "selector" ? withoutMeantMarkup(found) : found;
    const origins = kind === "html" ? withOptionalCleaning(asked) : asked;
    return isHeader ? origins.filter(({ steps }) => !this.#passesSink(steps, kind, value)) : origins;
  }

  /** `headers.set("Location", next)`, and then `new Response(null, { headers })` */
  #passesSink(steps: Step | undefined, kind: SinkKind, end: Node): boolean {
    const values = new Set(this.sinksOf(kind).map((use) => use.value));
    for (let step = steps; step; step = step.next) {
      if (step.node !== end && values.has(step.node)) return true;
    }
    return false;
  }

  /** Whether the file has a template beside its script, as Vue's have. */
  get hasTemplate(): boolean {
    return this.#template.memberOf !== undefined;
  }

  /** Whether the file is a component with markup of its own, as Vue's and Svelte's are. */
  get hasMarkupTemplate(): boolean {
    return this.hasTemplate || /\.svelte$/.test(this.file.unit.filename);
  }

  /** Whether a name stands in a template, and means nothing that the script declares. */
  isOutside(node: Node): boolean {
    return this.#template.names.some(({ identifier }) => identifier === node);
  }

  classify(origin: Origin): Classification {
    return this.classifier.classify(origin);
  }
}

/**
 * `@modelcontextprotocol/sdk`; but `@app/models` and `@acme/models` of the workspace are the project's own. Made out here, since
 * neighbours outlive the linted file: they must not keep its tree alive.
 */
function writtenByOthers(facts: Project["facts"] | undefined): (module: string) => boolean {
  return (module) => facts !== undefined && module.startsWith("@") && isOfRegistry(facts, module);
}

const analyses = new WeakMap<object, Analysis>();

/** The analysis of the file that a rule looks at. */
export function analysisOf(context: RuleContext, settings: Settings): Analysis {
  const { sourceCode, physicalFilename: filename } = context;
  const known = analyses.get(sourceCode.ast);
  if (known) return known;
  const unit: Unit = {
    filename,
    text: sourceCode.text,
    ast: sourceCode.ast,
    scopeManager: sourceCode.scopeManager as Unit["scopeManager"],
    visitorKeys: sourceCode.visitorKeys ?? defaultKeys,
  };
  const project =
    settings.project === false ? undefined : openProject(context as Parameters<typeof openProject>[0]);
  const analysis = new Analysis(
    unit,
    frameworksFor(settings),
    installedPackages(filename, settings),
    project,
    servicesOf(sourceCode),
  );
  analyses.set(sourceCode.ast, analysis);
  return analysis;
}

/** The analysis of one of the scripts that stand in a linted page. */
export function analysisOfScript(context: RuleContext, settings: Settings, unit: Unit): Analysis {
  const project =
    settings.project === false ? undefined : openProject(context as Parameters<typeof openProject>[0]);
  return new Analysis(unit, frameworksFor(settings), installedPackages(unit.filename, settings), project);
}

/** Typed linting is optional, and looking for it must not ask for it. */
function servicesOf({ parserServices }: RuleContext["sourceCode"]): TypeServices | undefined {
  const services = parserServices as Partial<TypeServices> | undefined;
  return services?.program && services.esTreeNodeToTSNodeMap ? (services as TypeServices) : undefined;
}

function importedPackages(program: TSESTree.Program): ReadonlySet<string> {
  const packages = new Set<string>();
  const add = (module: unknown): void => {
    if (typeof module === "string") packages.add(packageName(module));
  };
  for (const statement of program.body) {
    if (statement.type === T.ImportDeclaration || statement.type === T.ExportNamedDeclaration)
      add(statement.source?.value);
    const declarations = statement.type === T.VariableDeclaration ? statement.declarations : [];
    for (const { init } of declarations) add(requiredBy(init));
  }
  return packages;
}

function requiredBy(init: Node | null): unknown {
  let node = init ? unwrap(init) : undefined;
  while (
    node?.type === T.MemberExpression ||
    (node?.type === T.CallExpression && node.callee.type !== T.Identifier)
  ) {
    node = unwrap(node.type === T.MemberExpression ? node.object : node.callee);
  }
  if (node?.type !== T.CallExpression) return undefined;
  const inner =
    node.callee.type === T.Identifier && node.callee.name === "require" ? node.arguments[0] : undefined;
  return inner?.type === T.Literal ? inner.value : undefined;
}

function packageName(module: string): string {
  const parts = module.replace(/^node:/, "").split("/");
  return module.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? module);
}
