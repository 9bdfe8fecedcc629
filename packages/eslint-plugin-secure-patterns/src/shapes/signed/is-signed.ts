import { isCall, T, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { signatures } from "../../catalog/signatures.ts";
import type { SourceRow } from "../../catalog/types.ts";
import { ELEMENT, segmentsMatch, type AccessPath } from "../../flow/access-path.ts";
import { isBehind } from "../../flow/dominance.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { Origin, Root } from "../../flow/origin.ts";
import { resolve } from "../../flow/resolve.ts";
import { functionsOf } from "../../flow/trace.ts";
import type { Analysis } from "../analysis.ts";
import { layersBefore } from "../validated-route.ts";
import { withinBody } from "../within-body.ts";
import { leavesSigned, signatureGate, type Covers } from "./signature-check.ts";
import { isKey } from "./signature.ts";
import { isSaidIn } from "../said-in-file.ts";

/** How much is seen of a check: all of it, or only what it is called. */
export type Signed = "seen" | "named";

/**
 * Whether only who shares a key with the program chose what arrives: on the way, or before the handler, a signature was
 * checked of what this value is a part of.
 */
export function signedOnTheWay(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  use: Node,
): Signed | undefined {
  if (row.kind !== "remote") return undefined;
  const asked: Asked = { origin, isBody: isBody(origin.path) || /body|event/.test(row.what) };
  const isCovered: Covers = (checked) => covers(analysis, asked, checked);
  const gate = signatureGate(isCovered);
  const isSeen =
    [...nodesOnTheWay(origin, use)].some((node) => {
      const file = fileOf(node);
      return file !== undefined && isSaidIn(file.unit, signatures.mentioned) && isBehind(file, node, gate);
    }) || [...functionsLeft(origin, use)].some((each) => leavesSigned(isCovered, each, "true"));
  return isSeen ? "seen" : signedBefore(analysis, asked);
}

/** Whether a handler comes to its end only with what was signed, whatever of the request that was. */
export function worksOnSigned(handler: FunctionNode): boolean {
  const file = fileOf(handler);
  if (!file || !isSaidIn(file.unit, signatures.mentioned)) return false;
  const gate = signatureGate(() => true);
  return endsOf(handler.body).some((end) => isBehind(file, end, gate));
}

interface Asked {
  readonly origin: Origin;
  /** It is the request's body or a part of it, which signatures are of. */
  readonly isBody: boolean;
}

/** `router.post("/paid", signatureCheck, paid)` */
function signedBefore(analysis: Analysis, { origin: { root }, isBody }: Asked): Signed | undefined {
  if (root.type !== "parameter" || !isBody) return undefined;
  const layers = layersBefore(analysis, root.of);
  const isSeen = layers.some((layer) => functionsIn(layer).some(worksOnSigned));
  return isSeen ? "seen" : layers.some(namesCheck) ? "named" : undefined;
}

function functionsIn(layer: Node): readonly FunctionNode[] {
  const file = fileOf(layer);
  return file ? functionsOf(file, layer) : [];
}

function namesCheck(layer: Node): boolean {
  const file = fileOf(layer);
  if (!file) return false;
  for (const node of withinBody(file, layer))
    if (node.type === T.Identifier && signatures.named.test(node.name)) return true;
  return false;
}

function nodesOnTheWay({ node, steps }: Origin, use: Node): Set<Node> {
  const nodes = new Set([use, node]);
  for (let step = steps; step; step = step.next) nodes.add(step.node);
  return nodes;
}

/** The functions that the value comes out of, by being returned; into others it goes, down to where it is used. */
function functionsLeft({ steps }: Origin, use: Node): Set<FunctionNode> {
  const left = new Set<FunctionNode>();
  const entered = new Set<Node>();
  for (let step = steps; step; step = step.next) {
    if (!isCall(step.node)) continue;
    const bodies = functionsIn(step.node.callee);
    const goesIn = bodies.some((each) => entered.has(each) || isAround(each, use));
    const owner = goesIn ? fileOf(step.node)?.ownerOf(step.node) : undefined;
    if (owner) entered.add(owner);
    else for (const each of bodies) left.add(each);
  }
  return left;
}

function isAround({ range: [start, end] }: Node, node: Node): boolean {
  return start <= node.range[0] && node.range[1] <= end;
}

/** Whether the value asked for is a part of what was checked. */
function covers(analysis: Analysis, { origin, isBody: isOfBody }: Asked, checked: readonly Node[]): boolean {
  const found = checked.flatMap((node) => partsOfRequest(analysis, origin, node));
  if (found.some(({ root, path }) => isSameRoot(root, origin.root) && isWithin(origin.path, path)))
    return true;
  if (!isOfBody) return false;
  if (found.some(({ path, root }) => isBody(path) && isNear(root, origin.root))) return true;
  // `getRawBody(req)`: nobody knows where it comes from, and what else would be signed?
  return (
    checked.length === 0 ||
    checked.some((node) => !isKey(node) && partsOfRequest(analysis, origin, node).length === 0)
  );
}

/** What of the request an expression holds, also what the catalogue does not know: `req.rawBody`. */
function partsOfRequest({ classifier }: Analysis, { root: asked }: Origin, node: Node): readonly Origin[] {
  const isPart = (each: Origin): boolean =>
    (each.root.type === "parameter" && asked.type === "parameter" && each.root.of === asked.of) ||
    classifier.classify(each).sources.some(({ row }) => row.kind === "remote");
  const file = fileOf(node);
  return file ? resolve(file, node, [], isPart).filter(isPart) : [];
}

function isBody(path: AccessPath): boolean {
  return path.slice(0, 3).some((segment) => signatures.body.test(segment));
}

/** The same request: also under another parameter of the handler. */
function isNear(a: Root, b: Root): boolean {
  return a.type !== "parameter" || b.type !== "parameter" || a.of === b.of;
}

function isSameRoot(a: Root, b: Root): boolean {
  if (a.type === "parameter") return b.type === "parameter" && a.of === b.of && a.index === b.index;
  if (a.type === "import") return b.type === "import" && a.module === b.module;
  return a.type === "global" && b.type === "global" && a.name === b.name;
}

function isWithin(path: AccessPath, whole: AccessPath): boolean {
  return whole.every((segment, index) => {
    const own = path[index];
    return own === undefined ? segment === ELEMENT : segmentsMatch(own, segment);
  });
}

/** Where the work of a body ends: an error that is caught and a refusal are not it. */
function endsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case T.BlockStatement: {
      const last = node.body.at(-1);
      return last ? endsOf(last) : [];
    }
    case T.TryStatement:
      return endsOf(node.block);
    case T.IfStatement:
      return [node.consequent, ...(node.alternate ? [node.alternate] : [])].flatMap(endsOf);
    case T.ExpressionStatement:
      return [node.expression];
    case T.ReturnStatement:
      return node.argument ? [node.argument] : [node];
    default:
      return [node];
  }
}
