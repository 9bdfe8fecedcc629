import {
  memberName,
  outermost,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { HandlerRow, SourceRow } from "../catalog/types.ts";
import { ELEMENT, INSTANCE, pathKey, RESULT, type AccessPath } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { usesOf, type FunctionUse } from "../flow/function-uses.ts";
import type { Origin, Root } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { Unit } from "../flow/unit.ts";
import { patternBindings } from "../flow/bindings.ts";
import { annotatedNodes, annotationOf } from "./annotated-nodes.ts";
import { nextNodes, typeName, type CatalogIndex, type Entry, type PlaceNode } from "./catalog-index.ts";
import {
  declaredType,
  decoratorsOf,
  isExported,
  isFileOf,
  isHanded,
  matchesCall,
  parameterName,
  startsWithDirective,
  typeAt,
} from "./handler-match.ts";
import type { TypeAid } from "./type-aid.ts";

/** What the catalogue says of an origin: the places that it ends at, and the sources that it passed on the way. */
export interface Classification {
  readonly ends: readonly PlaceNode[];
  readonly sources: readonly { readonly row: SourceRow; readonly rest: AccessPath }[];
}

const NOTHING: Classification = { ends: [], sources: [] };

/** Recognises frameworks: by import first, then by registration, export convention, and names. */
export class Classifier {
  readonly #index: CatalogIndex;
  readonly #typeAid: TypeAid | undefined;
  readonly #isActive: (packages: readonly string[]) => boolean;
  readonly #memo = new WeakMap<object, Map<string, Classification>>();
  readonly #modules = new Map<string, object>();
  readonly #handlers = new WeakMap<FunctionNode, readonly Entry<HandlerRow>[]>();
  readonly #parameters = new WeakMap<FunctionNode, Map<number, readonly string[]>>();

  /**
   * @param isActive whether one of these packages is in use in the file or the project
   * @param typeAid what the type checker knows, with typed linting
   */
  constructor(index: CatalogIndex, isActive: (packages: readonly string[]) => boolean, typeAid?: TypeAid) {
    this.#index = index;
    this.#typeAid = typeAid;
    this.#isActive = isActive;
  }

  classify(origin: Origin): Classification {
    const { root, path } = origin;
    const owner = this.#memoOwner(root);
    if (!owner) return NOTHING;
    let known = this.#memo.get(owner);
    if (!known) this.#memo.set(owner, (known = new Map()));
    const key = root.type === "parameter" ? `${root.index}:${pathKey(path)}` : pathKey(path);
    let answer = known.get(key);
    if (!answer) {
      known.set(key, NOTHING);
      known.set(key, (answer = this.#walk(origin)));
    }
    return answer;
  }

  /** The catalogue's types of what an expression stands for. */
  typesOf(file: FileFlow, node: Node): ReadonlySet<string> {
    const types = new Set<string>();
    for (const origin of trace(file, node)) {
      for (const end of this.classify(origin).ends) for (const type of end.types) types.add(type);
    }
    return types;
  }

  #memoOwner(root: Root): object | undefined {
    switch (root.type) {
      case "parameter":
        return root.of;
      case "import":
      case "global": {
        const key = root.type === "import" ? `module:${root.module}` : `global:${root.name}`;
        let owner = this.#modules.get(key);
        if (!owner) this.#modules.set(key, (owner = {}));
        return owner;
      }
      case "annotated":
        return root.annotation;
      case "this":
        // no class: the `this` of a component's methods, known by the names that are read from it
        return root.of ?? this.#modules;
      case "class":
        return root.node;
      case "result":
        return root.call;
      default:
        return undefined;
    }
  }

  #walk(origin: Origin): Classification {
    const states = this.#startsOf(origin);
    // `location.hash` says more than `location`
    let sources: { row: SourceRow; rest: AccessPath }[] = [];
    let current = this.#enter(states);
    let receiver: readonly PlaceNode[] = [];
    const { path } = origin;
    for (let index = 0; ; index++) {
      const rest = path.slice(index);
      const found = current.flatMap((node) => node.sources.map(({ row }) => ({ row, rest })));
      if (found.length > 0) sources = found;
      const segment = path[index];
      if (segment === undefined) break;
      // `globalThis[KEY]` is the program's own, not each of the window's properties
      if (segment === ELEMENT && index === 0 && origin.root.type === "global") return NOTHING;
      // `req[name]` may be anything that somebody put on the request
      const isAny = segment === ELEMENT && index === 0 && origin.root.type === "parameter";
      const next = current.flatMap((node) => (isAny ? elementOf(node) : nextNodes(node, segment)));
      if (segment === RESULT || segment === INSTANCE) next.push(...this.#fluent(receiver));
      receiver = current;
      current = this.#enter(next.length > 0 ? next : this.#byName(segment, origin));
    }
    return { ends: current, sources };
  }

  /** A node that gives a type is where that type's own places start. */
  #enter(nodes: readonly PlaceNode[]): PlaceNode[] {
    const entered = [...nodes];
    const seen = new Set(nodes);
    for (const node of entered) {
      for (const type of node.types) {
        const root = this.#index.roots.get(`type:${type}`);
        if (root && !seen.has(root)) {
          seen.add(root);
          if (!root.types.includes(type)) root.types.push(type);
          entered.push(root);
        }
      }
    }
    return entered;
  }

  /** Any method of a builder gives the builder. */
  #fluent(receiver: readonly PlaceNode[]): PlaceNode[] {
    return receiver.flatMap((node) =>
      node.types
        .filter((type) => this.#index.types.get(type)?.fluent)
        .flatMap((type) => this.#typeNode(type)),
    );
  }

  #startsOf(origin: Origin): readonly PlaceNode[] {
    const { root } = origin;
    switch (root.type) {
      case "import": {
        const known = this.#index.roots.get(`module:${root.module}`);
        return known ? [known] : originNames(origin).flatMap((name) => this.#byName(name, origin));
      }
      case "this":
      case "class":
        return root.type === "class" ? this.#parentNodes(root.node) : this.#parentNodes(root.of);
      case "global": {
        const known = this.#index.roots.get(`global:${root.name}`);
        return known ? [known] : this.#byName(root.name, origin);
      }
      case "parameter": {
        const types = this.parameterTypes(root.of, root.index);
        const parameter = root.of.params[root.index];
        const checked = types.length === 0 && parameter ? (this.#typeAid?.(parameter) ?? []) : types;
        if (checked.length > 0) return checked.flatMap((type) => this.#typeNode(type));
        return this.#byName(parameterName(parameter), origin);
      }
      case "annotated": {
        const named = this.#annotatedTypes(root.annotation);
        const types = named.length > 0 ? named : (this.#typeAid?.(root.annotation) ?? []);
        return types.length > 0
          ? types.flatMap((type) => this.#typeNode(type))
          : this.#byName(root.name, origin);
      }
      default:
        return [];
    }
  }

  #byName(name: string | undefined, origin: Origin): PlaceNode[] {
    if (name === undefined || !isOpaque(origin.root)) return [];
    // classes that no file has to define; a model that is loaded as a global is one too
    const isBuiltIn = origin.root.type === "global" && (name in globalThis || origin.root.name !== name);
    const like = !isBuiltIn ? this.#index.namedLike.filter(({ pattern }) => pattern.test(name)) : [];
    return [...(this.#index.named.get(name) ?? []), ...like.map(({ entry }) => entry)]
      .filter(({ framework }) => this.#isActive(framework.packages))
      .flatMap(({ row }) => this.#typeNode(row));
  }

  /** `class User extends Model`: what the parent's statics and instances can do, it can. */
  #parentNodes(of: TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined): readonly PlaceNode[] {
    const file = of && fileOf(of);
    if (!file || !of.superClass) return [];
    return trace(file, of.superClass).flatMap((parent) => this.classify(parent).ends);
  }

  #typeNode(type: string): PlaceNode[] {
    const node = this.#index.roots.get(`type:${type}`);
    if (!node) return [];
    if (!node.types.includes(type)) node.types.push(type);
    return [node];
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
    const annotated = annotation ? this.#annotatedTypes(annotation) : [];
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
    let known = this.#handlers.get(of);
    if (!known) {
      this.#handlers.set(of, []);
      known = usesOf(file, of).flatMap((use) => this.#registered(file, use));
      if (known.length === 0) known = this.#declared(of);
      if (known.length === 0) known = this.#directed(file, of);
      this.#handlers.set(of, known);
    }
    return known;
  }

  #registered(file: FileFlow, use: FunctionUse): readonly Entry<HandlerRow>[] {
    if (use.type === "argument") {
      const { call } = use;
      return this.endsOfCall(file, call)
        .flatMap((end) => end.handlers)
        .filter(({ row }) => matchesCall(row, use))
        .map((entry) => shifted(entry, use.bound));
    }
    if (use.type === "assigned") {
      const name = memberName(use.target);
      const named = this.#index.assignedHandlers.filter(
        ({ row, framework }) => row.assigned === name && this.#isActive(framework.packages),
      );
      return named.length > 0 ? named : this.#assignedTo(file, use.target);
    }
    if (use.type !== "export" || use.name === "") return [];
    return this.#index.exportedHandlers.filter(
      ({ row, framework }) => isExported(row, use, file) && this.#isActive(framework.packages),
    );
  }

  /** `$.fn.tabs = function (options) { … }` */
  #assignedTo(file: FileFlow, target: TSESTree.MemberExpression): Entry<HandlerRow>[] {
    const name = memberName(target) ?? ELEMENT;
    return trace(file, target.object)
      .map((origin) => ({ ...origin, path: [...origin.path, name] }))
      .flatMap((place) => this.classify(place).ends.flatMap((end) => end.assigned));
  }

  /** The places of the catalogue that a call or an instantiation runs. */
  endsOfCall(file: FileFlow, call: CallNode): readonly PlaceNode[] {
    const ends = trace(file, call.callee).flatMap((target) => this.classify(target).ends);
    return call.type === T.NewExpression ? ends.flatMap((end) => nextNodes(end, INSTANCE)) : ends;
  }

  /** `async function save(data) { "use server"; … }` */
  #directed(file: FileFlow, of: FunctionNode): readonly Entry<HandlerRow>[] {
    return this.#index.directiveHandlers.filter(({ row: { directive } }) => {
      if (directive === undefined || !file.unit.text.includes(directive)) return false;
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

  /** `req: Request` with `Request` imported from the framework, or an interface of the file that extends it. */
  #annotatedTypes(annotation: TSESTree.TypeNode): readonly string[] {
    return annotatedNodes(this.#index, annotation).flatMap((end) => end.types);
  }
}

/** `app.get("/", show.bind(null, db))`: the handler's parameters come after the ones that are filled. */
function shifted(entry: Entry<HandlerRow>, filled: number): Entry<HandlerRow> {
  if (filled === 0) return entry;
  const params = [...Array<null>(filled).fill(null), ...entry.row.params];
  return { ...entry, row: { ...entry.row, params } };
}

function elementOf(node: PlaceNode): PlaceNode[] {
  const element = node.children.get(ELEMENT);
  return element ? [element] : [];
}

/** Where nothing but the name can tell: what other files or callers hand in. */
function isOpaque(root: Root): boolean {
  return (
    root.type === "parameter" ||
    root.type === "this" ||
    root.type === "global" ||
    root.type === "annotated" ||
    isLocalImport(root)
  );
}

function isLocalImport(root: Root): boolean {
  return root.type === "import" && /^[.~#@/]/.test(root.module);
}

/** What a value of another file is called: there, and here. */
function originNames(origin: Origin): readonly string[] {
  const [first] = origin.path;
  const node = unwrap(origin.node);
  const holder = outermost(origin.node).parent;
  const target = holder?.type === T.VariableDeclarator ? holder.id : node;
  const names = [
    first === RESULT ? undefined : first,
    target.type === T.Identifier ? target.name : undefined,
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
