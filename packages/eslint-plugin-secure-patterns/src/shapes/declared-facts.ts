import { calleeName, isCall, unwrap, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";
import { fieldFacts } from "./declared-body.ts";
import { schemaFact } from "./schema-facts.ts";
import { layersBefore } from "./validated-route.ts";

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
  return layersBefore(analysis, root.of).flatMap((layer) => {
    const plain = unwrap(layer);
    if (!isCall(plain) || !isValidator(analysis, plain)) return [];
    return plain.arguments.flatMap((schema) => factsAt(schema, path, rest));
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
