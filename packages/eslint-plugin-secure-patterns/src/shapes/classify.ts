import { ownerOfThis, T, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { OWN_IMPORT } from "../catalog/own-imports.ts";
import type { SourceRow } from "../catalog/types.ts";
import { ELEMENT, INSTANCE, pathKey, RESULT, type AccessPath } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin, Root } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import { asStream } from "./awaited-stream.ts";
import { nextNodes, type PlaceNode } from "./place-tree.ts";
import { nameOfMade, originNames, startOfChain } from "./origin-names.ts";
import { parameterName } from "./handler-match.ts";
import { annotatedTypes, Handlers } from "./handlers.ts";
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
  readonly #isForeign: (module: string) => boolean;
  readonly #memo = new WeakMap<object, Map<string, Classification>>();
  readonly #modules = new Map<string, object>();
  /** Which functions the frameworks run, and with what. */
  readonly handlers: Handlers;

  /**
   * @param isActive whether one of these packages is in use in the file or the project
   * @param typeAid what the type checker knows, with typed linting
   * @param isForeign whether a module is of a package that others wrote, whatever it looks like
   */
  constructor(
    index: CatalogIndex,
    isActive: (packages: readonly string[]) => boolean,
    typeAid?: TypeAid,
    isForeign: (module: string) => boolean = () => false,
  ) {
    this.#index = index;
    this.#typeAid = typeAid;
    this.#isActive = isActive;
    this.#isForeign = isForeign;
    this.handlers = new Handlers(index, isActive, this);
  }

  classify(traced: Origin): Classification {
    const origin = traced.path.includes(ELEMENT) ? asStream(traced) : traced;
    const { root, path } = origin;
    const owner = this.#memoOwner(origin);
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

  #memoOwner(origin: Origin): object | undefined {
    const { root } = origin;
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
        return root.of ?? ownerOfThis(origin.node) ?? this.#modules;
      case "class":
        return root.node;
      case "result":
        return root.call;
      default:
        return undefined;
    }
  }

  #walk(origin: Origin): Classification {
    const imported = this.#importedByName(origin);
    const made = imported ? undefined : this.#madeByImport(origin);
    const states = imported ?? made?.nodes ?? this.#startsOf(origin);
    // `location.hash` says more than `location`
    let sources: { row: SourceRow; rest: AccessPath }[] = [];
    let current = withTypes(this.#index, states);
    let receiver: readonly PlaceNode[] = [];
    const { path } = origin;
    for (let index = imported ? 1 : (made?.read ?? 0); ; index++) {
      const rest = path.slice(index);
      const found = current.flatMap((node) => node.sources.map(({ row }) => ({ row, rest })));
      if (found.length > 0) sources = found;
      const segment = path[index];
      if (segment === undefined) break;
      // `globalThis[KEY]` is the program's own, not each of the window's properties
      if (segment === ELEMENT && index === 0 && origin.root.type === "global") return NOTHING;
      // `req[name]` may be anything that somebody put on the request
      const isAny = segment === ELEMENT && index === 0 && origin.root.type === "parameter";
      const next = current.flatMap((node) => (isAny ? elementOf(node) : withoutGuesses(node, segment)));
      if (segment === RESULT || segment === INSTANCE) next.push(...this.#fluent(receiver));
      receiver = current;
      current = withTypes(this.#index, next.length > 0 ? next : this.#byName(segment, origin));
    }
    return { ends: current, sources };
  }

  /** `import { prisma } from "./db"`: the name is a part of the path that needs no reading any more. */
  #importedByName(origin: Origin): PlaceNode[] | undefined {
    const { root, path } = origin;
    const [name] = path;
    if (root.type !== "import" || name === undefined || name === RESULT || name === INSTANCE)
      return undefined;
    if (this.#index.roots.has(`module:${root.module}`)) return undefined;
    const places = this.#byName(name, origin);
    return places.length > 0 ? places : undefined;
  }

  /** `import { createClient } from "@/lib/db"; const supabase = await createClient()`: the variable's name tells what it is. */
  #madeByImport(origin: Origin): { readonly nodes: PlaceNode[]; readonly read: number } | undefined {
    const { root, path } = origin;
    const made = path.indexOf(RESULT) + 1;
    if (made === 0 || !isLocalImport(root)) return undefined;
    if (root.type === "import" && this.#index.roots.has(`module:${root.module}`)) return undefined;
    const { name, reads } = startOfChain(origin.node);
    const isRead = (start: number): boolean =>
      reads.every((segment, index) => path[start + index] === segment);
    const read = name === undefined ? made : path.findIndex((_, index) => index >= made && isRead(index));
    const nodes = read < 0 ? [] : this.#byName(name ?? nameOfMade(origin.node), origin);
    return nodes.length > 0 ? { nodes, read } : undefined;
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
      case "this": {
        if (root.of) return this.#parentNodes(root.of);
        const owner = ownerOfThis(origin.node);
        return owner ? this.handlers.selfTypes(owner).flatMap((type) => this.#typeNode(type)) : [];
      }
      case "class":
        return this.#parentNodes(root.node);
      case "global": {
        const known = this.#index.roots.get(`global:${root.name}`);
        return known ? [known] : this.#byName(root.name, origin);
      }
      case "parameter": {
        const types = this.handlers.parameterTypes(root.of, root.index);
        const parameter = root.of.params[root.index];
        const checked = types.length === 0 && parameter ? (this.#typeAid?.(parameter) ?? []) : types;
        if (checked.length > 0) return checked.flatMap((type) => this.#typeNode(type));
        return this.#byName(parameterName(parameter), origin);
      }
      case "annotated": {
        const named = annotatedTypes(this.#index, root.annotation);
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
    const { root } = origin;
    if (name === undefined || !isOpaque(root)) return [];
    if (root.type === "import" && this.#isForeign(root.module)) return [];
    // classes that no file has to define; a model that is loaded as a global is one too
    const isBuiltIn = root.type === "global" && (name in globalThis || root.name !== name);
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

  /** The places of the catalogue that a call or an instantiation runs. */
  endsOfCall(file: FileFlow, call: CallNode): readonly PlaceNode[] {
    const ends = trace(file, call.callee).flatMap((target) => this.classify(target).ends);
    return call.type === T.NewExpression ? ends.flatMap((end) => nextNodes(end, INSTANCE)) : ends;
  }
}

/** A node that gives a type is where that type's own places start. */
export function withTypes({ roots }: CatalogIndex, nodes: readonly PlaceNode[]): PlaceNode[] {
  const entered = [...nodes];
  const seen = new Set(nodes);
  for (const node of entered) {
    for (const type of node.types) {
      const root = roots.get(`type:${type}`);
      if (root && !seen.has(root)) {
        seen.add(root);
        if (!root.types.includes(type)) root.types.push(type);
        entered.push(root);
      }
    }
  }
  return entered;
}

/** `context.req[KEY]` is not each of the things that can be read from a request, nor `cells[i]()` each of what can be asked of cells. */
function withoutGuesses(node: PlaceNode, segment: string): readonly PlaceNode[] {
  const next = nextNodes(node, segment);
  if (segment !== ELEMENT) return next;
  const element = node.children.get(ELEMENT);
  return next.filter((child) => child === element || ![child, child.children.get(RESULT)].some(isRead));
}

function isRead(node: PlaceNode | undefined): boolean {
  return node !== undefined && node.sources.length > 0;
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
  return root.type === "import" && OWN_IMPORT.test(root.module);
}
