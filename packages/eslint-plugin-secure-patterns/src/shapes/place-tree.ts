import type { ContentTypeRow, SinkRow } from "../catalog/sink-types.ts";
import type {
  AppWideRow,
  BodyParserRow,
  FieldsRow,
  MiddlewareRow,
  QueryParserRow,
} from "../catalog/application-types.ts";
import type {
  BarrierRow,
  Framework,
  GuardRow,
  HandlerRow,
  RandomnessRow,
  SourceRow,
  ViewRow,
} from "../catalog/types.ts";
import { CHUNK, ELEMENT, RESULT } from "../flow/access-path.ts";

/** A row together with the file that it stands in. */
export interface Entry<Row> {
  readonly row: Row;
  readonly framework: Framework;
}

/** One step of the catalogue's places: what lies here, and what can be read from here. */
export interface PlaceNode {
  readonly children: Map<string, PlaceNode>;
  readonly types: string[];
  readonly sources: Entry<SourceRow>[];
  readonly calls: Entry<SinkRow>[];
  readonly writes: Entry<SinkRow>[];
  readonly barriers: Entry<BarrierRow>[];
  readonly guards: Entry<GuardRow>[];
  readonly handlers: Entry<HandlerRow>[];
  readonly assigned: Entry<HandlerRow>[];
  readonly contentTypes: Entry<ContentTypeRow>[];
  readonly typeWrites: Entry<ContentTypeRow>[];
  readonly randomness: Entry<RandomnessRow>[];
  readonly middleware: Entry<MiddlewareRow>[];
  readonly bodyParsers: Entry<BodyParserRow>[];
  readonly queryParsers: Entry<QueryParserRow>[];
  readonly appWide: Entry<AppWideRow>[];
  readonly fields: Entry<FieldsRow>[];
  readonly views: Entry<ViewRow>[];
}

/** What can be read next from a place; `"*"` in the catalogue stands for any member. */
export function nextNodes(node: PlaceNode, segment: string): PlaceNode[] {
  const exact = node.children.get(segment);
  const any = segment === RESULT ? undefined : node.children.get(ELEMENT);
  if (segment === ELEMENT)
    return [...node.children].filter(([name]) => name !== RESULT && name !== CHUNK).map(([, child]) => child);
  return [exact, any].filter((child) => child !== undefined);
}

/** The node of a place, made with what leads to it. */
export function grow(tree: Map<string, PlaceNode>, root: string, path: readonly string[]): PlaceNode {
  let node = tree.get(root) ?? plant(tree, root);
  for (const segment of path) node = node.children.get(segment) ?? plant(node.children, segment);
  return node;
}

function plant(into: Map<string, PlaceNode>, key: string): PlaceNode {
  const node: PlaceNode = {
    children: new Map(),
    types: [],
    sources: [],
    calls: [],
    writes: [],
    barriers: [],
    guards: [],
    handlers: [],
    assigned: [],
    contentTypes: [],
    typeWrites: [],
    randomness: [],
    middleware: [],
    bodyParsers: [],
    queryParsers: [],
    appWide: [],
    fields: [],
    views: [],
  };
  into.set(key, node);
  return node;
}
