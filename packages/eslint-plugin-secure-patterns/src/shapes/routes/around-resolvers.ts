import { isCall, keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { resolverLimits } from "../../catalog/routes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import type { PackageIndex } from "../../project/index.ts";
import type { Analysis } from "../analysis.ts";
import { findSetUpFiles } from "./set-up-files.ts";

const DIRECTIVE = /directive|transformer|^default$/i;
/** What GraphQL lets a field be called: what a computed or quoted key says otherwise stands in no schema. */
const NAME = /^\w+$/;
const SCHEMA_FILE = /schema|type-?defs?/i;
const MOST_FILES = 40;

interface Schema {
  readonly version: number;
  /** By the name of the resolver: `{ Mutation: { login: limitRule({ max: 5 }) } }`. */
  readonly rules: ReadonlyMap<string, readonly Node[]>;
  /** Whose import carries the directives out. */
  readonly directives: readonly Node[];
  readonly texts: readonly string[];
}

const schemas = new WeakMap<PackageIndex, Schema>();

/** What a schema puts before one of its resolvers: a rule of that name in another map, a directive behind its declaration. */
export function aroundResolver(analysis: Analysis, name: string): readonly Node[] {
  const index = analysis.project?.getIndex();
  if (!index) return [];
  let schema = schemas.get(index);
  if (schema?.version !== index.version) schemas.set(index, (schema = readSchema(analysis, index)));
  const { rules, directives, texts } = schema;
  return [...(rules.get(name) ?? []), ...(isDirected(texts, name) ? directives : [])];
}

/** `login(email: String!): Token @rateLimit(limit: 5)`; a schema that is out of sight has its directives for what needs them. */
function isDirected(texts: readonly string[], name: string): boolean {
  if (!NAME.test(name)) return true;
  const declaration = new RegExp(`\\b${name}\\s*(?:\\([^)]*\\))?\\s*:\\s*[\\w[\\]!]+([^\\n]*)`);
  const found = texts.flatMap((text) => declaration.exec(text) ?? []);
  return found.length === 0 || found.some((text) => resolverLimits.directive.test(text));
}

function readSchema(analysis: Analysis, index: PackageIndex): Schema {
  const rules = new Map<string, Node[]>();
  for (const path of findSetUpFiles(index).others) {
    const unit = analysis.project?.getUnit(path);
    if (!unit || !/\b(?:Mutation|Query)\b/.test(unit.text) || !analysis.fileOf(unit)) continue;
    for (const node of nodesOfType(unit, T.Property))
      if (/^(?:Mutation|Query)$/.test(keyName(node) ?? "")) noteRules(node.value as Node, rules);
  }
  const directives = directivesOf(analysis, index);
  return {
    version: index.version,
    rules,
    directives,
    texts: directives.length > 0 ? schemaTexts(analysis, index) : [],
  };
}

/** A resolver is a function or the name of one; what a call makes stands before one. */
function noteRules(map: Node, rules: Map<string, Node[]>): void {
  const object = unwrap(map);
  if (object.type !== T.ObjectExpression) return;
  for (const each of object.properties) {
    const name = each.type === T.Property ? keyName(each) : undefined;
    if (each.type !== T.Property || name === undefined || !isCall(unwrap(each.value as Node))) continue;
    rules.set(name, [...(rules.get(name) ?? []), each.value as Node]);
  }
}

/** `import { rateLimitDirective } from "graphql-rate-limit-directive"`; not the function that resolvers call themselves. */
function directivesOf(analysis: Analysis, { records }: PackageIndex): readonly Node[] {
  for (const [path, record] of records) {
    const binding = record?.imports
      .filter(({ specifier }) => resolverLimits.packages.includes(specifier))
      .flatMap(({ bindings }) => bindings)
      .find(({ imported }) => DIRECTIVE.test(imported));
    const unit = binding && analysis.project?.getUnit(path);
    if (!unit || !analysis.fileOf(unit)) continue;
    return nodesOfType(unit, T.Identifier)
      .filter(({ name }) => name === binding.local)
      .slice(0, 1);
  }
  return [];
}

function schemaTexts({ project }: Analysis, { records }: PackageIndex): readonly string[] {
  return [...records.keys()]
    .filter((path) => SCHEMA_FILE.test(path))
    .slice(0, MOST_FILES)
    .flatMap((path) => project?.textOf(path) ?? []);
}
