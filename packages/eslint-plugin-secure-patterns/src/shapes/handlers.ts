import {
  keyName,
  memberName,
  outermost,
  T,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { HandlerRow } from "../catalog/types.ts";
import { ELEMENT } from "../flow/access-path.ts";
import { patternBindings } from "../flow/bindings.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { FunctionUse } from "../flow/function-use.ts";
import { usesOf } from "../flow/function-uses.ts";
import type { Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { Unit } from "../flow/unit.ts";
import { annotatedNodes, annotationOf } from "./annotated-nodes.ts";
import { typeName, type CatalogIndex } from "./catalog-index.ts";
import { parsePlace } from "./place.ts";
import { nextNodes, type Entry, type PlaceNode } from "./place-tree.ts";
import {
  declaredType,
  decoratorsOf,
  isExported,
  isFileOf,
  isHanded,
  matchesCall,
  parameterName,
  startsWithDirective,
  ofItsLength,
  typeAt,
} from "./handler-match.ts";

/** What the catalogue says of values, which tells what a function is registered with. */
export interface Places {
  classify(origin: Origin): { readonly ends: readonly PlaceNode[] };
  endsOfCall(file: FileFlow, call: CallNode): readonly PlaceNode[];
}

/** Recognises the functions that frameworks run: by registration, export convention, declaration, and names. */
export class Handlers {
  readonly #index: CatalogIndex;
  readonly #isActive: (packages: readonly string[]) => boolean;
  readonly #places: Places;
  readonly #rows = new WeakMap<FunctionNode, readonly Entry<HandlerRow>[]>();
  readonly #parameters = new WeakMap<FunctionNode, Map<number, readonly string[]>>();
  readonly #directives = new WeakMap<Unit, readonly Entry<HandlerRow>[]>();

  /** @param isActive whether one of these packages is in use in the file or the project */
  constructor(index: CatalogIndex, isActive: (packages: readonly string[]) => boolean, places: Places) {
    this.#index = index;
    this.#isActive = isActive;
    this.#places = places;
  }

  /** The catalogue's types of a function's parameter. */
  parameterTypes(of: FunctionNode, index: number): readonly string[] {
    let known = this.#parameters.get(of);
    if (!known) this.#parameters.set(of, (known = new Map()));
    let types = known.get(index);
    if (!types) {
      known.set(index, []);
      known.set(index, (types = this.#findParameterTypes(of, index)));
    }
    return types;
  }

  #findParameterTypes(of: FunctionNode, index: number): readonly string[] {
    const parameter = of.params[index];
    const annotation = parameter && annotationOf(parameter);
    const annotated = annotation ? annotatedTypes(this.#index, annotation) : [];
    if (annotated.length > 0) return this.#serverTypes(annotated, of, index);
    const file = fileOf(of);
    if (!file || !parameter) return [];
    const position = parameterName(of.params[0]) === "this" ? index - 1 : index;
    const registered = this.#handlersOf(file, of).flatMap((entry) => typeAt(entry, position));
    if (registered.length > 0) return registered;
    const decorated = decoratorsOf(parameter).flatMap((decorator) => this.#decoratedBy(file, decorator));
    const types = decorated.flatMap((entry) => typeAt(entry, 0));
    return types.length > 0 ? types : this.#namedTypes(of, index);
  }

  /** `(req: Request, res: Response)` without an import: a handler of the Fetch standard is not handed its response. */
  #serverTypes(annotated: readonly string[], of: FunctionNode, index: number): readonly string[] {
    if (annotated.some((type) => !type.startsWith("fetch/"))) return annotated;
    const named = this.#namedTypes(of, index);
    return named.length > 0 ? named : annotated;
  }

  /** The catalogue's types of what a handler answers by returning it. */
  resultTypes(of: FunctionNode): ReadonlySet<string> {
    const file = fileOf(of);
    const member = of.parent?.type === T.MethodDefinition ? of.parent : undefined;
    const decorated = file && member ? decoratorsOf(member) : [];
    const entries = file
      ? [
          ...this.#handlersOf(file, of),
          ...decorated.flatMap((decorator) => this.#decoratedBy(file, decorator)),
        ]
      : [];
    return new Set(
      entries.flatMap(({ row, framework }) => (row.result ? [typeName(row.result, framework)] : [])),
    );
  }

  /** The catalogue's types of what `this` is inside. */
  selfTypes(of: FunctionNode): readonly string[] {
    const file = fileOf(of);
    return (file ? this.#handlersOf(file, of) : []).flatMap(({ row, framework }) =>
      row.self ? [typeName(row.self, framework)] : [],
    );
  }

  /** A quick test before any function is looked at: can the file hold handlers that answer by returning? */
  mayHaveResults({ filename, text }: Unit): boolean {
    for (const [name, frameworks] of this.#index.resultCalls) {
      if (text.includes(name) && frameworks.some(({ packages }) => this.#isActive(packages))) return true;
    }
    return this.#index.exportedHandlers.some(
      ({ row, framework }) =>
        row.result !== undefined &&
        isFileOf(row, filename) &&
        row.exported?.some((name) => name === "default" || text.includes(name)) &&
        this.#isActive(framework.packages),
    );
  }

  /** The rows by which a function is a handler: what it is registered with, exported as, or declared to be. */
  #handlersOf(file: FileFlow, of: FunctionNode): readonly Entry<HandlerRow>[] {
    let known = this.#rows.get(of);
    if (!known) {
      this.#rows.set(of, []);
      known = ofItsLength(
        usesOf(file, of).flatMap((use) => this.#registered(file, use)),
        of,
      );
      if (known.length === 0) known = this.#declared(of);
      if (known.length === 0) known = this.#directed(file, of);
      this.#rows.set(of, known);
    }
    return known;
  }

  #registered(file: FileFlow, use: FunctionUse): readonly Entry<HandlerRow>[] {
    if (use.type === "argument") {
      const { call } = use;
      return this.#places
        .endsOfCall(file, call)
        .flatMap((end) => end.handlers)
        .filter((entry) => matchesCall(entry.row, use) && this.#isBesidePlace(file, call, entry))
        .map((entry) => shifted(entry, use.bound));
    }
    if (use.type === "assigned") {
      const name = memberName(use.target);
      const named = this.#index.assignedHandlers.filter(
        ({ row, framework }) => row.assigned === name && this.#isActive(framework.packages),
      );
      return named.length > 0 ? named : this.#assignedTo(file, use.target);
    }
    if (use.type === "method") return this.#methodOf(file, use);
    if (use.type !== "export" || use.name === "") return [];
    return this.#index.exportedHandlers.filter(
      ({ row, framework }) => isExported(row, use, file) && this.#isActive(framework.packages),
    );
  }

  /** `export default class PostsController { async store({ request }) { … } }` */
  #methodOf(file: FileFlow, { of, member }: FunctionUse & { type: "method" }): Entry<HandlerRow>[] {
    if (member.static || keyName(member) === "constructor") return [];
    const rows = this.#index.exportedHandlers.filter(
      ({ row, framework }) =>
        row.methods && isFileOf(row, file.unit.filename) && this.#isActive(framework.packages),
    );
    if (rows.length === 0) return [];
    const names = usesOf(file, of).flatMap((use) => (use.type === "export" ? use.name : []));
    return rows.filter(({ row }) => row.exported?.some((name) => names.includes(name)));
  }

  /** `$.extend($.fn, { tabs() {} })`, but no `$.extend(defaults, { tabs() {} })` */
  #isBesidePlace(file: FileFlow, call: CallNode, { row, framework }: Entry<HandlerRow>): boolean {
    if (!row.if || !("place" in row.if)) return true;
    const argument = call.arguments[row.if.arg];
    const [wanted] = parsePlace(row.if.place, framework.name);
    const start = wanted && this.#index.roots.get(wanted.root);
    const place = wanted?.path.reduce((node, segment) => node?.children.get(segment), start);
    return (
      argument !== undefined &&
      place !== undefined &&
      trace(file, argument).some((origin) => this.#places.classify(origin).ends.includes(place))
    );
  }

  /** `$.fn.tabs = function (options) { … }` */
  #assignedTo(file: FileFlow, target: TSESTree.MemberExpression): Entry<HandlerRow>[] {
    const name = memberName(target) ?? ELEMENT;
    return trace(file, target.object)
      .map((origin) => ({ ...origin, path: [...origin.path, name] }))
      .flatMap((place) => this.#places.classify(place).ends.flatMap((end) => end.assigned));
  }

  /** Asked once of a file: it is long, and has many functions. */
  #directivesIn(unit: Unit): readonly Entry<HandlerRow>[] {
    let found = this.#directives.get(unit);
    if (!found) {
      found = this.#index.directiveHandlers.filter(({ row }) => unit.text.includes(row.directive ?? "\0"));
      this.#directives.set(unit, found);
    }
    return found;
  }

  /** `async function save(data) { "use server"; … }` */
  #directed(file: FileFlow, of: FunctionNode): readonly Entry<HandlerRow>[] {
    return this.#directivesIn(file.unit).filter(({ row: { directive } }) => {
      if (directive === undefined) return false;
      if (startsWithDirective(of.body, directive)) return true;
      // a callback inside of an exported call is run by the wrapper, with arguments of its own
      if (outermost(of).parent?.type === T.CallExpression) return false;
      const isExportedHere = usesOf(file, of).some((use) => use.type === "export" && use.name !== "");
      return isExportedHere && startsWithDirective(file.unit.ast, directive);
    });
  }

  /** `const login: RequestHandler = (req, res) => …`, `… satisfies RequestHandler` */
  #declared(of: FunctionNode): readonly Entry<HandlerRow>[] {
    let node: Node = of;
    for (;;) {
      const parent: Node | undefined = node.parent;
      if (!parent) return [];
      const isWrapped = parent.type === T.TSSatisfiesExpression || parent.type === T.TSAsExpression;
      const annotation = isWrapped ? parent.typeAnnotation : declaredType(parent, node);
      if (annotation) return annotatedNodes(this.#index, annotation).flatMap((end) => end.handlers);
      if (!isWrapped) return [];
      node = parent;
    }
  }

  /** `@Query() query` */
  #decoratedBy(file: FileFlow, { expression }: TSESTree.Decorator): readonly Entry<HandlerRow>[] {
    const isCalled = expression.type === T.CallExpression;
    const ends = trace(file, isCalled ? expression.callee : expression).flatMap(({ root, path }) => {
      const start = root.type === "import" ? this.#index.decorators.get(`module:${root.module}`) : undefined;
      return path.reduce<PlaceNode[]>(
        (nodes, segment) => nodes.flatMap((node) => nextNodes(node, segment)),
        start ? [start] : [],
      );
    });
    return ends
      .flatMap((end) => end.handlers)
      .filter(({ row }) => !row.unless || !isCalled || !isHanded(file, expression, row.unless));
  }

  #namedTypes(of: FunctionNode, index: number): readonly string[] {
    const names = of.params.map(parameterName);
    return this.#index.namedHandlers
      .filter(({ framework }) => this.#isActive(framework.packages))
      .filter((entry) =>
        entry.row.parameterNames?.every(
          (known, position) =>
            known.includes(names[position] ?? "") || this.#isTakenApart(entry, of.params, position),
        ),
      )
      .flatMap((entry) => typeAt(entry, index));
  }

  /** `({ query }, res) => …`: the first parameter is a request if all that is taken from it is a request's. */
  #isTakenApart(entry: Entry<HandlerRow>, parameters: FunctionNode["params"], position: number): boolean {
    const pattern = parameters[position];
    const keys = pattern?.type === T.ObjectPattern ? [...patternBindings(pattern)] : [];
    const isNamedBeside = parameters.some((other) => parameterName(other) !== undefined);
    const [root] = typeAt(entry, position).flatMap((type) => this.#index.roots.get(`type:${type}`) ?? []);
    return (
      isNamedBeside && keys.length > 0 && keys.every(({ path }) => root?.children.has(path[0] ?? "") === true)
    );
  }
}

/** `app.get("/", show.bind(null, db))`: the handler's parameters come after the ones that are filled. */
function shifted(entry: Entry<HandlerRow>, filled: number): Entry<HandlerRow> {
  if (filled === 0) return entry;
  const params = [...Array<null>(filled).fill(null), ...entry.row.params];
  return { ...entry, row: { ...entry.row, params } };
}

/** `req: Request` with `Request` imported from the framework, or an interface of the file that extends it. */
export function annotatedTypes(index: CatalogIndex, annotation: TSESTree.TypeNode): readonly string[] {
  return annotatedNodes(index, annotation).flatMap((end) => end.types);
}
