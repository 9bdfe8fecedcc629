import { T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { extend, pathKey, type AccessPath } from "./access-path.ts";
import { passedTo } from "./arguments.ts";
import { callsOf } from "./callers.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";
import { keep } from "./whole-answers.ts";

const known = new WeakMap<FunctionNode, Map<string, readonly Origin[]>>();

/**
 * `constructor(service) { this.service = service; }`: the functions of the project, and what packages give, that
 * `new Controller(new Service(db))`, here or in another file, puts in at `path` of a parameter.
 */
export function injectedInto(
  file: FileFlow,
  constructor: FunctionNode,
  index: number,
  path: AccessPath,
): readonly Origin[] {
  if (path.length === 0 || isOfOthers(constructor.params[index])) return [];
  let answers = known.get(constructor);
  if (!answers) known.set(constructor, (answers = new Map()));
  return keep(answers, `${index}:${pathKey(path)}`, [], () => findInjected(file, constructor, index, path));
}

function findInjected(
  file: FileFlow,
  constructor: FunctionNode,
  index: number,
  path: AccessPath,
): readonly Origin[] {
  const origins = callsOf(file, constructor).flatMap(({ call, ...passing }) => {
    const home = fileOf(call);
    return passedTo(call, constructor, index, passing).flatMap(({ node, at, skip }) =>
      home ? trace(home, node, extend(at, path.slice(skip))) : [],
    );
  });
  return origins.filter(
    ({ root, path: rest }) => (root.type === "function" && rest.length === 0) || root.type === "import",
  );
}

/** A declared type was asked already; what it does not say is a package's. */
function isOfOthers(parameter: Node | undefined): boolean {
  if (parameter?.type === T.TSParameterProperty) return isOfOthers(parameter.parameter);
  if (parameter?.type === T.AssignmentPattern) return isOfOthers(parameter.left);
  const annotation =
    parameter && "typeAnnotation" in parameter ? (parameter.typeAnnotation as Node | undefined) : undefined;
  return annotation?.type === T.TSTypeAnnotation && annotation.typeAnnotation.type === T.TSTypeReference;
}
