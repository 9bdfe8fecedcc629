import { isCall, isFunction, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { allOf, anyOf, type Fact } from "../flow/facts.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { factsInside } from "../flow/reaching.ts";
import { functionsOf } from "../flow/trace.ts";
import { withinBody } from "./within-body.ts";

const MOST_LAYERS = 8;

/**
 * What the functions that are registered in front of a handler have found out about a part of the request where they let it go on:
 *
 * `(req, res, next) => { if (!/^\w+$/.test(req.body.name)) return res.sendStatus(400); next(); }`
 *
 * @param index the number of the parameter that is the request
 * @param path what is read of the request
 */
export function factsOfLayers(layers: readonly Node[], index: number, path: AccessPath): readonly Fact[] {
  return layers
    .flatMap(functionsIn)
    .slice(0, MOST_LAYERS)
    .flatMap((layer) => factsWherePassedOn(layer, index, path) ?? []);
}

function functionsIn(given: Node): readonly FunctionNode[] {
  const layer = unwrap(given);
  if (layer.type === T.ArrayExpression)
    return layer.elements.flatMap((element) => (element ? functionsIn(element) : []));
  if (isFunction(layer)) return [layer];
  const file = fileOf(layer);
  return file && /^(?:Identifier|MemberExpression)$/.test(layer.type) ? functionsOf(file, layer) : [];
}

/** The facts that hold at one of its `next()`, whichever is called. */
function factsWherePassedOn(layer: FunctionNode, index: number, path: AccessPath): Fact | undefined {
  const file = fileOf(layer);
  const request = layer.params[index];
  // what looks after a part of the address is handed that part as well
  const [, , called, part] = layer.params;
  const next = part ? called : layer.params.at(-1);
  if (!file || request?.type !== T.Identifier || next?.type !== T.Identifier || next === request)
    return undefined;
  const key = file.subjects.at(request, path)?.key;
  const calls = key === undefined ? [] : callsOnwards(file, layer, next);
  if (key === undefined || calls.length === 0) return undefined;
  const own = part?.type === T.Identifier ? file.subjects.at(part, [])?.key : undefined;
  const keys = new Set(own === undefined || path.at(-2) !== "params" ? [key] : [key, own]);
  return anyOf(calls.map((call) => allOf(factsInside(file, call, layer, keys))));
}

/** `next()`; what is called with an error goes elsewhere. */
function callsOnwards(file: FileFlow, layer: FunctionNode, next: Node): readonly Node[] {
  const variable = next.type === T.Identifier ? file.bindings.variableOf(next) : undefined;
  return [...withinBody(file, layer.body)].filter(
    (node) =>
      isCall(node) &&
      node.arguments.length === 0 &&
      node.callee.type === T.Identifier &&
      variable !== undefined &&
      file.bindings.variableOf(node.callee) === variable,
  );
}
