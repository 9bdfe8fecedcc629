import { SINK_KINDS, type ContentTypeRow, type SinkKind, type SinkRow } from "../catalog/sink-types.ts";
import type { AppWideRow, NameRow } from "../catalog/application-types.ts";
import type { CompanionRow, Framework, HandlerRow, TypeRow } from "../catalog/types.ts";
import { INSTANCE, RESULT } from "../flow/access-path.ts";
import type { Kinds } from "../flow/origin.ts";
import { withDisposition } from "./dispositions.ts";
import { parsePlace } from "./place.ts";
import { waysTo, type Way } from "./ways.ts";
import { grow, type Entry, type PlaceNode } from "./place-tree.ts";

export type SinkArgument = NonNullable<SinkRow["arg"]>;

/** What is known of a sink by the last name of its place. */
export interface NamedSink {
  readonly args: ReadonlySet<SinkArgument>;
  /** What it may be where this is there. */
  readonly places: readonly { readonly way: Way; readonly kinds: Kinds }[];
}

export interface CatalogIndex {
  /** Starts of places, by root. */
  readonly roots: ReadonlyMap<string, PlaceNode>;
  readonly annotated: ReadonlyMap<string, PlaceNode>;
  /** Types that are believed by name, with the frameworks that they belong to. */
  readonly named: ReadonlyMap<string, readonly Entry<string>[]>;
  /** The same for names that match a pattern. */
  readonly namedLike: readonly { readonly pattern: RegExp; readonly entry: Entry<string> }[];
  readonly types: ReadonlyMap<string, TypeRow>;
  readonly exportedHandlers: readonly Entry<HandlerRow>[];
  readonly namedHandlers: readonly Entry<HandlerRow>[];
  readonly assignedHandlers: readonly Entry<HandlerRow>[];
  readonly decorators: ReadonlyMap<string, PlaceNode>;
  readonly names: readonly { readonly pattern: RegExp; readonly row: NameRow }[];
  /** Last names of all calls and writes that are sinks, with the arguments that matter: a quick test before any trace. */
  readonly sinkNames: ReadonlyMap<string, NamedSink>;
  /** Kinds of the sinks that are what a handler returns. */
  readonly returnedKinds: Kinds;
  /** Last names, or modules, of the sinks that constants harm too. */
  readonly constantNames: ReadonlySet<string>;
  /** Sinks that are attributes of elements, by name. */
  readonly attributes: ReadonlyMap<string, readonly Entry<SinkRow>[]>;
  /** Those of them that may stand in an object, too. */
  readonly spread: ReadonlyMap<string, readonly SinkRow[]>;
  /** Sinks that are what a handler returns, by the type of it. */
  readonly returned: ReadonlyMap<string, readonly Entry<SinkRow>[]>;
  /** Last names of the calls and decorators that register handlers with such results. */
  readonly resultCalls: ReadonlyMap<string, readonly Framework[]>;
  readonly contentTypesOfResults: ReadonlyMap<string, readonly ContentTypeRow[]>;
  readonly directiveHandlers: readonly Entry<HandlerRow>[];
  readonly contentTypeNames: ReadonlySet<string>;
  readonly typeWriteNames: ReadonlySet<string>;
  /** Last names of the calls that fill in templates. */
  readonly viewNames: ReadonlySet<string>;
  /** Sinks that are known by their member's name alone: `*.innerHTML`. */
  readonly anywhere: ReadonlyMap<string, readonly Entry<SinkRow>[]>;
  /** Whose imports and calls tell how requests are read, and what is taken out of all of them. */
  readonly bodyParserPackages: readonly string[];
  /** As members of a module: `json`. */
  readonly bodyParserNames: ReadonlySet<string>;
  readonly queryParserPackages: readonly string[];
  readonly disarming: readonly Framework[];
  readonly appWide: readonly { readonly row: AppWideRow; readonly packages: readonly string[] }[];
  readonly companions: readonly Entry<CompanionRow>[];
  /** Sinks that are known by the last names of the call. */
  readonly namedSinks: readonly { readonly pattern: RegExp; readonly row: SinkRow }[];
}

const indexes = new WeakMap<readonly Framework[], CatalogIndex>();

export function indexCatalog(catalog: readonly Framework[]): CatalogIndex {
  let index = indexes.get(catalog);
  if (!index) indexes.set(catalog, (index = buildIndex(catalog)));
  return index;
}

/** The bits of some kinds of sink. */
export function kindsOf(kinds: readonly SinkKind[] | "all"): Kinds {
  if (kinds === "all") return ~0;
  return kinds.reduce((bits, kind) => bits | (1 << SINK_KINDS.indexOf(kind)), 0);
}

export function typeName(name: string, framework: Framework): string {
  return name.includes("/") ? name : `${framework.name}/${name}`;
}

function buildIndex(catalog: readonly Framework[]): CatalogIndex {
  const roots = new Map<string, PlaceNode>();
  const annotated = new Map<string, PlaceNode>();
  const decorators = new Map<string, PlaceNode>();
  const named = new Map<string, Entry<string>[]>();
  const namedLike: { pattern: RegExp; entry: Entry<string> }[] = [];
  const types = new Map<string, TypeRow>();
  const exportedHandlers: Entry<HandlerRow>[] = [];
  const namedHandlers: Entry<HandlerRow>[] = [];
  const assignedHandlers: Entry<HandlerRow>[] = [];
  const names: { pattern: RegExp; row: NameRow }[] = [];
  const sinkNames = new Map<string, { args: Set<SinkArgument>; places: { way: Way; kinds: Kinds }[] }>();
  const constantNames = new Set<string>();
  const attributes = new Map<string, Entry<SinkRow>[]>();
  const spread = new Map<string, SinkRow[]>();
  const returned = new Map<string, Entry<SinkRow>[]>();
  const resultCalls = new Map<string, Framework[]>();
  const contentTypesOfResults = new Map<string, ContentTypeRow[]>();
  const directiveHandlers: Entry<HandlerRow>[] = [];
  const contentTypeNames = new Set<string>();
  const typeWriteNames = new Set<string>();
  const viewNames = new Set<string>();
  const anywhere = new Map<string, Entry<SinkRow>[]>();
  const namedSinks: { pattern: RegExp; row: SinkRow }[] = [];
  for (const framework of catalog) {
    const at = (place: string, tree = roots): PlaceNode[] =>
      parsePlace(place, framework.name).map(({ root, path }) => grow(tree, root, path));
    for (const [name, row] of Object.entries(framework.types ?? {})) {
      const full = typeName(name, framework);
      types.set(full, row);
      for (const place of row.from ?? []) for (const node of at(place)) node.types.push(full);
      for (const place of row.annotated ?? []) for (const node of at(place, annotated)) node.types.push(full);
      for (const alias of row.named ?? []) {
        const entry = { row: full, framework };
        const pattern = /^\/(.+)\/$/.exec(alias)?.[1];
        if (pattern === undefined) named.set(alias, [...(named.get(alias) ?? []), entry]);
        else namedLike.push({ pattern: new RegExp(pattern), entry });
      }
    }
    for (const row of framework.sources ?? [])
      for (const node of at(row.read)) node.sources.push({ row, framework });
    for (const row of framework.barriers ?? [])
      for (const node of at(row.call)) node.barriers.push({ row, framework });
    for (const row of framework.guards ?? [])
      for (const node of at(row.call)) node.guards.push({ row, framework });
    for (const row of framework.middleware ?? [])
      for (const node of at(row.call)) node.middleware.push({ row, framework });
    for (const row of framework.bodyParsers ?? [])
      for (const node of at(row.call)) node.bodyParsers.push({ row, framework });
    for (const row of framework.queryParsers ?? [])
      for (const node of at(row.call)) node.queryParsers.push({ row, framework });
    for (const row of framework.fields ?? [])
      for (const node of at(row.call)) node.fields.push({ row, framework });
    for (const row of framework.views ?? []) {
      for (const node of at(row.call)) node.views.push({ row, framework });
      for (const name of lastNames(row.call, framework)) viewNames.add(name);
    }
    for (const row of framework.appWide ?? [])
      for (const node of at(row.call)) node.appWide.push({ row, framework });
    for (const row of framework.sinks ?? []) {
      if (row.attribute && row.constant) constantNames.add(row.attribute);
      if (row.attribute && row.spread) spread.set(row.attribute, [...(spread.get(row.attribute) ?? []), row]);
      if (row.attribute)
        attributes.set(row.attribute, [...(attributes.get(row.attribute) ?? []), { row, framework }]);
      if (row.returned) {
        const type = typeName(row.returned, framework);
        returned.set(type, [...(returned.get(type) ?? []), { row, framework }]);
      }
      if (row.named) namedSinks.push({ pattern: new RegExp(row.named, "i"), row });
      const place = row.call ?? row.write;
      if (place === undefined) continue;
      const isAnywhere = place.startsWith("*.");
      // what is handed over beside a statement may be an amount
      const kinds = kindsOf(
        row.binds || (row.begins && row.kind === "sql") ? [row.kind, "amount"] : [row.kind],
      );
      const places = (isAnywhere ? [{ words: [] }] : waysTo(place, framework.name)).map((way) => ({
        way,
        kinds,
      }));
      // `const Moo = Element; new Moo("p")`: a class goes by any name
      const isMade = parsePlace(place, framework.name).some(({ path }) => path.at(-1) === INSTANCE);
      for (const name of new Set([...lastNames(place, framework), ...(isMade ? [INSTANCE] : [])])) {
        // a function is no constant where what it answers counts: `html(() => text)`
        if (row.constant || row.at?.at(-1) === RESULT) constantNames.add(name);
        const known = sinkNames.get(name) ?? { args: new Set<SinkArgument>(), places: [] };
        known.args.add(row.arg ?? 0);
        const own = places.filter(({ way }) => way.words.includes(name));
        known.places.push(...(own.length > 0 ? own : places));
        sinkNames.set(name, known);
        if (isAnywhere) anywhere.set(name, [...(anywhere.get(name) ?? []), { row, framework }]);
      }
      if (isAnywhere) continue;
      for (const node of at(place)) (row.call ? node.calls : node.writes).push({ row, framework });
    }
    for (const row of framework.randomness ?? [])
      for (const node of at(row.call)) node.randomness.push({ row, framework });
    for (const row of (framework.contentTypes ?? []).flatMap(withDisposition)) {
      if (row.returned) {
        const type = typeName(row.returned, framework);
        contentTypesOfResults.set(type, [...(contentTypesOfResults.get(type) ?? []), row]);
      }
      if (row.call) for (const node of at(row.call)) node.contentTypes.push({ row, framework });
      if (row.write) for (const node of at(row.write)) node.typeWrites.push({ row, framework });
      if (row.call) for (const name of lastNames(row.call, framework)) contentTypeNames.add(name);
      if (row.write) for (const name of lastNames(row.write, framework)) typeWriteNames.add(name);
    }
    for (const row of framework.handlers ?? []) {
      const entry = { row, framework };
      if (row.call) for (const node of at(row.call)) node.handlers.push(entry);
      if (row.result)
        for (const name of lastNames(row.call ?? row.decorated ?? "", framework))
          resultCalls.set(name, [...(resultCalls.get(name) ?? []), framework]);
      if (row.annotated) for (const node of at(row.annotated, annotated)) node.handlers.push(entry);
      if (row.decorated) for (const node of at(row.decorated, decorators)) node.handlers.push(entry);
      if (row.assigned?.includes(".")) for (const node of at(row.assigned)) node.assigned.push(entry);
      else if (row.assigned) assignedHandlers.push(entry);
      if (row.directive) directiveHandlers.push(entry);
      if (row.exported) exportedHandlers.push(entry);
      if (row.parameterNames) namedHandlers.push(entry);
    }
    for (const row of framework.names ?? []) names.push({ pattern: new RegExp(row.name, "i"), row });
  }
  return {
    roots,
    annotated,
    named,
    namedLike,
    types,
    exportedHandlers,
    namedHandlers,
    assignedHandlers,
    decorators,
    names,
    sinkNames,
    returnedKinds: kindsOf([...returned.values()].flat().map(({ row }) => row.kind)),
    constantNames,
    attributes,
    spread,
    returned,
    resultCalls,
    contentTypesOfResults,
    directiveHandlers,
    contentTypeNames,
    typeWriteNames,
    viewNames,
    anywhere,
    namedSinks,
    bodyParserPackages: catalog.flatMap(({ name, bodyParsers = [] }) =>
      bodyParsers.flatMap(({ call }) => modulesOf(call, name)),
    ),
    bodyParserNames: new Set(
      catalog.flatMap((framework) =>
        (framework.bodyParsers ?? []).flatMap(({ call }) => lastNames(call, framework)),
      ),
    ),
    queryParserPackages: catalog.flatMap(({ packages, queryParsers }) => (queryParsers ? packages : [])),
    companions: catalog.flatMap((framework) =>
      (framework.companions ?? []).map((row) => ({ row, framework })),
    ),
    disarming: catalog.filter(({ disarms }) => disarms),
    appWide: catalog.flatMap(({ packages, appWide = [] }) => appWide.map((row) => ({ row, packages }))),
  };
}

function modulesOf(place: string, framework: string): string[] {
  return parsePlace(place, framework).flatMap(({ root }) => /^module:(.+)/.exec(root)?.[1] ?? []);
}

function lastNames(place: string, framework: Framework): string[] {
  if (place === "") return [];
  return parsePlace(place, framework.name).flatMap(({ root, path }) => {
    const names = path.filter((segment) => segment !== RESULT && segment !== "new");
    // a type that is called itself, as `$` is, goes by the names of what it comes from, or by its own
    const type = path.length === 0 ? framework.types?.[root.replace(/^type:.*\//, "")] : undefined;
    const made = root.startsWith("type:")
      ? [
          ...(type?.from ?? []).flatMap((origin) => lastNames(origin, framework)),
          ...(type?.named ?? []).filter((name) => !name.startsWith("/")),
        ]
      : [];
    if (made.length > 0) return [...made, root.replace(/^.*[:/]/, "")];
    // `new model`: the class has any name
    if (names.length === 0 && path[0] === INSTANCE && root.startsWith("type:")) return INSTANCE;
    return names.at(-1) ?? root.replace(/^.*[:/]/, "");
  });
}
