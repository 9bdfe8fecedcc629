import {
  calleeName,
  isCall,
  keyName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";
import { factsOfLayers } from "./layer-facts.ts";
import { fieldFacts } from "./declared-body.ts";
import { jsonSchemaFact } from "./json-schema-facts.ts";
import { propertyAt } from "./property-at.ts";
import { schemaFact } from "./schema-facts.ts";
import { layersBefore, registrationsOf } from "./validated-route.ts";

/**
 * What is known of a value before its handler runs: by the class that its parameter is declared by, or by the schema of a validator
 * at the route.
 *
 * @param rest what is read of the part of the request that the value is of
 */
export function declaredFacts(analysis: Analysis, origin: Origin, rest: AccessPath): readonly Fact[] {
  const { root, path } = origin;
  if (root.type !== "parameter") return [];
  const facts = fieldFacts(origin);
  if (facts.length > 0 || rest.length === 0) return facts;
  const layers = layersBefore(analysis, root.of);
  const described = layers.flatMap((layer) => {
    const plain = unwrap(layer);
    const address = staticText(plain);
    if (address !== undefined) return factsOfAddress(address, path, rest);
    if (plain.type === T.ObjectExpression || plain.type === T.Property)
      return factsOfRoute(plain, path, rest);
    if (!isCall(plain) || !isValidator(analysis, plain)) return [];
    return plain.arguments.flatMap((schema) => factsAt(schema, path, rest));
  });
  const before = [...layers, ...ofParameter(analysis, root.of, path)];
  return [...described, ...factsOfLayers(before, root.index, path)];
}

/** `router.param("shelf", (req, res, next, shelf) => …)` runs before each route whose address has that part. */
function ofParameter(analysis: Analysis, of: FunctionNode, path: AccessPath): readonly Node[] {
  const name = path.at(-2) === "params" ? path.at(-1) : undefined;
  if (name === undefined) return [];
  const files = registrationsOf(analysis, of).flatMap(({ call }) => fileOf(call) ?? []);
  return [...new Set(files)]
    .flatMap((file) => file.callsNamed("param"))
    .filter(({ arguments: [given] }) => given !== undefined && staticText(given) === name)
    .flatMap((call) => call.arguments.slice(1, 2));
}

/** `"/users/:id(\\d+)"`: no other address leads to the handler. */
function factsOfAddress(address: string, path: AccessPath, [name, ...deeper]: AccessPath): readonly Fact[] {
  if (deeper.length > 0 || path.at(-2) !== "params") return [];
  const pattern = name === undefined ? undefined : patternIn(address, name);
  return pattern === undefined
    ? []
    : [{ is: "matches", part: "self", pattern: `^(?:${pattern})$`, flags: "", holds: true }];
}

/** What stands in the brackets behind the name of a part of an address. */
function patternIn(address: string, name: string): string | undefined {
  const start = address.indexOf(`:${name}(`);
  if (start < 0) return undefined;
  const from = start + name.length + 2;
  let open = 1;
  for (let at = from; at < address.length; at++) {
    if (address[at] === "\\") at++;
    else if (address[at] === "(") open++;
    else if (address[at] === ")" && --open === 0) return address.slice(from, at);
  }
  return undefined;
}

/** How the parts of a request are called where a route's options describe them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  params: ["params"],
  query: ["querystring", "query"],
  body: ["body"],
};

/** `{ schema: { params: { type: "object", properties: { id: { type: "integer" } } } } }` */
function factsOfRoute(options: Node, path: AccessPath, rest: AccessPath): readonly Fact[] {
  const file = fileOf(options);
  const part = path.at(-rest.length - 1) ?? "";
  if (!file) return [];
  const isSchema = options.type === T.Property && keyName(options) === "schema";
  const schema = isSchema ? options.value : propertyAt(file, options, ["schema"]);
  return (PARTS[part] ?? []).flatMap((name) => {
    const described = propertyAt(file, schema, [name]);
    if (described === schema) return [];
    return schemaFact(described, rest) ?? jsonSchemaFact(file, described, rest) ?? [];
  });
}

/** `validate(schema)`, `zValidator("json", schema)` */
function isValidator({ index }: Analysis, layer: Node): boolean {
  const name = isCall(layer) ? calleeName(layer) : undefined;
  return namesOf(index, name, "middleware").length > 0;
}

/** The schema is one of that part of the request, or of the request with its parts. */
function factsAt(schema: Node, path: AccessPath, rest: AccessPath): readonly Fact[] {
  const fact = schemaFact(schema, rest) ?? schemaFact(schema, path.slice(-rest.length - 1));
  return fact ? [fact] : [];
}
