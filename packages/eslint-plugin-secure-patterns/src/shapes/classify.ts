import { staticText, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { HandlerRow, SourceRow } from "../catalog/types.ts";
import { INSTANCE, pathKey, RESULT, type AccessPath } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { usesOf, type FunctionUse } from "../flow/function-uses.ts";
import type { Origin, Root } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import { nextNodes, typeName, type CatalogIndex, type Entry, type PlaceNode } from "./catalog-index.ts";

/** What the catalogue says of an origin: the places that it ends at, and the sources that it passed on the way. */
export interface Classification {
  readonly ends: readonly PlaceNode[];
  readonly sources: readonly { readonly row: SourceRow; readonly rest: AccessPath }[];
}

const NOTHING: Classification = { ends: [], sources: [] };

/** Recognises frameworks: by import first, then by registration, export convention, and names. */
export class Classifier {
  readonly #index: CatalogIndex;
  readonly #isActive: (packages: readonly string[]) => boolean;
  readonly #memo = new WeakMap<object, Map<string, Classification>>();
  readonly #modules = new Map<string, object>();
  readonly #parameters = new WeakMap<FunctionNode, Map<number, readonly string[]>>();

  /** @param isActive whether one of these packages is in use in the file or the project */
  constructor(index: CatalogIndex, isActive: (packages: readonly string[]) => boolean) {
    this.#index = index;
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
        return root.of;
      case "result":
        return root.call;
      default:
        return undefined;
    }
  }

  #walk(origin: Origin): Classification {
    const states = this.#startsOf(origin);
    const sources: { row: SourceRow; rest: AccessPath }[] = [];
    let current = this.#enter(states);
    const { path } = origin;
    for (let index = 0; ; index++) {
      for (const node of current)
        for (const { row } of node.sources) sources.push({ row, rest: path.slice(index) });
      const segment = path[index];
      if (segment === undefined) break;
      const next = current.flatMap((node) => nextNodes(node, segment));
      if (segment === RESULT || segment === INSTANCE) next.push(...this.#fluent(path, index, states));
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
  #fluent(path: AccessPath, index: number, starts: readonly PlaceNode[]): PlaceNode[] {
    let current = this.#enter(starts);
    for (const segment of path.slice(0, Math.max(0, index - 1))) {
      current = this.#enter(current.flatMap((node) => nextNodes(node, segment)));
    }
    return current.flatMap((node) =>
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
        return known ? [known] : this.#byName(originName(origin), origin);
      }
      case "global": {
        const known = this.#index.roots.get(`global:${root.name}`);
        return known ? [known] : this.#byName(root.name, origin);
      }
      case "parameter": {
        const types = this.parameterTypes(root.of, root.index);
        if (types.length > 0) return types.flatMap((type) => this.#typeNode(type));
        return this.#byName(parameterName(root.of.params[root.index]), origin);
      }
      case "annotated": {
        const types = this.#annotatedTypes(root.annotation);
        return types.length > 0
          ? types.flatMap((type) => this.#typeNode(type))
          : this.#byName(root.name, origin);
      }
      default:
        return [];
    }
  }

  #byName(name: string | undefined, origin: Origin): PlaceNode[] {
    const entries = name === undefined ? undefined : this.#index.named.get(name);
    if (!entries || !isOpaque(origin.root)) return [];
    return entries
      .filter(({ framework }) => this.#isActive(framework.packages))
      .flatMap(({ row }) => this.#typeNode(row));
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
    if (annotated.length > 0) return annotated;
    const file = fileOf(of);
    if (!file || !parameter) return [];
    const registered = usesOf(file, of).flatMap((use) => this.#registeredTypes(file, use, index));
    if (registered.length > 0) return registered;
    const decorated = this.#decoratedTypes(file, parameter);
    return decorated.length > 0 ? decorated : this.#namedTypes(of, index);
  }

  #registeredTypes(file: FileFlow, use: FunctionUse, index: number): readonly string[] {
    if (use.type === "argument") {
      return trace(file, use.call.callee)
        .flatMap((target) => this.classify(target).ends)
        .flatMap((end) => end.handlers)
        .filter(({ row }) => matchesCall(row, use))
        .flatMap((entry) => typeAt(entry, index));
    }
    if (use.type !== "export" || use.name === "") return [];
    return this.#index.exportedHandlers
      .filter(({ row, framework }) => this.#isExported(row, use, file) && this.#isActive(framework.packages))
      .flatMap((entry) => typeAt(entry, index));
  }

  #isExported(row: HandlerRow, use: FunctionUse & { type: "export" }, file: FileFlow): boolean {
    const names = row.exported ?? [];
    const isNamed =
      names.includes(use.name) ||
      names.includes("*") ||
      (row.key !== undefined && use.keys.includes(row.key));
    return isNamed && new RegExp(row.file ?? "").test(file.unit.filename.replaceAll("\\", "/"));
  }

  /** `@Query() query` */
  #decoratedTypes(file: FileFlow, parameter: TSESTree.Parameter): readonly string[] {
    const decorators = "decorators" in parameter ? (parameter.decorators ?? []) : [];
    return decorators.flatMap(({ expression }) => {
      const callee = expression.type === T.CallExpression ? expression.callee : expression;
      return trace(file, callee).flatMap(({ root, path }) => {
        if (root.type !== "import") return [];
        const start = this.#index.decorators.get(`module:${root.module}`);
        const ends = path.reduce<PlaceNode[]>(
          (nodes, segment) => nodes.flatMap((node) => nextNodes(node, segment)),
          start ? [start] : [],
        );
        return ends.flatMap((end) => end.handlers.flatMap((entry) => typeAt(entry, 0)));
      });
    });
  }

  #namedTypes(of: FunctionNode, index: number): readonly string[] {
    const names = of.params.map(parameterName);
    return this.#index.namedHandlers
      .filter(({ framework }) => this.#isActive(framework.packages))
      .filter(({ row }) =>
        row.parameterNames?.every((known, position) => known.includes(names[position] ?? "")),
      )
      .flatMap((entry) => typeAt(entry, index));
  }

  /** `req: Request` with `Request` imported from the framework, or an interface of the file that extends it. */
  #annotatedTypes(annotation: TSESTree.TypeNode, depth = 0): readonly string[] {
    const types =
      annotation.type === T.TSUnionType || annotation.type === T.TSIntersectionType
        ? annotation.types
        : [annotation];
    return types.flatMap((type) =>
      type.type === T.TSTypeReference ? this.#referencedTypes(type, type.typeName, depth) : [],
    );
  }

  #referencedTypes(node: Node, name: TSESTree.EntityName, depth: number): readonly string[] {
    const file = fileOf(node);
    if (!file || depth > 4) return [];
    const [first, ...rest] = entityPath(name);
    const variable = first && file.bindings.variableOf(first);
    if (!variable) {
      const root = this.#index.annotated.get(`global:${first && "name" in first ? first.name : ""}`);
      return root?.types ?? [];
    }
    const names = rest.map((node) => (node.type === T.Identifier ? node.name : ""));
    return variable.defs.flatMap((definition) => {
      const declared = definition.node as Node;
      switch (declared.type) {
        case T.ImportSpecifier:
        case T.ImportDefaultSpecifier:
        case T.ImportNamespaceSpecifier:
          return this.#importedTypes(declared, names);
        case T.TSInterfaceDeclaration:
          return declared.extends.flatMap(({ expression }) =>
            expression.type === T.Identifier || expression.type === T.MemberExpression
              ? this.#referencedTypes(declared, expression as unknown as TSESTree.EntityName, depth + 1)
              : [],
          );
        case T.TSTypeAliasDeclaration:
          return this.#annotatedTypes(declared.typeAnnotation, depth + 1);
        case T.ClassDeclaration:
          return declared.superClass?.type === T.Identifier
            ? this.#referencedTypes(declared, declared.superClass, depth + 1)
            : [];
        default:
          return [];
      }
    });
  }

  #importedTypes(specifier: TSESTree.ImportClause, names: readonly string[]): readonly string[] {
    const declaration = specifier.parent as TSESTree.ImportDeclaration;
    const imported =
      specifier.type === T.ImportSpecifier
        ? [specifier.imported.type === T.Identifier ? specifier.imported.name : specifier.imported.value]
        : [];
    const root = this.#index.annotated.get(`module:${declaration.source.value.replace(/^node:/, "")}`);
    const path = [...imported, ...names].filter((name) => name !== "default");
    const ends = path.reduce<PlaceNode[]>(
      (nodes, name) => nodes.flatMap((node) => nextNodes(node, name)),
      root ? [root] : [],
    );
    return ends.flatMap((end) => end.types);
  }
}

function typeAt({ row, framework }: Entry<HandlerRow>, index: number): string[] {
  const type = row.params[index];
  return type ? [typeName(type, framework)] : [];
}

function matchesCall(row: HandlerRow, use: FunctionUse & { type: "argument" }): boolean {
  if (row.key !== undefined ? !use.keys.includes(row.key) : use.keys.length > 0) return false;
  if (!row.if) return true;
  const other = use.call.arguments[row.if.arg];
  const text = other && staticText(other);
  return text !== undefined && row.if.is.includes(text);
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

function originName(origin: Origin): string | undefined {
  const [first] = origin.path;
  if (first !== undefined && first !== RESULT) return first;
  const node = unwrap(origin.node);
  return node.type === T.Identifier ? node.name : undefined;
}

export function parameterName(parameter: Node | undefined): string | undefined {
  switch (parameter?.type) {
    case T.Identifier:
      return parameter.name;
    case T.AssignmentPattern:
      return parameterName(parameter.left);
    case T.TSParameterProperty:
      return parameterName(parameter.parameter);
    default:
      return undefined;
  }
}

function annotationOf(parameter: Node): TSESTree.TypeNode | undefined {
  switch (parameter.type) {
    case T.AssignmentPattern:
      return annotationOf(parameter.left);
    case T.TSParameterProperty:
      return annotationOf(parameter.parameter);
    case T.Identifier:
    case T.ObjectPattern:
      return parameter.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}

function entityPath(name: Node): Node[] {
  if (name.type === T.TSQualifiedName) return [...entityPath(name.left), name.right];
  if (name.type === T.MemberExpression) return [...entityPath(name.object), name.property];
  return [name];
}
